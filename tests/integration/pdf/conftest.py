"""Pictures in the storage, and PDFs made in this process."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images import get_image_model
from wagtail.models import Locale

from tests.factories.issue_content import photo
from tests.factories.reports import ActivityReportFactory
from tests.integration.pdf.year_report import BODY, meeting
from tests.settings import media_variable
from wagtail_ngo.services.bulletin import pdf as bulletin_pdf
from wagtail_ngo.services.pdf import child as pdf_child

MOMENT = datetime.datetime(2017, 12, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def pictures(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    # A process that is started, not forked, reads the settings again.
    monkeypatch.setenv(media_variable(), str(tmp_path))
    for number in range(4):
        small = ContentFile(photo(number, width=300, height=200))
        default_storage.save(f"images/pdf-sample-{number}.jpg", small)


@pytest.fixture
def make():
    """Make an issue's PDF in this process; the file and the HTML it was made of."""

    def make(content, variant="web"):
        job = bulletin_pdf._job(content, variant=variant, moment=MOMENT)
        return pdf_child.run(job), job.html

    return make


@pytest.fixture
def report():
    Locale.objects.update(language_code="pl")
    image = get_image_model().objects.create(
        title="Zdjęcie", file=ContentFile(photo(1, width=300, height=200), name="zdjecie.jpg")
    )
    value = {"image": image.pk, "alt_text": "Ludzie przy stole", "decorative": False}
    page = ActivityReportFactory(body=[*BODY, {"type": "image", "value": value}], lead="Zażółć.")
    for month in range(1, 12):
        meeting(month, host=f"Stowarzyszenie Przyjaciół Miejsca numer {month}")
    meeting(3, year=2016)
    return page
