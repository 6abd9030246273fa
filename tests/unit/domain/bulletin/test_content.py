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
    to_data,
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
