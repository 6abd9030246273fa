"""The last word of Wagtail's log on a record, and the words for it."""

import datetime

import pytest
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from tests.factories.directory import DistrictFactory, LegalFormFactory, NGOFactory
from wagtail_ngo.models import District
from wagtail_ngo.services.reports import histories
from wagtail_ngo.services.reports.histories import Act, History, on_day

SINCE = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
FIRST, SECOND_DAY = SINCE.date() + DAY, SINCE.date() + 2 * DAY


def note(row, action, moment, **data):
    """An act of that moment in the log."""
    entry = log(instance=row, action=action, data=data or None)
    type(entry).objects.filter(pk=entry.pk).update(timestamp=moment)


@pytest.mark.django_db
def test_acts_on_rows_since_a_moment_the_latest_first():
    row, other = DistrictFactory(), DistrictFactory()
    form = LegalFormFactory(pk=row.pk + 5000)
    namesake = DistrictFactory(pk=form.pk)
    note(row, "wagtail.create", SINCE)
    note(row, "wagtail.edit", SINCE + DAY, reason="a mistake")
    note(row, "wagtail.delete", SINCE + 2 * DAY)
    note(other, "wagtail.edit", SINCE + SECOND)
    note(form, "wagtail.edit", SINCE + DAY)

    history = histories.of_rows(District, [row.pk, namesake.pk, None], since=SINCE)

    assert history.acts == {
        row.pk: [Act("wagtail.delete", SECOND_DAY), Act("wagtail.edit", FIRST, "a mistake")]
    }


@pytest.mark.django_db
def test_of_two_acts_of_one_moment_the_one_written_later_is_the_last():
    row = DistrictFactory()
    for action in ("wagtail.edit", "wagtail.delete"):
        note(row, action, SINCE + DAY)

    history = histories.of_rows(District, [row.pk], since=SINCE)

    assert history.last(row.pk) == Act("wagtail.delete", FIRST)


@pytest.mark.django_db
def test_acts_on_a_page_are_known_after_it_is_deleted():
    page, other = NGOFactory(), NGOFactory()
    PageLogEntry.objects.all().delete()
    note(page, "wagtail.publish", SINCE)
    note(page, "wagtail.delete", SINCE + SECOND, reason=5)
    note(other, "wagtail.edit", SINCE + SECOND)
    pk = page.pk
    page.delete()
    PageLogEntry.objects.filter(timestamp__gt=SINCE + DAY).delete()

    history = histories.of_pages([pk, None], since=SINCE)

    assert history.acts == {pk: [Act("wagtail.delete", SINCE.date(), "5")]}
    assert histories.of_pages([None], since=SINCE).acts == {}
    assert not ModelLogEntry.objects.exists()


def test_the_last_act_is_of_the_kinds_that_are_asked_for():
    edited, made = Act("edit", FIRST), Act("make", SINCE.date())
    history = History({7: [edited, made]})

    assert history.last(7) == edited
    assert history.last(7, "make", "delete") == made
    assert history.last(7, "delete") is None
    assert (history.last(8), history.last(None)) == (None, None)


def test_words_are_told_with_the_day_and_the_reason():
    closed, opened = Act("close", FIRST, "own"), Act("open", SINCE.date(), "other")

    assert on_day("closed", None) == "closed"
    assert on_day("closed", None, opened) == "closed"
    assert on_day("closed", Act("close", FIRST)) == "closed on March 2, 2027"
    assert on_day("closed", closed) == "closed on March 2, 2027: own"
    assert on_day("closed", closed, opened) == "closed on March 2, 2027: other"
    assert on_day("closed", closed, Act("open", FIRST)) == "closed on March 2, 2027"
