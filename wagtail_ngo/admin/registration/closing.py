"""Closing a date: what became of it. Closed it is history, and is opened again with a reason."""

from __future__ import annotations

import re
from html import unescape

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import linebreaks, strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.documents import get_document_model
from wagtail.documents.models import Document
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from wagtail_ngo.admin.registration.base import (
    CLOSE,
    HAND_OUT,
    REOPEN,
    DateView,
    get_date,
    may,
    say_refused,
)
from wagtail_ngo.admin.registration.photos import PhotoForms
from wagtail_ngo.enums import DateRole
from wagtail_ngo.form_fields import RowField, RowsField
from wagtail_ngo.models import BulletinIssuePage, NGOPage, Occurrence, OccurrenceClosing
from wagtail_ngo.services.directory.lookup import entry_named
from wagtail_ngo.services.events import closing
from wagtail_ngo.services.events.closing import Record

#: More organizations than this are not listed to be ticked; those not likely are typed.
MOST_LISTED = 200
#: The last issues, of which copies may have been handed out.
ISSUES = 3
YES, NO = "yes", "no"


def likely_organizations(date: Occurrence) -> set[int]:
    """Entries that people came for, that were there before the date was opened again, or host."""
    came = date.attendances.exclude(organization=None)
    links = date.organization_links.exclude(organization=None)
    return set(came.values_list("organization", flat=True)) | set(
        links.values_list("organization", flat=True)
    )


def issues_for(date: Occurrence) -> list[BulletinIssuePage]:
    """The last issues, and those of which copies are noted for this date."""
    noted = date.distributions.exclude(issue=None).values("issue")
    last = BulletinIssuePage.objects.live().order_by("-period_end", "-pk")
    rows = {issue.pk: issue for issue in last[:ISSUES]}
    rows |= {issue.pk: issue for issue in BulletinIssuePage.objects.filter(pk__in=noted)}
    return list(rows.values())


def text_of(html: str) -> str:
    """Rich text as plain text, a paragraph between empty lines."""
    parted = re.sub(r"(?i)</(p|li|ul|ol|h[1-6])>", "\n\n", re.sub(r"(?i)<br\s*/?>", "\n", html))
    return text_lines(unescape(strip_tags(parted)))


