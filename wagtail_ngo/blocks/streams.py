"""Streams of the package's own pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_ngo.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock


class EntryStreamBlock(blocks.StreamBlock):
    """The description of an organization."""

    heading = HeadingBlock()
    text = ParagraphBlock()
    quote = QuoteBlock()

    class Meta:
        label = _("Description")
