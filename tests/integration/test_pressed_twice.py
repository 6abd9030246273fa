"""Buttons pressed twice, and two people at once: one result, and the second is told."""

import datetime
import io

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.bulletin import BulletinIndexFactory
from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from tests.integration.test_rebuild_races import at_once
from wagtail_ngo.domain.tables.reading import Limits
from wagtail_ngo.enums import ChangeState
from wagtail_ngo.models import (
    BulletinSubscriber,
    ChangeRequest,
    EventPage,
    ImportJob,
    NGOPage,
    OutgoingMail,
)
from wagtail_ngo.services.bulletin import mail as bulletin_mail
from wagtail_ngo.services.directory import (
    change_requests,
    corrections,
    import_rows,
    imports,
    missing,
    reviews,
)
from wagtail_ngo.services.events import imports as event_imports
from wagtail_ngo.services.events import source_changes, splitting
from wagtail_ngo.services.locks import AlreadyDecidedError

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.any_version,
]
threads = pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory")
FILE = "nazwa;NIP\n" + "".join(f"Stowarzyszenie {n};\n" for n in range(12))


def outcome(act):
    """What the act returns, or the name of what it raises."""
    try:
        act()
    except AlreadyDecidedError as error:
        return type(error).__name__
    return "done"


def make_job(directory) -> ImportJob:
    file = io.BytesIO(FILE.encode())
    job = imports.create_job(directory, file, file_name="spis.csv", limits=Limits())
    imports.set_mapping(job, job.mapping, publish=True)
    imports.check_rows(job, now=timezone.now(), seconds=60)
    return job


def write(pk: int) -> None:
    job = ImportJob.objects.get(pk=pk)
    while not imports.write_rows(job, now=timezone.now(), seconds=0):
        pass


@threads
def test_two_imports_of_one_file_at_once_make_each_entry_once(monkeypatch):
    monkeypatch.setattr(import_rows, "BATCH", 3)
    directory = NGODirectoryFactory()
    first, second = make_job(directory), make_job(directory)

    at_once(lambda: write(first.pk), lambda: write(second.pk))

    assert sorted(NGOPage.objects.values_list("title", flat=True)) == sorted(
        f"Stowarzyszenie {n}" for n in range(12)
    )


def test_two_imports_whose_batches_alternate_make_each_entry_once(monkeypatch):
    """The same on every database: both read the directory before either writes."""
    monkeypatch.setattr(import_rows, "BATCH", 3)
    directory = NGODirectoryFactory()
    runs = [import_rows.ImportRun(make_job(directory), now=timezone.now()) for _ in range(2)]

    while sum(run.batch(write=True) for run in runs):
        pass

    assert NGOPage.objects.count() == 12


def test_an_import_that_is_written_cannot_be_mapped_again():
    job = make_job(NGODirectoryFactory())
    stale = ImportJob.objects.get(pk=job.pk)

    assert imports.begin_writing(job)
    assert not imports.begin_writing(stale)
    with pytest.raises(imports.ValidationError, match="being written"):
        imports.set_mapping(stale, stale.mapping, publish=True)


def hint_entries(hint_pk: int):
    hint = missing.MissingOrganization.objects.get(pk=hint_pk)
    return lambda: outcome(lambda: missing.make_entry(hint, user=None, now=timezone.now()))


def test_four_presses_on_a_hint_make_one_entry():
    hint = missing.report(
        NGODirectoryFactory(), name="Zapomniana", contact="", message="", reply_to=""
    )
    presses = [hint_entries(hint.pk) for _ in range(4)]

    results = [act() for act in presses] if connection.vendor == "sqlite" else at_once(*presses)

    assert sorted(results) == [*["AlreadyDecidedError"] * 3, "done"]
    assert NGOPage.objects.filter(title="Zapomniana").count() == 1
    hint.refresh_from_db()
    assert hint.entry.title == "Zapomniana"


def decide(request_pk: int, accepted: list[str]):
    request = ChangeRequest.objects.select_related("entry").get(pk=request_pk)
    return lambda: outcome(
        lambda: change_requests.close_request(
            request, accepted=accepted, publish=True, user=None, now=timezone.now()
        )
    )


