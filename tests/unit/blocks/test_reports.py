"""Blocks of an activity report in the editor."""

import re

import pytest
from django.utils import translation
from wagtail.blocks import ListBlock

from wagtail_ngo.blocks.reports import ReportStreamBlock
from wagtail_ngo.enums import FigureKey


def lists_of_figures() -> dict[str, ListBlock]:
    """The lists in which a figure is chosen without a label beside it, by the block's name."""
    return {
        name: inner
        for name, block in ReportStreamBlock().child_blocks.items()
        for inner in getattr(block, "child_blocks", {}).values()
        if isinstance(inner, ListBlock) and hasattr(inner.child_block, "field")
    }


def test_figures_are_listed_in_two_blocks():
    assert list(lists_of_figures()) == ["figures", "poster"]


@pytest.mark.parametrize(("language", "name"), [("en", "Figure"), ("pl", "Liczba")])
@pytest.mark.parametrize("block", ["figures", "poster"])
def test_the_select_of_a_figure_says_its_name(block, language, name):
    figure = lists_of_figures()[block].child_block
    with translation.override(language):
        html = figure.field.widget.render("x", FigureKey.MEETINGS)

    assert re.findall(r'aria-label="([^"]*)"', html) == [name]
    assert re.findall(r'value="([^"]*)" selected', html) == ["meetings"]
    assert "widget" not in figure.deconstruct()[2]
