"""Pages behind the links that ask an organization whether its entry is right.

Opening a link changes nothing (mail programs open links by themselves); a button does.
"""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from wagtail_ngo import conf
from wagtail_ngo.enums import Confirmer
from wagtail_ngo.exports.directory.public import public_entry
from wagtail_ngo.forms.entries import EntryChangesForm, ErrorReportForm
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory import change_requests, corrections, reviews
from wagtail_ngo.services.directory.facts import columns_of_facts, facts_of
from wagtail_ngo.services.people.notices import notice
from wagtail_ngo.views.rate_limits import is_too_often

REFUSED_STATUS = {"tampered": 404, "expired": 410, "used": 410}


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the entry says, "all is correct", and the way to the form."""
    try:
        question = reviews.open_link(token)
        if request.method == "POST":
            waiting = corrections.finish(question, now=timezone.now())
            return _answer(request, "confirm_done", question.entry, is_confirmed=waiting is None)
    except reviews.LinkError as error:
        return _refuse(request, str(error))
    entry = question.entry
    public = public_entry(entry, today=timezone.localdate(), url=entry.full_url or "")
    facts = facts_of(entry, corrections.proposals(question))
    is_sent = any(fact.proposed for fact in facts)
    return _answer(
        request, "confirm", entry, entry=public, token=token, facts=facts, is_sent=is_sent
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """The form for one fact, as the letter links it. The link goes on opening for the others."""
    keys = columns_of_facts().get(name)
    if keys is None:
        raise Http404("No such fact.")
    try:
        question = reviews.open_link(token)
        form = EntryChangesForm(request.POST or None, entry=question.entry, keys=keys)
        if request.method == "POST" and form.is_valid():
            corrections.correct(question, form.cells())
            return redirect("wagtail_ngo:confirm", token)
    except reviews.LinkError as error:
        return _refuse(request, str(error))
    status = 422 if form.errors else 200
    return _answer(
        request, "confirm_changes", question.entry, status, form=form, token=token, is_one=True
    )


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, token: str) -> HttpResponse:
    """The form for the public fields; what is sent waits for an editor."""
    try:
        question = reviews.open_link(token)
        form = EntryChangesForm(request.POST or None, entry=question.entry)
        if request.method == "POST" and form.is_valid():
            # Whatever fails here, the link still opens and the organization can send again.
            with transaction.atomic():
                reviews.use_link(question, now=timezone.now())
                message = form.cleaned_data["message"]
                made = change_requests.submit_changes(question.entry, form.cells(), message=message)
                if made is None:
                    today = timezone.localdate()
                    reviews.confirm(question.entry, by=Confirmer.ORGANIZATION, today=today)
            return _answer(request, "confirm_done", question.entry, is_confirmed=made is None)
    except reviews.LinkError as error:
        return _refuse(request, str(error))
    status = 422 if form.errors else 200
    return _answer(request, "confirm_changes", question.entry, status, form=form, token=token)


def report(request: HttpRequest, page: NGOPage) -> HttpResponse:
    """A visitor says that something on the entry is wrong."""
    form = ErrorReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # Machines that fill the hidden field are told that all went well.
        if not form.is_trapped:
            if is_too_often(request, "report", per_hour=conf.get("REPORTS_PER_HOUR")):
                return _answer(request, "report", page, 429, form=form, is_too_often=True)
            change_requests.report_error(
                page,
                message=form.cleaned_data["message"],
                reply_to=form.cleaned_data["reply_to"],
            )
        return _answer(request, "report", page, is_sent=True)
    return _answer(request, "report", page, 422 if form.errors else 200, form=form)


def _refuse(request: HttpRequest, reason: str) -> HttpResponse:
    # The base page takes its title from a page; nothing of the entry is told here.
    site = Site.find_for_request(request)
    home = site.root_page if site else None
    context = {"page": home, "reason": reason, "no_share": True, "no_index": True}
    response = render(
        request,
        "wagtail_ngo/pages/confirm_refused.html",
        context,
        status=REFUSED_STATUS[reason],
    )
    return _private(response)


#: What the trail above a page calls it.
TITLES = {
    "confirm": _("Is this entry right?"),
    "confirm_changes": _("Correct the entry"),
    "confirm_done": _("Thank you"),
    "report": _("Report an error"),
}


def _answer(request, template: str, page: NGOPage, status: int = 200, **context) -> HttpResponse:
    context = {
        "page": page,
        "no_share": True,
        "no_index": True,
        "crumb_here": TITLES[template],
        **({"privacy": notice(request, "wagtail_ngo.ChangeRequest")} if "form" in context else {}),
        **context,
    }
    response = render(request, f"wagtail_ngo/pages/{template}.html", context, status=status)
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    """A link in the address bar must not travel on."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
