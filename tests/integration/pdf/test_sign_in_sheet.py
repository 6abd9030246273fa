"""Sign-in sheets: valid, Polish order of names, one date a page, nobody who is not coming."""

import re

import page as page_validation
import pypdfium2
import pytest

from tests.factories.registration import NOW, join_many, make_event
from wagtail_ngo.models import Registration
from wagtail_ngo.services.registration import sheets, waiting

# What paper shows is the same whichever database the rows come from.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NAMES = ["Łukasz Żak", "Anna Ćma", "Jan Zając", "Ewa Cichoń", "Odwołana Osoba", "Czeka Osoba"]


@pytest.fixture
def event():
    """Two dates; on the first four people, one who cancelled and one who waits."""
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2", capacity=5)
    date = page.occurrences.order_by("starts_at").first()
    rows = join_many(date, range(1, 7))
    for row, name in zip(rows, NAMES, strict=True):
        Registration.objects.filter(pk=row.pk).update(name=name)
    waiting.cancel(rows[4], now=NOW)
    Registration.objects.filter(pk=rows[5].pk).update(status="waiting")
    return page


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = (page.get_textpage().get_text_bounded() for page in document)
    return [re.sub(r"\s+", " ", text) for text in texts]


def test_each_date_has_its_page_with_the_names_by_surname(event):
    dates = list(event.occurrences.order_by("starts_at"))

    data = sheets.sign_in_sheet(dates, now=NOW).data

    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf_bytes(data, profile=profile)
        assert [(one.rule_id, one.message) for one in report.failures] == [], profile
    first, second = pages(data)
    listed = re.findall("|".join(NAMES), first)
    assert listed == ["Ewa Cichoń", "Anna Ćma", "Jan Zając", "Łukasz Żak"]
    assert re.findall("|".join(NAMES), second) == []
