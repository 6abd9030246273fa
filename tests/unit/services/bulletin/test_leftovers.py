"""What is proposed as new, as changed, or as left over from the issue before: to the moment."""

import datetime

import pytest

from tests.factories.bulletin import (
    BulletinIndexFactory,
    FundingCallFactory,
    block,
    publish,
    section,
)
from tests.factories.directory import NGOFactory
from tests.unit.services.bulletin.test_events import make_date
from tests.unit.services.bulletin.test_issue import NOW, make_issue
from wagtail_ngo.models import Cooperation, CooperationPartner, NGOPage
from wagtail_ngo.services.bulletin import proposals as module
from wagtail_ngo.services.bulletin.proposals import Previous, add, proposals

pytestmark = pytest.mark.django_db
D = datetime.date
SECOND = datetime.timedelta(seconds=1)
#: The first instants of October, November and December 2017.
OCTOBER, NOVEMBER, DECEMBER = (
    datetime.datetime(2017, month, 1, tzinfo=datetime.UTC) for month in (10, 11, 12)
)


def previous(*body, **fields):
    days = {
        "period_start": D(2017, 10, 1),
        "period_end": D(2017, 10, 31),
        "issue_date": D(2017, 10, 5),
    }
    return make_issue(*body, **{"number": 10, **days, **fields})


def told(issue) -> list[tuple[str, str]]:
    return [(one.item.title, str(one.origin)) for one in proposals(issue, now=NOW)]


def published(title, last, first=None) -> NGOPage:
    page = NGOFactory(title=title)
    NGOPage.objects.filter(pk=page.pk).update(
        last_published_at=last, first_published_at=first or last
    )
    return page


def test_entries_are_those_published_within_the_period():
    issue = make_issue()
    published("Przed", NOVEMBER - SECOND)
    published("Nowa", NOVEMBER)
    published("Zmieniona", DECEMBER - SECOND, first=NOVEMBER - SECOND)
    published("Po", DECEMBER)

    assert told(issue) == [("Zmieniona", "changed"), ("Nowa", "new")]


def test_entries_of_the_period_before_are_those_that_the_last_issue_did_not_show():
    shown = published("Była", OCTOBER)
    again = published("Była i zmieniona", NOVEMBER, first=OCTOBER)
    published("Pominięta", OCTOBER)
    published("Za dawno", OCTOBER - SECOND)
    previous(
        *(block("organization", organization=page.pk, title="", text="") for page in (shown, again))
    )

    assert told(make_issue()) == [("Była i zmieniona", "changed"), ("Pominięta", "left_out")]


def test_a_call_was_left_out_if_it_was_there_before_the_end_of_the_last_day_of_issue():
    end = datetime.datetime(2017, 10, 6, tzinfo=datetime.UTC)
    FundingCallFactory(title="Przed", created_at=end - SECOND, deadline=NOW + SECOND)
    FundingCallFactory(title="Potem", created_at=end, deadline=NOW + 2 * SECOND)
    issue = make_issue()
    assert told(issue) == [("Przed", "period"), ("Potem", "period")]

    previous()
    assert told(issue) == [("Przed", "left_out"), ("Potem", "period")]


def test_nothing_was_left_out_before_the_first_issue():
    [item] = [one.item for one in _one_call()]
    late = NOW + SECOND

    assert not Previous().left_out(item, NOW)
    assert Previous(issued_at=late).left_out(item, NOW)
    assert not Previous(issued_at=NOW).left_out(item, NOW)
    assert not Previous(issued_at=late, keys=frozenset([item.source])).left_out(item, NOW)


def _one_call():
    FundingCallFactory(title="Konkurs", deadline=NOW + SECOND)
    return proposals(make_issue(), now=NOW)


