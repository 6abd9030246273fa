"""The moment at which a date is over decides what a rebuild does with it, to the second."""

import datetime

import pytest

from tests.factories.events import EventFactory, EventKindFactory
from wagtail_ngo import signals
from wagtail_ngo.enums import CountsAs, OverrideKind
from wagtail_ngo.models import EventPage, Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import occurrences

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
FIRST, SECOND = D(2027, 3, 18), D(2027, 3, 25)
#: The end of the first date, and the moment before it.
END = datetime.datetime(2027, 3, 18, 18, tzinfo=datetime.UTC)
BEFORE = END - datetime.timedelta(seconds=1)


@pytest.fixture
def weekly() -> EventPage:
    """Two Thursdays, 17 to 19 o'clock."""
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    occurrences.rebuild(page, now=NOW)
    return page


@pytest.fixture
def once() -> EventPage:
    page = EventFactory()
    occurrences.rebuild(page, now=NOW)
    return page


def rebuilt(page, *, now, **options) -> list[D]:
    page.save()
    occurrences.rebuild(page, now=now, **options)
    return [f"{row.local_start:%m-%d %H}" for row in page.occurrences.order_by("recurrence_id")]


@pytest.mark.parametrize(
    ("now", "hour", "options"),
    [
        (BEFORE, "09", {}),
        (END, "17", {}),
        (END, "17", {"rewrite_past": False}),
        (END, "09", {"rewrite_past": True}),
    ],
)
def test_a_date_of_a_series_is_history_from_its_end_on(weekly, now, hour, options):
    weekly.start_time, weekly.end_time = T(9), T(10)

    assert rebuilt(weekly, now=now, **options) == [f"03-18 {hour}", "03-25 09"]
    weekly.start_time = T(8)
    plan = occurrences.plan(weekly, now=END)
    assert [row.recurrence_id for row in plan.unchanged] == [FIRST]


def test_a_date_that_is_over_is_corrected_by_a_change_of_its_own(weekly):
    weekly.overrides.add(
        OccurrenceOverride(original_date=FIRST, kind=OverrideKind.CHANGED, start_time=T(9))
    )

    assert rebuilt(weekly, now=END) == ["03-18 09", "03-25 17"]


@pytest.mark.parametrize(
    ("day", "now", "days"),
    [
        # A date to come is taken along, to whichever day.
        (D(2027, 4, 1), BEFORE, ["04-01 17"]),
        (D(2027, 3, 1), BEFORE, ["03-01 17"]),
        # One that is over is corrected, and is no new meeting.
        (D(2027, 3, 1), END, ["03-01 17"]),
        (D(2027, 4, 1), END, ["03-18 17", "04-01 17"]),
    ],
)
def test_a_single_date_follows_its_event_unless_it_is_over(once, day, now, days):
    [row] = once.occurrences.all()
    once.start_date = day

    assert rebuilt(once, now=now) == days
    assert once.occurrences.filter(pk=row.pk).exists()


def test_a_closed_single_date_stays_and_so_do_two_of_a_day(once):
    once.occurrences.update(closed_at=NOW)
    once.start_date = SECOND
    assert rebuilt(once, now=NOW) == ["03-18 17", "03-25 17"]

    series = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    rebuilt(series, now=NOW)
    pks = set(series.occurrences.values_list("pk", flat=True))
    series.recurrence, series.start_date = None, D(2027, 5, 1)
    assert rebuilt(series, now=NOW) == ["05-01 17"]
    assert not pks & set(series.occurrences.values_list("pk", flat=True))


@pytest.mark.parametrize(("now", "days"), [(BEFORE, ["03-25 17"]), (END, ["03-18 17", "03-25 17"])])
def test_a_date_that_the_rule_no_longer_gives_stays_once_it_is_over(weekly, now, days):
    weekly.start_date = SECOND
    weekly.recurrence = "RRULE:FREQ=WEEKLY;COUNT=1"

    assert rebuilt(weekly, now=now) == days
    off = list(weekly.occurrences.filter(is_off_rule=True).values_list("recurrence_id", flat=True))
    assert off == [FIRST][: len(days) - 1]
    plan = occurrences.plan(weekly, now=now)
    assert not plan.has_changes
    assert [row.recurrence_id for row in plan.kept] == off


def test_a_date_that_an_editor_takes_out_goes_also_when_it_is_over(weekly):
    weekly.overrides.add(OccurrenceOverride(original_date=FIRST, kind=OverrideKind.REMOVED))

    assert rebuilt(weekly, now=END) == ["03-25 17"]


