"""Figures of a report within a sentence: an editor picks one, a reader reads the number.

In the database such a figure is ``<a linktype="ngo-figure" figure="meetings">…</a>``; the text
inside is what the editor saw when she picked it and is replaced when the report is shown.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from wagtail_ngo.blocks.reports import FIGURE_FEATURE as FEATURE
from wagtail_ngo.enums import FigureKey, ReportName

ENTITY = "NGO_FIGURE"


class FigureLinkHandler(LinkHandler):
    """What a reader's page begins with: a mark that the report replaces, and no address."""

    identifier = FEATURE

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        mark = attrs.get("figure", "")
        key = mark.removesuffix(".number")
        if key in ReportName.values:
            mark = key
        elif key not in FigureKey.values:
            mark = ""
        return format_html('<a data-ngo-figure="{}">', mark)


class FigureElementHandler(LinkElementHandler):
    """From the database into the editor."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict) -> dict:
        return {"figure": attrs.get("figure", "")}


def figure_entity(props: dict):
    """From the editor into the database."""
    attributes = {"linktype": FEATURE, "figure": props.get("figure", "")}
    return DOM.create_element("a", attributes, props["children"])


def register_feature(features: FeatureRegistry) -> None:
    features.register_link_type(FigureLinkHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "order",
                "description": _("Figure of the report"),
                "attributes": ["figure"],
            },
            js=["wagtail_ngo/js/report-figures.js"],
            css={"all": ["wagtail_ngo/css/admin.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {f'a[linktype="{FEATURE}"]': FigureElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: figure_entity}},
        },
    )
