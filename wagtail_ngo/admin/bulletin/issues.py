"""Composing an issue in the admin: begin it, fill it with proposals, check it, issue it."""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_ngo import tasks
from wagtail_ngo.domain.pdf.values import PDFError
from wagtail_ngo.enums import DeliveryStatus, PDFVariant, SectionTheme
from wagtail_ngo.forms.bulletin import CorrectionForm
from wagtail_ngo.models import (
    BulletinFile,
    BulletinIndexPage,
    BulletinIssuePage,
    BulletinMailing,
)
from wagtail_ngo.services.bulletin import drafts as bulletin_drafts
from wagtail_ngo.services.bulletin import editions as bulletin_editions
from wagtail_ngo.services.bulletin import figures as bulletin_figures
from wagtail_ngo.services.bulletin import mail as bulletin_mail
from wagtail_ngo.services.bulletin import newsletter as bulletin_newsletter
from wagtail_ngo.services.bulletin import preflight as bulletin_preflight
from wagtail_ngo.services.bulletin import proposals as bulletin_proposals
from wagtail_ngo.services.bulletin import sources as bulletin_sources
from wagtail_ngo.services.bulletin.issue import compose_draft
from wagtail_ngo.services.bulletin.pdf import is_overdue, make_pdf


def editable_issue(request: HttpRequest, pk: int, permission: str = "can_edit"):
    """The issue as its latest draft, for those who may do it; 403 for others."""
    # An alias shows the editions of its issue, and has nothing of its own to edit.
    page = get_object_or_404(BulletinIssuePage, pk=pk, alias_of=None)
    if not getattr(page.permissions_for_user(request.user), permission)():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def edit_url(issue: BulletinIssuePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[issue.pk])


