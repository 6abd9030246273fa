"""Pages written by sets have the place, the address and the relations that Wagtail gives them."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import ContactChannel, NGOPage
from wagtail_ngo.services.new_pages import writing
from wagtail_ngo.services.new_pages.making import NewPages
from wagtail_ngo.services.new_pages.writing import add_pages, drop_unprintable, forget_place

pytestmark = pytest.mark.django_db
PLACE = ["path", "depth", "numchild", "url_path", "slug", "locale_id", "content_type_id"]


def fresh(page) -> Page:
    return Page.objects.get(pk=page.pk)


def add(directory, *titles) -> list[NGOPage]:
    pages = [NGOPage(title=title) for title in titles]
    add_pages(fresh(directory), pages)
    return pages


@pytest.fixture
def directory():
    return NGODirectoryFactory(slug="organizacje")


def test_a_set_goes_on_after_the_last_child_as_treebeard_would(directory):
    other = NGODirectoryFactory(slug="inne")
    first = NGOFactory(parent=directory, title="A")
    gone = NGOFactory(parent=directory, title="B")
    NGOFactory(parent=directory, title="C")
    gone.delete()

    pages = add(directory, "D", "E")

    by_hand = fresh(directory).add_child(instance=NGOPage(title="F"))
    for page, slug in zip(pages, "de", strict=True):
        stored = NGOPage.objects.get(pk=page.pk)
        for name in PLACE:
            assert getattr(page, name) == getattr(stored, name)
        assert (stored.slug, stored.url_path) == (slug, f"{directory.url_path}{slug}/")
        assert (stored.content_type_id, stored.locale_id) == (
            first.content_type_id,
            directory.locale_id,
        )
        assert (stored.depth, stored.numchild, stored.draft_title) == (
            by_hand.depth,
            0,
            stored.title,
        )
        assert page.get_parent().pk == directory.pk
        assert (page._state.adding, page._state.db) == (False, "default")
    steps = [int(child.path[-4:], 36) for child in directory.get_children().order_by("path")]
    assert steps == [1, 3, 4, 5, 6]
    assert (fresh(directory).numchild, fresh(other).numchild) == (5, 0)
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_first_children_of_a_page_begin_its_numbers(directory):
    pages = add(directory, "A", "B")

    assert [page.path for page in pages] == [f"{directory.path}0001", f"{directory.path}0002"]
    site = Site.objects.get(is_default_site=True)
    assert pages[0].get_url_parts()[:2] == (site.pk, site.root_url)


def test_a_slug_is_the_first_free_one_below_the_parent(directory):
    for slug in ("kurs", "kurs-3", "chór-2", "kursy"):
        NGOFactory(parent=directory, slug=slug)
    NGOFactory(parent=NGODirectoryFactory(slug="inne"), slug="chór")

    pages = add(directory, "Kurs", "Chór", "Kurs", "Chór", "Kurs-5", "Kurs", "Nowy")

    assert [page.slug for page in pages] == [
        "kurs-2",
        "chór",
        "kurs-4",
        "chór-3",
        "kurs-5",
        "kurs-6",
        "nowy",
    ]


@pytest.mark.parametrize(("size", "returns"), [(1, True), (2, True), (50, True), (50, False)])
def test_each_page_keeps_its_own_values_in_every_table(directory, monkeypatch, size, returns):
    monkeypatch.setattr(writing, "SIZE", size)
    monkeypatch.setattr(type(connection.features), "can_return_rows_from_bulk_insert", returns)

    pages = [NGOPage(title=f"T{number}", short_name=f"S{number}") for number in range(3)]
    add_pages(fresh(directory), pages)

    assert [page.pk for page in pages] == [page.id for page in pages]
    assert [page.page_ptr_id for page in pages] == [page.pk for page in pages]
    stored = {page.pk: (page.title, page.short_name) for page in NGOPage.objects.all()}
    assert stored == {page.pk: (page.title, page.short_name) for page in pages}


def test_relations_are_written_with_their_keys(directory):
    areas = [ActivityAreaFactory(name=name) for name in "AB"]
    pages = [NGOPage(title=title) for title in ("Chór", "Klub", "Azyl")]
    pages[0].contact_channels = [ContactChannel(kind="phone", value="1\x00\x0823", sort_order=4)]
    pages[1].contact_channels = [ContactChannel(kind="email", value=n) for n in "ab"]
    pages[0].areas, pages[1].areas = areas, areas[1:]

    add_pages(fresh(directory), pages)

    stored = [NGOPage.objects.get(pk=page.pk) for page in pages]
    values = [
        [(row.value, row.sort_order) for row in page.contact_channels.all()] for page in stored
    ]
    assert values == [[("123", 4)], [("a", None), ("b", None)], []]
    assert [{row.pk for row in page.contact_channels.all()} for page in pages] == [
        {row.pk for row in page.contact_channels.all()} for page in stored
    ]
    assert [list(page.areas.order_by("name")) for page in stored] == [areas, areas[1:], []]


def test_what_cannot_be_printed_is_dropped_from_texts(directory):
    page = NGOPage(title="A\x00B\x08", short_name="C\x0b")
    before = page.uuid
    drop_unprintable(page)
    assert (page.title, page.short_name, page.uuid) == ("AB", "C", before)

    [stored] = add(directory, "A\x00B")
    assert (stored.title, NGOPage.objects.get().title, stored.slug) == ("AB", "AB", "ab")


def test_a_page_whose_set_failed_can_be_tried_again(directory):
    page = NGOPage(title="Chór")
    page.contact_channels = [ContactChannel(kind="phone", value="1")]
    page.areas = [ActivityAreaFactory()]
    with transaction.atomic():
        add_pages(fresh(directory), [page])
        transaction.set_rollback(True)

    forget_place(page)

    assert (page.pk, page.id, page.page_ptr_id) == (None, None, None)
    assert (page.path, page.depth, page.slug, page.url_path) == ("", None, "", "")
    assert (page.latest_revision, page.live_revision) == (None, None)
    assert page._state.adding
    assert [row.pk for row in page.contact_channels.all()] == [None]
    NGOFactory(parent=directory, title="Azyl")
    add_pages(fresh(directory), [page])
    stored = NGOPage.objects.get(title="Chór")
    assert (stored.slug, stored.contact_channels.count(), stored.areas.count()) == ("chór", 1, 1)


def test_a_set_costs_as_many_statements_as_its_tables(directory):
    parent, new = fresh(directory), NewPages(NGOPage)
    counts = []
    for number in (1, 20):
        pages = [new.make(title=f"E{number}-{n}") for n in range(number)]
        with CaptureQueriesContext(connection) as asked:
            add_pages(parent, pages)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 10
