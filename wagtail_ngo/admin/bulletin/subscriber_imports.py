"""A list of subscribers from a file: look first, then take over. No mail is sent.

The rows travel in the form, signed: addresses that were only looked at are stored nowhere.
"""

from __future__ import annotations

import datetime

from django import forms
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_ngo.admin.directory.imports import table_error_message
from wagtail_ngo.admin.tool_pages import ToolPage
from wagtail_ngo.domain.bulletin.subscriber_lists import SubscriberRow, find_columns, read_rows
from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.reading import Limits, read_table
from wagtail_ngo.enums import ListedAddress
from wagtail_ngo.form_fields import DayField, RowField
from wagtail_ngo.models import BulletinIndexPage
from wagtail_ngo.services.bulletin import subscriber_imports

LIMITS = Limits(size=3_000_000, rows=20_000, columns=40)
#: Django refuses forms of 2.5 MB (DATA_UPLOAD_MAX_MEMORY_SIZE).
LONGEST = 2_000_000
SALT = "wagtail_ngo.subscribers"
#: Seconds between looking and taking over. An older page is looked at again.
MAX_AGE = 2 * 60 * 60
PERMISSION = "wagtail_ngo.add_bulletinsubscriber"
#: Rows that are not taken over, of which so many are shown one by one.
MOST_SHOWN = 200


class ListForm(forms.Form):
    """The file, and what proves the consent of everybody in it."""

    serial = RowField(
        BulletinIndexPage.objects.none(), label=gettext_lazy("Bulletin"), empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or Excel (.xlsx) with the columns “e-mail” and “date of consent”; others are "
            "left out and not kept."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.ods,.xls"}),
    )
    consent_text = forms.CharField(
        label=gettext_lazy("Wording of the consent"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text=gettext_lazy("What they agreed to, word for word. Kept with each address."),
    )
    consent_source = forms.CharField(
        label=gettext_lazy("Where the consents are kept"),
        max_length=200,
        help_text=gettext_lazy("For example: paper forms of 2026, folder 3; former newsletter."),
    )
    consented_on = DayField(
        label=gettext_lazy("Day of the consent where the list has none"),
        required=False,
        help_text=gettext_lazy("Empty: rows without a date are left out."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["serial"].queryset = BulletinIndexPage.objects.all()

    def pack(self) -> str:
        """The rows as the next page brings them back. Raises TableError."""
        data = self.cleaned_data
        header, table = read_table(data["file"], limits=LIMITS)
        columns = find_columns(header)
        if "email" not in columns:
            raise TableError("no_email_column")
        rows = read_rows(table, columns, default=data["consented_on"])
        if not rows:
            raise TableError("empty")
        content = {
            "serial": data["serial"].pk,
            "text": data["consent_text"],
            "source": data["consent_source"],
            "rows": [
                [row.number, row.email, row.consented_on and str(row.consented_on), row.has_many]
                for row in rows
            ],
        }
        packed = signing.dumps(content, salt=SALT, compress=True)
        if len(packed) > LONGEST:
            raise TableError("size", megabytes=LONGEST // 1_000_000)
        return packed


def _rows(content: dict) -> list[SubscriberRow]:
    return [
        SubscriberRow(number, email, day and datetime.date.fromisoformat(day), has_many)
        for number, email, day, has_many in content["rows"]
    ]


class SubscriberImportView(ToolPage, TemplateView):
    """The form; what would become of the rows; what became of them."""

    template_name = "wagtail_ngo/admin/bulletin/subscriber_import.html"
    page_title = gettext_lazy("Take over a list of subscribers")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        results = kwargs.get("results") or []
        if not results:
            kwargs.setdefault("form", ListForm())
        outcomes = [result.outcome for result in results]
        left_out = [result for result in results if not result.is_written]
        return super().get_context_data(
            counts=[(one, outcomes.count(one)) for one in ListedAddress if one in outcomes],
            left_out=left_out[:MOST_SHOWN],
            more=len(left_out) - len(left_out[:MOST_SHOWN]),
            to_write=sum(result.is_written for result in results),
            **kwargs,
        )

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request, *args, **kwargs):
        return self._write(request) if "rows" in request.POST else self._look(request)

    def _look(self, request):
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form=form)
        try:
            packed = form.pack()
        except TableError as error:
            form.add_error("file", _table_error(error))
            return self.show(form=form)
        content = signing.loads(packed, salt=SALT)
        serial = form.cleaned_data["serial"]
        results = subscriber_imports.plan(serial, _rows(content), today=timezone.localdate())
        return self.show(results=results, packed=packed, serial=serial, content=content)

    def _write(self, request):
        try:
            content = signing.loads(request.POST["rows"], salt=SALT, max_age=MAX_AGE)
        except signing.BadSignature:
            content = {}
        serial = BulletinIndexPage.objects.filter(pk=content.get("serial")).first()
        if serial is None:
            messages.error(request, _("This page is too old. Choose the file once more."))
            return self.show()
        results = subscriber_imports.take_over(
            serial,
            _rows(content),
            consent_text=content["text"],
            consent_source=content["source"],
            now=timezone.now(),
            user=request.user,
        )
        count = sum(result.is_written for result in results)
        text = ngettext(
            "%(count)d address gets the bulletin from now on.",
            "%(count)d addresses get the bulletin from now on.",
            count,
        )
        messages.success(request, text % {"count": count})
        return self.show(results=results, serial=serial, content=content, is_done=True)


def _table_error(error: TableError) -> str:
    if error.code == "no_email_column":
        return _("No column is called “e-mail”. Write the names of the columns above the rows.")
    return table_error_message(error)


urlpatterns = [
    path(
        "ngo/subscribers/import/",
        SubscriberImportView.as_view(),
        name="wagtail_ngo_subscriber_import",
    )
]


def register_log_actions(actions) -> None:
    actions.register_action(
        "wagtail_ngo.import_subscribers",
        gettext_lazy("Take over subscribers"),
        gettext_lazy("List of subscribers taken over"),
    )
