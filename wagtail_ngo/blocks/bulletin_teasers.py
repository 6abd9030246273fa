"""Blocks for any page of the host: newest bulletin, its archive, open funding calls.

They show what the visitor of the page may see, and nothing when there is nothing.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string

from wagtail_ngo.domain.deadlines import days_to_next


def _issues(request, serial):
    """Issues of a serial, or of all, that this visitor may see, newest first."""
    issues = resolve_model_string("wagtail_ngo.BulletinIssuePage").objects.visible_to(request)
    if serial is not None:
        issues = issues.child_of(serial)
    return issues.order_by("-year", "-number", "-pk").prefetch_related("editions__files")


class LatestBulletinBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    bulletin = blocks.PageChooserBlock(
        page_type="wagtail_ngo.BulletinIndexPage",
        required=False,
        label=_("Bulletin"),
        help_text=_("Empty: the newest of all."),
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["issue"] = _issues(context.get("request"), value["bulletin"]).first()
        return context

    class Meta:
        icon = "doc-full"
        label = _("Latest bulletin")
        description = _("The newest issue with its cover.")
        template = "wagtail_ngo/blocks/latest_bulletin.html"
        preview_value = {"heading": "", "bulletin": None}


class BulletinArchiveBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    bulletin = blocks.PageChooserBlock(
        page_type="wagtail_ngo.BulletinIndexPage", label=_("Bulletin")
    )
    most = blocks.IntegerBlock(label=_("At most"), default=6, min_value=1, max_value=60)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request, serial = context.get("request"), value["bulletin"]
        # None where the bulletin was deleted after it was chosen.
        is_there = serial is not None and serial.live
        context["issues"] = _issues(request, serial)[: value["most"]] if is_there else []
        return context

    class Meta:
        icon = "folder-open-1"
        label = _("Bulletin archive")
        description = _("Covers of the newest issues, with a link to all.")
        template = "wagtail_ngo/blocks/bulletin_archive.html"


class FundingCallsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    most = blocks.IntegerBlock(label=_("At most"), default=5, min_value=1, max_value=50)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request, now = context.get("request"), timezone.now()
        calls = resolve_model_string("wagtail_ngo.FundingCall").objects.visible_to(request)
        pages = resolve_model_string("wagtail_ngo.FundingCallIndexPage").objects
        page = pages.visible_to(request).first()
        context["list_url"] = page.get_url(request) if page else ""
        context["rows"] = [
            {
                "item": call,
                "url": f"{context['list_url']}{call.pk}/" if page else call.url,
                "days_left": days_to_next(
                    (call.deadline, call.paper_deadline),
                    now=now,
                    zone=timezone.get_default_timezone(),
                ),
            }
            for call in calls.open_at(now)[: value["most"]]
        ]
        return context

    class Meta:
        icon = "tag"
        label = _("Open funding calls")
        description = _("Calls that are open now, with the days left.")
        template = "wagtail_ngo/blocks/funding_calls.html"
        preview_value = {"heading": "", "most": 3}
