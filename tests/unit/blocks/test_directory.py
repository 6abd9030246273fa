"""Blocks of the directory on a page of the host."""

import datetime

import pytest
from django.test import RequestFactory
from wagtail import blocks
from wagtail.models import PageViewRestriction

from tests.factories.directory import (
    ActivityAreaFactory,
    ContactChannelFactory,
    NGODirectoryFactory,
    NGOFactory,
)
from wagtail_ngo.blocks import NGOCardBlock, NGOContactBlock, NGOListBlock, PartnerBoardBlock
from wagtail_ngo.models import Need, Offer, OpeningHours

pytestmark = pytest.mark.django_db
KINDS = [NGOCardBlock, NGOContactBlock, NGOListBlock, PartnerBoardBlock]


class Stream(blocks.StreamBlock):
    card = NGOCardBlock()
    contact = NGOContactBlock()
    list = NGOListBlock()
    board = PartnerBoardBlock()


def render(*items) -> str:
    """A stream of (name, value), read from the database's form as a page does."""
    stream = Stream()
    raw = [{"type": name, "value": value} for name, value in items]
    context = {"request": RequestFactory().get("/")}
    return stream.render(stream.to_python(raw), context)


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Organizacje", slug="organizacje")


@pytest.fixture
def entry(directory):
    page = NGOFactory(
        title="Zielona Łąka",
        lead="Sadzi drzewa.",
        parent=directory,
        seat_street="Tajna 1",
        seat_city="Słupsk",
        hide_street=True,
        internal_note="SECRET",
    )
    ContactChannelFactory(organization=page, kind="phone", value="+48598400000", label="biuro")
    ContactChannelFactory(organization=page, value="secret@example.org", is_public=False)
    OpeningHours.objects.create(
        organization=page, weekday=1, opens=datetime.time(9), closes=datetime.time(15)
    )
    return page


@pytest.mark.parametrize("name", ["card", "contact"])
def test_chosen_entry_is_shown_without_what_is_not_public(entry, name):
    html = render((name, {"organization": entry.pk}))

    assert f'<a href="{entry.url}">Zielona Łąka</a>' in html
    assert '<a href="tel:+48598400000">' in html
    assert [word for word in ("SECRET", "secret@", "Tajna") if word in html] == []
    assert ("09:00–15:00" in html) is (name == "contact")


@pytest.mark.parametrize("name", ["card", "contact"])
def test_entry_that_may_not_be_seen_leaves_no_trace(entry, directory, name):
    restricted = NGOFactory(title="Zamknięta", parent=directory)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    entry.unpublish()
    items = [(name, {"organization": key}) for key in (entry.pk, restricted.pk, 999_999, None)]

    html = render(*items)

    assert [word for word in ("Łąka", "Zamknięta", "<article", "<section") if word in html] == []


def test_list_has_entries_of_an_area_from_a_to_z(directory):
    area, other = ActivityAreaFactory(name="Ekologia"), ActivityAreaFactory(name="Sport")
    for title in ("Łoś", "Lis", "Las"):
        NGOFactory(title=title, parent=directory, areas=[area, other])
    NGOFactory(title="Klub", parent=directory, areas=[other])
    NGOFactory(title="Szkic", parent=directory, areas=[area], live=False)
    block = NGOListBlock()
    value = block.to_python({"area": area.slug, "most": 2})
    context = block.get_context(value, {"request": RequestFactory().get("/")})

    assert [entry.title for entry in context["entries"]] == ["Las", "Lis"]
    assert context["heading"] == "Ekologia"
    html = render(("list", {"area": area.slug, "most": 10}))
    assert [title for title in ("Łoś", "Lis", "Las", "Klub", "Szkic") if title in html] == [
        "Łoś",
        "Lis",
        "Las",
    ]
    assert f'href="{directory.url}?area={area.slug}"' in html


def test_list_of_one_directory_only(directory):
    other = NGODirectoryFactory(title="Inny", slug="inny")
    NGOFactory(title="Tutaj", parent=directory)
    NGOFactory(title="Gdzie indziej", parent=other)
    html = render(("list", {"directory": directory.pk, "most": 10}))
    assert ("Tutaj" in html, "Gdzie indziej" in html) == (True, False)


def test_board_has_current_lines_of_visible_entries(entry, directory):
    today = datetime.date.today()  # noqa: DTZ011 -- the board's own day
    hidden = NGOFactory(title="Ukryta", parent=directory, live=False)
    Offer.objects.create(organization=entry, kind="rooms", text="Sala na spotkania")
    Need.objects.create(organization=entry, kind="volunteers", text="Dwie osoby do biura")
    Need.objects.create(
        organization=entry,
        kind="rooms",
        text="Dawna potrzeba",
        valid_until=today - datetime.timedelta(days=1),
    )
    Offer.objects.create(organization=hidden, kind="rooms", text="Nie dla wszystkich")

    both = render(("board", {"show": "both", "most": 10}))
    needs = render(("board", {"show": "needs", "kind": "volunteers", "most": 10}))

    assert ("Sala na spotkania" in both, "Dwie osoby do biura" in both) == (True, True)
    assert [text for text in ("Dawna potrzeba", "Nie dla wszystkich") if text in both] == []
    assert ("Sala na spotkania" in needs, "Dwie osoby do biura" in needs) == (False, True)


def test_lists_and_boards_say_kindly_that_they_are_empty(directory):
    html = render(("list", {"most": 5}), ("board", {"show": "both", "most": 5}))
    assert "No organization is listed here yet." in html
    assert "Nobody offers or looks for anything now." in html


@pytest.mark.parametrize("block", KINDS)
@pytest.mark.parametrize("has_entry", [True, False])
def test_block_picker_has_icon_description_and_preview(admin_client, directory, block, has_entry):
    if has_entry:
        entry = NGOFactory(title="Pierwsza", parent=directory)
        Offer.objects.create(organization=entry, kind="rooms", text="Sala")
    made = block()
    made.set_name("one")
    html = made.render_preview() if hasattr(made, "render_preview") else preview(made)

    assert made.meta.icon != blocks.StructBlock().meta.icon
    assert str(made.meta.description)
    assert ("Pierwsza" in html) is has_entry


def preview(block) -> str:
    from django.template.loader import render_to_string

    value = block.get_preview_value()
    request = RequestFactory().get("/")
    context = {
        "request": request,
        "block_def": block,
        "bound_block": block.bind(value),
        "page_title": "Preview",
    }
    context = block.get_preview_context(value, parent_context=context)
    return render_to_string(block.get_preview_template(value, context), context, request)


def test_many_blocks_cost_as_many_queries_as_one(directory, django_assert_max_num_queries):
    areas = [ActivityAreaFactory(name=f"Obszar {number}") for number in range(5)]
    entries = [NGOFactory(parent=directory, areas=[area]) for area in areas]
    for entry in entries:
        ContactChannelFactory(organization=entry)
        Offer.objects.create(organization=entry, kind="rooms", text="Sala")

    def items(count):
        for area, entry in list(zip(areas, entries, strict=True))[:count]:
            yield "card", {"organization": entry.pk}
            yield "contact", {"organization": entry.pk}
            yield "list", {"area": area.slug, "most": 5}
            yield "board", {"show": "both", "most": 5}

    render(*items(1))
    with django_assert_max_num_queries(60) as one:
        render(*items(1))
    with django_assert_max_num_queries(len(one)):
        html = render(*items(5))
    assert html.count("<article") == 5
