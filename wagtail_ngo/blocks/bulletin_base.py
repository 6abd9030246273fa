"""What the parts of a bulletin issue share: their preview, and samples for it."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_ngo.domain.bulletin import content

SAMPLE_DAY = datetime.datetime(2017, 11, 16, 17, 0, tzinfo=datetime.UTC)


class PartBlock(blocks.StructBlock):
    """A block whose preview shows sample items by the templates of the real issue."""

    preview_template = "wagtail_ngo/blocks/bulletin_preview.html"

    def sample_items(self) -> list[content.Item]:
        return []

    def get_preview_value(self):
        return self.get_default()

    def get_preview_context(self, value, parent_context=None):
        return {"items": self.sample_items(), "block": self}

    def get_preview_template(self, value, context=None):
        return self.preview_template


def sample_event(title, day: int, place) -> content.EventItem:
    starts_at = SAMPLE_DAY.replace(day=day)
    return content.EventItem(title=str(title), starts_at=starts_at, place=str(place))


def sample_call() -> content.CallItem:
    return content.CallItem(
        title=str(_("Small grants for neighbourhood projects")),
        funder=str(_("Sample foundation")),
        deadline=SAMPLE_DAY.replace(day=30),
        amount="2 000–10 000 zł",
        eligible=str(_("Associations and foundations")),
    )