def test_accept_and_reject_at_once_leave_one_decision():
    entry = NGOFactory(lead="Dawny opis")
    entry.save_revision().publish()
    request = change_requests.submit_changes(entry, {"lead": "Nowy opis"})
    acts = [decide(request.pk, ["lead"]), decide(request.pk, [])]

    results = [act() for act in acts] if connection.vendor == "sqlite" else at_once(*acts)

    assert sorted(results) == ["AlreadyDecidedError", "done"]
    request.refresh_from_db()
    is_accepted = NGOPage.objects.get(pk=entry.pk).lead == "Nowy opis"
    assert request.state == (ChangeState.ACCEPTED if is_accepted else ChangeState.REJECTED)
    assert request.fields.get().is_accepted is is_accepted


def test_asking_twice_sends_one_mail():
    entry = NGOFactory()
    ContactChannelFactory(organization=entry)
    now = timezone.now()
    acts = [lambda: reviews.ask(NGOPage.objects.get(pk=entry.pk), now=now)] * 2

    results = [act() for act in acts] if connection.vendor == "sqlite" else at_once(*acts)

    assert [result is None for result in sorted(results, key=bool)] == [True, False]
    assert OutgoingMail.objects.count() == 1


def test_subscribing_twice_at_once_sends_one_mail():
    serial, now = BulletinIndexFactory(), timezone.now()
    acts = [lambda: bulletin_mail.subscribe(serial, "anna@example.org", now=now)] * 3

    [act() for act in acts] if connection.vendor == "sqlite" else at_once(*acts)

    assert BulletinSubscriber.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


@threads
def test_two_imports_of_one_calendar_at_once_make_each_event_once():
    calendar = EventIndexFactory()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    for number in range(5):
        lines += ["BEGIN:VEVENT", f"UID:{number}@example.org", "DTSTAMP:20270101T000000Z"]
        lines += [f"DTSTART:2027030{number + 1}T100000Z", f"SUMMARY:E{number}", "END:VEVENT"]
    data = "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()

    def bring_in():
        now = timezone.now()
        event_imports.import_files([("a.ics", data)], calendar, time_zone="UTC", now=now)

    at_once(bring_in, bring_in)

    assert sorted(EventPage.objects.values_list("title", flat=True)) == [f"E{n}" for n in range(5)]


def test_eight_presses_split_a_series_once():
    page = publish(EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=8"))
    day = datetime.date(2027, 4, 8)
    wishes = splitting.Wishes(datetime.time(18), datetime.time(20))
    presses = [
        lambda: outcome(lambda: splitting.split(EventPage.objects.get(pk=page.pk), day, wishes))
    ] * 8

    results = [act() for act in presses] if connection.vendor == "sqlite" else at_once(*presses)

    assert sorted(results) == [*["AlreadyDecidedError"] * 7, "done"]
    successor = EventPage.objects.get(predecessor=page)
    assert (page.occurrences.count(), successor.occurrences.count()) == (3, 5)


@threads
def test_facts_sent_at_once_through_one_link_join_one_request():
    entry = NGOFactory(lead="Opis")
    question = reviews.ConfirmationRequest.objects.create(entry=entry, nonce="n")
    texts = [("lead", f"Opis {n}") for n in range(4)] + [("short_name", f"S{n}") for n in range(4)]

    at_once(*(lambda one=one: corrections.correct(question, dict([one])) for one in texts))

    request = ChangeRequest.objects.get()
    assert sorted(one.key for one in request.fields.all()) == ["lead", "short_name"]


@threads
def test_eight_editors_who_take_a_change_of_the_source_at_once_make_one_draft():
    page = EventFactory(parent=EventIndexFactory(), title="Concert in the park")
    conflict = {"name": "title", "before": "Concert", "theirs": "Gala", "ours": page.title}
    EventPage.objects.filter(pk=page.pk).update(source_conflicts=[conflict], source_content={})
    before = page.revisions.count()
    told = []

    def press():
        told.append(
            outcome(lambda: source_changes.decide(page, accepted=["title"], kept=[], user=None))
        )

    at_once(*[press] * 8)

    assert sorted(told) == [*["AlreadyDecidedError"] * 7, "done"]
    assert page.revisions.count() == before + 1
    assert EventPage.objects.get().get_latest_revision_as_object().title == "Gala"
