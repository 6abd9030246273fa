"""Calendars, events, dates, venues. Dates of an event come from publishing it."""

import datetime

import factory
from django.utils import timezone
from wagtail.models import Site

from tests.factories.pages import PageFactory
from wagtail_ngo import models
from wagtail_ngo.services.events import occurrences


class EventKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.EventKind
        django_get_or_create = ["slug"]

    name = "Integration meeting"
    slug = "integration-meeting"


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Venue

    name = factory.Sequence(lambda n: f"Venue {n}")


class EventIndexFactory(PageFactory):
    class Meta:
        model = models.EventIndexPage

    title = "Calendar"
    parent = None

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        return super()._create_instance(model_class, parent or _root_page(), kwargs)


class EventFactory(PageFactory):
    """A live event without dates, by default in the first calendar; see ``publish``."""

    class Meta:
        model = models.EventPage

    parent = None
    title = factory.Sequence(lambda n: f"Event {n}")
    start_date = datetime.date(2027, 3, 18)
    start_time = datetime.time(17)
    end_time = datetime.time(19)
    time_zone = "Europe/Warsaw"

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        return super()._create_instance(model_class, parent or _calendar(), kwargs)


def publish(page: models.EventPage) -> models.EventPage:
    """The page, published as an editor does it, with its dates rebuilt."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


class PublishedEventFactory(EventFactory):
    @factory.post_generation
    def _publish(self, create, extracted, **kwargs):
        if create:
            occurrences.rebuild(self, now=timezone.now())


class OccurrenceFactory(factory.django.DjangoModelFactory):
    """A stored row of an event, for tests of lists that do not care how it came about."""

    class Meta:
        model = models.Occurrence

    page = factory.SubFactory(EventFactory)
    starts_at = datetime.datetime(2027, 3, 18, 16, tzinfo=datetime.UTC)
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + datetime.timedelta(hours=2))
    recurrence_id = factory.LazyAttribute(lambda row: row.starts_at.date())
    time_zone = "Europe/Warsaw"


def _root_page():
    return Site.objects.get(is_default_site=True).root_page


def _calendar():
    return models.EventIndexPage.objects.first() or EventIndexFactory()
