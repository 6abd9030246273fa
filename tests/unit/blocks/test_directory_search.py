"""Ways into the directory from a page of the host."""

import pytest
from django.test import RequestFactory

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.blocks import DirectoryLettersBlock, DirectorySearchBlock

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    page = NGODirectoryFactory(title="Organizacje")
    for title, live in (("Łąka", True), ("Las", True), ("Zebra", False), ("4 łapy", True)):
        NGOFactory(title=title, parent=page, live=live)
    return page


def test_letters_block_has_letters_of_visible_entries_in_polish_order(directory):
    block = DirectoryLettersBlock()
    context = {"request": RequestFactory().get("/")}
    value = block.to_python({"directory": directory.pk})
    assert block.get_context(value, context)["letters"] == ["0–9", "L", "Ł"]
    assert "?letter=%C5%81" in block.render(value, context)


def test_letters_block_of_a_draft_directory_is_empty(directory):
    directory.unpublish()
    block = DirectoryLettersBlock()
    value = block.to_python({"directory": directory.pk})
    assert block.render(value, {"request": RequestFactory().get("/")}).strip() == ""


def test_search_block_asks_the_directory(directory):
    block = DirectorySearchBlock()
    html = block.render(block.to_python({"directory": directory.pk}))
    assert f'action="{directory.get_url()}"' in html
    assert 'name="q"' in html
