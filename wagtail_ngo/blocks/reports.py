"""Blocks of an activity report. Their numbers come from the report they are in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from wagtail_ngo.blocks.text import TEXT_FEATURES, HeadingBlock, QuoteBlock
from wagtail_ngo.enums import ChartSubject, FigureKey

#: The feature of the rich text editor by which a figure is put into a sentence.
FIGURE_FEATURE = "ngo-figure"


def figure_choices() -> list[tuple[str, str]]:
    return FigureKey.choices


def chart_choices() -> list[tuple[str, str]]:
    return ChartSubject.choices


def figure_block() -> blocks.ChoiceBlock:
    """A figure in a list, where Wagtail shows no label: the name is on the select itself."""
    name = _("Figure")
    select = forms.Select(attrs={"aria-label": name})
    return blocks.ChoiceBlock(choices=figure_choices, label=name, widget=select)


class ReportTextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": [*TEXT_FEATURES, FIGURE_FEATURE], **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text with figures")
        description = _("A figure picked within the text is shown as its number and noun.")
        template = "wagtail_ngo/blocks/report_text.html"
        preview_value = "<p>W ramach projektu zrealizowano spotkania integracyjne.</p>"


class FiguresBlock(blocks.StructBlock):
    """Large figures in a row."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    figures = blocks.ListBlock(
        figure_block(),
        label=_("Figures"),
        min_num=1,
        max_num=12,
    )
    compare = blocks.BooleanBlock(
        label=_("Show the period before beside each"), required=False, default=True
    )

    class Meta:
        icon = "order"
        label = _("Figures")
        description = _("Large figures with their definitions, beside those of the period before.")
        template = "wagtail_ngo/blocks/report_figures.html"
        preview_template = "wagtail_ngo/blocks/report_preview.html"
        preview_value = {"heading": "Rok w liczbach", "figures": ["meetings"], "compare": True}


class HostsBlock(blocks.StructBlock):
    """The hosts of the meetings in a sentence."""

    intro = blocks.CharBlock(
        label=_("Beginning of the sentence"),
        required=False,
        max_length=250,
        help_text=_("Such as “Together we met”. The names follow in the order of the meetings."),
    )

    class Meta:
        icon = "group"
        label = _("Hosts of meetings")
        description = _("Names the organizations at which meetings took place, in their order.")
        template = "wagtail_ngo/blocks/report_hosts.html"
        preview_template = "wagtail_ngo/blocks/report_preview.html"
        preview_value = {"intro": "Spotkania zorganizowano"}


class ChartBlock(blocks.StructBlock):
    """Bars with their numbers, in a table that everybody can read."""

    subject = blocks.ChoiceBlock(choices=chart_choices, label=_("What it shows"))
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)

    class Meta:
        icon = "table"
        label = _("Chart")
        description = _("Events by month or by kind, or the figures of two periods, as bars.")
        template = "wagtail_ngo/blocks/report_chart.html"
        preview_template = "wagtail_ngo/blocks/report_preview.html"
        preview_value = {"subject": "months", "heading": "Wydarzenia w miesiącach"}


class IndicatorBlock(blocks.StructBlock):
    """One line of the form: a figure under the name that the programme gives it."""

    figure = blocks.ChoiceBlock(choices=figure_choices, label=_("Figure"))
    label = blocks.CharBlock(
        label=_("Name of the indicator"),
        required=False,
        max_length=250,
        help_text=_("As the programme names it. Empty: the name of the figure."),
    )
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=500)


class IndicatorsBlock(blocks.StructBlock):
    """The form of the cooperation programme's report: figures in the order of its indicators."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    rows = blocks.ListBlock(IndicatorBlock(), label=_("Indicators"), min_num=1, max_num=40)

    class Meta:
        icon = "table"
        label = _("Indicators of the programme")
        description = _("A table of indicators with their values of this year and the one before.")
        template = "wagtail_ngo/blocks/report_indicators.html"
        preview_template = "wagtail_ngo/blocks/report_preview.html"
        preview_value = {"heading": "Wskaźniki programu współpracy", "rows": []}


class PosterBlock(blocks.StructBlock):
    """The year on one page, here and as a sheet to print."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    figures = blocks.ListBlock(
        figure_block(),
        label=_("Figures"),
        min_num=1,
        max_num=7,
        help_text=_("The first is the largest."),
    )
    months = blocks.BooleanBlock(label=_("Events by month"), required=False, default=True)
    hosts = blocks.BooleanBlock(label=_("Hosts of meetings"), required=False, default=True)

    class Meta:
        icon = "doc-full"
        label = _("Year on one page")
        description = _("Key figures, months and hosts, with a sheet of A4 to print.")
        template = "wagtail_ngo/blocks/report_poster.html"
        preview_template = "wagtail_ngo/blocks/report_preview.html"
        preview_value = {
            "heading": "Rok w liczbach",
            "figures": ["meetings"],
            "months": True,
            "hosts": True,
        }


class ReportStreamBlock(blocks.StreamBlock):
    """The text of an activity report, with its figures."""

    heading = HeadingBlock()
    text = ReportTextBlock()
    figures = FiguresBlock()
    hosts = HostsBlock()
    chart = ChartBlock()
    indicators = IndicatorsBlock()
    poster = PosterBlock()
    image = ImageBlock(icon="image", label=_("Image"), template="wagtail_ngo/blocks/image.html")
    quote = QuoteBlock()

    class Meta:
        label = _("Report")
        # One page of the year to print: two would be two pages under one address.
        block_counts = {"poster": {"max_num": 1}}
