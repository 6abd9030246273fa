"""The column of repeat rules: what django-recurrence's own field loses, breaks or lets pass."""

import datetime
import json

import pytest
import recurrence
from django.core import serializers
from django.core.exceptions import ValidationError

from tests.factories.events import EventFactory
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.fields import RecurrenceField
from wagtail_ngo.models import EventPage

FIELD = RecurrenceField(null=True, blank=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RRULE:FREQ=DAILY;INTERVAL=0", "interval"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=-5", "range"),
        ("RRULE:FREQ=DAILY;BYHOUR=99", "sub_daily"),
        ("RRULE:FREQ=SECONDLY", "sub_daily"),
        ("RRULE:FREQ=MINUTELY", "sub_daily"),
        ("RRULE:FREQ=DAILY;COUNT=3;UNTIL=20271231", "ends"),
        ("RDATE:20270101T000000Z,20270102T000000Z", "format"),
        ("RRULE:FREQ=DAILY\nRDATE:20270101T000000Z", "format"),
        ("RRULE:FREQ=DAILY\nEXDATE:20270101T000000Z", "format"),
        ("DTSTART;TZID=Europe/Warsaw:20270101T170000\nRRULE:FREQ=DAILY", "format"),
        ("DTSTART;TZID=Europe/Warsaw:20270101T170000", "format"),
        ("EXRULE:FREQ=DAILY", "frequency"),
        ("RRULE:FREQ=DAILY;WKST=8", "weekday"),
        ("x" * 5000, "format"),
    ],
)
def test_what_cannot_be_kept_is_refused_on_assignment(text, code):
    with pytest.raises(ValidationError) as caught:
        EventPage(recurrence=text)

    assert caught.value.code == code


@pytest.mark.parametrize("value", [None, "", "  \n"])
def test_nothing_is_no_rule(value):
    if value and not value.strip():
        with pytest.raises(ValidationError):
            FIELD.to_python(value)
    else:
        assert FIELD.get_prep_value(value) is None


@pytest.mark.parametrize("part", ["dtstart", "dtend"])
def test_object_with_more_than_a_rule_is_refused(part):
    moment = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    value = recurrence.Recurrence(rrules=[recurrence.Rule(recurrence.DAILY)], **{part: moment})

    with pytest.raises(ValidationError):
        FIELD.to_python(value)


@pytest.mark.parametrize("part", ["rdates", "exdates"])
def test_object_with_single_dates_is_refused(part):
    moment = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    value = recurrence.Recurrence(rrules=[recurrence.Rule(recurrence.DAILY)], **{part: [moment]})

    with pytest.raises(ValidationError):
        FIELD.to_python(value)


RULES = [
    "FREQ=MONTHLY;UNTIL=20271231;BYDAY=3TH",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=8;BYDAY=TU,TH",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYDAY=MO;BYWEEKNO=1",
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Auckland"])
def test_rule_is_stored_as_it_was_given_whatever_the_zone(settings, rule, zone):
    from django.utils import timezone

    settings.TIME_ZONE = zone
    with timezone.override(zone):
        assert FIELD.get_prep_value(rule) == f"RRULE:{rule}"
        assert FIELD.get_prep_value(FIELD.to_python(rule)) == f"RRULE:{rule}"


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES)
def test_column_serializer_and_revision_keep_the_rule(rule):
    page = EventFactory(recurrence=f"RRULE:{rule}")

    stored = EventPage.objects.get()
    (dumped,) = serializers.deserialize("json", serializers.serialize("json", [stored]))
    revised = page.save_revision().as_object()

    for one in (stored, dumped.object, revised):
        assert str(from_recurrence(one.recurrence)) == rule


@pytest.mark.django_db
def test_deferred_rule_loads_when_it_is_asked_for():
    EventFactory(recurrence="RRULE:FREQ=DAILY")

    for pages in (EventPage.objects.defer("recurrence"), EventPage.objects.only("title")):
        page = pages.get()
        assert str(from_recurrence(page.recurrence)) == "FREQ=DAILY"


@pytest.mark.django_db
def test_page_without_its_specific_fields_can_be_read():
    from wagtail.models import Page

    pk = EventFactory(recurrence="RRULE:FREQ=DAILY").pk

    page = Page.objects.get(pk=pk).specific_deferred

    assert str(from_recurrence(page.recurrence)) == "FREQ=DAILY"
    assert json.loads(page.to_json())["recurrence"] == "RRULE:FREQ=DAILY"


@pytest.mark.django_db
def test_rule_can_be_refreshed_and_taken_away():
    page = EventFactory(recurrence="RRULE:FREQ=DAILY")
    page.recurrence = None
    page.save()

    page.refresh_from_db()

    assert page.recurrence is None
    assert not EventPage.objects.filter(recurrence__isnull=False).exists()
