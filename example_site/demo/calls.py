"""Sample funding calls: every name, sum and term is invented, and each says that it is a sample."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Call:
    """``deadline``: month, day and hour in the year of the bulletin, or days from today and hour."""

    title: str
    funder: str
    deadline: tuple[int, ...]
    low: int
    high: int
    own_share: str
    eligible: str
    areas: tuple[str, ...]
    text: str


COMMUNITY = "Rozwój wspólnot i społeczności lokalnych"
CHILDREN = "Dzieci i młodzież"
SPORT = "Sport i kultura fizyczna"
CULTURE = "Kultura, sztuka i dziedzictwo"
ECOLOGY = "Ekologia i ochrona zwierząt"
SENIORS = "Osoby w wieku emerytalnym"
DISABILITY = "Osoby z niepełnosprawnościami"
SUPPORT = "Wspieranie organizacji pozarządowych"
VOLUNTEERS = "Promocja i organizacja wolontariatu"
EDUCATION = "Nauka, edukacja, oświata i wychowanie"
AID = "Pomoc społeczna"

FOUNDATION, CITY, FUND = "Fundacja Przykładowa", "Urząd Przykładowy", "Fundusz Przykładowy"

CALLS = [
    Call("Małe granty na działania sąsiedzkie (przykład)", FOUNDATION, (2, 10, 15), 500, 5000, "",
         "Stowarzyszenia, fundacje, grupy nieformalne z patronem", (COMMUNITY,),
         "Na jedno działanie, które sąsiedzi zrobią razem: zielony kąt, wspólny stół, wypożyczalnię "
         "narzędzi. Wniosek ma dwie strony, odpowiedź przychodzi w trzy tygodnie."),
    Call("Konkurs na zajęcia sportowe dla dzieci (przykład)", CITY, (2, 28, 16), 2000, 20000,
         "10 %, może być praca wolontariuszy", "Kluby sportowe i stowarzyszenia", (SPORT, CHILDREN),
         "Na regularne treningi od kwietnia do grudnia. Punktowane są grupy mieszane i zajęcia "
         "w dzielnicach, w których nie ma hali."),
    Call("Kultura bez barier (przykład)", FUND, (3, 31, 23), 5000, 40000, "15 %",
         "Organizacje i domy kultury w partnerstwie", (CULTURE, DISABILITY),
         "Na audiodeskrypcję, tłumaczenie na język migowy i pokazy bez nadmiaru bodźców. Koszt "
         "dostępności może stanowić cały budżet."),
    Call("Zielone podwórka (przykład)", FOUNDATION, (4, 18, 12), 1000, 8000, "",
         "Wspólnoty, stowarzyszenia, szkoły z partnerem", (ECOLOGY, COMMUNITY),
         "Na sadzonki, ziemię, narzędzia i zbiorniki na deszczówkę. Do wniosku trzeba dołączyć zgodę "
         "właściciela terenu."),
    Call("Senior w sieci (przykład)", FUND, (5, 15, 15), 3000, 25000, "5 %",
         "Organizacje pracujące z osobami starszymi", (SENIORS, EDUCATION),
         "Na zajęcia w małych grupach, najwyżej sześć osób na prowadzącego, i na dojazd do osób, które "
         "nie wychodzą z domu."),
    Call("Półkolonie integracyjne (przykład)", CITY, (6, 9, 15), 4000, 30000, "20 %",
         "Organizacje z doświadczeniem w opiece", (CHILDREN, DISABILITY),
         "Na turnusy dla dzieci z niepełnosprawnościami i bez nich. W budżecie wolno ująć asystentów "
         "i transport."),
    Call("Wolontariat na start (przykład)", FOUNDATION, (7, 21, 12), 500, 3000, "",
         "Organizacje młodsze niż trzy lata", (VOLUNTEERS, SUPPORT),
         "Na szkolenie koordynatora, ubezpieczenie i pierwsze wspólne działanie. Prosty formularz, bez "
         "załączników."),
    Call("Świetlica po lekcjach (przykład)", FUND, (8, 25, 15), 2000, 15000, "10 %",
         "Stowarzyszenia, fundacje, parafie", (CHILDREN, EDUCATION),
         "Na opiekę, odrabianie lekcji i podwieczorek od września do czerwca. Fundusz zwraca też koszt "
         "kursu wychowawcy."),
    Call("Pamięć miejsca (przykład)", FUND, (9, 29, 23), 5000, 35000, "10 %",
         "Organizacje, biblioteki, muzea", (CULTURE,),
         "Na nagranie wspomnień, mapy spacerów i małe wystawy. Materiały trzeba udostępnić bezpłatnie "
         "w sieci."),
    Call("Dostępna siedziba (przykład)", CITY, (10, 16, 15), 1000, 12000, "",
         "Organizacje z lokalem w mieście", (DISABILITY, SUPPORT),
         "Na podjazd, kontrastowe oznaczenia, pętlę indukcyjną. Przed wnioskiem doradca obejrzy lokal "
         "bezpłatnie."),
    Call("Zimowe wsparcie (przykład)", FOUNDATION, (11, 10, 15), 1000, 10000, "",
         "Organizacje pomagające osobom w kryzysie bezdomności", (AID,),
         "Na ciepłe posiłki, śpiwory i dyżury nocne od grudnia do marca. Pierwsza rata w siedem dni od "
         "podpisania umowy."),
    Call("Tydzień czytania (przykład)", FOUNDATION, (11, 24, 15), 500, 4000, "",
         "Świetlice, biblioteki, stowarzyszenia", (EDUCATION, CULTURE),
         "Na książki i spotkania z czytaniem na głos. Można kupić także książki do słuchania i z dużym "
         "drukiem."),
    Call("Partnerstwa lokalne (przykład)", FUND, (12, 8, 23), 10000, 60000,
         "10 %, w tym najwyżej połowa jako praca", "Partnerstwa co najmniej dwóch organizacji",
         (COMMUNITY, SUPPORT),
         "Na wspólny projekt dwunastomiesięczny. Partnerzy dzielą się budżetem, liderem może być "
         "organizacja młodsza niż dwa lata."),
    Call("Sport przez cały rok (przykład)", CITY, (12, 15, 16), 3000, 25000, "10 %",
         "Kluby sportowe, stowarzyszenia kultury fizycznej", (SPORT,),
         "Na zajęcia od stycznia do grudnia, także zimą pod dachem. Wynajem hali to najwyżej 40 % "
         "dotacji."),
]  # fmt: skip

#: Open whenever the demo is loaded.
OPEN_CALLS = [
    Call("Lato w mieście (przykład)", CITY, (5, 15), 1000, 10000, "", "Organizacje z miasta",
         (CHILDREN, SPORT),
         "Na zajęcia otwarte dla dzieci, które zostają w mieście. Liczy się plan na deszcz."),
    Call("Sąsiedzki stół (przykład)", FOUNDATION, (12, 12), 500, 4000, "",
         "Stowarzyszenia i grupy nieformalne z patronem", (COMMUNITY,),
         "Na jedno spotkanie mieszkańców przy wspólnym stole, z naczyniami do oddania."),
    Call("Cyfrowa szafa (przykład)", FUND, (26, 23), 2000, 18000, "5 %",
         "Organizacje z rocznym doświadczeniem", (SENIORS, EDUCATION),
         "Na sprzęt do wypożyczania i osobę, która go objaśni. Sprzęt używany jest mile widziany."),
    Call("Pierwszy rok (przykład)", FOUNDATION, (47, 15), 1000, 10000, "",
         "Organizacje młodsze niż dwa lata", (SUPPORT,),
         "Na księgowość, ubezpieczenie i pierwsze walne zebranie."),
]  # fmt: skip
