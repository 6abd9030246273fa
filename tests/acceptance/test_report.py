"""The source's own paragraph as a page whose numbers are counted, with the traps of a year."""

import datetime
import re
import shutil
import subprocess

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from wagtail_ngo.enums import FigureKey, OccurrenceStatus
from wagtail_ngo.models import (
    ActivityReportPage,
    Attendance,
    BulletinIssuePage,
    EventKind,
    EventPage,
    NGOPage,
    Occurrence,
    Registration,
    StoredDocument,
)
from wagtail_ngo.services.reports import files, freezing

pytestmark = [pytest.mark.django_db, pytest.mark.town]

SOURCE = [
    "11 spotkań integracyjnych ze słupskimi organizacjami: Fundacją INDYGO, Stowarzyszeniem "
    "INSPIRACJE, Integracyjnym Klubem Sportowym ZRYW, Bankiem Żywności, Polskim Związkiem "
    "Niewidomych, Stowarzyszeniem Horyzont, Chrześcijańskim Stowarzyszeniem Dobroczynnym, "
    "Fundacją Teatru Władca Lalek, Towarzystwem Pomocy im. św. Brata Alberta, Słupskim "
    "Towarzystwem Kultury Teatralnej – Teatr Rondo, Towarzystwem Opieki nad Zwierzętami,",
    "wydano 11 Biuletynów Informacyjnych (co miesiąc), kierowany do słupskich organizacji "
    "pozarządowych i mieszkańców/nek,",
    "zorganizowano 4 dni szkoleniowe dla przedstawicieli słupskich organizacji pozarządowych, w "
    "których udział wzięło 48 osób,",
    "zorganizowano i przeprowadzono wybory do Słupskiej Rady Organizacji Pozarządowych, w których "
    "udział wzięło 30 przedstawicieli słupskich NGO,",
    "zorganizowano spotkanie integracyjne „Gra o słupskich NGO” oraz spotkanie podsumowujące "
    "„Wigilia Słupskich Organizacji Pozarządowych”,",
    "w działania projektowe zaangażowano 48 słupskich organizacji pozarządowych i 220 ich "
    "przedstawicieli/lki;",
]


@pytest.fixture
def report():
    return ActivityReportPage.objects.get(slug="sprawozdanie-2017")


def figures(report) -> dict[str, object]:
    """All figures of the report as they would be counted now."""
    now = datetime.datetime.now(tz=datetime.UTC)
    return dict(freezing.show(report, now=now).values.figures)


def sentences(client, report) -> list[str]:
    document = BeautifulSoup(client.get(report.url).content, "html.parser")
    items = document.select(".ngo-report .ngo-prose li")
    return [item.get_text().replace("\xa0", " ") for item in items]


def test_the_paragraph_of_the_source_is_rebuilt_word_for_word(client, report):
    assert sentences(client, report) == SOURCE
    assert b'class="ngo-share"' in client.get(report.url).content


def text_of_pdf(data: bytes) -> str:
    """What another program reads out of the file, as running text."""
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext (poppler-utils)")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(  # noqa: S603 -- our own command
        command, input=data, capture_output=True, check=True
    )
    # Hyphens at line ends are of the layout.
    text = re.sub(r"[\u00ad\u2010]\n", "", done.stdout.decode())
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def pdf_text(client, django_capture_on_commit_callbacks):
    def read(report, path: str = "pdf/") -> str:
        # A file is not made again in its first minute.
        StoredDocument.objects.update(finished_at=timezone.now() - files.PAUSE)
        with django_capture_on_commit_callbacks(execute=True):
            client.get(f"{report.url}{path}")
        answer = client.get(f"{report.url}{path}")
        assert answer["Content-Type"] == "application/pdf"
        return text_of_pdf(answer.content)

    return read


def numbers_in(text: str, templates: list[str]) -> list[str]:
    """The number in each sentence of the source, wherever the text is shown."""
    patterns = (re.escape(template).replace("NUMBER", r"(\d+)") for template in templates)
    return [re.search(pattern, text)[1] for pattern in patterns]


#: The source's sentences up to their number; the rest of each is compared as a whole above.
TEMPLATES = [
    "NUMBER spotkań integracyjnych ze słupskimi organizacjami: Fundacją INDYGO",
    "wydano NUMBER Biuletynów Informacyjnych (co miesiąc)",
    "zorganizowano NUMBER dni szkoleniowe dla przedstawicieli",
    "w których udział wzięło NUMBER osób,",
    "w których udział wzięło NUMBER przedstawicieli słupskich NGO",
    "zaangażowano NUMBER słupskich organizacji pozarządowych",
    "organizacji pozarządowych i NUMBER ich przedstawicieli/lki",
]
NUMBERS = ["11", "11", "4", "48", "30", "48", "220"]


def test_the_pdf_holds_every_sentence_of_the_source(report, pdf_text):
    text = pdf_text(report)

    assert [sentence for sentence in SOURCE if sentence not in text] == []
    assert numbers_in(text, TEMPLATES) == NUMBERS


