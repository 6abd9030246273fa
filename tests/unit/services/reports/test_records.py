"""Which records are told behind a figure, in which order, and what each adds."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.unit.services.reports.small_year import NEXT_YEAR, NOW, YEAR, Town
from wagtail_ngo.enums import CountedUse, CountsAs, FigureKey
from wagtail_ngo.models import BulletinDistribution, DailyCount, FundingAward, NGOPage
from wagtail_ngo.services.reports import dates
from wagtail_ngo.services.reports import records as module
from wagtail_ngo.services.reports.records import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(time_machine):
    time_machine.move_to(NOW, tick=False)
    return Town()


def rows(figure, **options) -> list[tuple]:
    return [(row.label, row.day, row.count) for row in records(figure, YEAR, **options)]


def test_dates_are_told_in_their_order_with_their_address(town):
    found = records(FigureKey.MEETINGS, YEAR)

    held = [row for row in town.meetings.occurrences.order_by("starts_at") if not row.is_cancelled]
    assert [row.day for row in found] == [row.local_day for row in held]
    assert {row.label for row in found} == {town.meetings.title}
    assert [(row.url, row.source) for row in found] == [
        (row.get_url(), town.meetings.pk) for row in held
    ]
    assert {row.count for row in found} == {""}
    assert len({row.key for row in found}) == len(found) == 11
    assert records(FigureKey.MEETINGS, YEAR, most=3) == found[:3]


def test_at_most_so_many_are_shown_and_all_where_none_is_named(town, monkeypatch):
    assert len(records(FigureKey.MEETINGS, YEAR, most=None)) == 11
    assert module.MOST == 2000


def test_a_training_is_told_once_for_each_of_its_days(town):
    days = [datetime.date(2017, 5, 9), datetime.date(2017, 5, 10)]
    assert [row[1] for row in rows(FigureKey.TRAINING_DAYS)] == days
    first = town.training.occurrences.order_by("starts_at").first()
    first.pk, first.session = None, "2000"
    first.save()

    found = records(FigureKey.TRAINING_DAYS, YEAR)
    assert [row.day for row in found] == days
    assert found[0].key == f"{first.event_key}:2017-05-09"


def test_entries_are_told_by_the_day_on_which_they_joined(town):
    late = NGOFactory(title="Późna", first_published_at=NOW)
    NGOPage.objects.filter(pk=late.pk).update(
        first_published_at=datetime.datetime(2017, 12, 31, 12, tzinfo=datetime.UTC)
    )
    same = NGOFactory(title="Akacja")
    NGOPage.objects.filter(pk=same.pk).update(first_published_at=town.host.first_published_at)

    found = records(FigureKey.NEW_ENTRIES, YEAR)

    assert [row.label for row in found] == [town.host.title, "Akacja", town.guest.title, "Późna"]
    assert found[-1].day == datetime.date(2017, 12, 31)
    assert [row.source for row in found[:2]] == [town.host.pk, same.pk]
    assert found[0].key == str(town.host.translation_key)
    assert found[0].url == town.host.url


def test_awards_are_told_with_their_amount_only_where_it_is_counted(town):
    awards = list(FundingAward.objects.order_by("decided_on", "pk"))

    assert [row[2] for row in rows(FigureKey.AWARDS)] == [""] * len(awards)
    assert [row[2] for row in rows(FigureKey.GRANTED)] == [
        f"{award.amount:.2f} {award.call.currency}" for award in awards
    ]
    assert [row[1] for row in rows(FigureKey.GRANTED)] == [award.decided_on for award in awards]


def test_copies_are_told_with_issue_place_and_number(town):
    found = rows(FigureKey.COPIES)

    stored = BulletinDistribution.objects.filter(date__year=2017).order_by("date", "pk")
    assert found == [
        (", ".join(filter(None, [row.issue_label, row.place])), row.date, str(row.copies))
        for row in stored
    ]
    assert len(found) > 0


def test_elections_are_told_with_what_each_figure_counts_of_them(town):
    [held] = rows(FigureKey.ELECTIONS)
    [voters], [turnout] = rows(FigureKey.VOTERS), rows(FigureKey.TURNOUT)

    assert held[:2] == voters[:2] == turnout[:2]
    assert held[2] == ""
    assert turnout[2].split(" / ")[0] == voters[2] != ""


def test_downloads_are_told_by_file_the_most_frequent_first():
    for day, key, times in ((1, "a", 2), (2, "a", 3), (1, "b", 7), (1, "c", 5)):
        DailyCount.objects.create(
            use=CountedUse.DOWNLOAD,
            day=datetime.date(2017, 1, day),
            key=key,
            label=f"{key}.pdf",
            times=times,
        )

    assert rows(FigureKey.DOWNLOADS) == [
        ("b.pdf", None, "7"),
        ("a.pdf", None, "5"),
        ("c.pdf", None, "5"),
    ]


def test_numbers_are_those_of_dates_of_the_kinds_and_the_period(town):
    trainings = {dates.identity(row) for row in town.training.occurrences.all()}
    meetings = {dates.identity(row) for row in town.meetings.occurrences.all()}

    of_trainings = set(dates.date_numbers(YEAR, CountsAs.TRAINING))
    of_meetings = set(dates.date_numbers(YEAR, CountsAs.MEETING))

    assert (of_trainings <= trainings, of_meetings <= meetings) == (True, True)
    assert of_trainings
    assert of_meetings
    assert dates.date_numbers(NEXT_YEAR, CountsAs.MEETING) == {}


def test_each_date_is_told_with_how_many_came(town):
    numbers = dates.date_numbers(YEAR)

    for figure, kinds in (
        (FigureKey.TRAINEES, [town.training]),
        (FigureKey.PARTICIPATIONS, [town.meetings, town.training]),
    ):
        told = records(figure, YEAR)
        assert {row.source for row in told} == {page.pk for page in kinds}
        assert sum(int(row.count) for row in told) > 0
        if figure == FigureKey.PARTICIPATIONS:
            assert [int(row.count) for row in told] == [
                numbers.get(row.key, dates.DateNumbers()).participations for row in told
            ]
