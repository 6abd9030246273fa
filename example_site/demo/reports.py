"""The report of 2017: the source's own paragraph, each number counted from the demo's records.

Who came is sample data; only the sums are those of the source.
"""

import datetime

from example_site.demo.context import Demo, ensure_page
from wagtail_ngo.enums import CountsAs, FigureKey, ReportScope
from wagtail_ngo.models import (
    ActivityReportPage,
    Attendance,
    CooperationProgramme,
    EventPage,
    FundingCall,
    Occurrence,
)
from wagtail_ngo.models.events.occurrences import name_key
from wagtail_ngo.models.person_keys import person_key

#: Of the source: 48 organizations and 220 of their people in the year, 48 people in the trainings.
ORGANIZATIONS, REPRESENTATIVES, TRAINEES, HOSTS = 48, 220, 48, 11


PROGRAMME = "Program współpracy na 2017 rok (przykład)"


def fill_meetings(demo: Demo) -> None:
    """The people of the year who were at no training, spread over meetings and special evenings."""
    pages = EventPage.objects.child_of(demo.calendar)
    dates = list(
        Occurrence.objects.filter(page__in=pages, local_day__year=2017)
        .filter(counts_as__in=[CountsAs.MEETING, CountsAs.OTHER])
        .taking_place()
        .order_by("starts_at")
    )
    if Attendance.objects.filter(occurrence__in=dates).exists():
        return
    guests = [
        f"Organizacja {number:02} (przykład)" for number in range(1, ORGANIZATIONS - HOSTS + 1)
    ]
    rows = []
    for number in range(REPRESENTATIVES - TRAINEES):
        name = guests[number % len(guests)]
        # Everybody came once, every third person a second time.
        visits = [number, number + 4] if number % 3 == 0 else [number]
        for visit in visits:
            rows.append(
                Attendance(
                    occurrence=dates[visit % len(dates)],
                    person_key=person_key(f"gosc{number:03}@example.org"),
                    organization_name=name,
                    organization_key=name_key(name),
                    checked_in_at=dates[visit % len(dates)].starts_at,
                )
            )
    Attendance.objects.bulk_create(rows)


def figure(key: str, *, only_number: bool = False) -> str:
    """A figure within rich text, as the editor's button puts it there."""
    mark = f"{key}.number" if only_number else key
    label = "gospodarze spotkań" if key == "host_names" else FigureKey(key).label
    return f'<a linktype="ngo-figure" figure="{mark}">{label}</a>'


def source_list() -> str:
    """The paragraph of the source as a list; what is data there is a figure here."""
    items = [
        f"{figure('meetings')} ze słupskimi organizacjami: {figure('host_names')},",
        f"wydano {figure('issues', only_number=True)} Biuletynów Informacyjnych (co miesiąc), "
        "kierowany do słupskich organizacji pozarządowych i mieszkańców/nek,",
        f"zorganizowano {figure('training_days')} dla przedstawicieli słupskich organizacji "
        f"pozarządowych, w których udział wzięło {figure('trainees')},",
        "zorganizowano i przeprowadzono wybory do Słupskiej Rady Organizacji Pozarządowych, "
        f"w których udział wzięło {figure('voters', only_number=True)} przedstawicieli słupskich "
        "NGO,",
        "zorganizowano spotkanie integracyjne „Gra o słupskich NGO” oraz spotkanie podsumowujące "
        "„Wigilia Słupskich Organizacji Pozarządowych”,",
        f"w działania projektowe zaangażowano {figure('organizations', only_number=True)} "
        f"słupskich organizacji pozarządowych i {figure('representatives', only_number=True)} ich "
        "przedstawicieli/lki;",
    ]
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


#: The form of the programme's report; what the indicators are called there is sample text.
INDICATORS = [
    {
        "figure": key,
        "label": label,
        "note": note,
    }
    for key, label, note in (
        ("meetings", "Liczba spotkań z organizacjami pozarządowymi", ""),
        ("organizations", "Liczba organizacji biorących udział w działaniach programu", ""),
        ("training_days", "Liczba dni szkoleniowych", ""),
        ("trainees", "Liczba osób przeszkolonych", "każda osoba liczona raz"),
        ("issues", "Liczba wydanych biuletynów", "w wersji papierowej i PDF"),
        ("voters", "Liczba organizacji głosujących w wyborach do Rady", ""),
    )
]


def load(demo: Demo) -> None:
    large = ["representatives", "organizations", "meetings", "issues", "training_days"]
    large += ["trainees", "voters"]
    demo.report = ensure_page(
        demo.home,
        ActivityReportPage,
        "sprawozdanie-2017",
        title="Działania dla organizacji pozarządowych w 2017 roku",
        lead="Liczby na tej stronie powstają z zapisów w kalendarzu, biuletynie i wyborach. Kto "
        "był na spotkaniach, to dane przykładowe; sumy są z dokumentu źródłowego.",
        first_day=datetime.date(2017, 1, 1),
        last_day=datetime.date(2017, 12, 31),
        body=[
            ("text", f"<p>W ramach projektu w 2017 roku zrealizowano:</p>{source_list()}"),
            (
                "poster",
                {"heading": "Rok 2017 w liczbach", "figures": large, "months": True, "hosts": True},
            ),
            ("chart", {"subject": "kinds", "heading": "Rodzaje wydarzeń"}),
            ("indicators", {"heading": "Wskaźniki programu współpracy", "rows": INDICATORS}),
        ],
        show_in_menus=True,
    )
    load_programme(demo)
    demo.say("the report of 2017, every number counted, and that of a programme")


def load_programme(demo: Demo) -> None:
    """A cooperation programme with the trainings and the city's calls of the year, and its report.

    The source names no programme; which records belong to this one is an example.
    """
    programme, _made = CooperationProgramme.objects.get_or_create(name=PROGRAMME)
    trainings = Occurrence.objects.filter(counts_as=CountsAs.TRAINING, local_day__year=2017)
    pages = EventPage.objects.child_of(demo.calendar).filter(pk__in=trainings.values("page"))
    pages.update(programme=programme)
    trainings.filter(page__in=pages).update(programme=programme)
    FundingCall.objects.filter(announced_on__year=2017).update(programme=programme)
    figures = ["training_days", "trainees", "calls"]
    ensure_page(
        demo.report,
        ActivityReportPage,
        "program-wspolpracy",
        title=PROGRAMME,
        first_day=datetime.date(2017, 1, 1),
        last_day=datetime.date(2017, 12, 31),
        scope=ReportScope.PROGRAMME,
        programme=programme,
        body=[
            ("text", "<p>Z wydarzeń i konkursów tego programu (przykład):</p>"),
            ("figures", {"heading": "Program w liczbach", "figures": figures, "compare": False}),
        ],
    )
