"""The council: the election of 2017 on one list, a running term, and an election by nine areas.

The source tells that 30 representatives voted in 2017, and nothing else about it. Who stood, who
was on the roll, who got how many votes: all that is invented and named so.
"""

from __future__ import annotations

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from example_site.demo.context import SAMPLE, Demo, ensure_page
from example_site.demo.events import venues
from wagtail_ngo.models import (
    ActivityArea,
    Candidate,
    CouncilDocument,
    CouncilElectionPage,
    CouncilPage,
    CouncilSeat,
    CouncilTerm,
    ElectionArea,
    ElectionRoll,
    EventKind,
    EventPage,
    NGOPage,
    RollEntry,
)
from wagtail_ngo.services.council import counts, nominations, rolls
from wagtail_ngo.services.council.composition import publish_composition
from wagtail_ngo.services.council.counts import Numbers

PERSON = "Osoba przykładowa: nie istnieje."
#: Organizations that voted in 2017: the one figure of the source. All others are samples.
VOTED, ENTITLED = 30, 40
VOTING = datetime.datetime(2017, 6, 8, 14, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)

#: Given names, family name, votes of the thirty ballots of 2017.
CANDIDATES = [
    ("Adam", "Przykładowy", 25),
    ("Barbara", "Wzorcowa", 24),
    ("Celina", "Próbna", 22),
    ("Daniel", "Testowy", 20),
    ("Ewa", "Zmyślona", 18),
    ("Filip", "Łatkowy", 16),
    ("Grażyna", "Umowna", 14),
    ("Henryk", "Symboliczny", 14),
    ("Łucja", "Modelowa", 9),
]

#: Area, point of the Act, candidate, deputy. Women and men by turns.
AREAS = [
    ("Pomoc społeczna", "1", ("Anna", "Próbna"), ("Jan", "Testowy")),
    ("Zdrowie i niepełnosprawność", "7", ("Piotr", "Wzorcowy"), ("Ewa", "Umowna")),
    ("Edukacja i wychowanie", "14", ("Maria", "Zmyślona"), ("Adam", "Modelowy")),
    ("Kultura i sztuka", "16", ("Łukasz", "Przykładowy"), ("Zofia", "Wzorcowa")),
    ("Sport i turystyka", "17", ("Olga", "Testowa"), ("Paweł", "Próbny")),
    ("Ekologia i zwierzęta", "18", ("Marek", "Umowny"), ("Iwona", "Modelowa")),
    ("Młodzież", "15", ("Kinga", "Symboliczna"), ("Tomasz", "Zmyślony")),
    ("Seniorzy", "10", ("Jerzy", "Modelowy"), ("Hanna", "Przykładowa")),
    ("Wolontariat i bezpieczeństwo", "20", ("Alicja", "Wzorcowa"), ("Rafał", "Testowy")),
]


def load(demo: Demo) -> None:
    council = ensure_page(
        demo.home,
        CouncilPage,
        "rada",
        title="Słupska Rada Organizacji Pozarządowych",
        lead="Rada doradza miastu w sprawach organizacji. Skład i dokumenty są przykładowe.",
        meetings=meetings(demo),
        office_email="organizacje@slupsk.example",
        contact_email="rada@slupsk.example",
    )
    demo.council = council
    load_documents(council)
    load_past_election(demo, council)
    load_running_term(council)
    load_current_election(demo, council)
    demo.say(f"the council, the election of 2017 ({VOTED} voted) and one by {len(AREAS)} areas")


def meetings(demo: Demo) -> EventPage:
    first = timezone.localdate() + 14 * DAY
    return ensure_page(
        demo.calendar,
        EventPage,
        "posiedzenia-rady",
        title="Posiedzenia Rady (przykład)",
        lead=f"Posiedzenia są otwarte. {SAMPLE}",
        kind=EventKind.objects.filter(slug="spotkanie-informacyjne").first(),
        start_date=first,
        start_time=datetime.time(16),
        end_time=datetime.time(18),
        time_zone="Europe/Warsaw",
        recurrence="RRULE:FREQ=WEEKLY;INTERVAL=8;COUNT=6",
        venue=venues()[0],
    )


def load_documents(council: CouncilPage) -> None:
    if council.documents.exists():
        return
    file = ContentFile(f"{SAMPLE}\n".encode(), name="posiedzenie-rady-przyklad.txt")
    document, _is_new = get_document_model().objects.get_or_create(
        title="Posiedzenie Rady (przykład)", defaults={"file": file}
    )
    council.documents = [
        CouncilDocument(
            kind=kind, dated_on=datetime.date(2017, 9, day), title=title, document=document
        )
        for kind, day, title in (
            ("minutes", 12, "Protokół pierwszego posiedzenia (przykład)"),
            ("opinion", 26, "Opinia o programie współpracy (przykład)"),
        )
    ]
    council.save_revision().publish()


def load_past_election(demo: Demo, council: CouncilPage) -> None:
    """Seven seats, one list, at most seven names on a ballot, at a meeting."""
    event = EventPage.objects.child_of(demo.calendar).get(slug="wybory-do-rady")
    election = ensure_page(
        council,
        CouncilElectionPage,
        "wybory-2017",
        title="Wybory do Rady w 2017 roku",
        lead="Źródło podaje, ilu przedstawicieli głosowało. Kandydaci, spis i głosy to przykłady.",
        nominations_from=VOTING - 38 * DAY,
        nominations_until=VOTING - 17 * DAY,
        list_published_at=VOTING - 10 * DAY,
        voting_from=VOTING,
        voting_until=VOTING + 3 * HOUR,
        venue=venues()[0],
        event=event,
        directory=demo.directory,
        seats=7,
        max_names=7,
    )
    if not election.counts.exists():
        count_past_election(election)


