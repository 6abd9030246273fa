"""What an editor does to many entries at once: file under areas, ask, confirm, publish."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from wagtail_ngo.admin.directory.entries import explorable_entries, listed_entries
from wagtail_ngo.form_fields import RowsField
from wagtail_ngo.models import ActivityArea, NGOPage
from wagtail_ngo.services.directory import bulk as entry_bulk
from wagtail_ngo.validators import is_row_number


class EntryAction(BulkAction):
    """On entries that the user meets in the page tree; each is checked for its own permission."""

    models = [NGOPage]
    template_name = "wagtail_ngo/admin/entry_action.html"
    #: What the confirmation page says: title, question, button.
    question = ""
    button = ""

    def get_all_objects_in_listing_query(self, parent_id):
        # "All" means all that the filters of the list show, not all there are.
        return listed_entries(self.request).values_list("pk", flat=True)

    def get_queryset(self, model, object_ids):
        keys = [key for key in object_ids if is_row_number(str(key))]
        entries = explorable_entries(self.request.user).filter(pk__in=keys)
        return list(entries.order_by("sort_key", "pk").specific())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "action": self}

    def get_execution_context(self):
        return {"user": self.request.user, "action": self}

    def report_errors(self, errors: list[tuple[NGOPage, ValidationError]]) -> None:
        for entry, error in errors[:20]:
            text = _("“%(title)s” was left as it is: %(errors)s") % {
                "title": entry.title,
                "errors": " ".join(error.messages),
            }
            messages.warning(self.request, text)


class AreasForm(forms.Form):
    areas = RowsField(
        ActivityArea.objects.all(),
        label=_("Activity areas"),
        widget=forms.CheckboxSelectMultiple,
    )
    replace = forms.BooleanField(
        label=_("Remove the areas they have now"),
        required=False,
        help_text=_("Otherwise the chosen areas are added to them."),
    )
    publish = forms.BooleanField(
        label=_("Publish at once"),
        required=False,
        help_text=_(
            "Where you may publish and no draft is waiting; elsewhere a draft is saved for you."
        ),
    )


class SetAreaAction(EntryAction):
    display_name = _("Set area")
    action_type = "set_area"
    aria_label = _("Set the activity area of the selected organizations")
    action_priority = 10
    form_class = AreasForm
    question = _("Which activity areas do these organizations work in?")
    button = _("Set the areas")

    def check_perm(self, obj):
        return obj.permissions_for_user(self.request.user).can_edit()

    def get_execution_context(self):
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects, *, areas, replace, publish, user, action, **kwargs):
        done, errors = entry_bulk.set_areas(
            objects, areas, replace=replace, publish=publish, user=user
        )
        action.report_errors(errors)
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)d organization has its areas set.",
            "%(count)d organizations have their areas set.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class AskAction(EntryAction):
    display_name = _("Ask for confirmation")
    action_type = "ask_confirmation"
    aria_label = _("Ask the selected organizations whether their entries are right")
    action_priority = 20
    question = _(
        "These organizations get a mail with a link. Those asked a short time ago, without an "
        "e-mail address or without a published entry are left out."
    )
    button = _("Send the mails")

    def check_perm(self, obj):
        return obj.permissions_for_user(self.request.user).can_edit()

    @classmethod
    def execute_action(cls, objects, *, action, **kwargs):
        asked, left_out = entry_bulk.ask_many(objects, now=timezone.now())
        action.left_out = left_out
        return asked, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        asked = ngettext(
            "%(count)d organization is being asked.",
            "%(count)d organizations are being asked.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
        if not self.left_out:
            return asked
        left_out = ngettext(
            "%(count)d was left out.", "%(count)d were left out.", self.left_out
        ) % {"count": self.left_out}
        return f"{asked} {left_out}"


class ConfirmAction(EntryAction):
    """Somebody of the office has asked by telephone, or looked it up."""

    display_name = _("Mark as confirmed")
    action_type = "confirm"
    aria_label = _("Mark the entries of the selected organizations as confirmed by the office")
    action_priority = 25
    question = _(
        "You have checked that these entries are right, for example by telephone. Readers see "
        "that the office confirmed them today, and the next review is put off."
    )
    button = _("They are right")

    def check_perm(self, obj):
        return obj.live and obj.permissions_for_user(self.request.user).can_publish()

    @classmethod
    def execute_action(cls, objects, *, user, action, **kwargs):
        return entry_bulk.confirm_many(objects, today=timezone.localdate(), user=user), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)d entry is confirmed.", "%(count)d entries are confirmed.", num_parent_objects
        ) % {"count": num_parent_objects}


class PublishAction(EntryAction):
    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the selected organizations")
    action_priority = 30
    question = _("The latest version of these entries is published.")
    button = _("Publish them")

    def check_perm(self, obj):
        return obj.permissions_for_user(self.request.user).can_publish()

    @classmethod
    def execute_action(cls, objects, *, user, action, **kwargs):
        done, errors = entry_bulk.publish_many(objects, user=user)
        action.report_errors(errors)
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)d organization is published.",
            "%(count)d organizations are published.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


ACTIONS = [SetAreaAction, AskAction, ConfirmAction, PublishAction]
