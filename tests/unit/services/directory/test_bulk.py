"""The same change to many entries: who changes, who waits, and who fails alone."""

import datetime

import pytest

from tests.factories.directory import ActivityAreaFactory, ContactChannelFactory, NGOFactory
from wagtail_ngo.models import ConfirmationRequest, NGOPage, OutgoingMail
from wagtail_ngo.services.directory import bulk

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)


def areas_of(entry, *, draft=False) -> set[str]:
    page = NGOPage.objects.get(pk=entry.pk)
    page = page.get_latest_revision_as_object() if draft else page
    return {area.name for area in page.areas.all()}


@pytest.fixture
def areas():
    return [ActivityAreaFactory(name=name) for name in "AB"]


def test_areas_are_added_or_replaced_and_what_is_right_already_stays(areas, admin_user):
    added, replaced, right = (NGOFactory(areas=areas[:1]) for _ in range(3))
    options = {"publish": True, "user": admin_user}

    assert bulk.set_areas([added], areas[1:], replace=False, **options) == (1, [])
    assert bulk.set_areas([replaced], areas[1:], replace=True, **options) == (1, [])
    assert bulk.set_areas([right], areas[:1], replace=True, **options) == (1, [])
    assert bulk.set_areas([right], areas[:1], replace=False, **options) == (1, [])

    assert [areas_of(entry) for entry in (added, replaced, right)] == [{"A", "B"}, {"B"}, {"A"}]
    assert NGOPage.objects.get(pk=right.pk).latest_revision is None
    assert NGOPage.objects.get(pk=added.pk).latest_revision.user == admin_user


def test_a_change_waits_where_it_is_not_to_be_published_or_may_not(
    areas, admin_user, django_user_model
):
    nobody = django_user_model.objects.create_user("nobody")
    asked, forbidden, unpublished, waiting = (
        NGOFactory(areas=areas[:1], live=live) for live in (True, True, False, True)
    )
    waiting.title = "Szkic"
    waiting.save_revision()
    waiting.refresh_from_db()
    for entry, publish, user in (
        (asked, False, admin_user),
        (forbidden, True, nobody),
        (unpublished, True, admin_user),
        (waiting, True, admin_user),
    ):
        options = {"replace": True, "publish": publish, "user": user}
        assert bulk.set_areas([entry], areas[1:], **options) == (1, [])
        assert (areas_of(entry), areas_of(entry, draft=True)) == ({"A"}, {"B"})
    assert NGOPage.objects.get(pk=waiting.pk).title != "Szkic"
    assert not NGOPage.objects.get(pk=unpublished.pk).live


def test_one_that_fails_holds_up_no_other(areas, admin_user):
    wrong, right = NGOFactory(), NGOFactory()
    NGOPage.objects.filter(pk=wrong.pk).update(krs="12")
    entries = list(NGOPage.objects.order_by("pk"))

    done, [(entry, error)] = bulk.set_areas(
        entries, areas, replace=False, publish=True, user=admin_user
    )
    assert (done, entry.pk, list(error.message_dict)) == (1, wrong.pk, ["krs"])
    assert (areas_of(wrong), areas_of(right)) == (set(), {"A", "B"})

    NGOPage.objects.update(live=False)
    done, [(entry, _error)] = bulk.publish_many(NGOPage.objects.order_by("pk"), user=admin_user)
    assert (done, entry.pk) == (1, wrong.pk)
    assert [page.live for page in NGOPage.objects.order_by("pk")] == [False, True]


def test_at_most_so_many_are_asked_at_once_and_the_others_next_time(monkeypatch):
    monkeypatch.setattr(bulk, "MOST_MAILS", 2)
    entries = [NGOFactory() for _ in range(4)]
    for number, entry in enumerate(entries[:3]):
        ContactChannelFactory(organization=entry, kind="email", value=f"{number}@example.org")

    assert bulk.ask_many(entries, now=NOW) == (2, 2)
    ConfirmationRequest.objects.update(created_at=NOW)
    assert bulk.ask_many(entries[:3], now=NOW) == (1, 2)
    assert bulk.ask_many([], now=NOW) == (0, 0)
    assert OutgoingMail.objects.values("recipient").distinct().count() == 3


def test_the_office_confirms_each_of_those_chosen(admin_user):
    entries = [NGOFactory() for _ in range(3)]

    assert bulk.confirm_many(entries[:2], today=NOW.date(), user=admin_user) == 2

    days = NGOPage.objects.order_by("pk").values_list("verified_on", flat=True)
    assert list(days) == [NOW.date(), NOW.date(), None]
