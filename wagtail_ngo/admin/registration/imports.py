"""A list of participants from a file: look first, then register. Nothing is kept in between.

The rows travel in the form, signed: names that were only looked at are stored nowhere.
"""

from __future__ import annotations

import secrets

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from wagtail_ngo.admin.directory.imports import table_error_message
from wagtail_ngo.admin.registration.base import ADD, REFUSALS, DateView
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.domain.registration.participants import COLUMNS, NAMES, guess_columns
from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.reading import Limits, read_table
from wagtail_ngo.enums import ListedPerson
from wagtail_ngo.services.registration import imports, lists
from wagtail_ngo.services.registration.participants import Listed, read_people
from wagtail_ngo.services.registration.rules import target_for

LIMITS = Limits(size=2_000_000, rows=1000, columns=40)
#: Django refuses forms of 2.5 MB (DATA_UPLOAD_MAX_MEMORY_SIZE).
LONGEST = 2_000_000
SALT = "wagtail_ngo.participants"
#: Seconds between looking and registering. An older page is looked at again.
MAX_AGE = 2 * 60 * 60

LABELS = {
    "name": gettext_lazy("name and surname"),
    "reversed_name": gettext_lazy("surname and name"),
    "given_names": gettext_lazy("given names"),
    "family_name": gettext_lazy("surname"),
    "email": gettext_lazy("e-mail"),
    "phone": gettext_lazy("phone"),
    "organization": gettext_lazy("organization"),
    "role": gettext_lazy("role in the organization"),
    "companions": gettext_lazy("companions"),
    "needs": gettext_lazy("needs for taking part"),
    "note": gettext_lazy("note of the organiser"),
}


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or Excel (.xlsx), names of the columns in the first row."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def read(self, date) -> str:
        """The rows as the next page brings them back. Raises TableError."""
        header, rows = read_table(self.cleaned_data["file"], limits=LIMITS)
        content = {"date": date.pk, "header": header, "rows": list(rows)}
        content["submission"] = secrets.token_urlsafe(24)
        if not content["rows"]:
            raise TableError("empty")
        packed = signing.dumps(content, salt=SALT, compress=True)
        if len(packed) > LONGEST:
            raise TableError("size", megabytes=LONGEST // 1_000_000)
        return packed


class ListForm(forms.Form):
    """What the columns mean, where the list comes from, what to do."""

    rows = forms.CharField(widget=forms.HiddenInput)
    source = forms.CharField(
        label=gettext_lazy("Where the list comes from"),
        max_length=200,
        help_text=gettext_lazy(
            "For example: paper list of 12 May, consents in folder 3. Noted with each person."
        ),
    )
    waits = forms.BooleanField(
        label=gettext_lazy("Whoever finds no seat goes on the waiting list"),
        required=False,
        initial=True,
    )
    with_letters = forms.BooleanField(
        label=gettext_lazy("Send everybody the letter that confirms the registration"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise nobody hears of it now; when the date changes, whoever has an address does."
        ),
    )

    def __init__(self, *args, header: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        guess = guess_columns(header)
        choices = [("", _("– leave out –")), *((key, LABELS[key]) for key in COLUMNS)]
        self.places = range(len(header))
        for place in self.places:
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header[place] or _("(column without a name)"),
                choices=choices,
                required=False,
                initial=guess.get(place, ""),
            )

    @property
    def column_fields(self) -> list:
        return [self[f"column_{place}"] for place in self.places]

    def columns(self) -> dict[int, str]:
        data = self.cleaned_data if self.is_bound else {}
        names = {place: f"column_{place}" for place in self.places}
        chosen = {place: data.get(name, self[name].initial) for place, name in names.items()}
        return {place: key for place, key in chosen.items() if key}

    def clean(self):
        cleaned = super().clean()
        keys = list(self.columns().values())
        if not NAMES & set(keys):
            self.add_error(None, _("Choose the column that holds the names."))
        double = next((key for key in keys if keys.count(key) > 1), None)
        if double:
            words = _("Two columns are set to “%(label)s”.")
            self.add_error(None, words % {"label": LABELS[double]})
        return cleaned


class ImportView(DateView):
    """The file; what would become of its rows; what became of them."""

    template_name = "wagtail_ngo/admin/registration/import.html"
    permissions = (ADD,)
    page_title = gettext_lazy("Import a list of people")

    @cached_property
    def target(self):
        return lists.seats_of(self.date)

    def get_context_data(self, **kwargs):
        if "list_form" not in kwargs:
            kwargs.setdefault("file_form", FileForm())
        results = kwargs.get("results") or []
        outcomes = [result.outcome for result in results]
        return super().get_context_data(
            seats=self.target,
            counts=[
                (outcome, outcomes.count(outcome))
                for outcome in ListedPerson
                if outcome in outcomes
            ],
            to_write=sum(result.is_written for result in results),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if target_for(self.target).is_called_off:
            messages.error(request, str(REFUSALS[Availability.CALLED_OFF]))
            return self.show()
        return self._use(request) if request.POST.get("rows") else self._look(request)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def _look(self, request):
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(file_form=form)
        try:
            packed = form.read(self.date)
        except TableError as error:
            form.add_error("file", table_error_message(error))
            return self.show(file_form=form)
        content = signing.loads(packed, salt=SALT)
        list_form = ListForm(initial={"rows": packed}, header=content["header"])
        return self.show(list_form=list_form, results=self._plan(list_form, content, waits=True))

    def _use(self, request):
        try:
            content = signing.loads(request.POST["rows"], salt=SALT, max_age=MAX_AGE)
        except signing.BadSignature:
            content = None
        if content is None or content["date"] != self.date.pk:
            messages.error(request, _("This page is too old. Choose the file once more."))
            return self.show()
        form = ListForm(request.POST, header=content["header"])
        is_look = request.POST.get("task") != "write"
        if is_look:
            form.fields["source"].required = False
        if not form.is_valid():
            return self.show(list_form=form, results=self._plan(form, content, waits=True))
        data = form.cleaned_data
        if is_look:
            return self.show(list_form=form, results=self._plan(form, content, **_waits(data)))
        results = imports.register_all(
            self.target,
            self._people(form, content, source=data["source"]),
            now=timezone.now(),
            submission=content["submission"],
            with_letters=data["with_letters"],
            user=request.user,
            date=self.date,
            **_waits(data),
        )
        count = sum(result.is_written for result in results)
        text = ngettext(
            "%(count)d person is registered.", "%(count)d people are registered.", count
        )
        messages.success(request, text % {"count": count})
        return self.show(list_form=None, results=results, is_done=True)

    def _people(self, form: ListForm, content, *, source: str = "") -> list[Listed]:
        rows = [(number, cells) for number, cells in content["rows"]]
        return read_people(rows, form.columns(), source=source)

    def _plan(self, form: ListForm, content, *, waits: bool) -> list[imports.Result]:
        if not NAMES & set(form.columns().values()):
            return []
        return imports.plan(self.target, self._people(form, content), waits=waits)


def _waits(data) -> dict[str, bool]:
    return {"waits": data["waits"]}


def register_log_actions(actions) -> None:
    actions.register_action(
        "wagtail_ngo.import_people", _("Import people"), _("List of participants imported")
    )
