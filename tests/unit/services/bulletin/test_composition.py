"""Which rows of the site an issue shows: to the moment, to the number, and each once."""

import datetime

import pytest
from wagtail_factories import ImageFactory

from tests.factories.bulletin import BulletinIndexFactory, FundingCallFactory, block, section
from tests.factories.directory import ActivityAreaFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory
from tests.unit.services.bulletin.test_events import PERIOD, event, make_date
from tests.unit.services.bulletin.test_issue import NOW, items_of, make_issue
from wagtail_ngo.models import Cooperation, NGOPage
from wagtail_ngo.services.bulletin import items
from wagtail_ngo.services.bulletin.issue import compose, compose_draft, compose_with_sources

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)
#: The first instant of November and of December 2017.
START = datetime.datetime(2017, 11, 1, tzinfo=datetime.UTC)
END = datetime.datetime(2017, 12, 1, tzinfo=datetime.UTC)
OF_ORGANIZATIONS = {"heading": "Nowe", "most": 2, "empty_text": "Żadnych"}


def joined(title: str, moment: datetime.datetime) -> NGOPage:
    page = NGOFactory(title=title)
    NGOPage.objects.filter(pk=page.pk).update(first_published_at=moment)
    return page


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_organizations_join_from_the_first_instant_to_before_the_last():
    for title, moment in (
        ("Przed", START - SECOND),
        ("Pierwsza", START),
        ("Ostatnia", END - SECOND),
        ("Po", END),
    ):
        joined(title, moment)

    [item] = items_of(make_issue(block("new_organizations", **OF_ORGANIZATIONS)))

    assert (item.title, item.empty_text) == ("Nowe", "Żadnych")
    assert titles(item.organizations) == ["Pierwsza", "Ostatnia"]


def test_lists_have_as_many_as_is_said_besides_what_stands_alone():
    pages = [joined(title, START + number * SECOND) for number, title in enumerate("ABCD")]
    calls = [
        FundingCallFactory(title=title, deadline=NOW + (number + 1) * SECOND)
        for number, title in enumerate("abcd")
    ]
    dates = [make_date(9 + number, title=title) for number, title in enumerate("1234")]
    alone = [
        block("organization", organization=pages[0].pk, title="", text=""),
        block("call", call=calls[1].pk, title="", text=""),
        event(dates[0].page),
    ]
    lists = [
        block("new_organizations", **OF_ORGANIZATIONS),
        block("open_calls", heading="Konkursy", most=2, empty_text="Brak"),
        block("events_of_period", **PERIOD | {"most": 2, "heading": "H", "empty_text": "E"}),
    ]

    composition = compose_with_sources(make_issue(*alone, *lists), now=NOW)

    [part] = composition.content.sections
    organizations, open_calls, events = part.items[3:]
    assert titles(organizations.organizations) == ["B", "C"]
    assert (open_calls.title, open_calls.empty_text) == ("Konkursy", "Brak")
    assert titles(open_calls.calls) == ["a", "c"]
    assert (events.title, events.empty_text, titles(events.events)) == ("H", "E", ["2", "3"])
    assert sorted(item.title for item in composition.sources.values()) == [
        "1", "2", "3", "A", "B", "C", "a", "b", "c",
    ]  # fmt: skip


def test_calls_are_open_on_the_day_of_issue_or_now_if_that_is_later():
    issue_day = datetime.datetime(2017, 11, 2, tzinfo=datetime.UTC)
    for title, deadline in (
        ("Dzień wydania", issue_day),
        ("Po nim", issue_day + SECOND),
        ("Teraz", NOW),
        ("Potem", NOW + SECOND),
    ):
        FundingCallFactory(title=title, deadline=deadline)
    issue = make_issue(block("open_calls", heading="", most=9, empty_text=""))

    def shown(now) -> list[str]:
        [item] = compose(issue, now=now).sections[0].items
        return titles(item.calls)

    on_the_day, now = shown(issue_day - 90 * SECOND), shown(NOW)
    assert on_the_day == ["Po nim", "Teraz", "Potem"]
    assert now == ["Potem"]


def date_at(page, moment: datetime.datetime, hours: int = 2):
    return OccurrenceFactory(
        page=page, starts_at=moment, ends_at=moment + datetime.timedelta(hours=hours)
    )


def test_an_event_alone_is_shown_on_the_first_date_that_ends_within_the_period():
    page, over = EventFactory(title="Trwa"), EventFactory(title="Minęło")
    two = datetime.timedelta(hours=2)
    date_at(page, START - two)
    date_at(page, START - two + 86400 * SECOND)
    date_at(over, START - two - 86400 * SECOND)
    date_at(over, START - two)

    [shown] = items_of(make_issue(event(page)))
    assert shown.starts_at == START - two + 86400 * SECOND
    [shown] = items_of(make_issue(event(over), number=10))
    assert shown.starts_at == START - two
    # A chosen day is that day, of several the first hour.
    page.occurrences.all().delete()
    for session in ("2000", "", "0900"):
        make_date(9, page=page, session=session, note=session)
    [shown] = items_of(make_issue(event(page, date="2017-11-09"), number=9))
    assert shown.note == ""
    assert items_of(make_issue(event(page, date="2017-11-10"), number=8)) == []
    assert (
        items_of(make_issue(block("event", event=None, date=None, title="", text=""), number=7))
        == []
    )


