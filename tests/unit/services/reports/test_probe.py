import datetime, pytest
from tests.unit.services.reports.small_year import *
from tests.factories.events import EventFactory
from wagtail.models import Locale
from wagtail_ngo.services.reports import records, words
from wagtail_ngo.services.reports.counting import *
from wagtail_ngo.enums import FigureKey as K
pytestmark = pytest.mark.django_db
@pytest.fixture
def town(): return Town()
def total(k): return sum(int(r.count) for r in records.records(k, YEAR))
def tr(town, page):
    loc = Locale.objects.get_or_create(language_code="en" if page.locale.language_code!="en" else "pl")[0]
    home = town.home
    for p in (home, town.calendar):
        p = p.specific
        if not p.has_translation(loc): p.copy_for_translation(loc)
    t = page.copy_for_translation(loc); t.live=True; t.save()
    occurrences.rebuild(t, now=BEFORE)
    return t
def test_twin_part(town):
    t = tr(town, town.meetings)
    row = list(t.occurrences.order_by("starts_at"))[4]
    attend(row, "eve@example.org", town.guest)
    assert figures()["participations"] == 35
    assert total(K.PARTICIPATIONS) == 35
    row6 = list(t.occurrences.order_by("starts_at"))[6]
    closing.close(row6, closing.Record(head_count=30), now=NOW)
    assert figures()["participations"] == 65
    assert total(K.PARTICIPATIONS) == 65
def test_twin_people(town):
    t = tr(town, town.meetings)
    row = list(t.occurrences.order_by("starts_at"))[4]
    attend(row, "eve@example.org", town.guest)
    assert [r.count for r in records.records(K.PEOPLE, YEAR)].count("1") == 3
def test_reps(town):
    row = list(town.meetings.occurrences.order_by("starts_at"))[4]
    attend(row, "solo@example.org", None)
    assert figures()["representatives"] == 2
    assert total(K.REPRESENTATIVES) == 4
def test_days(town):
    e = EventFactory(parent=town.calendar, start_date=datetime.date(2017,6,1), kind=town.training_kind, extra_sessions=None) if False else None
    first = town.training.occurrences.first()
    Occurrence.objects.create(page=first.page, recurrence_id=first.recurrence_id, session="1500", starts_at=first.starts_at+datetime.timedelta(hours=5), ends_at=first.ends_at+datetime.timedelta(hours=5), time_zone=first.time_zone, event_key=first.event_key, counts_as="training")
    assert figures()["training_days"] == 2
    assert len(records.records(K.TRAINING_DAYS, YEAR)) == 2
def test_orgs(town):
    assert len(records.records(K.ORGANIZATIONS, YEAR)) == 2
    assert len(records.records(K.HOSTS, YEAR)) == figures()["hosts"]
def test_copies(town):
    assert total(K.COPIES) == 120
def test_granted_none():
    assert words.number(()) == "0,00 zł"
def test_two_trainings_one_day(town):
    e = EventFactory(parent=town.calendar, start_date=datetime.date(2017,5,9), kind=town.training_kind)
    occurrences.rebuild(e, now=BEFORE)
    print(figures()["training_days"])
def test_people_by_other_kind(town):
    pass
