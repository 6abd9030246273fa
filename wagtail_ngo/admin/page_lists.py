"""What the lists of our pages share: one model a list, few queries, columns left out on phones."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.utils.formats import date_format
from wagtail.admin.views.pages.listing import IndexView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

#: Left out on a phone, where the name needs the room.
WIDE_ONLY = "ngo-admin__wide"
ANY_PERMISSION = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
_MOST_WORDS = 10


class PageList(IndexView):
    """Wagtail's listing of one page type. Not ``specific()``: every column is of that type."""

    template_name = "wagtail_ngo/admin/page_list.html"
    #: What the columns read beside the page.
    prefetched: tuple = ()

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        pages = pages.prefetch_related("content_type", "sites_rooted_here", *self.prefetched)
        if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
            pages = pages.prefetch_workflow_states()
        return pages.annotate_site_root_state().annotate_approved_schedule()


def may_edit_pages(user) -> bool:
    """Whether the user works with pages at all."""
    return page_permission_policy.user_has_any_permission(user, ANY_PERMISSION)


def may_work_on(user, *models: type[Page]) -> bool:
    """Whether the user may add or change pages of these types, or pages below them."""
    if user.is_superuser:
        return True
    pages = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change"})
    return pages.type(*models).exists()


def day(date) -> str:
    """A day as a column shows it. Wagtail's own column says "just now" of every day to come."""
    return date_format(date, "SHORT_DATE_FORMAT") if date else ""


def with_words(pages: QuerySet, query: str | None) -> QuerySet:
    """Pages whose title has every word of the query."""
    for word in (query or "").replace("\x00", "").split()[:_MOST_WORDS]:
        pages = pages.filter(title__icontains=word)
    return pages
