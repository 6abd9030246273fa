"""Partner board, the 1.5 per cent, calls of every procedure, a decided call. All of it invented."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from example_site.demo.context import SAMPLE, Demo, ensure_page
from wagtail_ngo.models import (
    FundingAward,
    FundingCall,
    Need,
    NGOPage,
    Offer,
    PartnerBoardPage,
    PublicBenefitPage,
)

ZONE = ZoneInfo("Europe/Warsaw")
CITY = "Urząd Przykładowy"
#: The call of the list whose result is shown, and what was granted: entry or name, sum, task.
DECIDED = "Konkurs na zajęcia sportowe dla dzieci (przykład)"
GRANTED = [
    ("uks-fala", "18000", "Nauka pływania dla sześciolatków (przykład)"),
    ("fundacja-druga-polka", "12500", "Czytanie w ruchu (przykład)"),
    ("Klub Sportowy spoza katalogu (przykład)", "7450.50", "Liga podwórkowa (przykład)"),
]
TASKS = [
    (
        "zielone-podworko",
        {
            "text": "Sadzenie krzewów na skwerze (przykład)",
            "details": "Sadzonki, rękawice i herbata są na miejscu. Wystarczą buty na błoto.",
            "place": "Skwer przy ul. Przykładowej",
            "hours": "cztery godziny w jedną sobotę",
            "age_from": 13,
        },
    ),
    (
        "fundacja-druga-polka",
        {
            "text": "Czytanie na głos w domu opieki (przykład)",
            "details": "Książki wybierają słuchacze. Najpierw krótkie spotkanie z koordynatorką.",
            "place": "Dom opieki, Zarzecze",
            "hours": "dwie godziny w tygodniu, dzień do uzgodnienia",
            "age_from": 18,
        },
    ),
]


def load(demo: Demo) -> None:
    load_board(demo)
    ensure_page(
        demo.home,
        PublicBenefitPage,
        "poltora-procent",
        title="1,5 % podatku",
        introduction=f"<p>Organizacje pożytku publicznego z naszego miasta. {SAMPLE} Numery KRS "
        "są zmyślone: nie wpisuj ich do zeznania.</p>",
        show_in_menus=False,
    )
    load_calls()
    load_result(demo)
    demo.say("partner board, volunteering, 1.5 per cent, one decided call with awards")


def load_board(demo: Demo) -> None:
    ensure_page(
        demo.home,
        PartnerBoardPage,
        "gielda",
        title="Giełda partnerstw",
        introduction=f"<p>Co organizacje mogą dać i czego szukają. {SAMPLE}</p>",
        volunteering_introduction="<p>Zadania dla wolontariuszek i wolontariuszy: co, kiedy, "
        f"gdzie i od ilu lat. {SAMPLE}</p>",
        show_in_menus=True,
    )
    today = timezone.localdate()
    saturday = today + datetime.timedelta(days=(5 - today.weekday()) % 7 + 14)
    for slug, task in TASKS:
        entry = NGOPage.objects.child_of(demo.directory).get(slug=slug)
        if not entry.needs.filter(text=task["text"]).exists():
            days = {"starts_on": saturday}
            if task["age_from"] < 18:
                days["ends_on"] = saturday
            Need.objects.create(organization=entry, kind="volunteers", **task, **days)
    hall = NGOPage.objects.child_of(demo.directory).get(slug="fundacja-druga-polka")
    Offer.objects.get_or_create(
        organization=hall,
        kind="equipment",
        text="Rzutnik i ekran na weekend (przykład)",
        defaults={"details": "Odbiór w piątek do 15.00, zwrot w poniedziałek."},
    )


def load_calls() -> None:
    """One call of each procedure that the list of samples lacks."""
    now = timezone.now().astimezone(ZONE).replace(minute=0, second=0, microsecond=0)
    day = datetime.timedelta(days=1)
    samples = [
        FundingCall(
            title="Zdrowe starzenie się: konkurs ofert (przykład)",
            funder=CITY,
            is_public_money=True,
            deadline=(now + 18 * day).replace(hour=23, minute=59),
            paper_deadline=(now + 21 * day).replace(hour=15),
            amount_max=40000,
            pool=250000,
            eligible="Organizacje i podmioty z art. 3 ust. 3 ustawy",
            where_to_apply="Generator ofert, a podpisany wydruk w kancelarii, pokój 1 (przykład)",
            commission_wanted=True,
            commission_until=(now + 9 * day).date(),
            commission_text="Organizacje zgłaszają kandydatów na formularzu (przykład).",
            text="<p>Na zajęcia ruchowe i spotkania dla osób po sześćdziesiątce.</p>",
        ),
        FundingCall(
            title="Wkład własny do projektów (przykład)",
            funder=CITY,
            is_public_money=True,
            procedure="own_contribution",
            is_rolling=True,
            amount_max=5000,
            pool=60000,
            eligible="Organizacje, które mają już dotację z innego źródła",
            where_to_apply="Wniosek na jednej stronie, e-mailem (przykład)",
            text="<p>Nabór ciągły, do wyczerpania środków.</p>",
        ),
        FundingCall(
            title="Oferta: rajd rodzinny nad rzeką (przykład)",
            funder=CITY,
            is_public_money=True,
            procedure="small_grant",
            announced_on=(now - 2 * day).date(),
            amount_max=8000,
            where_to_apply="Uwagi przyjmuje wydział, e-mailem lub na piśmie (przykład)",
            text="<p>Oferta z własnej inicjatywy organizacji. Każdy może zgłosić uwagi.</p>",
        ),
    ]
    for call in samples:
        if not FundingCall.objects.filter(title=call.title).exists():
            call.source = SAMPLE
            call.full_clean()
            call.save()


def load_result(demo: Demo) -> None:
    call = FundingCall.objects.filter(title=DECIDED).first()
    if call is None or call.awards.exists():
        return
    decided_on = datetime.date(call.deadline.year, 3, 24)
    FundingCall.objects.filter(pk=call.pk).update(
        is_public_money=True,
        offers_received=7,
        decided_on=decided_on,
        pool=40000,
        result_note="Cztery oferty nie otrzymały środków (przykład).",
    )
    for who, amount, task in GRANTED:
        entry = NGOPage.objects.child_of(demo.directory).filter(slug=who).first()
        FundingAward.objects.create(
            call=call,
            organization=entry,
            organization_name=entry.title if entry else who,
            amount=amount,
            task=task,
            decided_on=decided_on,
        )
