"""The events of 2017: eleven meetings, four training days, the election, two special evenings.

The source gives the number and the kind of each, not the day or the hour: those are samples.
"""

import datetime

from example_site.demo.context import Demo, ensure_page
from example_site.demo.directory import hosts
from wagtail_ngo.models import EventIndexPage, EventPage, Venue

SAMPLE_DATES = "Dni i godziny są przykładowe: źródło podaje tylko rok."

#: Slug, title, lead, first day, hours, rule.
EVENTS = [
    (
        "spotkania-integracyjne",
        "Spotkania integracyjne organizacji",
        "Jedenaście spotkań w 2017 roku, każde u innej organizacji.",
        datetime.date(2017, 1, 19),
        (datetime.time(17), datetime.time(19)),
        "RRULE:FREQ=MONTHLY;BYDAY=+3TH;COUNT=11",
    ),
    (
        "szkolenie",
        "Szkolenie dla przedstawicieli organizacji",
        "Cztery dni szkoleniowe, w których wzięło udział 48 osób.",
        datetime.date(2017, 4, 22),
        (datetime.time(9), datetime.time(15)),
        "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=4",
    ),
    (
        "wybory-do-rady",
        "Wybory do Słupskiej Rady Organizacji Pozarządowych",
        "Głosowało 30 przedstawicieli słupskich organizacji.",
        datetime.date(2017, 6, 8),
        (datetime.time(16), datetime.time(19)),
        "",
    ),
    (
        "gra-o-slupskich-ngo",
        "Gra o słupskich NGO",
        "Spotkanie integracyjne, na którym organizacje poznają się w grze.",
        datetime.date(2017, 9, 16),
        (datetime.time(11), datetime.time(15)),
        "",
    ),
    (
        "wigilia-organizacji",
        "Wigilia Słupskich Organizacji Pozarządowych",
        "Spotkanie podsumowujące rok.",
        datetime.date(2017, 12, 14),
        (datetime.time(17), datetime.time(20)),
        "",
    ),
]


def load(demo: Demo) -> None:
    demo.calendar = ensure_page(
        demo.home, EventIndexPage, "wydarzenia", title="Wydarzenia", show_in_menus=True
    )
    venue, _ = Venue.objects.get_or_create(
        name="Sala spotkań (przykład)", defaults={"address": "ul. Przykładowa 1"}
    )
    for slug, title, lead, day, (start, end), rule in EVENTS:
        ensure_page(
            demo.calendar,
            EventPage,
            slug,
            title=title,
            lead=f"{lead} {SAMPLE_DATES}",
            start_date=day,
            start_time=start,
            end_time=end,
            recurrence=rule or None,
            venue=venue,
            hosts=hosts(demo) if slug == "spotkania-integracyjne" else [],
        )
    demo.say(f"{len(EVENTS)} events of 2017")