def text_lines(text: str) -> str:
    """Without spaces around lines, at most one empty line in a row."""
    lines = (line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def documents_to_choose(user):
    """Those that Wagtail's own chooser offers this user."""
    policy = CollectionOwnershipPermissionPolicy(
        get_document_model(), auth_model=Document, owner_field_name="uploaded_by_user"
    )
    return policy.instances_user_has_any_permission_for(user, ["choose", "change"])


class ClosingForm(forms.Form):
    was_held = forms.ChoiceField(
        label=gettext_lazy("Did it take place?"),
        choices=[(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    head_count = forms.IntegerField(
        label=gettext_lazy("Head count"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Everybody who was there, with or without a name."),
    )
    present = RowsField(
        NGOPage.objects.none(),
        label=gettext_lazy("Organizations that were there"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label=gettext_lazy("Other organizations"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line. A name that is in the directory is its entry."),
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("A few sentences; an empty line begins a new paragraph."),
    )

    def __init__(self, *args, date: Occurrence, user, record: Record | None = None, **kwargs):
        self.date, self.record = date, record
        super().__init__(*args, initial=self._initial(date, record), **kwargs)
        self.fields["minutes"] = RowField(
            documents_to_choose(user),
            label=_("Minutes"),
            required=False,
            widget=AdminDocumentChooser,
        )
        photos = record.photos if record else ()
        self.photos = PhotoForms(args[0] if args else None, photos=photos, user=user)
        self._choose_organizations()
        self.issues = issues_for(date) if may(user, HAND_OUT) else []
        copies = record.copies if record else closing.copies_of(date)
        for issue in self.issues:
            self.fields[f"copies_{issue.pk}"] = forms.IntegerField(
                label=issue.title,
                required=False,
                min_value=0,
                max_value=1_000_000,
                initial=copies.get(issue.pk),
            )

    def _initial(self, date: Occurrence, record: Record | None) -> dict:
        if record is None:
            return {"was_held": "", "present": self._came(date)}
        return {
            "was_held": YES if record.was_held else NO,
            "head_count": record.head_count,
            "present": [entry.pk for entry in record.present],
            "others": "\n".join(record.other_organizations),
            "summary": text_of(record.summary),
            "minutes": record.minutes and record.minutes.pk,
        }

    def _came(self, date: Occurrence) -> list[int]:
        """Ticked to begin with: those that people checked in for, and nobody else."""
        rows = date.attendances.exclude(organization=None)
        return list(rows.values_list("organization", flat=True).distinct())

    def _choose_organizations(self) -> None:
        likely = likely_organizations(self.date)
        entries = NGOPage.objects.order_by("sort_key")
        live = entries.live()
        rows = entries.filter(pk__in=likely)
        if live.count() <= MOST_LISTED:
            rows = rows | live
        field = self.fields["present"]
        field.queryset = rows
        names = [(entry.pk, entry.title) for entry in rows.only("pk", "title")]
        groups = [
            (
                gettext_lazy("Hosts, and those people came for"),
                [x for x in names if x[0] in likely],
            ),
            (gettext_lazy("From the directory"), [x for x in names if x[0] not in likely]),
        ]
        field.choices = [group for group in groups if group[1]]

    def _summary(self) -> str:
        """What is typed, as rich text; a record's own words stay as they were while unchanged."""
        text = text_lines(self.cleaned_data["summary"])
        before = self.record.summary if self.record else ""
        if before and text == text_lines(text_of(before)):
            return before
        return linebreaks(text, autoescape=True) if text else ""

    @property
    def media(self) -> forms.Media:
        return super().media + self.photos.media

    def is_valid(self) -> bool:
        return super().is_valid() and not self.photos.has_errors

    @property
    def copy_fields(self) -> list:
        return [self[f"copies_{issue.pk}"] for issue in self.issues]

    def as_record(self) -> Record:
        data = self.cleaned_data
        present = list(data["present"])
        others = []
        names = filter(None, (" ".join(line.split()) for line in data["others"].splitlines()))
        for name in dict.fromkeys(names):
            entry = entry_named(NGOPage.objects.live(), name)
            (present if entry else others).append(entry or name)
        return Record(
            was_held=data["was_held"] == YES,
            head_count=data["head_count"],
            summary=self._summary(),
            minutes=data["minutes"],
            present=present,
            other_organizations=others,
            photos=self.photos.photos,
            copies={issue.pk: data[f"copies_{issue.pk}"] or 0 for issue in self.issues},
        )


class CloseView(DateView):
    """The record of a date: a form, and once closed what it says."""

    template_name = "wagtail_ngo/admin/registration/close.html"
    permissions = (CLOSE, REOPEN)
    page_title = gettext_lazy("Close the date")

    def record(self) -> Record | None:
        """Of a closed date, or what is left of one that was opened again."""
        row = OccurrenceClosing.objects.filter(occurrence=self.date).first()
        return closing.record_of(row) if row else None

    def form(self, data=None) -> ClosingForm:
        user = self.request.user
        return ClosingForm(data, date=self.date, user=user, record=self.record())

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None)
        record = None
        if self.date.is_closed:
            record = self.record()
        elif form is None and may(self.request.user, CLOSE):
            form = self.form()
        links = self.date.organization_links.filter(role=DateRole.PRESENT) if record else ()
        copies = self.date.distributions.select_related("issue") if record else ()
        row = OccurrenceClosing.objects.select_related("closed_by").filter(occurrence=self.date)
        return super().get_context_data(
            form=form,
            media=form.media if form else forms.Media(),
            record=record,
            closing=row.first() if record else None,
            present=links,
            copies=copies,
            named=self.date.named_people,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        get_date(request, self.date.pk, CLOSE)
        if self.date.is_closed:
            # Pressed twice, or somebody else was quicker: what is stored is shown.
            messages.info(request, _("This date is closed already. This is what was recorded."))
            return redirect("wagtail_ngo_close", self.date.pk)
        form = self.form(request.POST)
        if form.is_valid():
            try:
                closing.close(self.date, form.as_record(), now=timezone.now(), user=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("The date is closed."))
                url = f"{reverse('wagtail_ngo_dates')}?show=not-closed"
                return redirect(url)
        return self.render_to_response(self.get_context_data(form=form))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed date again. The reason goes into the log."""
    date = get_date(request, pk, REOPEN)
    reason = request.POST.get("reason", "")[:500]
    try:
        closing.reopen(date, reason=reason, now=timezone.now(), user=request.user)
    except ValidationError as error:
        say_refused(request, error)
    else:
        messages.success(request, _("The date is open again. Correct the record and close it."))
    return redirect("wagtail_ngo_close", pk)
