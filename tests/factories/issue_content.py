"""Issue contents for tests of the PDF: a believable issue, and pictures for it."""

from __future__ import annotations

import datetime
import io
import random
from functools import cache
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFilter

from wagtail_ngo.domain.bulletin.content import (
    CallItem,
    CallListItem,
    ContactItem,
    EventItem,
    EventListItem,
    FillerItem,
    IssueContent,
    Look,
    NewsItem,
    OrganizationItem,
    OrganizationListItem,
    Picture,
    PicturesItem,
    QuoteItem,
    Section,
    TableItem,
    TextItem,
)

WARSAW = ZoneInfo("Europe/Warsaw")
URL = "https://miasto.example/biuletyn/12-2017/"
SENTENCES = (
    "Spotkanie odbędzie się w świetlicy na parterze, a wejście dla osób na wózkach jest od "
    "podwórza. ",
    "Organizacje, które chcą przedstawić swoje działania, proszone są o kilka zdań i jedno "
    "zdjęcie. ",
    "Wolontariusze pomogą dojechać osobom starszym; wystarczy zadzwonić dzień wcześniej. ",
    "W ubiegłym roku z podobnej pomocy skorzystało ponad 120 rodzin z całego miasta. ",
    "Każdy może przyjść, zapytać i powiedzieć, czego brakuje w jego okolicy. ",
    "Sprawozdanie z działań za 2016 r. jest dostępne u koordynatorki i w czytelni. ",
    "Warsztaty prowadzą doświadczone osoby, a materiały są bezpłatne – wystarczy się zapisać. ",
    "Zgłoszenia przyjmujemy do końca miesiąca, także telefonicznie i na kartkach pocztowych. ",
)


def prose(seed: int, sentences: int) -> str:
    """Polish sample text, the same for the same seed."""
    pick = random.Random(seed)
    return "".join(pick.choice(SENTENCES) for _ in range(sentences)).strip()


def paragraphs(seed: int, *lengths: int) -> str:
    return "".join(f"<p>{prose(seed + i, n)}</p>" for i, n in enumerate(lengths))


@cache
def photo(seed: int, width: int = 1600, height: int = 1100) -> bytes:
    """A soft picture of shapes as JPEG, as heavy as a photograph."""
    pick = random.Random(seed)
    base = tuple(pick.randrange(90, 200) for _ in range(3))
    image = Image.new("RGB", (width, height), base)
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, r = pick.randrange(width), pick.randrange(height), pick.randrange(30, width // 5)
        draw.ellipse(
            (x - r, y - r, x + r, y + r), fill=tuple(pick.randrange(60, 230) for _ in "rgb")
        )
    image = image.filter(ImageFilter.GaussianBlur(9))
    noise = Image.effect_noise((width, height), 18).convert("RGB")
    out = io.BytesIO()
    Image.blend(image, noise, 0.12).save(out, "JPEG", quality=80)
    return out.getvalue()


def picture(number: int, **kwargs) -> Picture:
    given = {
        "alt": f"Ludzie przy stole podczas spotkania numer {number}",
        "caption": "Spotkanie w świetlicy: przy stole przedstawiciele dziesięciu organizacji.",
        "credit": "archiwum (dane przykładowe)",
    }
    return Picture(f"images/pdf-sample-{number}.jpg", 1600, 1100, **{**given, **kwargs})


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2017, month, day, hour, minute, tzinfo=WARSAW)


def funding() -> Section:
    calls = (
        CallItem(
            title="Mikrogranty sąsiedzkie 2018",
            html="<p>Na działania w jednej dzielnicy, trwające od dwóch do sześciu miesięcy. "
            "Pierwszeństwo mają pomysły <b>co najmniej trzech</b> sąsiadów.</p>",
            url=f"{URL}konkurs-1",
            funder="Fundusz przykładowy „Bliżej”",
            deadline=at(12, 15, 15),
            amount="do 5 000 zł",
            own_contribution="nie jest wymagany",
            eligible="organizacje pozarządowe i grupy nieformalne z opiekunem",
        ),
        CallItem(
            title="Wsparcie zadań z zakresu kultury i ochrony dziedzictwa",
            html="<p>Konkurs roczny: koncerty, wystawy, wydawnictwa, edukacja teatralna.</p>",
            url=f"{URL}konkurs-2",
            funder="Urząd przykładowy",
            deadline=at(12, 29, 12),
            amount="120 000 zł w całym konkursie",
            own_contribution="10% wartości zadania",
            eligible="organizacje pozarządowe działające w mieście",
        ),
        CallItem(
            title="Sprzęt dla świetlic",
            funder="Bank przykładowy",
            url=f"{URL}konkurs-3",
            deadline=at(1, 10, 23, 59).replace(year=2018),
            amount="do 12 000 zł na komputery i oprogramowanie",
        ),
    )
    return Section(
        "Konkursy i dotacje",
        "funding",
        "Trzy nabory, które zamykają się do połowy stycznia. Kolejne w następnym numerze.",
        "konkursy",
        items=(CallListItem(calls=calls),),
    )


def events(count: int = 6) -> Section:
    rows = tuple(
        EventItem(
            title=(
                "Spotkanie integracyjne organizacji",
                "Szkolenie: jak napisać dobry wniosek",
                "Wigilia Słupskich Organizacji Pozarządowych",
                "Dyżur doradczy",
            )[i % 4],
            url=f"{URL}wydarzenie-{i}",
            starts_at=at(12, 1 + (i * 4) % 27, 16 + i % 3),
            ends_at=at(12, 1 + (i * 4) % 27, 18 + i % 3),
            status="cancelled" if i == 3 else "scheduled",
            place="Świetlica przykładowa",
            address="ul. Długa 1, Słupsk",
            hosts=("Stowarzyszenie przykładowe", "Fundacja przykładowa")[: 1 + i % 2],
            note="Wejście bez stopni od podwórza." if i == 0 else "",
        )
        for i in range(count)
    )
    return Section("Kalendarium", "events", "", "kalendarium", items=(EventListItem(events=rows),))


