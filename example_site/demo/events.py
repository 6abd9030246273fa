"""The events of 2017: eleven meetings, four training days, the election, two special evenings.

The source gives the number and the kind of each, not the day or the hour: those are samples.
"""

import datetime

from django.utils import timezone

from example_site.demo.context import SAMPLE, Demo, ensure_page
from example_site.demo.directory import hosts
from wagtail_ngo.models import (
    CalendarSource,
    EventIndexPage,
    EventKind,
    EventOrganization,
    EventPage,
    OccurrenceOverride,
    SchoolBreak,
    Venue,
)

SAMPLE_DATES = "Dni, godziny i miejsca są przykładowe: źródło podaje tylko rok."
MEETINGS = "spotkania-integracyjne"

#: Slug, title, lead, kind, first day, hours, rule.
EVENTS = [
    (
        MEETINGS,
        "Spotkania integracyjne organizacji",
        "Jedenaście spotkań w 2017 roku, każde u innej organizacji.",
        "spotkanie-integracyjne",
        datetime.date(2017, 1, 19),
        (datetime.time(17), datetime.time(19)),
        "RRULE:FREQ=MONTHLY;BYDAY=3TH;COUNT=12",
    ),
    (
        "szkolenie",
        "Szkolenie dla przedstawicieli organizacji",
        "Cztery dni szkoleniowe, w których wzięło udział 48 osób.",
        "szkolenie",
        datetime.date(2017, 4, 22),
        (datetime.time(9), datetime.time(15)),
        "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=4",
    ),
    (
        "wybory-do-rady",
        "Wybory do Słupskiej Rady Organizacji Pozarządowych",
        "Zebranie, na którym organizacje wybierają Radę. Wynik jest na stronie wyborów.",
        "wybory",
        datetime.date(2017, 6, 8),
        (datetime.time(16), datetime.time(19)),
        "",
    ),
    (
        "gra-o-slupskich-ngo",
        "Gra o słupskich NGO",
        "Spotkanie integracyjne, na którym organizacje poznają się w grze.",
        "wydarzenie-specjalne",
        datetime.date(2017, 9, 16),
        (datetime.time(11), datetime.time(15)),
        "",
    ),
    (
        "wigilia-organizacji",
        "Wigilia Słupskich Organizacji Pozarządowych",
        "Spotkanie podsumowujące rok.",
        "wydarzenie-specjalne",
        datetime.date(2017, 12, 14),
        (datetime.time(17), datetime.time(20)),
        "",
    ),
]

#: The third Thursdays of 2017; one is a public holiday and moved, July is cancelled: eleven remain.
THURSDAYS = [
    datetime.date(2017, month, day)
    for month, day in enumerate((19, 16, 16, 20, 18, 15, 20, 17, 21, 19, 16, 21), start=1)
]
HOLIDAY = datetime.date(2017, 6, 15)
SUMMER = datetime.date(2017, 7, 20)


def load(demo: Demo) -> None:
    demo.calendar = ensure_page(
        demo.home, EventIndexPage, "wydarzenia", title="Wydarzenia", show_in_menus=True
    )
    for slug, title, lead, kind, day, (start, end), rule in EVENTS:
        ensure_page(
            demo.calendar,
            EventPage,
            slug,
            title=title,
            lead=f"{lead} {SAMPLE_DATES}",
            kind=EventKind.objects.filter(slug=kind).first(),
            start_date=day,
            start_time=start,
            end_time=end,
            time_zone="Europe/Warsaw",
            recurrence=rule or None,
            venue=venues()[0],
            **(meeting_changes(demo) if slug == MEETINGS else {}),
        )
    ensure_coming_events(demo)
    demo.say(f"{len(EVENTS)} events of 2017 and samples of coming ones")


def venues() -> list[Venue]:
    """Two invented places, marked as such."""
    facts = [
        ("Sala spotkań (przykład)", "ul. Przykładowa 1", "yes"),
        ("Dom kultury (przykład)", "ul. Przykładowa 7", "partly"),
    ]
    return [
        Venue.objects.get_or_create(
            name=name,
            defaults={
                "street": street,
                "city": "Słupsk",
                "step_free": step_free,
                "accessible_toilet": "yes",
                "accessibility_note": SAMPLE,
            },
        )[0]
        for name, street, step_free in facts
    ]


def meeting_changes(demo: Demo) -> dict:
    """A host and a venue for each meeting, one of them moved, one cancelled."""
    remaining = iter(hosts(demo))
    places = venues()
    changes = []
    for number, day in enumerate(THURSDAYS):
        change = OccurrenceOverride(original_date=day, kind="changed", venue=places[number % 2])
        if day == SUMMER:
            change.kind, change.note = "cancelled", "Przerwa wakacyjna (przykład)."
        else:
            change.host = next(remaining, None)
        if day == HOLIDAY:
            change.kind, change.new_date = "moved", day + datetime.timedelta(days=7)
            change.note = "Przeniesione z Bożego Ciała (przykład)."
        changes.append(change)
    return {"overrides": changes}


def ensure_breaks(today: datetime.date) -> None:
    """A winter break that lies ahead; a town enters those of its voivodeship."""
    monday = datetime.date(today.year + 1, 2, 1)
    monday += datetime.timedelta(days=-monday.weekday() % 7)
    SchoolBreak.objects.get_or_create(
        name=f"Ferie zimowe {monday.year} (przykład)",
        defaults={"first_day": monday, "last_day": monday + datetime.timedelta(days=13)},
    )


def ensure_source(demo: Demo) -> None:
    """A calendar to keep in step with, of a host that does not exist; nothing is fetched."""
    CalendarSource.objects.get_or_create(
        name="Kalendarz domu kultury (przykład)",
        defaults={"url": "https://kultura.example/kalendarz.ics", "calendar": demo.calendar},
    )


def ensure_coming_events(demo: Demo) -> None:
    """Samples that always lie ahead, so that the calendar is never empty."""
    today = timezone.localdate()
    ensure_breaks(today)
    ensure_source(demo)
    first = today + datetime.timedelta(days=(3 - today.weekday()) % 7 + 7)
    weekly = ensure_page(
        demo.calendar,
        EventPage,
        "dyzur-doradcy",
        title="Dyżur doradcy organizacji (przykład)",
        lead=f"Bezpłatne porady dla organizacji: księgowość, wnioski, statut. {SAMPLE}",
        kind=EventKind.objects.filter(slug="spotkanie-informacyjne").first(),
        start_date=first,
        start_time=datetime.time(15),
        end_time=datetime.time(18),
        time_zone="Europe/Warsaw",
        recurrence="RRULE:FREQ=WEEKLY;BYDAY=TH",
        skips_holidays=True,
        skips_breaks=True,
        venue=venues()[0],
        audience="Organizacje pozarządowe i grupy nieformalne",
    )
    if not weekly.organizations.exists():
        weekly.organizations.add(EventOrganization(organization=hosts(demo)[0], role="partner"))
        weekly.save_revision().publish()
    ensure_page(
        demo.calendar,
        EventPage,
        "targi-organizacji",
        title="Targi organizacji (przykład)",
        lead=f"Dwa dni rozmów z organizacjami z miasta. {SAMPLE}",
        kind=EventKind.objects.filter(slug="wydarzenie-specjalne").first(),
        start_date=first + datetime.timedelta(days=30),
        end_date=first + datetime.timedelta(days=31),
        all_day=True,
        time_zone="Europe/Warsaw",
        venue=venues()[1],
        audience="Mieszkańcy",
    )
