"""Every part of an issue explains itself in the block chooser."""

import pytest
from django.template.loader import render_to_string

from wagtail_ngo.blocks import bulletin

pytestmark = pytest.mark.django_db
PARTS = list(bulletin.BulletinStreamBlock().child_blocks.items())


@pytest.mark.parametrize(("name", "block"), PARTS, ids=[name for name, _block in PARTS])
def test_a_part_has_icon_words_and_preview(name, block):
    context = block.get_preview_context(block.get_preview_value())
    html = render_to_string(block.get_preview_template(None), context)

    assert block.meta.icon != "placeholder"
    assert str(block.meta.description)
    assert str(block.label)
    assert str(block.meta.group)
    kinds = [item.kind for item in context["items"]] or [name]
    assert all(f"ngo-item--{kind}" in html or f"ngo-issue__{kind}" in html for kind in kinds)
