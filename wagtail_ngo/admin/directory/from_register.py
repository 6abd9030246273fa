"""An entry filled from a register that the town loaded: by a number, difference by difference.

Three addresses: a page beside an entry, a page that begins a new one, and the same answer as a
piece of HTML for the form of the editor. All of them ask our own tables and nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_ngo.admin.page_lists import may_work_on
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.form_fields import RowField
from wagtail_ngo.models import (
    LegalForm,
    NGODirectoryPage,
    NGOPage,
    RegisteredOrganization,
)
from wagtail_ngo.services.directory import register_offers
from wagtail_ngo.services.directory.registers import KEYS
from wagtail_ngo.validators import is_row_number
from wagtail_ngo.views.rate_limits import HOUR, count_is_above

#: Numbers that an editor may look up in an hour.
PER_HOUR = 300
_LONGEST_VALUE = 500


@dataclass(frozen=True)
class Offer:
    """What one organization of a register says beside an entry or a form."""

    organization: RegisteredOrganization
    differences: list[register_offers.Difference]
    #: Another entry that carries one of the numbers.
    twin: NGOPage | None = None

    @property
    def choosable(self) -> list[register_offers.Difference]:
        return [difference for difference in self.differences if difference.value is not None]

    @property
    def values(self) -> dict[str, str]:
        """What the fields of the form hold once a difference is taken over, by their names."""
        return {difference.key: str(difference.value) for difference in self.choosable}


def offers_for(
    number: str, now: dict[str, str], *, user, entry: NGOPage | None = None
) -> list[Offer]:
    """What the registers say of the number, beside ``now``. Drafts of others are not named."""
    offers = []
    for organization in register_offers.find(number):
        twin = register_offers.entry_of(organization)
        if twin is not None and (
            (entry is not None and twin.pk == entry.pk)
            or not (twin.live or twin.permissions_for_user(user).can_edit())
        ):
            twin = None
        differences = register_offers.differences(now, organization)
        offers.append(Offer(organization, differences, twin))
    return offers


def refuse_too_often(request: HttpRequest) -> None:
    """At most so many look-ups an editor and hour: the table is no list to be copied."""
    if count_is_above(f"register-{request.user.pk}", PER_HOUR, seconds=HOUR):
        raise PermissionDenied


class RegisterView(ToolPage, TemplateView):
    """A number is asked for (GET); what was chosen becomes a draft (POST)."""

    template_name = "wagtail_ngo/admin/from_register.html"
    header_icon = "download"
    entry: NGOPage | None = None

    def now(self) -> dict[str, str]:
        """What is compared with the register."""
        return {}

    def get_context_data(self, **kwargs):
        number = self.request.GET.get("number", "")[: register_offers.LONGEST + 1]
        offers = []
        if number:
            refuse_too_often(self.request)
            offers = offers_for(number, self.now(), user=self.request.user, entry=self.entry)
        return super().get_context_data(
            **{
                "number": number,
                "offers": offers,
                "registers": register_offers.registers(),
                "entry": self.entry,
                "proposal": "",
                "edit_url": "",
                "form": None,
            }
            | kwargs
        )

    def chosen(self) -> tuple[RegisteredOrganization, list[str]]:
        """The organization of the form that was sent, and the facts chosen."""
        key = self.request.POST.get("organization", "")
        if not is_row_number(key):
            raise Http404
        organization = get_object_or_404(RegisteredOrganization, pk=key)
        return organization, [key for key in self.request.POST.getlist("take") if key in KEYS]

    def refused(self, error: ValidationError) -> HttpResponse:
        """The page again, with what is wrong."""
        return self.render_to_response(self.get_context_data(errors=error.messages), status=200)


class FillView(RegisterView):
    """Beside an entry that is there."""

    page_title = _("Compare with the register")

    def dispatch(self, request, *args, **kwargs):
        self.entry = get_object_or_404(NGOPage, pk=kwargs["pk"])
        permissions = self.entry.permissions_for_user(request.user)
        if not permissions.can_edit() or permissions.page_locked():
            raise PermissionDenied
        self.page_subtitle = self.entry.title
        return super().dispatch(request, *args, **kwargs)

    def now(self):
        return register_offers.facts(self.draft())

    def draft(self) -> NGOPage:
        return self.entry.specific.get_latest_revision_as_object()

    def get_context_data(self, **kwargs):
        draft = self.draft()
        proposal = draft.krs or draft.nip or draft.regon
        return super().get_context_data(
            **{"edit_url": edit_url(self.entry), "proposal": proposal} | kwargs
        )

    def post(self, request, *args, **kwargs):
        organization, keys = self.chosen()
        try:
            register_offers.take_over(self.entry, organization, keys, user=request.user)
        except ValidationError as error:
            return self.refused(error)
        messages.success(request, _("Taken over into a draft. Look at it and publish it."))
        return redirect(edit_url(self.entry))


class DirectoryForm(forms.Form):
    directory = RowField(NGODirectoryPage.objects.none(), label=_("Directory"), empty_label=None)

    def __init__(self, *args, directories: list[NGODirectoryPage], **kwargs):
        super().__init__(*args, **kwargs)
        keys = [directory.pk for directory in directories]
        field = self.fields["directory"]
        field.queryset = NGODirectoryPage.objects.filter(pk__in=keys)
        field.initial = keys[0]
        if len(keys) == 1:
            field.widget = forms.HiddenInput()


class NewView(RegisterView):
    """A new entry from a number."""

    page_title = _("New from a number")

    def dispatch(self, request, *args, **kwargs):
        self.directories = [
            page
            for page in NGODirectoryPage.objects.order_by("path")
            if page.permissions_for_user(request.user).can_add_subpage()
        ]
        if not self.directories:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        form = DirectoryForm(directories=self.directories)
        return super().get_context_data(**{"form": form} | kwargs)

    def post(self, request, *args, **kwargs):
        form = DirectoryForm(request.POST, directories=self.directories)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        organization, keys = self.chosen()
        directory = form.cleaned_data["directory"]
        try:
            entry = register_offers.create(directory, organization, keys, user=request.user)
        except ValidationError as error:
            return self.refused(error)
        messages.success(request, _("The draft is made. Complete it and publish it."))
        return redirect(edit_url(entry))


def edit_url(entry: NGOPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[entry.pk])


class FormValues(forms.Form):
    """What the form of the editor holds when it asks; nothing is stored."""

    number = forms.CharField(required=False, max_length=register_offers.LONGEST)
    entry = RowField(NGOPage.objects.all(), required=False)
    legal_form = RowField(LegalForm.objects.all(), required=False)

    def now(self) -> dict[str, str]:
        texts = {key: str(self.data.get(key, ""))[:_LONGEST_VALUE] for key in KEYS}
        return texts | {"legal_form": str(self.cleaned_data.get("legal_form") or "")}


@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """What the registers say beside the values of the form, as HTML with the values to fill in."""
    if not may_work_on(request.user, NGODirectoryPage, NGOPage):
        raise PermissionDenied
    refuse_too_often(request)
    form = FormValues(request.POST)
    form.full_clean()
    number = form.cleaned_data.get("number", "")
    entry = form.cleaned_data.get("entry")
    context = {
        "number": number,
        "offers": offers_for(number, form.now(), user=request.user, entry=entry),
        "registers": register_offers.registers(),
    }
    return TemplateResponse(request, "wagtail_ngo/admin/register_offers.html", context)


urlpatterns = [
    path("ngo/organizations/from-register/", NewView.as_view(), name="wagtail_ngo_register_new"),
    path("ngo/organizations/from-register/offer/", offer, name="wagtail_ngo_register_offer"),
    path(
        "ngo/organizations/<int:pk>/from-register/",
        FillView.as_view(),
        name="wagtail_ngo_register_fill",
    ),
]
