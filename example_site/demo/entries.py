"""Sample entries of the directory: invented organizations, each marked so in its name.

Their registry numbers pass the checks but are given to nobody; addresses end in ``example.org``.
"""

import datetime
from dataclasses import dataclass
from itertools import count
from types import ModuleType

from django.utils import timezone
from stdnum.pl import nip, regon

from wagtail_ngo.enums import CooperationOrigin
from wagtail_ngo.models import (
    ActivityArea,
    Consent,
    ContactChannel,
    Cooperation,
    CooperationPartner,
    District,
    Language,
    LegalForm,
    Need,
    NGOPage,
    Offer,
    OpeningHours,
    Representative,
    TargetGroup,
)

DISTRICTS = [f"{name} (przykład)" for name in ("Śródmieście", "Północ", "Zarzecze", "Nowe Osiedle")]

ACTIVE, SUSPENDED, MOVED = "active", "suspended", "moved"


@dataclass(frozen=True)
class Sample:
    """One entry; ``number`` makes its registry numbers, telephone and place."""

    number: int
    slug: str
    name: str
    lead: str
    form: str
    areas: str
    groups: tuple[str, ...]
    district: int
    department: str = "Wydział Polityki Społecznej"
    offers: tuple[tuple[str, str], ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ("pl",)
    access: tuple[str, ...] = ()
    hours: tuple[int, int] | None = (9, 15)
    status: str = ACTIVE
    is_public_benefit: bool = False
    confirmed_days_ago: int | None = 60
    other_names: str = ""


CULTURE, SPORT, GREEN = "Wydział Kultury", "Wydział Sportu", "Wydział Gospodarki Komunalnej"

SAMPLES = [
    Sample(
        1,
        "zielone-podworko",
        "Stowarzyszenie Zielone Podwórko",
        "Zakłada ogrody społeczne i uczy kompostowania na osiedlach.",
        "Stowarzyszenie",
        "13 18",
        ("Wszyscy mieszkańcy", "Seniorzy i seniorki"),
        3,
        GREEN,
        offers=(("equipment", "Narzędzia ogrodnicze i taczki na osiedlowe sprzątanie."),),
        needs=(("volunteers", "Dziesięć osób do sadzenia krzewów w sobotę rano."),),
        access=("step_free",),
    ),
    Sample(
        2,
        "fundacja-druga-polka",
        "Fundacja Druga Półka",
        "Zbiera książki i otwiera czytelnie w świetlicach, szpitalach i domach opieki.",
        "Fundacja",
        "14 16",
        ("Dzieci", "Osoby chore i ich bliscy"),
        0,
        CULTURE,
        offers=(("rooms", "Czytelnia na 20 osób, wolna we wtorki po południu."),),
        access=("step_free", "accessible_toilet"),
        is_public_benefit=True,
    ),
    Sample(
        3,
        "klub-seniora-razem",
        "Klub Seniora Razem",
        "Zajęcia komputerowe, spacery i pomoc sąsiedzka dla osób starszych.",
        "Stowarzyszenie zwykłe",
        "10 13",
        ("Seniorzy i seniorki",),
        1,
        needs=(("volunteers", "Studentki i studenci do zajęć komputerowych, dwie godziny."),),
        access=("step_free", "lift", "accessible_toilet"),
        hours=(10, 16),
    ),
    Sample(
        4,
        "szansa-na-start",
        "Fundacja Szansa na Start",
        "Pomaga młodym ludziom w nauce, wyborze zawodu i znalezieniu pierwszej pracy.",
        "Fundacja",
        "8 14 15",
        ("Młodzież",),
        0,
        offers=(("knowledge", "Warsztat pisania wniosków o małe granty."),),
        is_public_benefit=True,
        languages=("pl", "en", "uk"),
    ),
    Sample(
        5,
        "uks-fala",
        "Uczniowski Klub Sportowy Fala",
        "Uczy pływać dzieci od szóstego roku życia, także z niepełnosprawnościami.",
        "Uczniowski klub sportowy",
        "7 17",
        ("Dzieci", "Młodzież", "Osoby z niepełnosprawnościami"),
        1,
        SPORT,
        hours=(15, 19),
        other_names="UKS Fala",
        access=("step_free", "accessible_toilet", "accessible_parking"),
    ),
    Sample(
        6,
        "cztery-lapy-dom",
        "Stowarzyszenie Cztery Łapy Szukają Domu",
        "Znajduje domy tymczasowe i stałe dla bezdomnych psów i kotów.",
        "Stowarzyszenie",
        "18 27",
        ("Zwierzęta",),
        2,
        GREEN,
        needs=(
            ("transport", "Przewóz karmy raz w miesiącu."),
            ("volunteers", "Wolontariuszki do spacerów z psami."),
        ),
        is_public_benefit=True,
    ),
    Sample(
        7,
        "osrodek-bez-barier",
        "Ośrodek Bez Barier",
        "Doradza w sprawach dostępności, prowadzi rehabilitację i wypożyczalnię sprzętu.",
        "Stowarzyszenie",
        "1 7",
        ("Osoby z niepełnosprawnościami", "Osoby chore i ich bliscy", "Rodziny"),
        0,
        offers=(
            ("equipment", "Pętla indukcyjna i rampa do wypożyczenia na wydarzenia."),
            ("knowledge", "Przegląd dostępności sali przed spotkaniem."),
        ),
        languages=("pl", "pso"),
        access=("step_free", "lift", "accessible_toilet", "accessible_parking", "induction_loop"),
        is_public_benefit=True,
    ),
    Sample(
        8,
        "most-nad-slupia",
        "Fundacja Most nad Słupią",
        "Wspiera migrantki i migrantów: nauka polskiego, pomoc w urzędzie, grupy rozmów.",
        "Fundacja",
        "5a 22",
        ("Migranci i uchodźcy", "Kobiety", "Rodziny"),
        2,
        languages=("pl", "uk", "be", "en"),
        offers=(("rooms", "Sala z kuchnią, wolna w niedziele."),),
        hours=(11, 18),
    ),
    Sample(
        9,
        "chor-kamerton",
        "Stowarzyszenie Śpiewacze Kamerton",
        "Chór mieszany i warsztaty głosu; przyjmuje każdego, kto lubi śpiewać.",
        "Stowarzyszenie",
        "16",
        ("Wszyscy mieszkańcy",),
        0,
        CULTURE,
        needs=(("rooms", "Sala prób na czwartkowe wieczory."),),
        hours=None,
        confirmed_days_ago=500,
    ),
    Sample(
        10,
        "straz-zarzecze",
        "Ochotnicza Straż Pożarna Zarzecze",
        "Ratuje, szkoli z pierwszej pomocy i prowadzi drużynę młodzieżową.",
        "Ochotnicza straż pożarna",
        "20 23",
        ("Wszyscy mieszkańcy", "Młodzież"),
        2,
        "Wydział Zarządzania Kryzysowego",
        offers=(("knowledge", "Pokaz pierwszej pomocy na festynie."),),
        other_names="OSP Zarzecze",
        hours=None,
    ),
    Sample(
        11,
        "trzezwy-dom",
        "Stowarzyszenie Trzeźwy Dom",
        "Prowadzi grupy wsparcia dla osób uzależnionych i ich bliskich.",
        "Stowarzyszenie",
        "6 32",
        ("Osoby uzależnione i ich bliscy", "Rodziny"),
        1,
        "Wydział Zdrowia",
        hours=(16, 20),
        confirmed_days_ago=None,
    ),
    Sample(
        12,
        "kolo-szlaku",
        "Koło Krajoznawcze Szlak",
        "Organizuje rajdy piesze i rowerowe po dolinie rzeki.",
        "Stowarzyszenie zwykłe",
        "17 19",
        ("Rodziny", "Wszyscy mieszkańcy"),
        3,
        SPORT,
        status=SUSPENDED,
        hours=None,
    ),
]


def number_of(sample: Sample, register: ModuleType, length: int) -> str:
    """A number that passes the checks of its register and begins with 999, which nobody has."""
    candidates = (f"999{tail:0{length - 3}d}" for tail in count(100 * sample.number))
    return next(number for number in candidates if register.is_valid(number))


def is_in_krs(sample: Sample) -> bool:
    return sample.form not in ("Stowarzyszenie zwykłe", "Uczniowski klub sportowy")


def values(sample: Sample) -> dict:
    """Fields of the page."""
    areas, today = sample.areas.split(), timezone.localdate()
    confirmed = sample.confirmed_days_ago
    confirmed_on = confirmed and today - datetime.timedelta(days=confirmed)
    return {
        "title": f"{sample.name} (przykład)",
        "lead": sample.lead,
        "department": f"{sample.department} (przykład)",
        "other_names": sample.other_names,
        "legal_form": LegalForm.objects.filter(name=sample.form).first(),
        "register": "krs" if is_in_krs(sample) else "starost",
        "krs": f"00099{sample.number:05d}" if is_in_krs(sample) else "",
        "nip": number_of(sample, nip, 10),
        "regon": number_of(sample, regon, 9),
        "status": sample.status,
        "is_public_benefit": sample.is_public_benefit,
        "tax_purpose": "Cele statutowe (przykład)" if sample.is_public_benefit else "",
        "founded_year": 1995 + 2 * sample.number,
        "areas": list(ActivityArea.objects.filter(code__in=areas)),
        "target_groups": list(TargetGroup.objects.filter(name__in=sample.groups)),
        "districts": list(District.objects.filter(name=DISTRICTS[sample.district])),
        "languages": list(Language.objects.filter(code__in=sample.languages)),
        "area_of_operation": "city",
        "seat_street": f"ul. Przykładowa {sample.number}",
        "seat_postcode": "76-200",
        "seat_city": "Słupsk",
        # A ring around the middle of the town: no address of anybody.
        "latitude": f"{54.4641 + 0.004 * (sample.number % 4 - 1.5):.6f}",
        "longitude": f"{17.0285 + 0.005 * (sample.number % 5 - 2):.6f}",
        "verified_on": confirmed_on,
        "verified_by": "organization" if confirmed else "",
        "next_review_on": confirmed_on and confirmed_on + datetime.timedelta(days=365),
        "description": [("text", f"<p>{sample.lead}</p><p>Dane przykładowe.</p>")],
        **dict.fromkeys(sample.access, "yes"),
        **children(sample),
    }


def children(sample: Sample) -> dict:
    """Rows that belong to the page."""
    mail = f"{sample.slug}@example.org"
    days = range(5) if sample.hours else ()
    return {
        "contact_channels": [
            ContactChannel(kind="email", value=mail),
            ContactChannel(kind="phone", value=f"+4859000{sample.number:04d}"),
            ContactChannel(kind="website", value=f"https://{sample.slug}.example.org/"),
        ],
        "opening_hours": [
            OpeningHours(
                weekday=day,
                opens=datetime.time(sample.hours[0]),
                closes=datetime.time(sample.hours[1]),
            )
            for day in days
        ],
        "offers": [Offer(kind=kind, text=text) for kind, text in sample.offers],
        "needs": [Need(kind=kind, text=text) for kind, text in sample.needs],
    }


def load_districts() -> None:
    for order, name in enumerate(DISTRICTS, start=1):
        District.objects.get_or_create(name=name, defaults={"sort_order": 10 * order})


def load_cooperation(entries: dict[str, NGOPage]) -> None:
    """One joint project of two entries and a partner from elsewhere, told on both pages."""
    if Cooperation.objects.exists():
        return
    row = Cooperation.objects.create(
        title="Ogród wspomnień (przykład)",
        purpose="Seniorzy i sąsiedzi sadzą rośliny, które pamiętają z dzieciństwa.",
        started_on=datetime.date(2024, 4, 1),
        origin=CooperationOrigin.BOARD,
        result="Dwadzieścia grządek i spotkanie co miesiąc (przykład).",
    )
    partners = [
        (entries["zielone-podworko"], "", True),
        (entries["klub-seniora-razem"], "", False),
        (None, "Szkoła Przykładowa", False),
    ]
    for order, (entry, name, leads) in enumerate(partners):
        CooperationPartner.objects.create(
            cooperation=row, organization=entry, name=name, is_lead=leads, sort_order=order
        )


def load_people(entries: dict[str, NGOPage]) -> None:
    """Two people who do not exist: one agreed to be shown, one did not."""
    if Representative.objects.exists():
        return
    shown = Representative(
        name="Anna Przykładowa",
        role="prezeska",
        organization=entries["osrodek-bez-barier"],
        may_represent=True,
        email="anna@example.org",
        is_public=True,
    )
    shown.consents.add(
        Consent(
            scope="publication",
            text_version="2026-01 (przykład)",
            given_on=timezone.localdate(),
            source="paper",
        )
    )
    shown.save()
    Representative.objects.create(
        name="Jan Przykładowy",
        role="skarbnik",
        organization=entries["zielone-podworko"],
        email="jan@example.org",
    )