@require_POST
def start_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft below the serial, then its proposals."""
    serial = get_object_or_404(BulletinIndexPage, pk=pk)
    if not serial.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    issue = bulletin_drafts.new_issue(serial, user=request.user, today=timezone.localdate())
    messages.success(
        request,
        _("Issue %(label)s is begun with the sections of the last one.") % {"label": issue.label},
    )
    return redirect("wagtail_ngo_bulletin_proposals", issue.pk)


class IssueView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about one issue."""

    permission = "can_edit"
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        self.issue = editable_issue(request, kwargs["pk"], self.permission)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.issue.title

    def get_breadcrumbs_items(self):
        return [
            {"url": edit_url(self.issue), "label": self.issue.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        context = {"issue": self.issue, "edit_url": edit_url(self.issue)}
        return super().get_context_data(**context | kwargs)


class ProposalsView(IssueView):
    """Tick what the issue should hold."""

    template_name = "wagtail_ngo/admin/bulletin/proposals.html"

    def get_page_title(self):
        return _("Proposals")

    def get_context_data(self, **kwargs):
        proposals = bulletin_proposals.proposals(self.issue, now=timezone.now())
        groups = [
            (theme.label, [section for section in proposals if section.theme == theme])
            for theme in SectionTheme
        ]
        return super().get_context_data(
            groups=[(label, rows) for label, rows in groups if rows], **kwargs
        )

    def post(self, request, *args, **kwargs):
        if self.issue.get_lock() and self.issue.get_lock().for_user(request.user):
            raise PermissionDenied
        added = bulletin_proposals.add(
            self.issue, request.POST.getlist("key"), user=request.user, now=timezone.now()
        )
        if added:
            text = _("%(count)d added. Nothing that was there has changed.")
            messages.success(request, text % {"count": len(added)})
        return redirect(edit_url(self.issue))


class IssueNowView(IssueView):
    """The last look before readers see it: a first edition, or a correction."""

    template_name = "wagtail_ngo/admin/bulletin/issue.html"
    permission = "can_publish"

    def dispatch(self, request, *args, **kwargs):
        issue = get_object_or_404(BulletinIssuePage, pk=kwargs["pk"], alias_of=None)
        self.edition = issue.latest_edition
        draft = issue.get_latest_revision_as_object()
        is_new = self.edition and bulletin_editions.has_new_note(draft, self.edition)
        initial = {"note": draft.correction_note if is_new else ""}
        self.form = CorrectionForm(request.POST or None, initial=initial) if self.edition else None
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Issue a correction") if self.edition else _("Issue")

    def get_context_data(self, **kwargs):
        edition = self.edition
        return super().get_context_data(
            findings=bulletin_preflight.preflight(self.issue, now=timezone.now()),
            edition=edition,
            form=self.form,
            differs=edition and bulletin_editions.differs_from_edition(self.issue, edition),
            differences=bulletin_sources.differences(edition) if edition else [],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.form is not None and not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        if self.edition:
            self.issue.correction_note = self.form.cleaned_data["note"]
        # A revision of its own: what a workflow approved was not looked at here.
        self.issue.save_revision(user=request.user).publish(user=request.user)
        issue = BulletinIssuePage.objects.get(pk=self.issue.pk)
        _say_what_happened(request, issue, before=self.edition)
        return redirect(edit_url(issue))


def _say_what_happened(request, issue: BulletinIssuePage, *, before) -> None:
    edition = issue.latest_edition
    goes_live_later = issue.go_live_at and issue.go_live_at > timezone.now()
    if edition is None or goes_live_later:
        messages.success(request, _("The issue will appear at the time you set."))
    elif edition == before:
        messages.info(request, _("Nothing differs from the issued edition, so it stays."))
    else:
        text = _("Edition %(number)d is issued. The PDFs are being made.")
        messages.success(request, text % {"number": edition.number})


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The preflight of what is in the editor now, saved or not, as a fragment of HTML."""
    issue = editable_issue(request, pk)
    form_class = issue.get_edit_handler().get_form_class()
    form = form_class(
        request.POST,
        request.FILES,
        instance=issue,
        parent_page=issue.get_parent().specific,
        for_user=request.user,
    )
    if "title" in request.POST:
        if hasattr(form, "defer_required_fields"):
            form.defer_required_fields()
        # A form with errors has changed its instance in part: judge what was saved last.
        issue = form.save(commit=False) if form.is_valid() else editable_issue(request, pk)
    context = {"edit_url": "", "findings": bulletin_preflight.preflight(issue, now=timezone.now())}
    return TemplateResponse(request, "wagtail_ngo/admin/bulletin/findings.html", context)


def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Editions, files and differences, as a fragment that the editor page loads again."""
    issue = get_object_or_404(BulletinIssuePage, pk=pk, alias_of=None)
    permissions = issue.permissions_for_user(request.user)
    if not permissions.can_edit():
        raise PermissionDenied
    edition = issue.latest_edition
    files, now = bulletin_preflight.files_of(issue), timezone.now()
    overdue = [file for file in files if is_overdue(file, now=now)]
    context = {
        "issue": issue,
        "edition": edition,
        "files": files,
        "is_pending": any(
            bulletin_preflight.is_pending(file) for file in files if file not in overdue
        ),
        "overdue": overdue,
        "ready": sum(file.is_ready for file in files),
        "differences": bulletin_sources.differences(edition) if edition else [],
        "is_approved": bulletin_editions.was_approved(issue, issue.latest_revision),
        "waits_for_a_note": edition and bulletin_editions.waits_for_a_note(issue, edition),
        "can_publish": permissions.can_publish(),
        "mailing": _mailing_state(issue),
        "copies": bulletin_figures.copies_of(issue),
    }
    response = TemplateResponse(request, "wagtail_ngo/admin/bulletin/state.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _mailing_state(issue: BulletinIssuePage) -> dict | None:
    """How many copies went out and how many wait; None where nobody may be mailed."""
    if not bulletin_mail.is_mailable(issue):
        return None
    mailing = BulletinMailing.objects.filter(issue=issue).first()
    if bulletin_newsletter.is_installed():
        is_done = bool(mailing and mailing.finished_at)
        return {"is_done": is_done, "recipients": bulletin_newsletter.recipients()}
    unsaved = mailing or BulletinMailing(issue=issue)
    counts = Counter(mailing.deliveries.values_list("status", flat=True)) if mailing else Counter()
    return {
        "sent": counts[DeliveryStatus.SENT],
        "queued": counts[DeliveryStatus.QUEUED],
        "failed": counts[DeliveryStatus.FAILED],
        "unknown": counts[DeliveryStatus.CLAIMED],
        "waiting": bulletin_mail.waiting(unsaved).count(),
        # Without the message, which is forgotten some weeks later, nothing can be sent again.
        "unsuccessful": bool(mailing) and bulletin_mail.copies(mailing).unsuccessful().exists(),
    }


def draft_pdf(request: HttpRequest, pk: int, variant: str) -> HttpResponse:
    """The saved draft as a watermarked PDF for the browser's own viewer; stored nowhere."""
    if variant not in PDFVariant.values:
        raise Http404
    issue = editable_issue(request, pk)
    now = timezone.now()
    try:
        made = make_pdf(compose_draft(issue, now=now), variant=variant, moment=now)
    except PDFError as error:
        messages.error(request, _("The PDF cannot be made: %(reason)s") % {"reason": error})
        return redirect(edit_url(issue))
    response = HttpResponse(made.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{issue.slug}-{variant}-draft.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def retry(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Make one file of the newest edition again."""
    issue = editable_issue(request, pk, "can_publish")
    file = get_object_or_404(BulletinFile, pk=file_pk, edition__issue_id=issue.pk)
    tasks.queue_file(file)
    messages.success(request, _("The file is being made again."))
    return redirect(edit_url(issue))


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the issue to its subscribers; those who have it already get no second copy."""
    editable_issue(request, pk, "can_publish")
    issue = BulletinIssuePage.objects.get(pk=pk)
    if not bulletin_mail.is_mailable(issue):
        messages.error(request, _("Only an issued bulletin that everyone may read can be mailed."))
        return redirect(edit_url(issue))
    mailing = bulletin_mail.open_mailing(issue, now=timezone.now())
    count = bulletin_mail.queue_copies(mailing, now=timezone.now())
    if "again" in request.GET:
        count += bulletin_mail.retry(mailing, now=timezone.now())
    transaction.on_commit(lambda: tasks.send_bulletin.enqueue(mailing.pk))
    messages.success(request, _("Copies on their way: %(count)d.") % {"count": count})
    return redirect(edit_url(issue))


@require_POST
def hand_over(request: HttpRequest, pk: int, recipients_pk: int) -> HttpResponse:
    """Mail the issue through wagtail-newsletter to one list of recipients."""
    editable_issue(request, pk, "can_publish")
    issue = BulletinIssuePage.objects.get(pk=pk)
    offered = bulletin_newsletter.recipients() if bulletin_newsletter.is_installed() else []
    chosen = next((recipients for recipients in offered if recipients.pk == recipients_pk), None)
    if chosen is None:
        raise Http404
    service = bulletin_newsletter.backend()
    try:
        bulletin_newsletter.hand_over(issue, chosen, service=service, now=timezone.now())
    except (ValueError, bulletin_newsletter.HandOverError) as error:
        messages.error(request, _("The newsletter was not sent: %(reason)s") % {"reason": error})
    else:
        messages.success(request, _("The issue is handed over to the newsletter."))
    return redirect(edit_url(issue))


urlpatterns = [
    path(
        "ngo/bulletin/<int:pk>/newsletter/<int:recipients_pk>/",
        hand_over,
        name="wagtail_ngo_bulletin_newsletter",
    ),
    path("ngo/bulletin/<int:pk>/new/", start_issue, name="wagtail_ngo_bulletin_new"),
    path(
        "ngo/bulletin/<int:pk>/proposals/",
        ProposalsView.as_view(),
        name="wagtail_ngo_bulletin_proposals",
    ),
    path("ngo/bulletin/<int:pk>/issue/", IssueNowView.as_view(), name="wagtail_ngo_bulletin_issue"),
    path("ngo/bulletin/<int:pk>/send/", send, name="wagtail_ngo_bulletin_send"),
    path("ngo/bulletin/<int:pk>/check/", check, name="wagtail_ngo_bulletin_check"),
    path("ngo/bulletin/<int:pk>/state/", state, name="wagtail_ngo_bulletin_state"),
    path(
        "ngo/bulletin/<int:pk>/draft/<slug:variant>.pdf",
        draft_pdf,
        name="wagtail_ngo_bulletin_draft",
    ),
    path("ngo/bulletin/<int:pk>/files/<int:file_pk>/", retry, name="wagtail_ngo_bulletin_retry"),
]
