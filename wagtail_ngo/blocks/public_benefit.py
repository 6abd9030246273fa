"""A block of the organizations to which residents may give 1.5 per cent of their tax."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string

from wagtail_ngo.blocks.batches import BatchBlock, BatchValue
from wagtail_ngo.blocks.directory import PREVIEW, together, visible_entries
from wagtail_ngo.blocks.vocabularies import ActivityAreaBlock
from wagtail_ngo.domain.directory.registry_numbers import is_valid_krs
from wagtail_ngo.enums import OrganizationStatus


class PublicBenefitBlock(BatchBlock):
    """Entries marked as OPP, each with its KRS number. The law: see ``PublicBenefitPage``."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    area = ActivityAreaBlock(required=False, label=_("Activity area"))
    most = blocks.IntegerBlock(label=_("At most"), default=10, min_value=1, max_value=100)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, **together(value, context.get("request"), public_benefit_lists)}

    def get_preview_value(self):
        return self.to_python({"heading": str(_("1.5 per cent for the neighbourhood")), "most": 5})

    class Meta:
        icon = "group"
        label = _("Organizations for the 1.5 per cent")
        description = _("Public-benefit organizations with the number for the tax return.")
        template = "wagtail_ngo/blocks/public_benefit.html"
        preview_template = PREVIEW


def public_benefit_lists(values: list[BatchValue], request: Any) -> list[dict]:
    """Entries from A to Z of each block, and the page of all of them."""
    rows = visible_entries(request).filter(alias_of=None, is_public_benefit=True)
    rows = rows.exclude(krs="").exclude(status=OrganizationStatus.STRUCK_OFF)
    rows = rows.defer("description").prefetch_related("areas").order_by("sort_key", "pk")
    entries = [entry for entry in rows if is_valid_krs(entry.krs)]
    pages = resolve_model_string("wagtail_ngo.PublicBenefitPage").objects
    page = pages.visible_to(request).order_by("path").first()
    return [
        {"entries": [entry for entry in entries if _fits(entry, value)][: value["most"]],
         "list_page": page}
        for value in values
    ]  # fmt: skip


def _fits(entry, value: BatchValue) -> bool:
    return not value["area"] or any(area.slug == value["area"] for area in entry.areas.all())
