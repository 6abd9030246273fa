"""Looking for a person in the rows of one model, and taking her out."""

import pytest

from tests.factories.directory import NGOFactory
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import NGOPage, OutgoingMail
from wagtail_ngo.services.people import rows

pytestmark = pytest.mark.django_db
TRACES = Traces.of(names=["Anna Tajna"], emails=["anna@example.org"])


def test_rows_are_found_by_any_of_the_fields_and_no_others():
    fields = ["recipient", "subject", "context"]
    found = [
        OutgoingMail.objects.create(recipient="ANNA@example.org"),
        OutgoingMail.objects.create(recipient="x@example.org", subject="Dla: Anna Tajna"),
        OutgoingMail.objects.create(recipient="x@example.org", context={"a": ["Anna Tajna"]}),
    ]
    OutgoingMail.objects.create(recipient="x@example.org", text="Anna Tajna")
    OutgoingMail.objects.create(recipient="jan@example.org", subject="Dla: Jan")

    hits = rows.candidates(OutgoingMail.objects.order_by("pk"), fields, TRACES)

    assert list(hits) == found


def test_letters_that_json_escapes_are_found_too():
    traces = Traces.of(names=["Żaneta Łoś"])
    row = OutgoingMail.objects.create(recipient="x@example.org", context={"a": "Żaneta Łoś"})

    assert list(rows.candidates(OutgoingMail.objects.all(), ["context"], traces)) == [row]


def test_only_fields_that_change_are_written_and_cut_to_their_length():
    entry = NGOFactory(title="Łąka", lead="Pisze Anna Tajna", description="")
    values = rows.redacted(entry, ["title", "lead", "description"], TRACES)
    assert values == {"lead": "Pisze [erased]"}

    rows.write(entry, values | {"short_name": "x" * 1000})

    stored = NGOPage.objects.get(pk=entry.pk)
    limit = NGOPage._meta.get_field("short_name").max_length
    assert (stored.title, stored.lead, stored.short_name) == ("Łąka", "Pisze [erased]", "x" * limit)
    assert entry.lead == stored.lead
    rows.write(entry, {})
    assert NGOPage.objects.get(pk=entry.pk).lead == "Pisze [erased]"
