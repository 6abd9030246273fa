"""Series that leave out public holidays and school breaks, in rows, files, words and the admin."""

import datetime

import icalendar
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from tests.factories.events import EventFactory, publish
from tests.factories.registration import NOW, join, make_event
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.exports.events import icalendar as exports
from wagtail_ngo.models import EventPage, Occurrence, OccurrenceOverride, SchoolBreak
from wagtail_ngo.services.events import breaks, dates, occurrences
from wagtail_ngo.services.events.left_out import left_out_of

pytestmark = pytest.mark.django_db
D = datetime.date
#: Thursdays: Corpus Christi is on 27 May 2027.
RULE = "RRULE:FREQ=WEEKLY;UNTIL=20270603T215959Z"
MAY = [D(2027, 5, 13), D(2027, 5, 20), D(2027, 5, 27), D(2027, 6, 3)]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-02-01 12:00Z", tick=False):
        yield


def series(**fields) -> EventPage:
    return publish(make_event(start_date=MAY[0], recurrence=RULE, capacity=9, **fields))


def days(page) -> list[D]:
    return list(page.occurrences.order_by("recurrence_id").values_list("recurrence_id", flat=True))


def add_break(first: D, last: D, name: str = "Winter break") -> SchoolBreak:
    row = SchoolBreak(name=name, first_day=first, last_day=last)
    row.full_clean()
    row.save()
    return row


def test_holidays_are_left_out_only_where_the_box_is_ticked():
    add_break(MAY[1], MAY[1])

    assert days(series()) == MAY
    assert days(series(skips_holidays=True)) == [MAY[0], MAY[1], MAY[3]]
    assert days(series(skips_breaks=True)) == [MAY[0], MAY[2], MAY[3]]
    assert days(series(skips_breaks=True, skips_holidays=True)) == [MAY[0], MAY[3]]


def test_both_ends_of_a_break_belong_to_it_and_their_neighbours_do_not():
    add_break(MAY[1], MAY[2])
    assert days(series(skips_breaks=True)) == [MAY[0], MAY[3]]
    SchoolBreak.objects.update(
        first_day=MAY[1] + datetime.timedelta(1), last_day=MAY[2] - datetime.timedelta(1)
    )
    assert days(series(skips_breaks=True)) == MAY


@pytest.mark.parametrize("kind", [OverrideKind.CHANGED, OverrideKind.CANCELLED])
def test_a_date_that_an_editor_names_stays(kind):
    page = series(skips_holidays=True).get_latest_revision_as_object()
    page.overrides = [OccurrenceOverride(original_date=MAY[2], kind=kind)]

    page = publish(page)

    assert days(page) == MAY
    row = page.occurrences.get(recurrence_id=MAY[2])
    assert row.is_cancelled is (kind == OverrideKind.CANCELLED)
    assert not row.is_off_rule


def test_files_exclude_what_is_left_out_also_after_the_last_stored_date():
    page = series(skips_holidays=True)
    late = publish(
        EventFactory(
            start_date=D(2027, 12, 10),
            recurrence="RRULE:FREQ=WEEKLY;BYDAY=FR,SA;UNTIL=20271225T225959Z",
            skips_holidays=True,
        )
    )
    rows = Occurrence.objects.with_details().order_by("page", "recurrence_id")
    data = exports.calendar(rows, name="x")

    excluded = {
        str(part["UID"]): [one.dt.date() for one in part["EXDATE"].dts]
        for part in icalendar.Calendar.from_ical(data).walk("VEVENT")
    }
    # The last date of the rule, Christmas Day, is stored nowhere, and so is Christmas Eve.
    assert excluded == {page.uid: [MAY[2]], late.uid: [D(2027, 12, 24), D(2027, 12, 25)]}


def test_a_changed_break_is_followed_and_other_series_are_left_alone(
    django_capture_on_commit_callbacks,
):
    page, other = series(skips_breaks=True), series(skips_holidays=True)
    sequences = [EventPage.objects.get(pk=one.pk).sequence for one in (page, other)]

    with django_capture_on_commit_callbacks(execute=True):
        row = add_break(MAY[1], MAY[1])
    assert days(page) == [MAY[0], MAY[2], MAY[3]]
    after = [EventPage.objects.get(pk=one.pk).sequence for one in (page, other)]
    assert after == [sequences[0] + 1, sequences[1]]

    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
    assert days(page) == MAY
    assert breaks.follow_breaks(now=NOW) == 0


