"""Export and erase one person's data, from the listing of representatives."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail_modeladmin.helpers import ButtonHelper

from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.models import Representative
from wagtail_ngo.services.people import erasure, export, finding


class RepresentativeButtons(ButtonHelper):
    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        classname = self.finalise_classname(["button-secondary", *(classnames_add or [])])
        user = self.request.user
        if self.permission_helper.user_can_export(user):
            buttons.append(_button(obj, "export", _("Export data"), classname))
        if self.permission_helper.user_can_delete_obj(user, obj):
            buttons.append(_button(obj, "erase", _("Erase data"), classname))
        return buttons


def _button(person, action, label, classname):
    url = reverse(f"wagtail_ngo_person_{action}", args=[person.pk])
    title = f"{label}: {person.name}"
    return {"url": url, "label": label, "classname": classname, "title": title}


def export_view(request, pk):
    """All of one person's data as JSON."""
    if not request.user.has_perm("wagtail_ngo.change_representative"):
        raise PermissionDenied
    person = get_object_or_404(Representative, pk=pk, erased_on=None)
    exported = export.export_person(person)
    log(instance=person, action="wagtail_ngo.export_person")
    response = JsonResponse(exported, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="person-{pk}.json"'
    response["Cache-Control"] = "no-store"
    return response


class EraseView(ToolPage, TemplateView):
    """Asks, says what stays, then erases."""

    template_name = "wagtail_ngo/admin/erase_person.html"
    header_icon = "bin"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("wagtail_ngo.delete_representative"):
            raise PermissionDenied
        self.person = get_object_or_404(Representative, pk=kwargs["pk"], erased_on=None)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Erase data")

    def get_page_subtitle(self):
        return self.person.name

    def get_context_data(self, **kwargs):
        finds = finding.find(finding.subject_of(self.person))
        others = [find for find in finds if find.row != self.person]
        return super().get_context_data(
            person=self.person,
            index_url=reverse("wagtail_ngo_representative_modeladmin_index"),
            certain=_counts(other for other in others if other.is_erasable and other.is_certain),
            doubtful=[other for other in others if other.is_erasable and not other.is_certain],
            left=[other for other in others if not other.is_erasable],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        also = request.POST.getlist("also")
        left = erasure.erase_person(self.person, now=timezone.now(), also=also)
        log(instance=self.person, action="wagtail_ngo.erase_person")
        messages.success(request, _("The person's data are erased. The figures stay."))
        if left:
            number = len(left)
            text = ngettext(
                "The person is still named in %(number)s place.",
                "The person is still named in %(number)s places.",
                number,
            )
            messages.warning(request, text % {"number": number})
        return redirect("wagtail_ngo_representative_modeladmin_index")


def _counts(finds):
    """Kind of row → how many, for a list that names no rows."""
    return Counter(find.kind_label for find in finds).most_common()


urlpatterns = [
    path("ngo/people/<int:pk>/export/", export_view, name="wagtail_ngo_person_export"),
    path("ngo/people/<int:pk>/erase/", EraseView.as_view(), name="wagtail_ngo_person_erase"),
]


def register_log_actions(actions):
    actions.register_action(
        "wagtail_ngo.export_person", _("Export personal data"), _("Personal data exported")
    )
    actions.register_action(
        "wagtail_ngo.erase_person", _("Erase personal data"), _("Personal data erased")
    )
