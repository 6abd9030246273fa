"""Listings of the editable vocabularies."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from wagtail_ngo.admin.safe_modeladmin import SafeDeleteView, SafeModelAdmin
from wagtail_ngo.form_fields import RowField
from wagtail_ngo.models import (
    ActivityArea,
    CooperationProgramme,
    District,
    Language,
    LegalForm,
    TargetGroup,
)
from wagtail_ngo.services.usages import merge, usages


class TermDeleteView(SafeDeleteView):
    """A term in use is not deleted: it is merged into another, and the page says what uses it."""

    def merge_form(self, data=None):
        others = self.model._default_manager.exclude(pk=self.instance.pk)

        class MergeForm(forms.Form):
            into = RowField(others, label=_("Use instead"))

        return MergeForm(data)

    def get_context_data(self, **kwargs):
        used = usages(self.instance)
        kwargs.setdefault("merge_form", self.merge_form() if used else None)
        return super().get_context_data(usages=used, **kwargs)

    def post(self, request, *args, **kwargs):
        if not usages(self.instance):
            return super().post(request, *args, **kwargs)
        form = self.merge_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(merge_form=form))
        into = form.cleaned_data["into"]
        try:
            merge(self.instance, into, user=request.user)
        except ValueError:
            messages.error(request, _("A text names it. Change the text first."))
            return redirect(self.delete_url)
        text = _("“%(term)s” is “%(into)s” now, wherever it was used.")
        messages.success(request, text % {"term": self.instance, "into": into})
        return redirect(self.index_url)


class VocabularyAdmin(SafeModelAdmin):
    list_display = ("name", "sort_order")
    list_export = ("name", "slug", "description", "sort_order")
    search_fields = ("name", "description")
    inspect_view_enabled = True
    delete_view_class = TermDeleteView


class ActivityAreaAdmin(VocabularyAdmin):
    model = ActivityArea
    menu_label = _("Activity areas")
    menu_icon = "list-ul"
    list_display = ("name", "group", "code", "sort_order")
    list_export = ("name", "slug", "code", "group", "description", "sort_order")


class TargetGroupAdmin(VocabularyAdmin):
    model = TargetGroup
    menu_label = _("Target groups")
    menu_icon = "user"


class DistrictAdmin(VocabularyAdmin):
    model = District
    menu_label = _("Districts")
    menu_icon = "site"


class LegalFormAdmin(VocabularyAdmin):
    model = LegalForm
    menu_label = _("Legal forms")
    menu_icon = "clipboard-list"


class LanguageAdmin(VocabularyAdmin):
    model = Language
    menu_label = _("Languages")
    menu_icon = "comment"


class CooperationProgrammeAdmin(VocabularyAdmin):
    model = CooperationProgramme
    menu_label = _("Cooperation programmes")
    menu_icon = "tag"


def register_log_actions(actions):
    actions.register_action("wagtail_ngo.merge", _("Merge terms"), _("Another term merged in"))
