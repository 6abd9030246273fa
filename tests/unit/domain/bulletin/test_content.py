import datetime
import json
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.bulletin.content import (
    ITEM_KINDS,
    CallItem,
    CallListItem,
    Correction,
    EventItem,
    EventListItem,
    IssueContent,
    Look,
    NewsItem,
    OrganizationItem,
    OrganizationListItem,
    Picture,
    PicturesItem,
    Section,
    TableItem,
    TextItem,
    digest,
    issue_from_data,
    number_label,
    table_rows,
    to_data,
    with_pictures,
    words_of,
)

WARSAW = ZoneInfo("Europe/Warsaw")
PICTURE = Picture("ngo/a.jpg", 800, 600, alt="Kot", original_width=4000)
EVENT = EventItem(
    title="Spotkanie",
    starts_at=datetime.datetime(2017, 11, 9, 17, tzinfo=WARSAW),
    hosts=("Stowarzyszenie A", "Fundacja B"),
)


def make_issue(*items, **fields) -> IssueContent:
    values = {
        "serial": "Biuletyn",
        "title": "Biuletyn 7–8/2017",
        "number": 7,
        "last_number": 8,
        "year": 2017,
        "language": "pl",
        "sections": (Section("Wieści", anchor="wiesci", items=items),),
    }
    return IssueContent(**values | fields)


def test_number_label_joins_a_double_issue_with_an_en_dash():
    assert number_label(7, 8) == "7–8"
    assert number_label(7) == "7"
    assert make_issue().label == "7–8/2017"


def test_an_issue_of_every_kind_comes_back_equal_from_json():
    items = [cls(title="T", html="<p>ż</p>") for cls in set(ITEM_KINDS.values())]
    items += [
        EVENT,
        NewsItem(kind="council", dated=datetime.date(2017, 11, 1), picture=PICTURE),
        PicturesItem(pictures=(PICTURE, PICTURE)),
        TableItem(rows=(("a", "b"), ("c", "d"))),
        EventListItem(events=(EVENT,)),
        CallListItem(calls=(CallItem(deadline=EVENT.starts_at),)),
        OrganizationListItem(organizations=(OrganizationItem(contacts=(("www", "x"),)),)),
    ]
    issue = make_issue(
        *items,
        cover=PICTURE,
        look=Look(logo=PICTURE),
        corrections=(Correction(2, datetime.date(2017, 12, 1), "Data"),),
    )

    again = issue_from_data(json.loads(json.dumps(to_data(issue))))

    assert to_data(again) == to_data(issue)
    assert [type(item) for item in again.sections[0].items] == [type(item) for item in items]
    assert again.sections[0].items[-7].starts_at == EVENT.starts_at
    assert digest(again) == digest(issue)


def test_content_written_by_a_newer_version_is_read():
    data = to_data(make_issue(TextItem(html="x"))) | {"unheard_of": 1}
    data["sections"][0]["items"][0]["unheard_of"] = 1

    assert issue_from_data(data) == make_issue(TextItem(html="x"))


def test_all_items_yields_lists_before_their_items():
    issue = make_issue(EventListItem(events=(EVENT,)), TextItem())

    assert [item.kind for item in issue.all_items()] == ["events", "event", "text"]


def test_pictures_are_found_wherever_they_stand():
    issue = make_issue(
        NewsItem(picture=PICTURE), PicturesItem(pictures=(PICTURE,)), look=Look(logo=PICTURE)
    )

    assert list(issue.pictures()) == [PICTURE] * 3


@given(st.text(), st.text())
def test_digest_tells_titles_apart(one, other):
    assert (digest(TextItem(title=one)) == digest(TextItem(title=other))) == (one == other)


def test_a_field_that_an_older_edition_did_not_store_has_its_usual_value():
    data = to_data(make_issue(draft=True))
    del data["draft"], data["edition"]
    data["sections"][0]["items"] = [{"kind": kind} for kind in ("table", "event", "call")]

    issue = issue_from_data(data)

    table, event, call = issue.sections[0].items
    assert (issue.draft, issue.edition) == (False, 1)
    assert (table.head_row, table.head_column) == (True, False)
    assert (event.all_day, event.open_end, event.status) == (False, False, "scheduled")
    assert (call.takes_remarks, call.paper_deadline) == (False, None)


def test_a_number_is_double_when_its_last_one_is_later():
    assert [number_label(7, last) for last in (6, 7, 8)] == ["7", "7", "7–8"]


def test_lines_are_rows_of_equal_length():
    assert table_rows("a|b\n\n| c | d | e |\nf\tg|h\n") == (
        ("a", "b", ""),
        ("c", "d", "e"),
        ("f", "g|h", ""),
    )
    assert table_rows("") == ()


def test_words_are_those_that_a_reader_sees():
    table = TableItem(title="T", block_id="b", url="u", caption="C", rows=(("1", "2"), ("3",)))
    news = NewsItem(html="<p>Ala ma</p>", organization="O", picture=PICTURE)

    assert list(words_of(table)) == ["T", "C", "1", "2", "3"]
    assert list(words_of(news)) == ["Ala ma", "O", "Kot", ""]
    assert list(words_of(PicturesItem(pictures=(PICTURE,)))) == ["Kot", ""]


def test_texts_come_in_the_order_of_reading_lists_with_their_items():
    issue = make_issue(
        EventListItem(title="L", events=(EVENT,)),
        TextItem(title="N"),
        summary="S",
        editorial="<p>E</p>",
        editorial_author="A",
    )

    assert list(issue.texts()) == [
        *("Biuletyn 7–8/2017", "S", "E", "A", "Wieści", "", "L"),
        *("Spotkanie", "Stowarzyszenie A", "Fundacja B", "N"),
    ]


def test_pictures_get_other_names_wherever_they_are():
    issue = make_issue(NewsItem(picture=PICTURE), PicturesItem(pictures=(PICTURE,)), cover=PICTURE)

    changed = with_pictures(issue, {PICTURE.name: "b.jpg", "c.jpg": "d.jpg"})

    assert [picture.name for picture in changed.pictures()] == ["b.jpg"] * 3
    assert with_pictures(changed, {"b.jpg": PICTURE.name}) == issue
    assert with_pictures(issue, {}) == issue