def test_a_date_with_people_stays_and_is_asked_about(admin_client):
    page = series(skips_breaks=True)
    join(page.occurrences.get(recurrence_id=MAY[1]))
    add_break(MAY[1], MAY[2], "Ferie")
    breaks.follow_breaks(now=NOW)

    assert days(page) == [MAY[0], MAY[1], MAY[3]]
    row = page.occurrences.get(recurrence_id=MAY[1])
    assert (row.is_off_rule, row.status) == (True, "scheduled")
    found = {date.day: date for date in dates.coming_dates(page, now=NOW, limit=9)}
    assert [(found[day].action, found[day].left_out) for day in MAY] == [
        ("", ""),
        ("undecided", "Ferie"),
        ("removed", "Ferie"),
        ("", ""),
    ]
    today = admin_client.get(reverse("wagtail_ngo_today")).content.decode()
    assert "1 date with people falls on a holiday or into a break." in today


def test_the_table_leaves_open_what_nobody_decides_and_stores_what_somebody_does(admin_client):
    page = series(skips_breaks=True)
    join(page.occurrences.get(recurrence_id=MAY[1]))
    add_break(MAY[1], MAY[2], "Ferie")
    breaks.follow_breaks(now=NOW)
    url = reverse("wagtail_ngo_event_dates", args=[page.pk])
    text = admin_client.get(url).content.decode()
    assert "left out: Ferie" in text
    data = {f"date-{MAY[1]}-action": "undecided", f"date-{MAY[2]}-action": "removed"}

    admin_client.post(url, {**data, "publish": "1"})
    assert not EventPage.objects.get(pk=page.pk).overrides.exists()

    admin_client.post(url, {f"date-{MAY[1]}-action": "", f"date-{MAY[2]}-action": "", "publish": 1})
    assert days(page) == MAY
    assert not page.occurrences.filter(is_off_rule=True).exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "co tydzień w czwartki, do 3 czerwca 2027, oprócz świąt, ferii i przerw szkolnych"),
        (
            "en",
            "every week on Thursday, until 3 June 2027, except on public holidays and in",
        ),
    ],
)
def test_the_sentence_says_so(client, language, words):
    page = series(skips_holidays=True, skips_breaks=True)
    from wagtail_ngo.views.events.pages import _rule_sentence

    with translation.override(language):
        assert _rule_sentence(page).startswith(words)


def test_the_preview_names_what_is_left_out(admin_client):
    data = {"start_date": "2027-05-13", "rule_frequency": "2", "rule_interval": "1"}
    data |= {"rule_ends": "until", "rule_until": "2027-06-03", "skips_holidays": "on"}

    text = admin_client.post(reverse("wagtail_ngo_recurrence_preview"), data).content.decode()

    assert "except on public holidays" in text
    assert "<s>Thu, 27 May 2027</s>" in text
    assert "Corpus Christi" in text


def test_breaks_cost_one_query_and_none_where_they_are_not_left_out(django_assert_num_queries):
    with django_assert_num_queries(0):
        left_out_of(EventPage(skips_holidays=True))
    with django_assert_num_queries(1):
        left_out_of(EventPage(skips_breaks=True))


def test_a_break_that_ends_first_or_lasts_for_ever_is_refused():
    with pytest.raises(ValidationError, match="before the beginning"):
        add_break(MAY[1], MAY[0])
    with pytest.raises(ValidationError, match="longer than any break"):
        add_break(D(2027, 1, 1), D(2027, 4, 11))
    add_break(D(2027, 1, 1), D(2027, 4, 10))


def test_a_rebuild_of_a_page_with_gaps_is_stable():
    page = series(skips_holidays=True)

    assert not occurrences.rebuild(page, now=NOW).has_changes


def test_a_day_that_is_left_out_can_be_added():
    page = series(skips_holidays=True).get_latest_revision_as_object()

    assert dates.add_dates(page, [MAY[1], MAY[2]]) == ([MAY[2]], [MAY[1]])
    assert days(publish(page)) == MAY
    assert dates.add_dates(page, [MAY[2]]) == ([], [MAY[2]])


def test_a_day_that_was_left_out_twice_can_be_added_with_hours_of_its_own():
    page = series(skips_holidays=True).get_latest_revision_as_object()
    page.overrides.add(OccurrenceOverride(original_date=MAY[2], kind=OverrideKind.REMOVED))

    hours = {"start_time": datetime.time(10), "end_time": datetime.time(12)}
    assert dates.add_dates(page, [MAY[2]], **hours) == ([MAY[2]], [])

    published = publish(page)
    assert days(published) == MAY
    row = published.occurrences.get(recurrence_id=MAY[2])
    assert (row.local_start.time(), row.local_end.time()) == tuple(hours.values())
