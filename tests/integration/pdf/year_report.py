"""A report of a year, for tests of the files made of it."""

import datetime
import re

import pypdfium2

from tests.factories.events import OccurrenceFactory
from tests.factories.reports import figure
from wagtail_ngo.enums import CountsAs, DateRole
from wagtail_ngo.models import OccurrenceOrganization

NOW = datetime.datetime(2018, 2, 1, tzinfo=datetime.UTC)
BODY = [
    {"type": "heading", "value": "Rok spotkań"},
    {
        "type": "text",
        "value": f"<p>W roku odbyło się {figure('meetings')}.</p><ul><li>{figure('meetings')}, "
        f"też <b>ważne</b></li><li>{figure('issues')} i <i>inne</i></li><li>{figure('people')}: "
        'więcej na <a href="https://example.org/">stronie</a></li></ul><h3>Dalej</h3>',
    },
    {
        "type": "figures",
        "value": {"heading": "W liczbach", "figures": ["meetings", "granted"], "compare": True},
    },
    {"type": "hosts", "value": {"intro": "Spotkania u"}},
    {"type": "chart", "value": {"subject": "months", "heading": "Miesiące"}},
    {"type": "chart", "value": {"subject": "kinds", "heading": ""}},
    {"type": "chart", "value": {"subject": "years", "heading": "Dwa lata"}},
    {
        "type": "indicators",
        "value": {
            "heading": "Wskaźniki programu współpracy",
            "rows": [
                {"figure": "voters", "label": "Liczba głosujących", "note": "wybory do Rady"},
                {"figure": "meetings", "label": "", "note": ""},
            ],
        },
    },
    {
        "type": "poster",
        "value": {
            "heading": "Rok na kartce",
            "figures": ["meetings", "issues", "people", "voters", "turnout", "granted", "awards"],
            "months": True,
            "hosts": True,
        },
    },
    {"type": "quote", "value": {"text": "Razem możemy więcej.", "source": "Uczestniczka"}},
]


def meeting(month: int, host: str = "", year: int = 2017):
    starts_at = datetime.datetime(year, month, 10, 16, tzinfo=datetime.UTC)
    date = OccurrenceFactory(starts_at=starts_at, counts_as=CountsAs.MEETING)
    if host:
        OccurrenceOrganization.objects.create(occurrence=date, name=host, role=DateRole.HOST)
    return date


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = (page.get_textpage().get_text_bounded() for page in document)
    return [re.sub(r"\s+", " ", text) for text in texts]
