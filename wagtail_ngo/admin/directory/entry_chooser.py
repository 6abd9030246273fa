"""Choosing an organization: by name, NIP or KRS, by area; or adding it on the spot."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.models import WagtailAdminModelForm, register_form_field_override
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.widgets import AdminPageChooser

from wagtail_ngo.admin.directory.entries import explorable_entries, names
from wagtail_ngo.admin.editors_choosers import EditorsChooserViewSet
from wagtail_ngo.blocks.choosers import NGOChooser
from wagtail_ngo.form_fields import RowField
from wagtail_ngo.models import ActivityArea, NGODirectoryPage, NGOPage
from wagtail_ngo.services.directory.lookup import find_entries
from wagtail_ngo.validators import is_row_number


def choosable_entries(user):
    """Published entries, and drafts that the user meets in the page tree."""
    own = explorable_entries(user).order_by().values("pk")
    return NGOPage.objects.filter(Q(live=True) | Q(pk__in=own))


class EntryFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Name, NIP or KRS"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("Name, NIP or KRS")}),
    )
    area = RowField(
        ActivityArea.objects.all(),
        label=_("Activity area"),
        required=False,
        empty_label=_("All areas"),
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects):
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        if area := self.cleaned_data.get("area"):
            objects = objects.filter(areas=area)
        return find_entries(objects, self.search_query or "")


class ChooseMixin:
    filter_form_class = EntryFilterForm
    ordering = ["sort_key", "pk"]

    def get_object_list(self):
        return choosable_entries(self.request.user).prefetch_related("areas")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("numbers", label=_("KRS / NIP"), accessor=lambda entry: entry.krs or entry.nip),
            Column("areas", label=_("Activity areas"), accessor=lambda entry: names(entry.areas)),
            Column("state", label=_("Publication"), accessor="status_string"),
        ]


class EntryCreationForm(WagtailAdminModelForm):
    """As much as is needed to find the entry again; the editor fills in the rest later."""

    directory = RowField(NGODirectoryPage.objects.none(), label=_("Directory"), empty_label=None)
    publish = forms.BooleanField(
        label=_("Publish at once"),
        required=False,
        help_text=_("Otherwise it waits as a draft until somebody completes it."),
    )

    class Meta:
        model = NGOPage
        fields = ["title", "legal_form", "krs", "nip", "areas"]
        widgets = {"areas": forms.CheckboxSelectMultiple}
        formsets = []

    field_order = ["title", "krs", "nip", "legal_form", "areas", "directory", "publish"]

    def __init__(self, *args, directories, may_publish: bool, **kwargs):
        super().__init__(*args, instance=NGODirectoryPage.entry_model()(), **kwargs)
        keys = [directory.pk for directory in directories]
        self.fields["directory"].queryset = NGODirectoryPage.objects.filter(pk__in=keys)
        self.fields["legal_form"].required = False
        if not may_publish:
            del self.fields["publish"]

    def _post_clean(self):
        if directory := self.cleaned_data.get("directory"):
            self.instance.directory_path = directory.path
        super()._post_clean()


class CreationMixin:
    """Adding needs the right to add pages to some directory."""

    @property
    def directories(self) -> list[NGODirectoryPage]:
        return [page for page in NGODirectoryPage.objects.all() if self._permissions(page)]

    def _permissions(self, directory) -> bool:
        return directory.permissions_for_user(self.request.user).can_add_subpage()

    def can_create(self):
        return bool(self.directories)

    def get_creation_form(self):
        directories = self.directories
        may_publish = any(
            directory.permissions_for_user(self.request.user).can_publish_subpage()
            for directory in directories
        )
        return EntryCreationForm(
            directories=directories,
            may_publish=may_publish,
            for_user=self.request.user,
            **self.get_creation_form_kwargs(),
        )


class ChooseView(ChooseMixin, CreationMixin, views.ChooseView):
    pass


class ChooseResultsView(ChooseMixin, CreationMixin, views.ChooseResultsView):
    pass


class ChosenView(views.ChosenView):
    def get_object(self, pk):
        if not is_row_number(str(pk)):
            raise NGOPage.DoesNotExist
        return choosable_entries(self.request.user).get(pk=pk)


class ChosenMultipleView(views.ChosenMultipleView):
    def get_objects(self, pks):
        keys = [pk for pk in pks if is_row_number(pk)]
        return choosable_entries(self.request.user).filter(pk__in=keys)


class CreateView(CreationMixin, views.CreateView):
    def save_form(self, form):
        """The new entry below its directory, with its first revision."""
        directory, user = form.cleaned_data["directory"], self.request.user
        if not self._permissions(directory):
            raise PermissionDenied
        entry = form.save(commit=False)
        entry.live, entry.has_unpublished_changes, entry.owner = False, True, user
        directory.add_child(instance=entry)
        form.save_m2m()
        revision = entry.save_revision(user=user, log_action=True)
        publish = form.cleaned_data.get("publish")
        if publish and directory.permissions_for_user(user).can_publish_subpage():
            revision.publish(user=user)
        return entry


class EntryChooserViewSet(EditorsChooserViewSet):
    model = NGOPage
    icon = "group"
    choose_one_text = _("Choose an organization")
    choose_another_text = _("Choose another organization")
    edit_item_text = _("Edit this organization")
    create_action_label = _("Add")
    creation_tab_label = _("Add a new one")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView
    preserve_url_parameters = ["multiple"]
    register_widget = False
    per_page = 15

    def on_register(self):
        super().on_register()
        register_form_field_override(ForeignKey, to=NGOPage, override=chooser_for)


def chooser_for(field) -> dict:
    """Our chooser for any organization; Wagtail's where only one kind of a host will do."""
    target = field.remote_field.model
    if target is NGOPage:
        return {"widget": NGOChooser}
    return {"widget": AdminPageChooser(target_models=[target])}


entry_chooser = EntryChooserViewSet("wagtail_ngo_entry_chooser", url_prefix="ngo/entry-chooser")
