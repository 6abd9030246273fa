"""What one registers for: a date, or a course with all its dates."""

import datetime

import pytest
from wagtail.models import Site

from tests.factories.events import OccurrenceFactory
from tests.factories.registration import NOW, make_course, make_date, make_event
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.registration.rules import target_for, target_on_page

pytestmark = pytest.mark.django_db


def test_a_date_is_a_target_of_one_date():
    date = make_date(title="Spotkanie")
    about = target_for(date)

    assert (about.dates, about.is_course, about.title) == ((date,), False, "Spotkanie")
    assert (about.starts_at, about.ends_at) == (date.starts_at, date.ends_at)
    assert (about.is_called_off, about.is_closed) == (False, False)
    assert about.site == Site.objects.get()
    assert about.availability(now=NOW) is Availability.OPEN


def test_a_course_has_the_dates_that_take_place_in_their_order():
    course = make_course()
    make_course()
    make_date()
    dates = list(course.page.occurrences.order_by("starts_at"))
    Occurrence.objects.filter(pk=dates[0].pk).update(status="cancelled")
    Occurrence.objects.filter(pk=dates[1].pk).update(
        ends_at=dates[3].ends_at + datetime.timedelta(hours=1)
    )

    about = target_for(course)

    assert [date.pk for date in about.dates] == [date.pk for date in dates[1:]]
    assert about.is_course
    assert about.starts_at == dates[1].starts_at
    assert about.ends_at == dates[3].ends_at + datetime.timedelta(hours=1)
    assert not about.is_closed


def test_nothing_is_left_of_a_course_without_dates_or_page():
    course = make_course()
    Occurrence.objects.update(status="cancelled")

    about = target_for(course)

    assert (about.dates, about.starts_at, about.ends_at, about.times) == ((), None, None, None)
    assert about.is_called_off
    assert about.availability(now=NOW) is Availability.CALLED_OFF


@pytest.mark.parametrize("change", ["page", "live", "status"])
def test_a_date_is_called_off_with_its_page(change):
    date = make_date()
    if change == "page":
        date = OccurrenceFactory(page=None, event_title="Dawne")
    elif change == "live":
        EventPage.objects.update(live=False)
    else:
        Occurrence.objects.update(status="cancelled")

    about = target_for(date)

    assert about.is_called_off
    assert about.availability(now=NOW) is Availability.CALLED_OFF
    if change == "page":
        assert about.site.is_default_site
        with pytest.raises(EventPage.DoesNotExist):
            about.event  # noqa: B018 -- reading it is what is looked at


def test_a_closed_date_is_closed_and_a_course_never_as_a_whole():
    date, course = make_date(), make_course()
    Occurrence.objects.update(closed_at=NOW, status="held")

    assert target_for(date).is_closed
    assert not target_for(course).is_closed


def test_the_page_leads_to_its_course_its_date_or_nothing():
    date, course = make_date(), make_course()
    of_course = course.page.occurrences.first()
    elsewhere = make_event(registration_mode="external", registration_url="https://a.example/")

    assert target_on_page(date.page, date).seats == date
    assert target_on_page(date.page, None) is None
    assert target_on_page(course.page, of_course).seats == course
    assert target_on_page(course.page, None).seats == course
    assert target_on_page(elsewhere, elsewhere.occurrences.get()) is None
    course.delete()
    assert target_on_page(EventPage.objects.get(pk=course.page_id), None) is None
