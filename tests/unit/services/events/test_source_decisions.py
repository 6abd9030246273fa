"""What waits at the source of an event, and what becomes of it once somebody has decided."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories.events import EventFactory
from wagtail_ngo.models import CalendarSource, EventPage
from wagtail_ngo.services.events import source_changes, sources
from wagtail_ngo.services.events.source_changes import VANISHED, Comparison
from wagtail_ngo.services.events.source_content import Conflict
from wagtail_ngo.services.locks import AlreadyDecidedError

pytestmark = pytest.mark.django_db
GONE = {"name": VANISHED, "before": None, "ours": None, "theirs": None}


def conflict(name, ours, theirs, before=None) -> dict:
    return {"name": name, "ours": ours, "theirs": theirs, "before": before}


def event(*conflicts, **fields) -> EventPage:
    return EventFactory(source_conflicts=list(conflicts), **fields)


def stored(page) -> EventPage:
    return EventPage.objects.get(pk=page.pk)


def test_originals_with_something_to_decide_wait_by_their_day():
    day = datetime.date(2027, 3, 18)
    late = event(GONE, start_date=day)
    early = event(GONE, start_date=day - datetime.timedelta(1))
    same = event(GONE, start_date=day)
    event()
    alias = early.create_alias(update_slug="kopia")
    EventPage.objects.filter(pk=alias.pk).update(source_conflicts=[GONE])

    assert list(source_changes.waiting()) == [early, late, same]


def test_fields_are_compared_with_the_draft_and_what_is_gone_is_no_field():
    page = event(conflict("title", "A", "Ich", "Stary"), GONE, conflict("organizer", "", "Dom"))
    page.title = "Szkic"
    page.save_revision()

    assert source_changes.comparisons(page) == [
        Comparison("title", "title", "Stary", "Ich", "Szkic"),
        Comparison("organizer", "organiser", "", "Dom", ""),
    ]
    assert source_changes.is_gone(page)
    assert not source_changes.is_gone(event(conflict("title", "A", "B")))


def test_what_nobody_decided_stays_open_with_what_was_said_first():
    page = EventPage(title="Nasz", organizer="Ich teraz", online_url="nasz")
    page.source_conflicts = [
        conflict("title", "Dawny", "Ich wtedy", "Pierwszy"),
        conflict("organizer", "Dawny", "Ich wtedy"),
        conflict("online_url", "x", "y", "z"),
        GONE,
    ]
    theirs = {"title": "Ich teraz", "organizer": "Ich teraz", "online_url": "ich"}
    news = [
        Conflict("online_url", "nasz", "ich", before="y"),
        Conflict("kind_id", 1, 2, before=3),
    ]

    assert source_changes.still_open(page, news, theirs) == [
        conflict("title", "Nasz", "Ich teraz", "Pierwszy"),
        # The source says what is here: nothing is left of the organizer, nor of its absence.
        conflict("online_url", "nasz", "ich", "z"),
        conflict("kind_id", 1, 2, 3),
    ]
    page.source_conflicts = [conflict("kind_id", 1, 2)]
    assert source_changes.still_open(page, news[1:], {}) == [conflict("kind_id", 1, 2, 3)]


def test_that_an_event_is_gone_is_said_once_and_not_where_it_stays():
    other = conflict("title", "A", "B")
    page, kept = event(other), event(source_content={"stays": True, "digest": "x"})

    for _ in range(2):
        source_changes.note_gone(page)
        source_changes.note_gone(kept)

    assert stored(page).source_conflicts == page.source_conflicts == [other, GONE]
    assert stored(page).source_content is None
    assert stored(kept).source_conflicts == []


def test_an_event_that_is_back_is_no_longer_gone_nor_told_to_stay():
    other = conflict("title", "A", "B")
    gone = event(other, GONE, source_content={"digest": "x"})
    kept = event(other, source_content={"digest": "x", "stays": True})
    plain = event(source_content={"digest": "x"})
    told = EventPage.objects.filter(source_changes.is_told_gone())
    assert set(told) == {gone, kept}

    for page in (gone, kept, plain):
        source_changes.note_back(page)

    for page in (gone, kept):
        assert stored(page).source_conflicts == page.source_conflicts == [other]
        assert stored(page).source_content == page.source_content == {"digest": "x"}
    assert stored(plain).source_content == {"digest": "x"}


def test_words_that_are_accepted_go_into_a_draft_and_the_rest_waits(admin_user):
    event(conflict("title", "Inny", "Inny ich"))
    page = event(
        conflict("title", "Nasz", "Ich"),
        conflict("organizer", "", "Dom"),
        conflict("online_url", "", "https://example.org/"),
        title="Nasz",
        source_content={"digest": "x"},
    )

    draft = source_changes.decide(
        page, accepted=["title", "unknown"], kept=["organizer"], user=admin_user
    )

    rest = [conflict("online_url", "", "https://example.org/")]
    assert (draft.title, draft.organizer, draft.source_conflicts) == ("Ich", "", rest)
    page = stored(page)
    assert (page.title, page.source_conflicts) == ("Nasz", rest)
    assert (page.latest_revision.content["title"], page.latest_revision.user) == ("Ich", admin_user)
    assert page.get_latest_revision_as_object().source_conflicts == rest
    with pytest.raises(AlreadyDecidedError):
        source_changes.decide(page, accepted=["title"], kept=["organizer"], user=None)


def test_what_is_kept_makes_no_draft_and_an_event_may_stay_without_its_source():
    page = event(GONE, conflict("title", "Nasz", "Ich"), source_content={"digest": "x"})

    draft = source_changes.decide(page, accepted=[], kept=["title"], user=None)
    assert draft.source_conflicts == stored(page).source_conflicts == [GONE]
    assert stored(page).source_content == {"digest": "x"}

    draft = source_changes.decide(page, accepted=[VANISHED], kept=[], user=None)
    assert draft.source_content == {"digest": "x", "stays": True}
    assert (stored(page).source_conflicts, stored(page).latest_revision) == ([], None)


def test_words_with_which_the_event_would_not_hold_together_change_nothing():
    when = ["2027-03-18", "17:00:00", "2027-03-17", None, False, False, "Europe/Warsaw", ""]
    page = event(conflict("when", None, when))

    with pytest.raises(ValidationError):
        source_changes.decide(page, accepted=["when"], kept=[], user=None)

    assert [one["name"] for one in stored(page).source_conflicts] == ["when"]
    assert stored(page).latest_revision is None


def test_new_drafts_of_sources_are_originals_that_were_never_published_by_their_day():
    day = datetime.date(2027, 3, 18)
    calendar = event().get_parent().specific
    source = CalendarSource.objects.create(
        name="Miasto", url="https://example.org/a.ics", calendar=calendar
    )
    late = event(source=source, live=False, start_date=day)
    early = event(source=source, live=False, start_date=day - datetime.timedelta(1))
    event(source=source)
    event(live=False)
    event(source=source, live=False, first_published_at=timezone.now())
    alias = late.create_alias(update_slug="kopia")
    assert (alias.live, alias.source) == (False, source)

    assert list(sources.new_drafts()) == [early, late]


def test_sources_fail_that_are_asked_and_whose_last_attempt_failed():
    calendar = event().get_parent().specific
    asked, _off, _fine = (
        CalendarSource.objects.create(
            name=str(number), url=f"https://example.org/{number}.ics", calendar=calendar, **fields
        )
        for number, fields in enumerate(
            (
                {"failing_since": timezone.now()},
                {"failing_since": timezone.now(), "is_active": False},
                {},
            )
        )
    )

    assert list(sources.failing()) == [asked]
