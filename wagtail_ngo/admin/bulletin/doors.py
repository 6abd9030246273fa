"""Where Wagtail's own screens touch an issue: every door through which one could be published.

``services.bulletin.editions.issue`` makes the edition, whatever the door; here an editor is asked
before it. Approval by a workflow and times that come round ask nobody, see ``needs_a_look`` there.
"""

from __future__ import annotations

from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from wagtail_ngo.models import BulletinDistribution, BulletinIssuePage
from wagtail_ngo.services.bulletin import drafts as bulletin_drafts
from wagtail_ngo.services.bulletin import editions as bulletin_editions
from wagtail_ngo.services.bulletin import preflight as bulletin_preflight


def look_before_issuing(request: HttpRequest, page) -> HttpResponseRedirect | None:
    """Before an issue is published in the editor: show the findings, or ask what is corrected."""
    if not isinstance(page, BulletinIssuePage) or not needs_a_look(page):
        return None
    if page.live and page.live_revision_id is None:
        # A page that is just being created is live already, before Wagtail asks.
        bulletin_editions.take_down(page)
    return redirect("wagtail_ngo_bulletin_issue", page.pk)


def needs_a_look(page: BulletinIssuePage, *, serious_only: bool = False) -> bool:
    """Whether an editor must see findings, or say what is corrected, before this is published."""
    draft = page.get_latest_revision_as_object()
    edition = page.latest_edition
    if edition is None:
        findings = bulletin_preflight.preflight(draft, now=timezone.now())
        return any(finding.is_serious or not serious_only for finding in findings)
    if bulletin_editions.has_new_note(draft, edition):
        return False
    return bulletin_editions.differs_from_edition(draft, edition)


def look_before_issuing_many(
    request: HttpRequest, action_type: str, objects, action_class
) -> HttpResponse | None:
    """Bulk publishing asks nothing: issues that need a look are named, and nothing is published."""
    if action_type != "publish" or request.method != "POST":
        return None
    issues = BulletinIssuePage.objects.filter(alias_of=None).order_by("path")
    chosen = Q(pk__in=[page.pk for page in objects if isinstance(page, Page)])
    if "include_descendants" in request.POST:
        for page in objects:
            chosen |= Q(path__startswith=page.path)
    waiting = [issue for issue in issues.filter(chosen) if needs_a_look(issue, serious_only=True)]
    if not waiting:
        return None
    titles = ", ".join(issue.get_admin_display_title() for issue in waiting)
    text = _("Nothing was published. Issue these one by one, after a look at each: %(titles)s")
    messages.error(request, text % {"titles": titles})
    return redirect("wagtail_ngo_bulletin_issue", waiting[0].pk)


def say_what_stays(request: HttpRequest, page) -> None:
    """On the page that asks whether to delete: what of it stays in the figures."""
    if request.method != "GET":
        return
    issues = BulletinIssuePage.objects.live().issued().filter(path__startswith=page.path)
    issues = issues.filter(alias_of=None)
    count = issues.count()
    if not count:
        return
    copies = BulletinDistribution.objects.filter(issue__in=issues).aggregate(sum=Sum("copies"))
    text = ngettext(
        "%(count)d issued number and its paper copies (%(copies)d) stay in the yearly figures. "
        "If it was issued by mistake, unpublish it first.",
        "%(count)d issued numbers and their paper copies (%(copies)d) stay in the yearly figures. "
        "If they were issued by mistake, unpublish them first.",
        count,
    )
    messages.warning(request, text % {"count": count, "copies": copies["sum"] or 0})


def renumber_copy(request: HttpRequest, page, new_page) -> None:
    issue = new_page.specific
    if isinstance(issue, BulletinIssuePage) and issue.alias_of_id is None:
        today = timezone.localdate()
        bulletin_drafts.renumber_copy(issue, user=request.user, today=today)


def header_buttons(page, user, next_url=None, view_name=None, **kwargs):
    """Ways from the page's menu to the screens above."""
    permissions = page.permissions_for_user(user)
    is_issue = isinstance(page.specific_deferred, BulletinIssuePage) and page.alias_of_id is None
    if is_issue and permissions.can_edit():
        url = reverse("wagtail_ngo_bulletin_proposals", args=[page.pk])
        yield Button(_("Proposals"), url, icon_name="list-ul", priority=5)
        if permissions.can_publish():
            label = _("Issue or correct")
            url = reverse("wagtail_ngo_bulletin_issue", args=[page.pk])
            yield Button(label, url, icon_name="upload", priority=6)


def editor_script() -> str:
    return format_html(
        '<script src="{}" defer></script>', static("wagtail_ngo/js/bulletin-editor.js")
    )
