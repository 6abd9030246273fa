"""Headings, paragraphs, quotations."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
#: Of texts that may quote.
QUOTING_FEATURES = [*TEXT_FEATURES, "blockquote"]


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the page title is the first."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Begins a part of the text.")
        template = "wagtail_ngo/blocks/heading.html"
        preview_value = "O nas"


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "wagtail_ngo/blocks/paragraph.html"
        preview_value = "<p>Pomagamy mieszkańcom od 1998 roku.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words, set apart.")
        template = "wagtail_ngo/blocks/quote.html"
        preview_value = {"text": "Razem możemy więcej.", "source": "Uczestniczka spotkania"}