def news() -> Section:
    long_text = (
        "<p>Czterdzieści osiem osób wzięło udział w czterech dniach szkoleń. "
        + prose(1, 4)
        + "</p>"
        + paragraphs(10, 5, 6)
        + "<h3>Co dalej</h3><ul><li>spotkania co miesiąc, za każdym razem u innego gospodarza</li>"
        "<li>wspólny <a href='https://kalendarz.example/spotkania'><b>kalendarz wydarzeń</b></a>"
        "</li><li>jedna lista kontaktów, o którą proszą wszyscy</li></ul>" + paragraphs(20, 5, 4)
    )
    return Section(
        "Z życia organizacji",
        "news",
        "Co robią organizacje, w czym pomagają i kogo szukają.",
        "z-zycia",
        items=(
            NewsItem(
                title="Czterdzieści osiem osób i cztery dni szkoleń",
                html=long_text,
                organization="Stowarzyszenie przykładowe",
                dated=datetime.date(2017, 11, 24),
                url=f"{URL}aktualnosc-1",
                picture=picture(1),
            ),
            QuoteItem(
                quote="Najpierw się poznaliśmy, a dopiero potem napisaliśmy wspólny wniosek.",
                author="Uczestniczka spotkań",
                role="tekst przykładowy",
            ),
            NewsItem(
                title="Teatr lalek szuka głosów",
                html=paragraphs(30, 4),
                organization="Fundacja przykładowa",
                url=f"{URL}aktualnosc-2",
            ),
            NewsItem(
                title="Zbiórka karmy trwa",
                html=paragraphs(40, 3),
                organization="Towarzystwo przykładowe",
            ),
            NewsItem(title="Nowe godziny dyżurów", html=paragraphs(50, 3)),
            NewsItem(
                title="Paczki dla samotnych",
                html=paragraphs(60, 5),
                organization="Klub przykładowy",
            ),
            PicturesItem(title="Jesień w obiektywie", pictures=(picture(2), picture(3))),
        ),
    )


def organizations() -> Section:
    names = ("Stowarzyszenie Przykład", "Fundacja Wzór", "Klub Próba", "Towarzystwo Szkic")
    found = tuple(
        OrganizationItem(
            title=name,
            lead=prose(70 + i, 2),
            areas=("pomoc społeczna", "kultura")[: 1 + i % 2],
            contacts=(
                ("Adres", f"ul. Próbna {i + 1}, Słupsk"),
                ("E-mail", f"kontakt{i}@example.org"),
            ),
            url=f"{URL}organizacja-{i}",
        )
        for i, name in enumerate(names)
    )
    return Section(
        "Nowe w katalogu",
        "directory",
        "",
        "katalog",
        items=(OrganizationListItem(organizations=found),),
    )


def council() -> Section:
    return Section(
        "Rada organizacji",
        "council",
        "",
        "rada",
        items=(
            TextItem(title="Z posiedzenia", html=paragraphs(80, 6, 5, 6), url=f"{URL}rada"),
            TableItem(
                title="Posiedzenia w pierwszym półroczu",
                caption="Terminy mogą się zmienić.",
                rows=(
                    ("Dzień", "Godzina", "Sala"),
                    ("9 stycznia", "16:00", "12"),
                    ("6 lutego", "16:00", "12"),
                    ("6 marca", "16:30", "aula"),
                ),
            ),
            ContactItem(
                title="Redakcja czeka na teksty",
                name="Centrum przykładowe",
                address="ul. Próbna 5\n76-200 Słupsk",
                phone="59 000 00 00",
                email="redakcja@example.org",
                hours="od poniedziałku do piątku, 8:00–15:00",
            ),
            FillerItem(
                title="Dobrze wiedzieć",
                html="<p>Półtora procent podatku można przekazać "
                "organizacji pożytku publicznego; numer wpisuje się w zeznaniu.</p>",
            ),
        ),
    )


def sample_issue(**kwargs) -> IssueContent:
    """Twelve pages or so, with every kind of item."""
    given = {
        "serial": "Biuletyn NGO",
        "title": "Biuletyn NGO nr 12/2017",
        "number": 12,
        "last_number": None,
        "year": 2017,
        "language": "pl",
        "masthead": "Miesięcznik organizacji pozarządowych – dane przykładowe",
        "publisher": "Centrum przykładowe",
        "issn": "2049-3630",
        "imprint": "<p>Redakcja: zespół przykładowy, ul. Próbna 5, Słupsk.</p><p>Teksty w tym "
        "numerze są przykładowe i nie opisują prawdziwych organizacji.</p>",
        "url": URL,
        "serial_url": "https://miasto.example/biuletyn/",
        "period_start": datetime.date(2017, 12, 1),
        "period_end": datetime.date(2017, 12, 31),
        "issue_date": datetime.date(2017, 12, 1),
        "summary": "Konkursy, kalendarium grudnia i aktualności organizacji.",
        "editorial": paragraphs(100, 3, 5, 6, 5),
        "editorial_author": "Redakcja",
        "cover": picture(0),
        "look": Look(),
        "sections": (funding(), events(), news(), organizations(), council()),
    }
    return IssueContent(**{**given, **kwargs})