def test_one_record_changes_one_number_on_the_page_and_in_the_pdf(client, report, pdf_text):
    assert numbers_in(" ".join(sentences(client, report)), TEMPLATES) == NUMBERS
    assert numbers_in(pdf_text(report), TEMPLATES) == NUMBERS
    date = Occurrence.objects.filter(counts_as="training", local_day__year=2017).first()

    Attendance.objects.create(occurrence=date, person_key="f" * 64)

    # "49 osób": the noun takes the same form.
    expected = ["11", "11", "4", "49", "30", "48", "220"]
    assert numbers_in(" ".join(sentences(client, report)), TEMPLATES) == expected
    assert numbers_in(pdf_text(report), TEMPLATES) == expected


def test_one_more_representative_changes_that_number_alone(client, report, pdf_text):
    guest = Attendance.objects.filter(
        occurrence__counts_as="meeting", occurrence__local_day__year=2017
    ).exclude(organization_key="")[0]

    Attendance.objects.create(
        occurrence=guest.occurrence,
        person_key="e" * 64,
        organization_name=guest.organization_name,
        organization_key=guest.organization_key,
    )

    expected = ["11", "11", "4", "48", "30", "48", "221"]
    assert numbers_in(" ".join(sentences(client, report)), TEMPLATES) == expected
    assert numbers_in(pdf_text(report), TEMPLATES) == expected


def test_the_year_on_one_page_tells_the_same_numbers(report, pdf_text):
    text = pdf_text(report, "poster/")

    for words in (
        "220 przedstawicieli organizacji",
        "48 organizacji",
        "11 spotkań integracyjnych",
        "11 numerów biuletynu",
        "4 dni szkoleniowe",
        "48 osób na szkoleniach",
        "30 głosujących przedstawicieli",
    ):
        # pdftotext sees no space between a very large and a small letter.
        assert re.search(words.replace(" ", " ?", 1), text)
    hosts = re.search(r"Gospodarze spotkań (.*) Liczby policzono", text)[1]
    assert hosts.startswith("Fundacja INDYGO Stowarzyszenie INSPIRACJE")
    assert hosts.endswith("Towarzystwo Opieki nad Zwierzętami")


def changed(before: dict, after: dict) -> dict:
    return {key: after[key] for key in before if before[key] != after[key]}


def test_a_meeting_that_did_not_take_place_changes_its_figures_alone(client, report):
    before = figures(report)
    meeting = Occurrence.objects.filter(
        counts_as="meeting", local_day__year=2017, status=OccurrenceStatus.HELD
    ).first()
    came = meeting.attendances.count()
    assert came > 0

    Occurrence.objects.filter(pk=meeting.pk).update(status=OccurrenceStatus.NOT_HELD)

    after = figures(report)
    assert after["meetings"] == 10
    assert after["participations"] == before["participations"] - came
    untouched = {"trainees", "training_days", "issues", "voters", "other_events", "turnout"}
    assert not untouched & changed(before, after).keys()
    assert sentences(client, report)[0].startswith("10 spotkań integracyjnych ")


def test_one_more_trainee_changes_people_and_nothing_else(report):
    before = figures(report)
    date = Occurrence.objects.filter(counts_as="training", local_day__year=2017).first()

    Attendance.objects.create(occurrence=date, person_key="f" * 64)

    assert changed(before, figures(report)) == {
        "trainees": 49,
        "training_participations": before["training_participations"] + 1,
        "participations": before["participations"] + 1,
        "people": before["people"] + 1,
    }


def test_participations_of_the_training_are_more_than_its_people(report):
    assert figures(report)["training_participations"] == 60


def test_what_is_deleted_changes_no_figure(report):
    before = figures(report)
    series = EventPage.objects.get(slug="spotkania-integracyjne")

    series.delete()
    EventKind.objects.filter(slug="spotkanie-integracyjne").delete()
    NGOPage.objects.get(slug="fundacja-indygo").delete()

    assert changed(before, figures(report)) == {}
    assert before[FigureKey.MEETINGS] == 11


def test_erasing_a_person_changes_no_figure(report):
    before = figures(report)
    person = Registration.objects.filter(email="osoba01@example.org").first()
    assert Attendance.objects.filter(person_key=person.person_key).count() > 1

    call_command("ngo_privacy", "erase", "--email", "osoba01@example.org", verbosity=0)

    assert not Registration.objects.filter(email="osoba01@example.org").exists()
    assert changed(before, figures(report)) == {}


def test_a_draft_of_a_twelfth_issue_does_not_count(report):
    before = figures(report)
    eleventh = BulletinIssuePage.objects.get(year=2017, number=11)

    draft = BulletinIssuePage(
        title="12", slug="12-2017", number=12, year=2017, live=False,
        period_start=datetime.date(2017, 12, 1), period_end=datetime.date(2017, 12, 31),
        issue_date=datetime.date(2017, 12, 1),
    )  # fmt: skip
    eleventh.get_parent().add_child(instance=draft)

    assert changed(before, figures(report)) == {}
