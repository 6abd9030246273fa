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
from wagtail_ngo.domain.bulletin.preflight import estimated_pages, findings

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
