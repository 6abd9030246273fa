"""Import and export of entries in the admin: upload, map columns, check, write, take the result.

Work is done in slices of a few seconds, each asked for by the page (with JavaScript by itself,
without by a button), so that neither a worker nor a long request is needed.
"""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from wagtail_ngo import conf
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.domain.tables.reading import Limits, TableError
from wagtail_ngo.enums import CellResult, ImportAction, ImportDecision, ImportStatus
from wagtail_ngo.exports.directory import import_template, tables
from wagtail_ngo.form_fields import RowField
from wagtail_ngo.models import ImportJob, NGODirectoryPage, NGOPage
from wagtail_ngo.services.directory import import_undo, imports
from wagtail_ngo.services.directory.columns import COLUMNS, COLUMNS_BY_KEY

SLICE_SECONDS = 4
WORKING = (ImportStatus.CHECKING, ImportStatus.RUNNING, ImportStatus.UNDOING)
TABLE_ERRORS = {
    "size": _("The file is larger than %(megabytes)s MB. Split it."),
    "old_excel": _("The old Excel file (.xls) is damaged. Save it as .xlsx or as CSV."),
    "empty": _("The file has no rows below the header."),
    "binary": _("This is not a table. Save it as .xlsx or as CSV."),
    "encoding": _("The letters cannot be read. Save the file as CSV UTF-8."),
    "broken_csv": _("The CSV file is damaged: a quotation mark is not closed or a cell is huge."),
    "broken_xlsx": _("The workbook is damaged. Open it and save it again."),
    "encrypted": _("The file is locked by a password. Save it without one."),
    "mixed_encoding": _(
        "Line %(line)s holds broken letters in a UTF-8 file. Correct them or save the file again."
    ),
    "stray_quote": _(
        "A quotation mark is opened and not closed at “%(cell)s”: the rows that follow were taken "
        "into this cell. Remove the mark."
    ),
    "broken_hsds": _("The JSON file holds no organizations in the form of HSDS 3.0."),
    "bomb": _("The file unpacks to an unreasonable size and was not read."),
    "formula": _(
        "Row %(row)s holds a formula without a result: %(formula)s. Open the file in Excel or "
        "LibreOffice and save it again, or write the value in its place."
    ),
    "rows": _("The file has more than %(rows)s rows. Split it."),
    "no_organizations": _(
        "The file has no column with names of organizations, or none with KRS, NIP or REGON."
    ),
    "columns": _("The file has more than %(columns)s columns. Remove those that are not needed."),
}


def table_error_message(error: TableError) -> str:
    return str(TABLE_ERRORS[error.code] % error.params)


def import_limits() -> Limits:
    return Limits(size=conf.get("IMPORT_MAX_BYTES"), rows=conf.get("IMPORT_MAX_ROWS"))


def directories_for(user) -> list[NGODirectoryPage]:
    """Directories whose entries this user may all change."""
    return [page for page in NGODirectoryPage.objects.all() if may_import(user, page)]


def may_import(user, directory: NGODirectoryPage) -> bool:
    permissions = directory.permissions_for_user(user)
    return permissions.can_edit() and permissions.can_add_subpage()


class UploadForm(forms.Form):
    directory = RowField(NGODirectoryPage.objects.none(), label=_("Directory"), empty_label=None)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, Excel (.xlsx, .xls) or LibreOffice (.ods), with the names of the columns above "
            "the rows. Title lines may be above them."
        ),
        widget=forms.FileInput(
            attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.ods,.html,.htm,.json,.zip"}
        ),
    )

    def __init__(self, *args, directories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["directory"].queryset = NGODirectoryPage.objects.filter(
            pk__in=[directory.pk for directory in directories]
        )


class MappingForm(forms.Form):
    """One select for each column of the file."""

    def __init__(self, *args, job: ImportJob, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("– leave out –")), *((column.key, column.label) for column in COLUMNS)]
        for position, name in enumerate(job.columns):
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=name or _("(column without a name)"),
                choices=choices,
                required=False,
                initial=job.mapping.get(name, ""),
            )
        if may_publish:
            self.fields["publish"] = forms.BooleanField(
                label=_("Publish at once"),
                required=False,
                initial=job.publish,
                help_text=_("Otherwise new and changed entries wait as drafts."),
            )

    def mapping(self, columns: list[str]) -> dict[str, str]:
        return {
            name: self.cleaned_data[f"column_{position}"] for position, name in enumerate(columns)
        }


