"""Cooperations: what each partner's page shows, what stays, and how they are counted."""

import datetime

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from tests.factories.cooperation import CooperationFactory
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, OccurrenceFactory
from wagtail_ngo.models import Cooperation, CooperationPartner, NGOPage
from wagtail_ngo.services.directory import cooperations

pytestmark = pytest.mark.django_db
YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def named(entry):
    """Titles and the other partners of what the entry's page shows."""
    shown = cooperations.cooperations_of(entry, None)
    return [(one.row.title, [partner.name for partner in one.others(entry)]) for one in shown]


def test_every_partner_shows_the_cooperation_once_with_the_others():
    garden, seniors = NGOFactory(title="Ogród"), NGOFactory(title="Seniorzy")
    CooperationFactory(title="Grządka", partners=[garden, seniors, "Szkoła nr 1"])

    assert named(garden) == [("Grządka", ["Seniorzy", "Szkoła nr 1"])]
    assert named(seniors) == [("Grządka", ["Ogród", "Szkoła nr 1"])]
    assert cooperations.cooperations_of(garden, None)[0].is_led_by(garden)
    assert not cooperations.cooperations_of(seniors, None)[0].is_led_by(seniors)


def test_the_page_of_the_second_partner_links_to_the_first(client):
    garden, seniors = NGOFactory(title="Ogród"), NGOFactory(title="Seniorzy")
    CooperationFactory(title="Grządka", partners=[garden, seniors], result="Sto krzewów.")

    html = client.get(seniors.url).content.decode()

    assert f'<a href="{garden.url}">Ogród</a>' in html
    assert "Sto krzewów." in html


def test_what_is_not_public_is_not_shown():
    entry, hidden = NGOFactory(title="Jawna"), NGOFactory(title="SECRET", live=False)
    closed = NGOFactory(title="SECRET closed")
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Inni"))
    CooperationFactory(title="With a draft", partners=[entry, hidden])
    CooperationFactory(title="With a closed one", partners=[entry, closed])
    CooperationFactory(title="Internal", partners=[entry, "Szkoła"], is_public=False)
    CooperationFactory(title="Three", partners=[hidden, entry, "Szkoła"])

    assert named(entry) == [("Three", ["Szkoła"])]


def test_a_deleted_entry_leaves_its_last_name_behind(admin_user):
    entry, partner = NGOFactory(title="Zostaje"), NGOFactory(title="Dawna nazwa")
    row = CooperationFactory(partners=[partner, entry])
    partner.title = "Nowa nazwa"
    partner.save()

    NGOPage.objects.get(pk=partner.pk).delete()

    parts = [(one.organization_id, one.name) for one in row.partners.order_by("sort_order")]
    assert parts == [(None, "Nowa nazwa"), (entry.pk, "Zostaje")]
    assert named(entry) == [(row.title, ["Nowa nazwa"])]


def test_deleting_the_directory_keeps_the_cooperations_of_its_entries():
    entry, partner = NGOFactory(title="A"), NGOFactory(title="B")
    row = CooperationFactory(partners=[entry, partner])

    entry.get_parent().delete()

    assert sorted(row.partners.values_list("name", "organization")) == [("A", None), ("B", None)]


def test_a_deleted_event_leaves_its_title_and_day_behind():
    event = EventFactory(title="Spotkanie integracyjne")
    date = OccurrenceFactory(page=event)
    row = Cooperation(title="Grządka", started_on=YEAR[0], occurrence=date)
    row.full_clean()
    row.save()
    origin = row.origin_text

    event.delete()

    row.refresh_from_db()
    assert (row.occurrence, row.origin, row.origin_text) == (None, "event", origin)
    assert "Spotkanie integracyjne, " in origin


def test_the_end_must_not_be_before_the_beginning():
    row = Cooperation(title="X", started_on=YEAR[1], ended_on=YEAR[0])

    with pytest.raises(Exception, match="ended_on"):
        row.full_clean()


def test_a_partner_needs_an_entry_or_a_name():
    part = CooperationPartner(cooperation=CooperationFactory())

    with pytest.raises(Exception, match="organization"):
        part.full_clean()


@pytest.mark.parametrize(
    ("started", "ended", "lasting", "begun"),
    [
        ("2025-12-31", None, 1, 0),
        ("2025-01-01", "2025-12-31", 0, 0),
        ("2025-01-01", "2026-01-01", 1, 0),
        ("2026-01-01", None, 1, 1),
        ("2026-12-31", "2027-05-01", 1, 1),
        ("2027-01-01", None, 0, 0),
    ],
)
def test_figures_know_the_edges_of_the_period(started, ended, lasting, begun):
    ended_on = ended and datetime.date.fromisoformat(ended)
    CooperationFactory(
        started_on=datetime.date.fromisoformat(started), ended_on=ended_on, partners=["A", "B"]
    )

    counted = cooperations.figures(*YEAR)

    assert (counted.lasting, counted.begun) == (lasting, begun)


def test_figures_count_an_organization_once_and_nothing_internal():
    entry, other = NGOFactory(), NGOFactory()
    CooperationFactory(partners=[entry, other, "Szkoła"], origin="event")
    CooperationFactory(partners=[entry, "Szkoła"], origin="board")
    CooperationFactory(partners=[NGOFactory(), "Dom kultury"], is_public=False)

    assert cooperations.figures(*YEAR) == cooperations.CooperationFigures(
        lasting=2, begun=2, begun_at_events=1, begun_on_board=1, organizations=3
    )


@pytest.mark.parametrize("count", [1, 3])
def test_an_entry_asks_equally_often_for_one_and_for_three(count, django_assert_max_num_queries):
    entry = NGOFactory()
    for _number in range(count):
        CooperationFactory(partners=[entry, NGOFactory(), NGOFactory(), "Szkoła"])

    with django_assert_max_num_queries(4):
        assert len(cooperations.cooperations_of(entry, None)) == count
