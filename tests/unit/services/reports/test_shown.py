"""A report's values as they are shown: charts, hosts, marks in texts, what was before."""

import datetime

import pytest
from django.utils import translation

from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.domain.reports.values import Host, ReportValues
from wagtail_ngo.enums import ReportName
from wagtail_ngo.services.reports.shown import ShownReport

NOW = datetime.datetime(2018, 2, 1, tzinfo=datetime.UTC)


def shown(**values) -> ShownReport:
    return ShownReport(Period.of_year(2017), ReportValues(counted_at=NOW, **values))


@pytest.mark.parametrize(
    ("value", "before", "text"),
    [
        (4, 2, "2016: 2 (+100.0%)"),
        (1, 2, "2016: 2 (−50.0%)"),
        (2, 2, "2016: 2"),
        (2, None, ""),
        (None, 2, "2016: 2"),
    ],
)
def test_what_was_before_is_told_with_the_change_in_per_cent(value, before, text):
    report = shown(figures={"meetings": value}, before={"meetings": before})

    assert report.figure("meetings").before_text == text
    assert report.figure("meetings") is report.figure("meetings")


def test_known_figures_are_in_the_order_of_their_definitions_and_named_ones_are_defined():
    report = shown(figures={"issues": 11, "meetings": 4, "copies": None})

    assert [figure.key for figure in report.all_figures] == ["meetings", "issues"]
    assert [figure.key for figure in report.defined_figures] == ["meetings", "issues"]
    report.figure("copies")
    assert [figure.key for figure in report.defined_figures] == ["meetings", "issues", "copies"]
    assert [figure.key for figure in report.figures(["gone", "issues"])] == ["issues"]


def test_marks_become_figures_hosts_or_stay_words():
    report = shown(figures={"meetings": 4}, hosts=(Host("A & B"),))

    def filled(key, form="", words="słowa") -> str:
        return str(report.fill_text(f'<a data-ngo-figure="{key}{form}">{words}</a>'))

    link = '<a class="ngo-figure" href="#ngo-figure-meetings">{}</a>'
    assert filled("meetings", ".number") == link.format("4")
    assert filled("meetings") == link.format(report.figure("meetings").phrase)
    assert filled("gone") == "słowa"
    assert filled(ReportName.HOSTS) == "A &amp; B"
    mark = f'<a data-ngo-figure="{ReportName.HOSTS}">nikt</a>'
    assert str(shown().fill_text(mark)) == "nikt"


def test_hosts_are_joined_and_an_introduction_ends_with_one_colon():
    report = shown(hosts=(Host("A"), Host("B"), Host("C")))

    assert report.host_names() == "A, B, C"
    assert report.hosts_sentence("Z nami: ") == "Z nami: A, B and C."
    assert report.hosts_sentence("") == "Hosts of the meetings: A, B and C."
    assert shown().hosts_sentence("Z nami") == ""


def test_polish_hosts_follow_with_only_where_all_have_that_form():
    whole = shown(hosts=(Host("Fundacja", "Fundacją"), Host("Klub", "Klubem")))
    part = shown(hosts=(Host("Fundacja", "Fundacją"), Host("Klub")))

    with translation.override("pl"):
        assert whole.host_names() == "Fundacją, Klubem"
        assert part.host_names() == "Fundacja, Klub"
        assert whole.hosts_sentence("Razem") == "Razem z Fundacją i Klubem."
        assert whole.hosts_sentence("") == "z Fundacją i Klubem."
        assert ": Fundacja" in part.hosts_sentence("Razem")
    assert whole.host_names() == "Fundacja, Klub"


def test_two_periods_are_side_by_side_and_the_longer_bar_is_whole():
    report = shown(
        figures={"meetings": 4, "issues": 0, "hosts": None, "turnout": 12.5, "calls": 3},
        before={"meetings": 8},
    )

    chart = report.chart("years")

    assert chart.columns == ("2017", "2016")
    assert [(row.numbers[0], row.lengths) for row in chart.rows] == [
        ("4", (50.0, 100.0)),
        ("0", (0.0, 0.0)),
        ("3", (100.0, 0.0)),
    ]


def test_kinds_are_named_and_months_are_small_within_a_polish_sentence():
    kinds = shown(by_kind=(("Szkolenia", 3), ("", 1))).chart("kinds")
    assert [(row.label, row.lengths) for row in kinds.rows] == [
        ("Szkolenia", (100.0,)),
        ("Without a kind", (100 / 3,)),
    ]
    assert kinds.summary == "Together 4. Most: Szkolenia (3)."
    assert shown(by_kind=(("A", 0),)).chart("kinds").summary == ""

    months = shown(by_month=((datetime.date(2017, 1, 1), 2),))
    with translation.override("pl"):
        chart = months.chart("months")
        assert chart.rows[0].label.lower() in chart.summary
