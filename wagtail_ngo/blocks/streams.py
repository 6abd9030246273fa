"""Streams of the package's own pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from wagtail_ngo.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock


class EntryStreamBlock(blocks.StreamBlock):
    """The description of an organization."""

    heading = HeadingBlock()
    text = ParagraphBlock()
    quote = QuoteBlock()

    class Meta:
        label = _("Description")


class BodyStreamBlock(blocks.StreamBlock):
    """Running text with headings, images and quotations."""

    heading = HeadingBlock()
    text = ParagraphBlock()
    image = ImageBlock(icon="image", label=_("Image"), template="wagtail_ngo/blocks/image.html")
    quote = QuoteBlock()

    class Meta:
        label = _("Text")
