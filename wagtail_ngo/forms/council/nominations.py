"""Forms of elections: nomination, roll, count. What is wrong is said beside the field."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import DeputyRule, ElectionForm, Sex
from wagtail_ngo.form_fields import DayBox, DayField, RowField
from wagtail_ngo.models import Candidate, CouncilElectionPage

DEPUTY_FIELDS = ("deputy_given_names", "deputy_family_name", "deputy_sex")
SEX_CHOICES = [("", _("choose")), (Sex.WOMAN, Sex.WOMAN.label), (Sex.MAN, Sex.MAN.label)]


class CandidateFields(forms.ModelForm):
    """The fields that an election's rules ask for, and no other."""

    class Meta:
        model = Candidate
        fields = [
            "area",
            "given_names",
            "family_name",
            "sex",
            "deputy_given_names",
            "deputy_family_name",
            "deputy_sex",
            "statement",
            "email",
            "phone",
        ]
        widgets = {"statement": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, election: CouncilElectionPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.election = election
        rules = election.rules
        if rules.has_areas:
            self.fields["area"].queryset = election.areas.all()
            self.fields["area"].required = True
        else:
            del self.fields["area"]
        needs_sex = rules.deputy == DeputyRule.OTHER_SEX
        for name in ("sex", "deputy_sex"):
            if needs_sex:
                self.fields[name].choices = SEX_CHOICES
            else:
                del self.fields[name]
        has_deputy = rules.deputy != DeputyRule.NONE
        must_have = has_deputy and rules.deputy != DeputyRule.ALLOWED
        for name in DEPUTY_FIELDS[:2]:
            if has_deputy:
                self.fields[name].required = must_have
            else:
                del self.fields[name]
        for name in ("sex", "deputy_sex"):
            if needs_sex:
                self.fields[name].required = True
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]

    def add_faults(self, error: ValidationError) -> None:
        """Words of the service beside the fields they mean; above the form where there is none."""
        faults = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in faults.items():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)

    @property
    def general_errors(self):
        return self.errors.get(NON_FIELD_ERRORS, [])


class NominationForm(CandidateFields):
    """What an organization sends through its link."""

    consent = forms.BooleanField(
        label=_("The candidate agrees to this publication"),
        error_messages={"required": _("Without this consent nobody can stand for election.")},
    )
    deputy_consent = forms.BooleanField(label=_("The deputy agrees to it as well"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "deputy_family_name" not in self.fields:
            del self.fields["deputy_consent"]
        self.fields["email"].help_text = _("For questions of the office. Never published.")
        self.fields["phone"].help_text = _("For questions of the office. Never published.")
        self.fields["statement"].help_text = _("Published with the list of candidates.")

    def clean(self):
        cleaned = super().clean()
        has_deputy = cleaned.get("deputy_family_name") or cleaned.get("deputy_given_names")
        if has_deputy and not cleaned.get("deputy_consent"):
            text = _("Without the deputy's consent the deputy cannot stand for election.")
            self.add_error("deputy_consent", text)
        return cleaned

    def candidate(self) -> Candidate:
        """The candidate as typed, not stored."""
        return self.save(commit=False)


class DelegateForm(forms.Form):
    """Who votes for an organization, and in which area."""

    delegate = forms.CharField(label=_("Delegate"), required=False, max_length=255)

    def __init__(self, *args, election: CouncilElectionPage, entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delegate"].initial = entry.delegate
        if election.form == ElectionForm.OWN_AREA:
            self.fields["area"] = RowField(
                election.areas.all(), label=_("Area"), required=False, initial=entry.area_id
            )


class ReasonForm(forms.Form):
    """Why something that was done is done again."""

    reason = forms.CharField(
        label=_("Reason"), max_length=255, widget=forms.Textarea(attrs={"rows": 2})
    )


class TermForm(forms.Form):
    """The term that begins with an election."""

    starts_on = DayField(label=_("First day"), widget=DayBox)
    ends_on = DayField(label=_("Last day"), required=False, widget=DayBox)

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end must not be before the beginning."))
        return cleaned
