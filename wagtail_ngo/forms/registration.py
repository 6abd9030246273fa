"""The form in which somebody registers, as the event's editor wants it."""

from __future__ import annotations

import datetime
import secrets

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from wagtail_ngo.enums import ContactKind, WhoMayRegister
from wagtail_ngo.models import EventPage, NGOPage, Registration
from wagtail_ngo.services.directory.lookup import entry_named
from wagtail_ngo.services.registration.registering import Person
from wagtail_ngo.validators import clean_contact

#: Nobody fills the form in less; machines do.
SHORTEST_TIME = datetime.timedelta(seconds=2)
SALT = "wagtail_ngo.registration.form"
#: Names that the browser proposes while one types; more would make the page heavy.
MOST_PROPOSED = 400
CONSENT = "consent_"


class DatalistInput(forms.TextInput):
    """A text field with proposals, by the browser's own means."""

    template_name = "wagtail_ngo/includes/datalist_input.html"

    def __init__(self, proposals: list[str], attrs: dict | None = None):
        super().__init__(attrs)
        self.proposals = proposals

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["attrs"]["list"] = list_id
        return {**context, "list_id": list_id, "proposals": self.proposals}


class PersonForm(forms.Form):
    """What a person may say, and say again later."""

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        help_text=_("For a change at the last moment."),
    )
    organization = forms.CharField(
        label=_("Organization"),
        required=False,
        max_length=255,
        help_text=_("Start typing and choose from the directory, or write its name."),
    )
    role = forms.CharField(label=_("Role in the organization"), required=False, max_length=255)
    companions = forms.IntegerField(label=_("How many people come with you"), required=False)
    needs = forms.CharField(
        label=_("What you need to take part"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("E.g. a place for a wheelchair, sign language. Deleted after the date."),
    )

    def __init__(self, *args, page: EventPage, request: HttpRequest, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.entries = NGOPage.objects.visible_to(request).order_by("title")
        names = list(self.entries.values_list("title", flat=True)[: MOST_PROPOSED + 1])
        proposals = names if len(names) <= MOST_PROPOSED else []
        field = self.fields["organization"]
        field.widget = DatalistInput(proposals, {"autocomplete": "organization"})
        field.required = page.who_may_register == WhoMayRegister.ORGANIZATIONS
        if page.max_companions:
            self.fields["companions"] = forms.IntegerField(
                label=self.fields["companions"].label,
                required=False,
                min_value=0,
                max_value=page.max_companions,
                initial=0,
            )
        else:
            del self.fields["companions"]
        self.questions = list(page.registration_questions.all())
        self.fields.update(FormBuilder(self.questions).formfields)

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        return clean_contact(ContactKind.PHONE, phone) if phone else ""

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    @cached_property
    def entry(self) -> NGOPage | None:
        """The entry of the directory whose name was chosen or typed."""
        return entry_named(self.entries, self.cleaned_data.get("organization", ""))

    @property
    def answers(self) -> dict[str, str]:
        """Question → answer in words, for those that were answered."""
        answers = {}
        for question in self.questions:
            value = self.cleaned_data.get(question.clean_name)
            if isinstance(value, list):
                value = ", ".join(value)
            elif isinstance(value, bool):
                value = str(_("yes")) if value else ""
            if value not in (None, ""):
                answers[question.label] = str(value)
        return answers

    def person(self, **values) -> Person:
        data = self.cleaned_data
        return Person(
            name=data["name"],
            phone=data["phone"],
            role=data["role"],
            organization=self.entry,
            organization_name=data["organization"],
            companions=data.get("companions") or 0,
            needs=data["needs"],
            answers=self.answers,
            **values,
        )


class RegistrationForm(PersonForm):
    """The first time: with the address, the consents, and what keeps machines out."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send you a link with which you confirm the registration."),
    )
    # People do not see it; machines fill it.
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    submission = forms.CharField(max_length=300, widget=forms.HiddenInput)
    field_order = ["name", "email", "phone", "organization", "role", "companions"]

    def __init__(self, *args, page: EventPage, request: HttpRequest, **kwargs):
        super().__init__(*args, page=page, request=request, **kwargs)
        self.fields["submission"].initial = signing.dumps(secrets.token_urlsafe(16), salt=SALT)
        self.texts = list(page.registration_consents.all())
        for number, text in enumerate(self.texts):
            self.fields[f"{CONSENT}{number}"] = forms.BooleanField(
                label=text.text, required=text.required
            )
        self.order_fields([*self.field_order, *(q.clean_name for q in self.questions), "needs"])

    def clean_submission(self) -> str:
        """The number of this form. One that was sent at once is shown again, nothing is lost."""
        try:
            number = signing.loads(self.cleaned_data["submission"], salt=SALT)
        except signing.BadSignature:
            raise ValidationError(_("Please send the form again.")) from None
        try:
            signing.loads(self.cleaned_data["submission"], salt=SALT, max_age=SHORTEST_TIME)
        except signing.SignatureExpired:
            return number
        raise ValidationError(_("That was very quick. Please look at it once more and send it."))

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data["website"])

    def person(self, **values) -> Person:
        consents = [
            (text.text, bool(self.cleaned_data.get(f"{CONSENT}{number}")))
            for number, text in enumerate(self.texts)
        ]
        return super().person(email=self.cleaned_data["email"], consents=consents, **values)


class ChangeForm(PersonForm):
    """The same later, from the link in a mail."""

    def __init__(self, *args, registration: Registration, page: EventPage, request, **kwargs):
        initial = {
            "name": registration.name,
            "phone": registration.phone,
            "organization": registration.organization_name,
            "role": registration.role,
            "companions": registration.companions,
            "needs": registration.needs,
        }
        super().__init__(*args, page=page, request=request, initial=initial, **kwargs)
        for question in self.questions:
            answer = registration.answers.get(question.label)
            if answer is not None:
                several = question.field_type == "checkboxes"
                self.initial[question.clean_name] = answer.split(", ") if several else answer
