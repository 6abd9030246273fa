"""Forms of the desk."""

from __future__ import annotations

import secrets

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import ContactKind, RegistrationStatus
from wagtail_ngo.forms.registration import MOST_PROPOSED, DatalistInput
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory.lookup import entry_named
from wagtail_ngo.services.registration.registering import Person
from wagtail_ngo.validators import clean_contact

S = RegistrationStatus
MOST_COMPANIONS = 50


class OnceForm(forms.Form):
    """A form that does its work once, however often it is sent."""

    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = secrets.token_urlsafe(24)


class OrganizationMixin:
    """An organization typed by its name; with an entry of that name it is the entry."""

    def propose_organizations(self) -> None:
        names = NGOPage.objects.live().order_by("sort_key").values_list("title", flat=True)
        proposals = list(names[: MOST_PROPOSED + 1])
        widget = DatalistInput(proposals if len(proposals) <= MOST_PROPOSED else [])
        widget.attrs |= {"autocomplete": "off", "maxlength": 255}
        self.fields["organization"].widget = widget

    @cached_property
    def entry(self) -> NGOPage | None:
        return entry_named(NGOPage.objects.live(), self.cleaned_data.get("organization", ""))


class GuestForm(OrganizationMixin, OnceForm):
    """Somebody who called or wrote."""

    name = forms.CharField(label=_("Name and surname"), max_length=255)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("With an address the person gets the letters that everybody gets."),
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=32)
    organization = forms.CharField(label=_("Organization"), required=False, max_length=255)
    role = forms.CharField(label=_("Role in the organization"), required=False, max_length=255)
    companions = forms.IntegerField(
        label=_("People who come along"),
        required=False,
        min_value=0,
        max_value=MOST_COMPANIONS,
        initial=0,
    )
    needs = forms.CharField(
        label=_("Needs for taking part"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    note = forms.CharField(label=_("Note of the organiser"), required=False, max_length=500)
    waits = forms.BooleanField(label=_("Put on the waiting list"), required=False)
    field_order = ["name", "email", "phone", "organization", "role", "companions", "needs", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.propose_organizations()

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        return clean_contact(ContactKind.PHONE, phone) if phone else ""

    def person(self) -> Person:
        data = self.cleaned_data
        return Person(
            name=" ".join(data["name"].split()),
            email=data["email"],
            phone=data["phone"],
            role=data["role"],
            organization=self.entry,
            organization_name=data["organization"],
            companions=data["companions"] or 0,
            needs=data["needs"],
            note=data["note"],
        )


class WalkInForm(OrganizationMixin, OnceForm):
    """Somebody who came without a registration, in two fields."""

    name = forms.CharField(label=_("Name and surname"), max_length=255)
    organization = forms.CharField(label=_("Organization"), required=False, max_length=255)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.propose_organizations()
        self.fields["name"].widget.attrs["autocomplete"] = "off"


GROUPS = {
    "seated": (_("everybody who has a seat"), (S.CONFIRMED, S.OFFERED, S.ATTENDED, S.ABSENT)),
    "waiting": (_("the waiting list"), (S.WAITING,)),
    "all": (
        _("everybody, also those who wait"),
        (S.CONFIRMED, S.OFFERED, S.WAITING, S.ATTENDED, S.ABSENT),
    ),
    "attended": (_("those who came"), (S.ATTENDED,)),
    "some": (_("only those marked below"), None),
}


class LetterForm(OnceForm):
    """A letter to all or some."""

    group = forms.ChoiceField(
        label=_("To whom"), choices=[(name, label) for name, (label, _states) in GROUPS.items()]
    )
    people = forms.MultipleChoiceField(
        label=_("People"), required=False, widget=forms.CheckboxSelectMultiple
    )
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("When and where, and the link to the registration, are added below it."),
    )

    def __init__(self, *args, people: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(row.pk), row.name or row.email) for row in people]

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("group") == "some" and not cleaned.get("people"):
            self.add_error("people", ValidationError(_("Mark at least one person.")))
        return cleaned


class SeatsForm(forms.Form):
    capacity = forms.IntegerField(
        label=_("Seats on this date"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Empty: as many as the event says."),
    )
