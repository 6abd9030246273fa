import dataclasses
import datetime

import pytest

from tests.unit.domain.bulletin.test_content import WARSAW, make_issue
from wagtail_ngo.domain.bulletin.content import (
    CallItem,
    CallListItem,
    EventItem,
    EventListItem,
    NewsItem,
    Picture,
    PicturesItem,
    TableItem,
    TextItem,
)
from wagtail_ngo.domain.bulletin.preflight import (
    estimated_pages,
    findings,
    removed_characters,
)

DAY = datetime.date(2017, 11, 2)
SHARP = Picture("a.jpg", 1600, 900, alt="Kot", original_width=3000, original_height=2000)


def at(day, hour=17):
    return datetime.datetime(2017, 11, day, hour, tzinfo=WARSAW)


def found(*items, **fields):
    values = {"summary": "O czym", "issue_date": DAY} | fields
    return [(one.code, one.detail, one.block_id) for one in findings(make_issue(*items, **values))]


def test_a_good_issue_has_no_findings():
    good = [
        TextItem(html="<p>Tekst</p><h3>A</h3><h4>B</h4>"),
        NewsItem(title="T", html="<h4>A</h4>", picture=SHARP),
        EventItem(title="Dziś", starts_at=at(2)),
        CallItem(title="Dziś", deadline=at(2)),
        TableItem(rows=(("a",), ("b",))),
        EventListItem(empty_text="Nic"),
    ]

    assert found(*good, cover=SHARP) == []


@pytest.mark.parametrize(
    ("item", "code", "detail"),
    [
        (PicturesItem(pictures=(Picture("a", 1, 1, original_width=3000),)), "no_alt", ""),
        (NewsItem(title="T", picture=Picture("a", 1, 1, alt="Kot")), "low_resolution", None),
        (TextItem(html="<p><a>Stara strona</a></p>"), "dead_link", "Stara strona"),
        (TextItem(html="<h4>Bez wyższego</h4>"), "heading_order", "h4"),
        (NewsItem(title="T", html="<h5>Za niski</h5>"), "heading_order", "h5"),
        (TextItem(html="x" * 41), "long_word", "x" * 41),
        (EventItem(title="Było", starts_at=at(1)), "past_event", "Było, 01.11.2017"),
        (CallItem(title="Minął", deadline=at(1)), "ended_call", "Minął, 01.11.2017"),
        (CallListItem(calls=(CallItem(title="M", deadline=at(1)),)), "ended_call", None),
        (EventListItem(title="Kalendarz"), "empty_list", "Kalendarz"),
        (TableItem(caption="Dyżury", rows=(("a", "b"),)), "empty_table", "Dyżury"),
    ],
)
def test_what_an_editor_should_look_at(item, code, detail):
    [(was, said, block_id)] = found(dataclasses.replace(item, block_id="b1"))

    assert (was, block_id) == (code, "b1")
    assert detail is None or said == detail


def test_a_decorative_picture_needs_no_alt_text():
    picture = Picture("a", 1, 1, decorative=True, original_width=3000)

    assert found(PicturesItem(pictures=(picture,))) == []


def test_an_event_that_ends_on_the_day_of_issue_is_not_past():
    assert found(EventItem(title="Festiwal", starts_at=at(1), ends_at=at(2))) == []


def test_an_empty_issue_and_an_empty_section_are_found():
    assert [code for code, _detail, _block in found()] == ["empty_issue", "empty_section"]


def test_cover_and_summary_are_looked_at():
    codes = [
        code for code, _d, _b in found(TextItem(html="x"), summary="", cover=Picture("a", 1, 1))
    ]

    assert codes == ["no_summary", "no_alt", "low_resolution"]


def test_more_text_makes_more_pages():
    short, long = (make_issue(TextItem(html="słowo " * words)) for words in (100, 5000))

    assert estimated_pages(short) < estimated_pages(long)


def test_the_editorial_begins_with_headings_of_the_third_level():
    def of_editorial(html):
        issue = make_issue(TextItem(html="x"), summary="O", editorial=html)
        return [(one.code, one.detail, one.field) for one in findings(issue)]

    assert of_editorial("<h3>A</h3><h4>B</h4>") == []
    assert of_editorial("<h4>A</h4><p><a>B</a></p>") == [
        ("dead_link", "B", "editorial"),
        ("heading_order", "h4", "editorial"),
    ]


def test_pixels_of_pictures_and_the_cover_have_their_boundary():
    def pictures(column, cover):
        news = NewsItem(title="T", picture=dataclasses.replace(SHARP, original_width=column))
        return found(news, cover=dataclasses.replace(SHARP, original_width=cover))

    assert pictures(1000, 2000) == []
    assert pictures(999, 1999) == [
        ("low_resolution", "1999 × 2000", ""),
        ("low_resolution", "999 × 2000", ""),
    ]


def test_a_word_of_forty_letters_is_long():
    assert found(TextItem(html="x" * 39)) == []
    assert found(TextItem(html="<p>" + "x" * 61 + "</p>")) == [("long_word", "x" * 60, "")]


def test_a_call_is_open_to_the_later_of_its_deadlines():
    call = CallItem(title="T", deadline=at(1), paper_deadline=at(2))

    assert found(call, CallItem(title="Zawsze")) == []
    assert found(dataclasses.replace(call, paper_deadline=at(1, hour=9))) == [
        ("ended_call", "T, 01.11.2017", "")
    ]


def test_without_a_day_of_issue_nothing_is_past():
    assert found(EventItem(title="Było", starts_at=at(1)), issue_date=None) == []


def test_what_only_looks_bad_is_not_serious():
    issue = make_issue(TextItem(html="x" * 40), CallListItem(), cover=Picture("a", 1, 1))

    assert [(one.code, one.is_serious) for one in findings(issue)] == [
        ("no_summary", False),
        ("no_alt", True),
        ("low_resolution", False),
        ("long_word", False),
        ("empty_list", True),
    ]


def test_characters_that_no_font_draws_are_told_by_their_place():
    covered = frozenset(
        map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789/–")
    )
    section = dataclasses.replace(make_issue().sections[0], heading="\u4e04", block_id="s")
    section = dataclasses.replace(
        section,
        items=(
            TextItem(html="a\u4e01b\u4e00", block_id="b1"),
            EventListItem(block_id="b2", events=(EventItem(title="\u4e02"),)),
            TextItem(html="plain", block_id="b3"),
        ),
    )
    issue = make_issue(title="T", editorial_author="\u4e03", sections=(section,))

    assert [
        (one.code, one.detail, one.block_id, one.field)
        for one in removed_characters(issue, covered)
    ] == [
        ("removed", "\u4e03", "", "editorial_author"),
        ("removed", "\u4e04", "s", ""),
        ("removed", "\u4e00 \u4e01", "b1", ""),
        ("removed", "\u4e02", "b2", ""),
    ]


def test_pages_are_two_and_what_text_and_pictures_fill():
    def pages(signs, pictures):
        many = PicturesItem(pictures=(Picture("a", 1, 1),) * pictures)
        return estimated_pages(make_issue(TextItem(html="x" * signs), many))

    around = sum(map(len, make_issue().texts()))
    assert pages(0, 0) == 2
    assert pages(3200 - around, 0) == 3
    assert pages(3200 - around, 4) == 4
    assert pages(0, 8) == 4
    assert pages(3200 * 3 - around, 4) == 6