class DirectoryToolMixin(ToolPage):
    """For those who may change all entries of some directory."""

    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        self.directories = directories_for(request.user)
        if not self.directories:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportIndexView(DirectoryToolMixin, TemplateView):
    """Upload a file, see earlier ones."""

    template_name = "wagtail_ngo/admin/import_index.html"
    page_title = _("Import and export")

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", UploadForm(directories=self.directories))
        jobs = ImportJob.objects.filter(directory__in=self.directories).select_related(
            "directory", "user"
        )
        return super().get_context_data(jobs=jobs[:20], directories=self.directories, **kwargs)

    def post(self, request, *args, **kwargs):
        form = UploadForm(request.POST, request.FILES, directories=self.directories)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                job = imports.create_job(
                    form.cleaned_data["directory"],
                    file,
                    file_name=file.name,
                    user=request.user,
                    limits=import_limits(),
                )
            except TableError as error:
                form.add_error("file", table_error_message(error))
            else:
                return redirect("wagtail_ngo_import", job.pk)
        return self.render_to_response(self.get_context_data(form=form))


class ImportJobView(DirectoryToolMixin, TemplateView):
    """One job: its columns, its check, its result."""

    template_name = "wagtail_ngo/admin/import_job.html"
    page_title = _("Import")

    def dispatch(self, request, *args, **kwargs):
        self.job = get_object_or_404(ImportJob.objects.select_related("directory"), pk=kwargs["pk"])
        if not may_import(request.user, self.job.directory):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.job.file_name

    def may_publish(self) -> bool:
        return self.job.directory.permissions_for_user(self.request.user).can_publish_subpage()

    def mapping_form(self, data=None):
        return MappingForm(data, job=self.job, may_publish=self.may_publish())

    def get_context_data(self, **kwargs):
        counts = imports.counts(self.job)
        shown = self.request.GET.get("show", "")
        rows = self.job.rows.select_related("entry")
        if shown in ImportAction.values:
            rows = rows.filter(action=shown)
        page = Paginator(rows, 50).get_page(self.request.GET.get("p"))
        for row in page:
            row.change_labels = [str(COLUMNS_BY_KEY[key].label) for key in row.changes]
            for remark in row.remarks:
                remark["label"] = CellResult(remark["result"]).label
            row.said = row.message if not row.remarks else ""
        kwargs.setdefault("form", self.mapping_form())
        looked_at = counts["total"] - counts[ImportAction.PENDING]
        writing = self.job.status not in (ImportStatus.CHECKING, ImportStatus.CHECKED)
        decided = Q(action=ImportAction.DOUBTFUL, decision__in=["same", "new"])
        return super().get_context_data(
            job=self.job,
            counts=counts,
            progress=counts["done"] if writing else looked_at,
            results=[
                (action, counts[action.value]) for action in ImportAction if counts[action.value]
            ],
            to_write=counts[ImportAction.NEW]
            + counts[ImportAction.CHANGED]
            + self.job.rows.filter(decided).count(),
            decisions=ImportDecision.choices,
            rows=page,
            shown=shown,
            is_working=self.job.status in WORKING,
            sample=[row.cells for row in self.job.rows.all()[:3]],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        task = request.POST.get("task")
        if task == "map" and self.job.status not in (ImportStatus.RUNNING, ImportStatus.DONE):
            return self._map(request)
        if task == "decide":
            return self._decide(request)
        if task == "write":
            imports.begin_writing(self.job)
        if task == "undo":
            import_undo.begin_undoing(self.job)
        self._work()
        if request.headers.get("accept") == "application/json":
            counts = imports.counts(self.job)
            is_working = self.job.status in WORKING
            looked_at = counts["total"] - counts[ImportAction.PENDING]
            value = counts["done"] if self.job.status == ImportStatus.RUNNING else looked_at
            return JsonResponse({"value": value, "max": counts["total"], "working": is_working})
        return redirect("wagtail_ngo_import", self.job.pk)

    def _work(self):
        if self.job.status == ImportStatus.CHECKING:
            imports.check_rows(self.job, now=timezone.now(), seconds=SLICE_SECONDS)
        elif self.job.status == ImportStatus.RUNNING:
            if self.job.publish and not self.may_publish():
                # The right was taken away since, or a colleague goes on who never had it.
                imports.write_drafts(self.job)
                messages.warning(
                    self.request,
                    _("You may not publish here. What was not written yet waits as drafts."),
                )
            imports.write_rows(self.job, now=timezone.now(), seconds=SLICE_SECONDS)
        elif self.job.status == ImportStatus.UNDOING:
            import_undo.undo_rows(self.job, user=self.request.user, seconds=SLICE_SECONDS)

    def _decide(self, request):
        prefix = "decision-"
        decisions = {
            int(name.removeprefix(prefix)): value
            for name, value in request.POST.items()
            if name.startswith(prefix) and name.removeprefix(prefix).isdecimal()
        }
        noted = imports.decide(self.job, decisions)
        words = ngettext("%(n)d decision noted.", "%(n)d decisions noted.", noted)
        messages.success(request, words % {"n": noted})
        address = reverse("wagtail_ngo_import", args=[self.job.pk])
        return redirect(f"{address}?show={ImportAction.DOUBTFUL}")

    def _map(self, request):
        form = self.mapping_form(request.POST)
        if form.is_valid():
            try:
                imports.set_mapping(
                    self.job,
                    form.mapping(self.job.columns),
                    publish=form.cleaned_data.get("publish", False),
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("wagtail_ngo_import", self.job.pk)
        messages.error(request, _("The columns are not set right. Nothing was imported."))
        return self.render_to_response(self.get_context_data(form=form))


def result_view(request, pk):
    """The file as it was sent, with the result of each row."""
    job = get_object_or_404(ImportJob, pk=pk)
    if not may_import(request.user, job.directory):
        raise PermissionDenied
    return _csv_response(imports.result_rows(job), f"import-{job.pk}.csv")


def template_view(request, kind):
    """A file to start from, with the names of all columns."""
    if not directories_for(request.user):
        raise PermissionDenied
    if kind == "csv":
        return _csv_response(import_template.template_rows(), "import.csv")
    return FileResponse(
        import_template.template_workbook(),
        as_attachment=True,
        filename="import.xlsx",
        content_type=tables.XLSX_TYPE,
    )


def export_view(request, pk, kind):
    """Every field of every entry, drafts too; personal contacts of the office among them."""
    directory = get_object_or_404(NGODirectoryPage, pk=pk)
    if not may_import(request.user, directory):
        raise PermissionDenied
    entries = NGOPage.objects.descendant_of(directory).order_by("sort_key", "pk")
    rows = tables.internal_rows(entries)
    name = f"{directory.slug}-{timezone.localdate()}.{kind}"
    if kind == "xlsx":
        response = FileResponse(
            tables.xlsx_file(rows), as_attachment=True, filename=name, content_type=tables.XLSX_TYPE
        )
    else:
        response = _csv_response(rows, name)
    response["Cache-Control"] = "no-store"
    return response


def _csv_response(rows, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(tables.csv_lines(rows), content_type=tables.CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


urlpatterns = [
    path("ngo/import/", ImportIndexView.as_view(), name="wagtail_ngo_imports"),
    path("ngo/import/<int:pk>/", ImportJobView.as_view(), name="wagtail_ngo_import"),
    path("ngo/import/<int:pk>/result.csv", result_view, name="wagtail_ngo_import_result"),
    path("ngo/import/template.<str:kind>", template_view, name="wagtail_ngo_import_template"),
    path("ngo/export/<int:pk>.csv", export_view, {"kind": "csv"}, name="wagtail_ngo_export_csv"),
    path("ngo/export/<int:pk>.xlsx", export_view, {"kind": "xlsx"}, name="wagtail_ngo_export_xlsx"),
]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(directories_for(request.user))


def import_menu_item() -> MenuItem:
    url = reverse("wagtail_ngo_imports")
    return ImportMenuItem(_("Import and export"), url, icon_name="upload", order=50)
