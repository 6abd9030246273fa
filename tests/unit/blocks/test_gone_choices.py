"""Blocks whose page or call was deleted after it was chosen: the page that holds them goes on."""

import pytest
from django.test import RequestFactory
from wagtail import blocks as wagtail_blocks
from wagtail.blocks import ChooserBlock

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, publish
from wagtail_ngo import blocks

pytestmark = pytest.mark.django_db
GONE = 987654


def public_blocks():
    """Every block of the public door that can be put on a page by itself."""
    for name in blocks.__all__:
        block = getattr(blocks, name)
        if isinstance(block, type) and issubclass(block, wagtail_blocks.StructBlock):
            yield pytest.param(block, id=name)


def choosers(block) -> list[str]:
    return [name for name, child in block.child_blocks.items() if isinstance(child, ChooserBlock)]


@pytest.mark.parametrize("block_class", public_blocks())
def test_a_block_whose_choice_is_gone_is_rendered(block_class):
    publish(BulletinIssueFactory(title="Biuletyn 5/2018"))
    block = block_class()
    value = {**block.get_prep_value(block.get_default()), **dict.fromkeys(choosers(block), GONE)}

    html = block.render(block.to_python(value), {"request": RequestFactory().get("/")})

    assert "None" not in html or not choosers(block)


def test_the_archive_of_a_deleted_bulletin_shows_no_other_one():
    serial = BulletinIndexFactory(slug="usuniety")
    publish(BulletinIssueFactory(parent=BulletinIndexFactory(slug="inny"), title="INNY"))
    block = blocks.BulletinArchiveBlock()
    value = block.get_prep_value(block.to_python({"heading": "", "bulletin": serial.pk, "most": 6}))
    serial.delete()

    html = block.render(block.to_python(value), {"request": RequestFactory().get("/")})

    assert html.strip() == ""


def test_some_blocks_have_choosers():
    with_choosers = [param.values[0] for param in public_blocks() if choosers(param.values[0]())]

    assert len(with_choosers) >= 8
