"""What paper shows of an issue: groups, contents, teasers."""

import dataclasses
import datetime

import pytest

from tests.unit.domain.bulletin.test_content import PICTURE, WARSAW, make_issue
from wagtail_ngo.domain.bulletin.content import (
    CallItem,
    CallListItem,
    ContactItem,
    EventItem,
    EventListItem,
    NewsItem,
    OrganizationItem,
    QuoteItem,
    Section,
    TextItem,
)
from wagtail_ngo.domain.bulletin.pages import Entry, call_facts, is_multi_day, lay_out

URL = "https://miasto.example/b/7/"
#: A text of the longest brief.
BRIEF = "x" * 700


def groups(*items) -> list[tuple]:
    """Of each group its layout, the titles in it, its heading and whether it is short."""
    [section] = lay_out(make_issue(*items, url=URL)).sections
    return [
        (one.layout, [laid.item.title for laid in one.items], one.heading, one.short)
        for one in section.groups
    ]


def test_neighbours_of_one_kind_are_set_together():
    items = [
        TextItem(title="A", html=BRIEF),
        NewsItem(title="B"),
        NewsItem(title="C", html=BRIEF + "x"),
        NewsItem(title="D", html=BRIEF + "x"),
        CallItem(title="E"),
        CallItem(title="F"),
        OrganizationItem(title="G"),
    ]

    assert groups(*items) == [
        ("briefs", ["A", "B"], "", False),
        ("article", ["C"], "", False),
        ("article", ["D"], "", False),
        ("calls", ["E", "F"], "", False),
        ("organizations", ["G"], "", False),
    ]


def test_a_brief_alone_is_a_short_article():
    assert groups(TextItem(title="A"), QuoteItem(title="Q"), NewsItem(title="B")) == [
        ("article", ["A"], "", True),
        ("quote", ["Q"], "", False),
        ("article", ["B"], "", True),
    ]


def test_news_with_a_picture_is_no_brief():
    pictured = NewsItem(title="A", picture=PICTURE)

    assert groups(pictured, pictured) == [("article", ["A"], "", False)] * 2


def test_a_list_is_a_group_of_its_own_with_its_heading():
    calls = CallListItem(title="Nabory", calls=(CallItem(title="A"),), empty_text="Nie ma")
    [section] = lay_out(make_issue(calls, CallItem(title="B"), CallListItem(title="Inne"))).sections

    assert [
        (one.layout, len(one.items), one.heading, one.empty_text) for one in section.groups
    ] == [
        ("calls", 1, "", ""),
        ("calls", 1, "Nabory", "Nie ma"),
        ("calls", 0, "Inne", ""),
    ]


def test_an_item_has_an_anchor_and_an_address_to_type():
    items = [TextItem(title="A", url="https://www.a.example/x/"), CallItem(title="B", url="/b")]
    [section] = lay_out(make_issue(*items, url=URL)).sections
    first, second = (group.items[0] for group in section.groups)

    assert (first.anchor, second.anchor) == ("item-1", "item-2")
    assert first.address == "miasto.example/b/7/1"
    assert (bool(first.qr), bool(second.qr)) == (True, True)
    assert second.address == ""
    [section] = lay_out(make_issue(*items)).sections
    assert section.groups[0].items[0].address == "a.example/x"


HTML = '<h2>A</h2><h3>B</h3><h6>C</h6><p><a href="https://a.example">d</a> <a href="/e">e</a></p>'


def test_headings_are_below_the_title_and_links_are_numbered():
    [section] = lay_out(make_issue(TextItem(title="T", html=HTML), url=URL)).sections
    [laid] = section.groups[0].items

    assert laid.html == (
        '<h4>A</h4><h4>B</h4><h6>C</h6><p><a href="https://a.example">d</a>'
        '<sup class="note-mark">1</sup> <a href="/e">e</a></p>'
    )
    assert laid.notes == ((1, "miasto.example/b/7/1"),)


def test_without_a_title_and_an_address_headings_move_less_and_no_number_is_set():
    [section] = lay_out(make_issue(TextItem(html=HTML))).sections
    [laid] = section.groups[0].items

    assert laid.html == HTML.replace("h2>", "h3>")
    assert laid.notes == ()


def test_the_contents_name_sections_and_titles_but_no_dates():
    event = EventItem(title="Data")
    issue = make_issue(
        EventListItem(title="Kalendarz", events=(event, event)),
        event,
        NewsItem(title="Wieść", organization="Klub"),
        CallItem(title="Nabór", funder="Miasto"),
        TextItem(),
        QuoteItem(title="Cytat"),
        ContactItem(title="Kontakt"),
    )

    assert lay_out(issue).contents == (
        Entry("Wieści", "wiesci", 1),
        Entry("Wieść", "item-4", 2, "Klub"),
        Entry("Nabór", "item-5", 2, "Miasto"),
    )


def test_contents_of_more_than_sixty_lines_name_sections_alone():
    def entries(number):
        return lay_out(make_issue(*[TextItem(title=f"T{n}") for n in range(number)])).contents

    assert len(entries(59)) == 60
    assert entries(60) == (Entry("Wieści", "wiesci", 1),)


def test_teasers_are_the_first_titles_of_three_sections():
    titles = [["", "A", "B"], [""], ["C" * 64], ["D " * 40], ["E"]]
    sections = tuple(
        Section(f"S{n}", anchor=f"s{n}", items=tuple(TextItem(title=title) for title in items))
        for n, items in enumerate(titles)
    )

    assert lay_out(make_issue(sections=sections)).teasers == (
        Entry("A", "item-2", 1, "S0"),
        Entry("C" * 64, "item-5", 1, "S2"),
        Entry(("D " * 31) + "D…", "item-6", 1, "S3"),
    )


@pytest.mark.parametrize(
    ("lines", "editorial", "beside", "short"),
    [
        (20, "<p>" + "x" * 700 + "</p>", True, True),
        (20, "<p>" + "x" * 701 + "</p>", True, False),
        (21, "x", True, False),
        (24, "x", True, False),
        (25, "x", False, True),
        (41, "", False, True),
        (42, "<p> </p>", False, False),
    ],
)
def test_the_opening_is_short_or_fills_its_page(lines, editorial, beside, short):
    items = [TextItem(title="T", html=BRIEF + "x")] * (lines - 1)
    pages = lay_out(make_issue(*items, editorial=editorial))

    assert len(pages.contents) == lines
    assert (pages.contents_beside, pages.opens_short) == (beside, short)


def test_an_issue_has_its_code_and_address():
    pages = lay_out(make_issue(url=URL))

    assert pages.address == "miasto.example/b/7"
    assert pages.qr.startswith("data:image/png;base64,")
    assert lay_out(make_issue()).qr == ""


def test_a_date_that_ends_on_a_later_day_takes_several():
    start = datetime.datetime(2017, 11, 9, 17, tzinfo=WARSAW)
    event = EventItem(starts_at=start, ends_at=start.replace(hour=23))

    assert not is_multi_day(event)
    assert is_multi_day(dataclasses.replace(event, ends_at=start.replace(day=10, hour=0)))
    assert not is_multi_day(EventItem(starts_at=start))
    assert not is_multi_day(EventItem())


def test_facts_of_a_call_are_those_it_has():
    call = CallItem(amount="10 000 zł", eligible="Kluby", funder="Miasto")

    assert call_facts(call) == (("amount", "10 000 zł"), ("eligible", "Kluby"))