@pytest.mark.parametrize(
    ("people", "now", "status"),
    [
        ({"record_count": 1}, BEFORE, "withdrawn"),
        ({"seats_taken": 1}, BEFORE, "withdrawn"),
        ({"record_count": 1}, END, "scheduled"),
        ({"record_count": 1, "closed_at": NOW}, BEFORE, "scheduled"),
    ],
)
def test_a_page_that_goes_withdraws_what_is_still_ahead(once, people, now, status):
    once.occurrences.update(**people)
    other = EventFactory()
    EventPage.objects.update(content_digest="x")

    result = occurrences.withdraw(once, now=now)

    assert once.occurrences.get().status == status
    assert len(result.updated) == len(result.changes) == (status == "withdrawn")
    assert (len(result.kept), result.removed) == (1, [])
    assert EventPage.objects.get(pk=once.pk).content_digest == once.content_digest == ""
    assert EventPage.objects.get(pk=other.pk).content_digest == "x"
    assert occurrences.withdraw(once, now=now).updated == []


@pytest.mark.parametrize(
    ("status", "now", "becomes"),
    [
        ("withdrawn", BEFORE, "scheduled"),
        ("withdrawn", END, "withdrawn"),
        ("cancelled", BEFORE, "cancelled"),
    ],
)
def test_a_withdrawn_date_beside_the_rule_is_announced_again_while_it_is_ahead(
    weekly, status, now, becomes
):
    row = weekly.occurrences.filter(recurrence_id=FIRST)
    row.update(status=status, record_count=1, is_off_rule=True)
    weekly.start_date, weekly.recurrence = SECOND, "RRULE:FREQ=WEEKLY;COUNT=1"
    weekly.save()

    result = occurrences.rebuild(weekly, now=now)

    assert row.get().status == becomes
    assert [one.recurrence_id for one in result.updated] == ([FIRST] if becomes != status else [])


@pytest.fixture
def heard():
    """How many changes were told at once, and how often a rebuild was."""
    told: dict[str, list] = {"changed": [], "rebuilt": []}

    def changed(sender, page, changes, **kwargs):
        told["changed"].append((page.pk, len(changes)))

    def rebuild(sender, page, changes, **kwargs):
        told["rebuilt"].append(page.pk)

    signals.occurrences_changed.connect(changed)
    signals.occurrences_rebuilt.connect(rebuild)
    yield told
    signals.occurrences_changed.disconnect(changed)
    signals.occurrences_rebuilt.disconnect(rebuild)


@pytest.mark.parametrize(("now", "is_told"), [(BEFORE, True), (END, False)])
def test_a_correction_of_what_is_over_is_no_news(once, heard, now, is_told):
    once.title = "Inny tytuł"
    rebuilt(once, now=now)

    assert heard["changed"] == ([(once.pk, 1)] if is_told else [])
    assert heard["rebuilt"] == [once.pk]
    rebuilt(once, now=now)
    assert (len(heard["changed"]), len(heard["rebuilt"])) == (is_told, 2)


def test_a_date_that_is_moved_from_the_past_to_come_is_news(once, heard):
    once.overrides.add(
        OccurrenceOverride(original_date=FIRST, kind=OverrideKind.MOVED, new_date=SECOND)
    )
    rebuilt(once, now=END)

    assert heard["changed"] == [(once.pk, 1)]


@pytest.mark.parametrize(("now", "counted"), [(BEFORE, "training"), (END, "meeting")])
def test_a_date_that_is_over_keeps_what_it_counts_as(now, counted):
    page = EventFactory(kind=EventKindFactory(counts_as=CountsAs.MEETING))
    rebuilt(page, now=NOW)
    page.kind = EventKindFactory(slug="szkolenie", name="Szkolenie", counts_as=CountsAs.TRAINING)
    page.title = "Inny"
    rebuilt(page, now=now)

    row = page.occurrences.get()
    assert (row.counts_as, row.event_title) == (counted, "Inny")


@pytest.mark.parametrize("limit", [3, 4])
def test_a_limit_keeps_the_dates_nearest_to_now_and_what_is_stored(settings, limit):
    settings.WAGTAIL_NGO = {"OCCURRENCE_LIMIT": limit}
    page = EventFactory(recurrence="RRULE:FREQ=DAILY;COUNT=4", start_date=FIRST)

    # The first date is over at this moment, three are ahead.
    assert len(rebuilt(page, now=END)) == 4
    settings.WAGTAIL_NGO = {"OCCURRENCE_LIMIT": 2}
    Occurrence.objects.all().delete()
    assert rebuilt(page, now=END) == ["03-18 17", "03-19 17", "03-20 17"]
    assert rebuilt(page, now=BEFORE + datetime.timedelta(days=2)) == [
        "03-18 17",
        "03-19 17",
        "03-20 17",
        "03-21 17",
    ]


def test_the_callers_page_knows_the_new_sequence(once):
    before = once.sequence
    once.title = "Inny tytuł"
    rebuilt(once, now=NOW)

    stored = EventPage.objects.get(pk=once.pk)
    assert once.sequence == stored.sequence == before + 1
    assert once.content_digest == stored.content_digest != ""
