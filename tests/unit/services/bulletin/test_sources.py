"""How what an issue showed is found again, and which rows are marked."""

import datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist

from tests.factories.bulletin import FundingCallFactory, block, publish
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory
from tests.unit.services.bulletin.test_events import PERIOD, event, make_date
from tests.unit.services.bulletin.test_issue import make_issue
from wagtail_ngo.enums import SourceChange
from wagtail_ngo.models import (
    BulletinSource,
    Cooperation,
    CooperationPartner,
    EventPage,
    FundingCall,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services.bulletin import sources

pytestmark = pytest.mark.django_db


def changes(issue) -> dict[str, str]:
    return {one.title: one.change for one in sources.differences(issue.latest_edition)}


def test_a_date_that_a_split_took_to_a_later_event_is_found_there():
    page = EventFactory(title="Chór")
    date = make_date(9, page=page)
    make_date(9, title="Inne")
    issue = publish(make_issue(event(page)))
    assert changes(issue) == {}

    later = EventFactory(title="Chór", slug="chor-2", series_uid=page.uid)
    Occurrence.objects.filter(pk=date.pk).update(page=later)

    assert changes(issue) == {"Chór": SourceChange.CHANGED}
    Occurrence.objects.filter(pk=date.pk).delete()
    assert changes(issue) == {"Chór": SourceChange.GONE}


def test_of_two_dates_of_a_day_each_is_itself():
    page = EventFactory(title="Chór")
    make_date(9, page=page)
    second = make_date(9, page=page, session="2000", own_title="Drugi")
    issue = publish(make_issue(block("events_of_period", **PERIOD)))
    assert changes(issue) == {}

    second.delete()

    assert changes(issue) == {"Drugi": SourceChange.GONE}


def test_each_kind_of_source_is_looked_up_by_its_own_key():
    call, other_call = FundingCallFactory(title="Konkurs"), FundingCallFactory(title="Inny")
    entry, other = NGOFactory(title="Fundacja"), NGOFactory(title="Inna")
    row = Cooperation.objects.create(title="Wspólnie", started_on=datetime.date(2017, 11, 1))
    for page in (entry, other):
        CooperationPartner.objects.create(cooperation=row, organization=page)
    body = [
        block("call", call=call.pk, title="", text=""),
        block("organization", organization=entry.pk, title="", text=""),
        block("cooperation", cooperation=row.pk, title="", text=""),
    ]
    issue = publish(make_issue(*body))
    assert changes(issue) == {}
    FundingCall.objects.filter(pk=other_call.pk).update(title="Zmieniony")
    NGOPage.objects.filter(pk=other.pk).update(lead="Zmieniona")
    assert changes(issue) == {}

    FundingCall.objects.filter(pk=call.pk).update(title="Zmieniony")
    NGOPage.objects.filter(pk=entry.pk).update(lead="Zmieniona")
    Cooperation.objects.filter(pk=row.pk).update(is_public=False)

    assert changes(issue) == {
        "Konkurs": SourceChange.CHANGED,
        "Fundacja": SourceChange.CHANGED,
        "Wspólnie": SourceChange.GONE,
    }


def test_keys_name_the_model_and_the_row():
    page, entry = EventFactory(), NGOFactory()
    call = FundingCallFactory()

    assert [sources.key_of(one) for one in (page, entry, call)] == [
        f"wagtail_ngo.eventpage:{page.pk}",
        f"wagtail_ngo.ngopage:{entry.pk}",
        f"wagtail_ngo.fundingcall:{call.pk}",
    ]
    assert sources.key_of(page.get_parent()) == sources.key_of(ObjectDoesNotExist()) == ""


def test_only_rows_of_that_source_in_the_edition_that_readers_see_are_marked():
    first, second = NGOFactory(title="A"), NGOFactory(title="B")
    page = EventFactory(title="Chór")
    make_date(9, page=page)
    body = [
        *(block("organization", organization=one.pk, title="", text="") for one in (first, second)),
        event(page),
    ]
    issue = publish(make_issue(*body))
    issue.correction_note = "Nowy opis"
    NGOPage.objects.filter(pk=second.pk).update(lead="Po raz drugi")
    issue = publish(issue)
    assert issue.editions.count() == 2
    NGOPage.objects.update(lead="Zmieniona")
    EventPage.objects.update(lead="Zmieniony")

    assert sources.mark_changes("wagtail_ngo.ngopage:0") == 0
    assert sources.mark_changes(sources.key_of(first)) == 1
    assert sources.mark_changes(sources.key_of(first)) == 0
    assert sources.mark_changes(sources.key_of(page)) == 1

    marked = BulletinSource.objects.exclude(change=SourceChange.NONE)
    assert sorted((row.title, row.edition.number) for row in marked) == [("A", 2), ("Chór", 2)]