def test_a_chosen_day_is_found_in_the_event_to_which_a_split_took_it():
    whole = EventFactory(title="Chór")
    later = EventFactory(title="Chór od listopada", series_uid=whole.uid)
    make_date(9, title="Inne")
    make_date(9, page=later)

    [shown] = items_of(make_issue(event(whole, date="2017-11-09")))

    assert shown.title == "Chór od listopada"


def test_events_of_another_calendar_are_left_out_and_singled_ones_make_room():
    calendar = EventIndexFactory(slug="szkolenia")
    dates = [
        make_date(9 + n, page=EventFactory(title=title, parent=calendar))
        for n, title in enumerate("ABC")
    ]
    make_date(9, page=EventFactory(title="Inne", parent=EventIndexFactory(slug="inne")))

    value = PERIOD | {"calendar": calendar.pk, "most": 2}
    _alone, item = items_of(make_issue(event(dates[0].page), block("events_of_period", **value)))

    assert titles(item.events) == ["B", "C"]


def test_own_words_win_and_empty_ones_leave_those_of_the_site():
    page = NGOFactory(title="Fundacja", lead="Co robi", areas=[ActivityAreaFactory(name="Kultura")])
    body = [
        block("organization", organization=page.pk, title=title, text=text)
        for title, text in (("", ""), ("Nasi", ""), ("", "<p>Inne</p>"))
    ]

    shown = items_of(make_issue(*body))

    assert [(item.title, item.html) for item in shown] == [
        ("Fundacja", shown[0].html),
        ("Nasi", shown[0].html),
        ("Fundacja", "<p>Inne</p>"),
    ]
    assert {(item.url, item.lead, item.areas, item.picture) for item in shown} == {
        (page.full_url, "Co robi", ("Kultura",), None)
    }


def test_news_lead_to_their_link_else_to_the_entry_of_their_organization():
    page = NGOFactory(title="Fundacja")
    image = ImageFactory(title="Zdjęcie")
    words = {"title": "T", "text": "<p>x</p>", "caption": "Podpis"}
    picture = {"image": image.pk, "decorative": False, "alt_text": "Kot"}
    body = [
        block("news", **words, organization=page.pk, link="", image=picture),
        block("news", **words, organization=page.pk, link="https://example.org/"),
        block("news", **words, organization=None, link="", image={**picture, "decorative": True}),
    ]

    shown = items_of(make_issue(*body))

    assert [(item.url, item.organization) for item in shown] == [
        (page.full_url, "Fundacja"),
        ("https://example.org/", "Fundacja"),
        ("", ""),
    ]
    told = [item.picture and (item.picture.alt, item.picture.decorative) for item in shown]
    assert told == [("Kot", False), None, ("", True)]
    assert shown[0].picture.caption == "Podpis"


def test_anchors_are_names_of_sections_each_once():
    body = [section(heading) for heading in ("Wieści", "Wieści", "!!!", "section-3")]

    shown = compose(make_issue(block("text", title="", text="<p>A</p>"), *body), now=NOW).sections

    assert [part.anchor for part in shown] == [
        "section-1",
        "wiesci",
        "wiesci-3",
        "section-4",
        "section-3",
    ]
    assert [part.block_id != "" for part in shown] == [False, True, True, True, True]


def test_a_draft_is_marked_and_what_is_issued_is_not():
    issue = make_issue(parent=BulletinIndexFactory(title="Biuletyn", publisher=""))

    assert (compose_draft(issue, now=NOW).draft, compose(issue, now=NOW).draft) == (True, False)
    content = compose(issue, now=NOW)
    assert (content.number, content.year, content.serial) == (11, 2017, "Biuletyn")
    assert (content.period_start, content.period_end) == (issue.period_start, issue.period_end)
    assert (content.url, content.cover) == (issue.full_url, None)


def test_plain_words_become_paragraphs():
    assert items.paragraphs("A < B\n\n\n C \n\n") == "<p>A &lt; B</p><p>C</p>"
    assert items.paragraphs(None) == items.paragraphs(" \n\n ") == ""


def test_a_picture_without_a_file_is_none():
    image = ImageFactory()
    shown = items.picture(image, alt="A", credit="C")
    assert (shown.alt, shown.credit, shown.decorative) == ("A", "C", False)
    assert (shown.original_width, shown.original_height) == (image.width, image.height)
    other = ImageFactory()
    other.file.storage.delete(other.file.name)

    assert items.picture(other) is items.picture(None) is None


def test_an_event_without_an_end_is_open_and_one_of_a_whole_day_says_so():
    date = make_date(9)
    told = items.event_item(date)
    assert (told.ends_at, told.open_end, told.all_day) == (date.local_end, False, False)
    assert told.source == f"wagtail_ngo.eventpage:{date.page_id}@2017-11-09"
    assert (told.place, told.address) == ("", "")

    date.has_end, date.is_all_day = False, True
    told = items.event_item(date)
    assert (told.ends_at, told.open_end, told.all_day) == (None, True, True)


def test_a_cooperation_that_is_gone_is_not_shown():
    Cooperation.objects.create(title="Inna", started_on=datetime.date(2017, 11, 1))

    assert items_of(make_issue(block("cooperation", cooperation=None, title="", text=""))) == []