def count_past_election(election: CouncilElectionPage) -> None:
    """Its roll, its candidates, the confirmed count and the council that came of it."""
    roll = ElectionRoll.objects.create(election=election, frozen_at=VOTING - 14 * DAY)
    RollEntry.objects.bulk_create(
        RollEntry(
            roll=roll,
            name=f"Organizacja {number:02} (przykład)",
            sort_key=f"{number:02}",
            delegate=f"Delegat {number:02} (przykład)",
            ballot_issued_at=VOTING + number * HOUR / 60 if number <= VOTED else None,
        )
        for number in range(1, ENTITLED + 1)
    )
    people = [
        stand(election, given, family, moment=VOTING - 20 * DAY, number=number)
        for number, (given, family, _votes) in enumerate(CANDIDATES, start=1)
    ]
    votes = {person.pk: row[2] for person, row in zip(people, CANDIDATES, strict=True)}
    numbers = {
        None: Numbers(
            issued=VOTED,
            valid=VOTED - 1,
            invalid=1,
            blank=1,
            votes=votes,
            chosen=frozenset({people[6].pk}),
            tie_note="Losem, który wyciągnęła przewodnicząca komisji (przykład).",
        )
    }
    moment = VOTING + 5 * HOUR
    count = counts.save_count(election, numbers, voters=VOTED, note="", user=None, now=moment)
    digest = counts.digest_of(count)
    counts.validate(count, digest=digest, user=None, now=moment + HOUR)
    first, last = datetime.date(2017, 7, 1), datetime.date(2020, 6, 30)
    publish_composition(election, starts_on=first, ends_on=last, user=None)


def stand(election, given, family, *, moment, number=0, organization=None, **more) -> Candidate:
    """An accepted candidate who does not exist and agreed to be shown."""
    return Candidate.objects.create(
        election=election,
        given_names=given,
        family_name=family,
        organization=organization,
        organization_name=organization.title
        if organization
        else f"Organizacja {number:02} (przykład)",
        state="accepted",
        statement=PERSON,
        nominated_at=moment,
        consented_at=moment,
        consent_text=nominations.consent_text(election),
        consent_source="paper",
        **more,
    )


def load_running_term(council: CouncilPage) -> None:
    """A term that ends in two months: the office is reminded of it."""
    today = timezone.localdate()
    if CouncilTerm.objects.filter(council=council, election=None).exists():
        return
    term = CouncilTerm.objects.create(
        council=council,
        starts_on=today - 1035 * DAY,
        ends_on=today + 60 * DAY,
        note="Skład przykładowy.",
    )
    roles = ["chair", "vice_chair", "secretary"]
    for number, (area, _code, (given, family), deputy) in enumerate(AREAS, start=1):
        CouncilSeat.objects.create(
            term=term,
            area_name=area,
            role=roles[number - 1] if number <= len(roles) else "member",
            organization_name=f"Organizacja {number:02} (przykład)",
            given_names=given,
            family_name=family,
            consented_on=term.starts_on,
            deputy_given_names=deputy[0],
            deputy_family_name=deputy[1],
            deputy_consented_on=term.starts_on,
        )


def load_current_election(demo: Demo, council: CouncilPage) -> None:
    """Nine areas with a seat each, candidate and deputy; the voting is on, the desk is open."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    election = ensure_page(
        council,
        CouncilElectionPage,
        "wybory-wedlug-obszarow",
        title="Wybory do Rady według obszarów (przykład)",
        lead=f"Dziewięć obszarów, w każdym kandydat i zastępca. {SAMPLE}",
        nominations_from=midnight - 40 * DAY + 8 * HOUR,
        nominations_until=midnight - 20 * DAY + 16 * HOUR,
        list_published_at=midnight - 10 * DAY + 12 * HOUR,
        voting_kind="days",
        voting_from=midnight + 8 * HOUR,
        voting_until=midnight + 3 * DAY + 16 * HOUR,
        venue=venues()[1],
        directory=demo.directory,
        form="own_area",
        max_names=1,
        deputy="other_sex",
        candidate_order="drawn",
        areas=[
            ElectionArea(name=name, activity_area=ActivityArea.objects.filter(code=code).first())
            for name, code, _candidate, _deputy in AREAS
        ],
    )
    if not election.is_locked:
        prepare_current_election(demo, election)


def prepare_current_election(demo: Demo, election: CouncilElectionPage) -> None:
    """A candidate and a deputy for each area in the order of the lot, and the closed roll."""
    now = timezone.now()
    samples = NGOPage.objects.child_of(demo.directory).filter(title__contains="(przykład)")
    nominating = list(samples.filter(status="active").order_by("sort_key"))
    areas = list(election.areas.all())
    for number, (_name, _code, candidate, deputy) in enumerate(AREAS):
        stand(
            election,
            *candidate,
            moment=now - 25 * DAY,
            organization=nominating[number % len(nominating)],
            area=areas[number],
            sex="mw"[(number + 1) % 2],
            deputy_given_names=deputy[0],
            deputy_family_name=deputy[1],
            deputy_sex="wm"[(number + 1) % 2],
            deputy_consented_at=now - 25 * DAY,
        )
    nominations.draw(election, user=None, now=now - 12 * DAY)
    rolls.freeze(election, user=None, now=now - 8 * DAY)
    rows = election.roll.entries.entitled().filter(organization__in=nominating)
    for number, entry in enumerate(rows):
        area = entry.area or areas[number % len(areas)]
        delegate = entry.delegate or f"Delegat {number + 1:02} (przykład)"
        rolls.change_entry(entry, delegate=delegate, area=area)
