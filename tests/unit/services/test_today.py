"""What waits for an editor: boundaries of the questions that are about time and people."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.bulletin import FundingAwardFactory, FundingCallFactory
from tests.factories.events import EventFactory
from tests.factories.registration import NOW, join_many, make_course, make_date
from wagtail_ngo.admin import today_lines
from wagtail_ngo.models import CooperationProgramme, EventPage, FundingCall, Occurrence
from wagtail_ngo.services import today
from wagtail_ngo.services.today import Today, Waiting

pytestmark = pytest.mark.django_db
SECOND, DAY = datetime.timedelta(seconds=1), datetime.timedelta(days=1)


@pytest.fixture
def editor(django_user_model):
    def make(*permissions):
        user = django_user_model.objects.create_user(f"editor-{'-'.join(permissions)}")
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        return user

    return make


def full(**fields) -> Occurrence:
    """A date of one seat for which one person waits."""
    date = make_date(capacity=1, **fields)
    join_many(date, (1, 2))
    return Occurrence.objects.get(pk=date.pk)


def test_dates_with_people_waiting_are_those_of_the_next_three_weeks(editor):
    user = editor("change_registration")
    date = full()
    make_date(capacity=1)

    def waiting(now) -> Waiting:
        return Today(user, now=now).waiting_lists

    one = Waiting(1, date.pk)
    first = date.starts_at - today.WAITING_DAYS * DAY
    assert [waiting(now) for now in (first - SECOND, first)] == [Waiting(0), one]
    assert waiting(date.starts_at - SECOND) == one
    assert waiting(date.starts_at) == Waiting(0)
    assert Today(editor("view_registration"), now=first).waiting_lists == Waiting(0)
    Occurrence.objects.filter(pk=date.pk).update(status="cancelled")
    assert waiting(first) == Waiting(0)


def test_nobody_waits_any_more_once_there_are_seats(editor):
    date = full()
    ask = Today(editor("change_registration"), now=date.starts_at - DAY)
    assert ask.waiting_lists

    Occurrence.objects.filter(pk=date.pk).update(waiting=0)

    assert not ask.waiting_lists


def test_people_who_wait_for_a_course_wait_for_its_dates_and_an_alias_has_none(editor):
    course = make_course(capacity=1)
    join_many(course, (1, 2))
    dates = list(course.page.occurrences.order_by("starts_at"))
    user = editor("change_registration")

    ask = Today(user, now=dates[0].starts_at - DAY)
    assert ask.waiting_lists.count == 3
    [line] = today_lines.waiting_lists(ask)
    assert (line.text, line.url) == (
        "People wait for a seat at 3 coming dates.",
        f"{reverse('wagtail_ngo_dates')}?show=waiting",
    )
    EventPage.objects.filter(pk=course.page_id).update(alias_of=EventFactory())
    assert not ask.waiting_lists


def test_one_date_leads_to_its_desk_and_several_to_their_list(editor, admin_client):
    date = full()
    quiet = make_date(title="Bez kolejki")
    [line] = today_lines.waiting_lists(
        Today(editor("change_registration"), now=date.starts_at - DAY)
    )
    assert line.url == reverse("wagtail_ngo_date", args=[date.pk])
    assert line.text == "People wait for a seat at 1 coming date."
    ahead = datetime.datetime.now(datetime.UTC) + DAY
    Occurrence.objects.update(starts_at=ahead, ends_at=ahead + DAY)

    answer = admin_client.get(f"{reverse('wagtail_ngo_dates')}?show=waiting")

    assert [row.pk for row in answer.context["dates"]] == [date.pk]
    assert quiet.title not in answer.text


def call(programme="Program", **fields) -> FundingCall:
    own = CooperationProgramme.objects.get_or_create(name=programme)[0] if programme else None
    return FundingCallFactory(programme=own, **{"deadline": NOW - DAY, **fields})


def test_a_call_of_the_town_that_ended_waits_for_its_result(editor):
    user = editor("change_fundingcall")
    ended = call()
    call(programme="", title="Another funder's")
    call(title="Open", deadline=NOW + SECOND)
    call(title="On paper still", paper_deadline=NOW + SECOND)
    call(title="No end", deadline=None, is_rolling=True)
    call(title="Decided", decided_on=NOW.date())
    call(title="Said", result_note="Bez ofert.")
    FundingAwardFactory(call=call(title="Awarded"))
    call(title="History", deadline=NOW - today.RESULT_DAYS * DAY - SECOND)

    ask = Today(user, now=NOW)
    assert ask.calls_without_result == Waiting(1, ended.pk)
    last = call(title="Last day", deadline=NOW - today.RESULT_DAYS * DAY)
    assert ask.calls_without_result.count == 2
    last.delete()
    [line] = today_lines.calls_without_result(ask)
    assert line.url == reverse("wagtail_ngo_fundingcall_modeladmin_edit", args=[ended.pk])
    assert Today(editor("view_fundingcall"), now=NOW).calls_without_result == Waiting(0)
