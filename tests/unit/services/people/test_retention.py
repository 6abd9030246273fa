"""What was kept long enough goes, on its day and not before."""

import datetime

import pytest

from tests.factories.bulletin import BulletinIndexFactory
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import (
    BulletinSubscriber,
    ChangeRequest,
    ImportJob,
    ImportRow,
    MissingOrganization,
    OutgoingMail,
    SearchAlert,
    SearchedQuery,
)
from wagtail_ngo.services import daily_counts
from wagtail_ngo.services.people import retention

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 6, 1, 12, tzinfo=datetime.UTC)
MOMENT = datetime.timedelta(seconds=1)


def before(days: int) -> datetime.datetime:
    return NOW - datetime.timedelta(days=days)


def forgotten(forget) -> int:
    """How many rows went; a dry run tells the same and changes nothing."""
    told = forget(now=NOW, dry_run=True)
    assert forget(now=NOW, dry_run=True) == told
    assert forget(now=NOW, dry_run=False) == told
    assert forget(now=NOW, dry_run=False) == 0
    return told


def test_an_address_waits_thirty_days_for_its_confirmation():
    serial = BulletinIndexFactory()
    rows = [
        ("late", "unconfirmed", before(30) - MOMENT),
        ("last", "unconfirmed", before(30)),
        ("old", "confirmed", before(900)),
    ]
    for name, status, created_at in rows:
        BulletinSubscriber.objects.create(
            serial=serial, email=f"{name}@example.org", status=status, created_at=created_at
        )

    assert forgotten(retention.forget_unconfirmed) == 1
    left = BulletinSubscriber.objects.order_by("pk").values_list("email", flat=True)
    assert list(left) == ["last@example.org", "old@example.org"]


def test_a_search_by_mail_waits_thirty_days_for_its_confirmation():
    directory = NGODirectoryFactory()
    rows = [("late", before(30) - MOMENT, None), ("last", before(30), None)]
    for name, created_at, confirmed_at in [*rows, ("old", before(900), before(899))]:
        SearchAlert.objects.create(
            directory=directory,
            email=f"{name}@example.org",
            label=name,
            created_at=created_at,
            confirmed_at=confirmed_at,
        )

    assert forgotten(retention.forget_unconfirmed_alerts) == 1
    assert list(SearchAlert.objects.order_by("pk").values_list("label", flat=True)) == [
        "last",
        "old",
    ]


def test_settled_mail_goes_after_its_days_and_what_is_not_sent_stays(settings):
    settings.WAGTAIL_NGO = {"MAIL_KEEP_DAYS": 7}
    rows = [
        ("sent", before(7) - MOMENT),
        ("failed", before(7) - MOMENT),
        ("sent", before(7)),
        ("queued", before(8)),
        ("sending", before(8)),
        ("unknown", None),
    ]
    for number, (status, settled_at) in enumerate(rows):
        OutgoingMail.objects.create(
            kind="a", recipient=f"{number}@example.org", status=status, settled_at=settled_at
        )

    assert forgotten(retention.forget_mail) == 2
    left = OutgoingMail.objects.order_by("pk").values_list("status", flat=True)
    assert list(left) == ["sent", "queued", "sending", "unknown"]


def test_searched_words_become_a_sum_after_four_hundred_days():
    today = NOW.date()
    for days, times in ((401, 3), (400, 5)):
        SearchedQuery.objects.create(
            day=today - datetime.timedelta(days=days), words="psy", times=times
        )

    assert forgotten(retention.forget_searches) == 1
    assert list(SearchedQuery.objects.values_list("times", flat=True)) == [5]
    assert daily_counts.searches(today - datetime.timedelta(days=500), today) == 8


def test_a_settled_request_keeps_its_end_and_loses_its_words(settings):
    settings.WAGTAIL_NGO = {"REQUEST_KEEP_DAYS": 365}
    entry = NGOFactory()
    texts = {"message": "Proszę", "reply_to": "a@example.org"}
    rows = {
        name: ChangeRequest.objects.create(entry=entry, closed_at=closed_at, **values)
        for name, closed_at, values in (
            ("words", before(365) - MOMENT, texts),
            ("values", before(365) - MOMENT, {}),
            ("empty", before(365) - MOMENT, {}),
            ("last day", before(365), texts),
            ("open", None, texts),
        )
    }
    for name in ("values", "last day", "open"):
        rows[name].fields.create(key="title", old="Stara", new="Nowa", is_accepted=True)
    rows["empty"].fields.create(key="title", old="", new="", is_accepted=True)

    assert forgotten(retention.forget_change_requests) == 2

    left = {
        name: (
            *ChangeRequest.objects.values_list("message", "reply_to").get(pk=row.pk),
            *(row.fields.values_list("old", "new", "is_accepted").first() or ()),
        )
        for name, row in rows.items()
    }
    assert left == {
        "words": ("", ""),
        "values": ("", "", "", "", True),
        "empty": ("", "", "", "", True),
        "last day": ("Proszę", "a@example.org", "Stara", "Nowa", True),
        "open": ("Proszę", "a@example.org", "Stara", "Nowa", True),
    }


def test_a_hint_keeps_the_organization_and_loses_who_sent_it(settings):
    settings.WAGTAIL_NGO = {"REQUEST_KEEP_DAYS": 30}
    directory = NGODirectoryFactory()
    for name, closed_at in (("A", before(30) - MOMENT), ("B", before(30)), ("C", None)):
        MissingOrganization.objects.create(
            directory=directory,
            name=name,
            contact="600",
            message="M",
            reply_to="a@example.org",
            closed_at=closed_at,
        )

    assert forgotten(retention.forget_hints) == 1

    left = MissingOrganization.objects.order_by("name")
    assert [(row.name, row.contact, row.message, row.reply_to) for row in left] == [
        ("A", "", "", ""),
        ("B", "600", "M", "a@example.org"),
        ("C", "600", "M", "a@example.org"),
    ]


def test_an_import_keeps_which_row_became_which_entry(settings):
    settings.WAGTAIL_NGO = {"IMPORT_KEEP_DAYS": 90}
    entry = NGOFactory()
    for created_at in (before(90) - MOMENT, before(90)):
        job = ImportJob.objects.create(directory=entry.get_parent().specific, file_name="a.csv")
        ImportJob.objects.filter(pk=job.pk).update(created_at=created_at)
        job.rows.create(number=2, cells=["Jan"], message="m", remarks=[["a", "b"]], entry=entry)

    assert forgotten(retention.forget_imports) == 1

    left = ImportRow.objects.order_by("job_id").values_list("cells", "message", "remarks", "entry")
    assert list(left) == [([], "", [], entry.pk), (["Jan"], "m", [["a", "b"]], entry.pk)]
