"""Eleven monthly issues of 2017. The source gives their number and subjects, not their text."""

import calendar
import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from example_site.demo.bulletin_news import NEWS
from example_site.demo.bulletin_texts import ISSUES, NOTE, Issue
from example_site.demo.calls import CALLS, OPEN_CALLS, Call
from example_site.demo.context import SAMPLE, Demo, ensure_page
from example_site.demo.directory import hosts
from example_site.demo.drawing import SHOWS, ensure_evening
from wagtail_ngo.models import (
    ActivityArea,
    BulletinDistribution,
    BulletinIndexPage,
    BulletinIssuePage,
    FundingCall,
    FundingCallIndexPage,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services.bulletin import editions

YEAR = 2017
ZONE = ZoneInfo("Europe/Warsaw")
#: The issue with a picture on its cover; the others have one made of their number.
WITH_COVER = 11
#: A round number that says so: nobody counted.
COPIES = 50
#: The issue that got a corrected edition, and what was wrong in it.
CORRECTED, CORRECTION = 6, "W poprzedniej wersji podaliśmy złą godzinę dyżuru (przykład)."
#: Which host of the source each issue presents. No meeting in July: the issue looks to December.
SUMMER = 7
HOST_OF_MONTH = [0, 1, 2, 3, 4, 5, 10, 6, 7, 8, 9]
MONTHS = [
    "styczeń",
    "luty",
    "marzec",
    "kwiecień",
    "maj",
    "czerwiec",
    "lipiec",
    "sierpień",
    "wrzesień",
    "październik",
    "listopad",
]


def load(demo: Demo) -> None:
    ensure_calls(demo)
    demo.bulletin = ensure_page(
        demo.home,
        BulletinIndexPage,
        "biuletyn",
        title="Biuletyn Informacyjny",
        masthead="Miesięcznik słupskich organizacji pozarządowych",
        publisher="Centrum Inicjatyw Obywatelskich",
        introduction="<p>Co miesiąc: pieniądze na działania i życie organizacji. "
        "Na papierze, jako strona i jako PDF.</p>",
        imprint=f"<p>{NOTE}</p><p>Skład i PDF: wagtail-ngo. Pismo: Atkinson Hyperlegible Next.</p>",
        target_pages=8,
        skeleton=[section("Pieniądze na działania", "funding"), section("Kalendarz", "events")],
        show_in_menus=True,
    )
    for number in range(1, len(ISSUES) + 1):
        ensure_issue(demo, number)
    demo.say(
        f"{len(ISSUES)} issues of {YEAR}, one corrected; {len(CALLS + OPEN_CALLS)} sample calls"
    )


def ensure_calls(demo: Demo) -> None:
    ensure_page(
        demo.home,
        FundingCallIndexPage,
        "konkursy",
        title="Konkursy i dotacje",
        introduction="<p>Konkursy dla organizacji, z terminem i kwotą. "
        f"{SAMPLE} Wszystkie nazwy i kwoty są zmyślone.</p>",
        data_publisher="Urząd Przykładowy",
        show_in_menus=True,
    )
    for call in CALLS:
        ensure_call(call, datetime.datetime(YEAR, *call.deadline, tzinfo=ZONE))
    today = timezone.now().astimezone(ZONE).replace(minute=0, second=0, microsecond=0)
    for call in OPEN_CALLS:
        days, hour = call.deadline
        ensure_call(call, (today + datetime.timedelta(days=days)).replace(hour=hour))


def ensure_call(call: Call, deadline: datetime.datetime) -> None:
    found, is_new = FundingCall.objects.get_or_create(
        title=call.title,
        defaults={
            "funder": call.funder,
            "deadline": deadline,
            "announced_on": min(
                (deadline - datetime.timedelta(days=30)).date(), timezone.localdate()
            ),
            "amount_min": call.low,
            "amount_max": call.high,
            "own_contribution": call.own_share,
            "eligible": call.eligible,
            "text": f"<p>{call.text}</p>",
            "source": SAMPLE,
        },
    )
    if is_new:
        found.areas.set(ActivityArea.objects.filter(name__in=call.areas))


def ensure_issue(demo: Demo, number: int) -> BulletinIssuePage:
    """The issue as it was issued on the second day of its month, and its correction."""
    slug = f"{number}-{YEAR}"
    found = BulletinIssuePage.objects.child_of(demo.bulletin).filter(slug=slug).first()
    if found is not None:
        return found
    written = ISSUES[number - 1]
    issue = BulletinIssuePage(
        slug=slug,
        locale=demo.bulletin.locale,
        live=False,
        title=f"Biuletyn {number}/{YEAR} ({MONTHS[number - 1]})",
        number=number,
        year=YEAR,
        period_start=datetime.date(YEAR, number, 1),
        period_end=datetime.date(YEAR, number, calendar.monthrange(YEAR, number)[1]),
        issue_date=datetime.date(YEAR, number, 2),
        summary=written.summary,
        editorial=written.editorial,
        editorial_author="Redakcja",
        body=body(demo, number, written),
        **(cover() if number == WITH_COVER else {}),
    )
    type(demo.bulletin).objects.get(pk=demo.bulletin.pk).add_child(instance=issue)
    issued_at = datetime.datetime(YEAR, number, 2, 9, tzinfo=ZONE)
    editions.issue(issue, now=issued_at)
    issue.save_revision().publish()
    demo.say(f"{issue.title}: page and PDFs")
    if number == CORRECTED:
        correct(issue, issued_at + datetime.timedelta(days=3))
    hand_out(issue)
    return issue


def cover() -> dict:
    return {"cover_image": ensure_evening(), "cover_alt": SHOWS}


def hand_out(issue: BulletinIssuePage) -> None:
    """Paper copies at the meeting of the month; the source tells that they were, not how many."""
    month = Occurrence.objects.taking_place().filter(
        page__slug="spotkania-integracyjne",
        starts_at__year=YEAR,
        starts_at__month=issue.number,
    )
    for date in month:
        BulletinDistribution.objects.create(
            issue=issue,
            occurrence=date,
            date=date.local_start.date(),
            place=date.venue.name if date.venue else SAMPLE,
            copies=COPIES,
            note=SAMPLE,
        )


def correct(issue: BulletinIssuePage, moment: datetime.datetime) -> None:
    issue.body = [
        *issue.body.raw_data,
        block("text", title="Sprostowanie", text="<p>Dyżur trwa od 14.00 do 18.00 (przykład).</p>"),
    ]
    issue.correction_note = CORRECTION
    editions.issue(issue, now=moment)
    issue.save_revision().publish()


def block(kind: str, **value) -> dict:
    return {"type": kind, "value": value}


def section(heading: str, theme: str, intro: str = "") -> dict:
    return block("section", heading=heading, theme=theme, intro=intro)


def body(demo: Demo, number: int, written: Issue) -> list[dict]:
    """Money first, then the organizations, the calendar, the council, and a full last page."""
    host = hosts(demo)[HOST_OF_MONTH[number - 1]]
    news = NEWS[number - 1]
    sample = NGOPage.objects.filter(slug=news.slug).first()
    parts = [
        section("Pieniądze na działania", "funding"),
        block("open_calls", heading="", most=4, empty_text="W tym miesiącu nie ma konkursów."),
        block("text", title=written.advice.title, text=written.advice.html),
        section("Życie organizacji", "news"),
        block("organization", organization=host.pk, text=host_text(number, host.title)),
        block(
            "news",
            organization=sample.pk if sample else None,
            title=news.title,
            text=news.html,
            caption="",
            link="",
        ),
        block("news", title=written.news.title, text=written.news.html, caption="", link=""),
    ]
    if written.quote:
        quote, author = written.quote
        parts.append(block("quote", quote=quote, author=author, role=""))
    parts += [
        section("Kalendarz", "events"),
        block("events_of_period", heading="", most=12, empty_text="W tym miesiącu odpoczywamy."),
    ]
    if written.table:
        caption, rows = written.table
        parts.append(block("table", caption=caption, rows=rows, head_column=False))
    if written.council:
        parts += [
            section("Rada Organizacji", "council"),
            block("council_news", title=written.council.title, text=written.council.html, link=""),
        ]
    contact = {"address": "", "phone": "", "url": "", "hours": "od poniedziałku do piątku"}
    parts += [
        section("Na koniec", "other"),
        block("filler", title=written.filler.title, text=written.filler.html),
        block(
            "contact",
            title="Napisz do nas",
            name="Redakcja biuletynu (przykład)",
            email="biuletyn@example.org",
            **contact,
        ),
        block("text", title="", text=f"<p><i>{NOTE}</i></p>"),
    ]
    return parts


def host_text(number: int, name: str) -> str:
    if number == SUMMER:
        return f"<p>W lipcu nie ma spotkania. {name} będzie gościć nas w grudniu (przykład).</p>"
    return (
        f"<p>W tym miesiącu spotkanie integracyjne odbywa się z udziałem organizacji {name}. "
        "Kolejność spotkań jest przykładowa; o samej organizacji przeczytasz w jej wpisie.</p>"
    )