def test_the_issue_before_is_the_latest_that_begins_before_of_the_same_bulletin():
    call = FundingCallFactory(title="Konkurs", deadline=NOW + SECOND)
    shown = block("call", call=call.pk, title="", text="")
    issue = make_issue()
    previous(shown, parent=BulletinIndexFactory(slug="inny"))
    previous(shown, number=9, period_start=D(2017, 9, 1))
    make_issue(shown, number=12, period_start=D(2017, 12, 1), period_end=D(2017, 12, 31))
    assert not proposals(issue, now=NOW)[0].is_fresh

    last = previous()
    assert proposals(issue, now=NOW)[0].is_fresh
    # Of an issued one what its readers have counts, not what a draft says.
    publish(last)
    last.body = [shown]
    last.save()
    last.save_revision()
    assert proposals(issue, now=NOW)[0].is_fresh


def cooperation(title, begun, recorded) -> Cooperation:
    row = Cooperation.objects.create(title=title, started_on=begun, created_at=recorded)
    for number in range(2):
        CooperationPartner.objects.create(
            cooperation=row, organization=NGOFactory(title=f"{title} {number}")
        )
    NGOPage.objects.update(last_published_at=None)
    return row


def test_cooperations_begun_or_recorded_in_the_period_are_news():
    old = D(2017, 5, 1)
    cooperation("Dawna", old, OCTOBER - SECOND)
    cooperation("Spisana wcześniej", old, NOVEMBER - SECOND)
    cooperation("Spisana teraz", old, NOVEMBER)
    cooperation("Spisana potem", old, DECEMBER)
    cooperation("Zaczęta", D(2017, 11, 30), DECEMBER)
    cooperation("Zaczęta potem", D(2017, 12, 1), DECEMBER)
    issue = make_issue()
    now = {("Spisana teraz", "period"), ("Zaczęta", "period")}
    assert set(told(issue)) == now

    last = previous()
    assert set(told(issue)) == {*now, ("Spisana wcześniej", "left_out")}
    row = Cooperation.objects.get(title="Spisana wcześniej")
    last.body = [block("cooperation", cooperation=row.pk, title="", text="")]
    last.save()
    assert set(told(issue)) == now


def test_at_most_so_many_of_each_are_proposed_and_none_that_stands_alone(monkeypatch):
    monkeypatch.setattr(module, "MOST_OF_EACH", 2)
    calls = [
        FundingCallFactory(title=title, deadline=NOW + (1 + n) * SECOND)
        for n, title in enumerate("abc")
    ]
    for n in range(3):
        make_date(9 + n, title=f"D{n}")
        published(f"O{n}", NOVEMBER + n * SECOND)
    issue = make_issue(block("call", call=calls[0].pk, title="", text=""))

    assert [title for title, _origin in told(issue)] == ["D0", "D1", "b", "O2", "O1"]


def test_what_is_added_stands_at_the_end_of_the_first_section_of_its_theme(admin_user):
    call = FundingCallFactory(title="Konkurs", deadline=NOW + SECOND)
    make_date(9, title="Spotkanie")
    quotes = [block("quote", quote=text, author="", role="") for text in "QRS"]
    themes = [section(heading, "funding") for heading in "AB"]
    issue = make_issue(quotes[0], themes[0], quotes[1], themes[1], quotes[2])
    found = {one.item.title: one for one in proposals(issue, now=NOW)}

    assert add(issue, [], user=admin_user, now=NOW) == []
    assert issue.latest_revision is None
    add(issue, [found["Konkurs"].key], user=admin_user, now=NOW)

    issue.refresh_from_db()
    draft = issue.get_latest_revision_as_object()
    assert [raw["type"] for raw in draft.body.raw_data] == [
        "quote", "section", "quote", "call", "section", "quote",
    ]  # fmt: skip
    assert draft.body[3].value["call"] == call
    assert len({raw["id"] for raw in draft.body.raw_data}) == 6
    assert issue.latest_revision.user == admin_user

    add(draft, [found["Spotkanie"].key], user=admin_user, now=NOW)
    issue.refresh_from_db()
    heading, event = issue.get_latest_revision_as_object().body.raw_data[6:]
    assert (heading["value"]["heading"], heading["value"]["theme"]) == ("Events", "events")
    assert (event["type"], event["value"]["date"]) == ("event", "2017-11-09")
