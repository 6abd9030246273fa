"""Texts of the eleven issues: samples, and every issue says so. Nothing is told of real bodies.

Each issue carries both themes of the source: money for the work, and the life of organizations.
"""

from __future__ import annotations

from dataclasses import dataclass

NOTE = (
    "Teksty, terminy i konkursy w tym numerze są przykładowe. Pokazują, jak wygląda biuletyn; "
    "nie opisują prawdziwych zdarzeń ani prawdziwych organizacji."
)


@dataclass(frozen=True)
class Text:
    title: str
    html: str


@dataclass(frozen=True)
class Issue:
    """What the demo writes into one issue, beside events, calls and the month's host."""

    summary: str
    editorial: str
    advice: Text
    news: Text
    filler: Text
    quote: tuple[str, str] | None = None
    table: tuple[str, str] | None = None
    council: Text | None = None


ISSUES = [
    Issue(
        summary="Nowy rok, pierwszy numer: kalendarz konkursów i zaproszenie na spotkania.",
        editorial="<p>Zaczynamy. Co miesiąc zbieramy na kilku stronach to, czego organizacje szukają "
        "najczęściej: konkursy z terminami, wieści z miasta i kalendarz spotkań.</p>"
        "<p>Biuletyn leży na każdym spotkaniu integracyjnym. Weź dwa – drugi dla sąsiadów.</p>",
        advice=Text(
            "Od czego zacząć wniosek o dotację",
            "<p>Zanim otworzysz formularz, zapisz trzy zdania: <b>dla kogo</b> to robisz, <b>co się "
            "zmieni</b> i <b>skąd będzie to wiadomo</b>. Reszta wniosku je rozwija.</p>"
            "<h3>Lista przed wysłaniem</h3><ul><li>Budżet zgadza się z harmonogramem.</li>"
            "<li>Wkład własny jest policzony, także praca wolontariuszy.</li>"
            "<li>Podpisują osoby z aktualnego KRS.</li></ul>",
        ),
        news=Text(
            "Po co nam spotkania integracyjne",
            "<p>Jedno miasto, dziesiątki organizacji i często ten sam kłopot: brak sali, busa, osoby "
            "do rozliczeń. Spotkania są po to, żeby ktoś mógł powiedzieć: „my to mamy”.</p>",
        ),
        filler=Text(
            "Warto wiedzieć", "<p>Godzina pracy wolontariusza może być wkładem własnym.</p>"
        ),
        quote=(
            "Przyszłam po jedną pieczątkę, wyszłam z trzema partnerami.",
            "uczestniczka (przykład)",
        ),
    ),
    Issue(
        summary="Mikrodotacje krok po kroku i porozumienie z wolontariuszem.",
        editorial="<p>Luty jest krótki, a terminów dużo. W tym numerze cztery konkursy i jedno "
        "przypomnienie: sprawozdanie też ma swój termin.</p>",
        advice=Text(
            "Mikrodotacja: mały wniosek, duża dokładność",
            "<p>Kwota jest niewielka, więc oceniający czyta wszystko. Opisz jedno działanie, nie pięć. "
            "Podaj liczby, które umiesz udowodnić: listę obecności, zdjęcia, rachunki.</p>"
            "<ol><li>Sprawdź, czy grupa nieformalna potrzebuje patrona.</li>"
            "<li>Policz koszty na jedną osobę.</li><li>Zostaw tydzień na podpisy.</li></ol>",
        ),
        news=Text(
            "Porozumienie z wolontariuszem",
            "<p>Wystarczy jedna strona: zakres, czas, ubezpieczenie, zasady zwrotu kosztów. Przy pracy "
            "dłuższej niż 30 dni porozumienie musi być na piśmie.</p>",
        ),
        filler=Text(
            "Termin",
            "<p>Zapisz w kalendarzu dzień rozliczenia, zanim wydasz pierwszą złotówkę.</p>",
        ),
        table=(
            "Dyżury doradców (przykład)",
            "Dzień | Godziny | Temat\nponiedziałek | 10.00–14.00 | wnioski i budżety\n"
            "środa | 14.00–18.00 | księgowość\nczwartek | 12.00–16.00 | zakładanie organizacji",
        ),
    ),
    Issue(
        summary="1% podatku bez pomyłek, konkursy wiosenne, trzecie spotkanie.",
        editorial="<p>Marzec to miesiąc próśb o jeden procent. Podpowiadamy, jak prosić krótko i jak "
        "podziękować tak, żeby ktoś wrócił za rok.</p>",
        advice=Text(
            "Partnerstwo w projekcie – trzy pytania na start",
            "<p>Kto za co odpowiada? Kto płaci, gdy coś się opóźni? Kto mówi w imieniu partnerstwa? "
            "Zapiszcie odpowiedzi przed złożeniem wniosku.</p><blockquote>Umowa partnerska chroni "
            "przyjaźń.</blockquote><p>Wzór umowy może mieć dwie strony. Ważne, żeby był wasz.</p>",
        ),
        news=Text(
            "Jak dziękować za 1%",
            "<p>Podaj kwotę, podaj cel, pokaż jedno zdjęcie. List na pół strony działa lepiej niż "
            "folder. Wyślij go, zanim zacznie się następna kampania.</p>",
        ),
        filler=Text("Drobiazg", "<p>Numer KRS na plakacie drukuj największą czcionką.</p>"),
    ),
    Issue(
        summary="Cztery dni szkoleniowe, terminy kwietniowe i dobra kronika zdjęciowa.",
        editorial="<p>Od soboty szkolimy się wspólnie: cztery dni, jedna grupa, dużo praktyki. Miejsca "
        "są także dla osób, które dopiero zakładają stowarzyszenie.</p>",
        advice=Text(
            "Budżet, który się broni",
            "<p>Każda pozycja ma odpowiedzieć na pytanie „ile, po ile, dlaczego tyle”. Oferta mailem "
            "wystarczy jako dowód ceny. Rezerwę wpisz tylko wtedy, gdy regulamin na to pozwala.</p>"
            "<p>Koszty obsługi liczone są często osobno – sprawdź procent.</p>",
        ),
        news=Text(
            "Zdjęcia, które można pokazać",
            "<p>Zgoda na wizerunek to jedno zdanie na liście obecności i uczciwe uprzedzenie. Nie "
            "publikuj twarzy dzieci bez zgody rodziców, nawet z bardzo udanego dnia.</p>",
        ),
        filler=Text(
            "Warto wiedzieć", "<p>Podpis pod zdjęciem mówi, co widać. Pomaga też niewidomym.</p>"
        ),
        table=(
            "Program szkolenia (przykład)",
            "Sobota | Temat\n22 kwietnia | diagnoza i cele\n29 kwietnia | budżet\n"
            "6 maja | promocja\n13 maja | rozliczenie",
        ),
    ),
    Issue(
        summary="Rozliczenia bez nerwów, majowe konkursy i nabór kandydatów do Rady.",
        editorial="<p>W maju kończą się szkolenia, a zaczynają wybory do Rady. Prosimy: zgłaszajcie "
        "kandydatki i kandydatów, także tych, którzy mówią cicho, a robią dużo.</p>",
        advice=Text(
            "Opis na odwrocie faktury",
            "<p>Numer umowy, numer pozycji w budżecie, kwota z dotacji, kwota własna, podpis. Pięć rzeczy "
            "wpisanych od razu oszczędza trzy dni w styczniu.</p>",
        ),
        news=Text(
            "Festyn bez plastiku",
            "<p>Kubki zwrotne, dzbanki z wodą, obrusy z tkaniny. Lista zakupów dla stu osób zmieściła się "
            "na jednej kartce, a śmieci w jednym worku.</p>",
        ),
        filler=Text("Drobiazg", "<p>Segregator na projekt zakładaj w dniu podpisania umowy.</p>"),
        council=Text(
            "Wybory do Rady: jak zgłosić kandydata",
            "<p>Jedna organizacja, jeden głos. Zgłoszenie podpisuje osoba uprawniona do reprezentowania "
            "organizacji. Wzór formularza leży w biurze.</p>",
        ),
    ),
    Issue(
        summary="Wybieramy Radę, składamy wnioski przed wakacjami.",
        editorial="<p>8 czerwca głosujemy. W numerze: jak przebiega głosowanie, co robi Rada i dlaczego "
        "warto przyjść osobiście.</p>",
        advice=Text(
            "Wniosek przed urlopem",
            "<p>Jeśli termin wypada w wakacje, podpisy zbierz w czerwcu. Upoważnienie dla jednej osoby "
            "bywa prostsze niż trzy skany z trzech plaż.</p>",
        ),
        news=Text(
            "Półkolonie: lista kontrolna",
            "<p>Zgłoszenie w kuratorium, kwalifikacje wychowawców, ubezpieczenie, apteczka, plan na deszcz. "
            "Zacznij od zgłoszenia – reszta poczeka.</p>",
        ),
        filler=Text("Warto wiedzieć", "<p>Kadencja, skład i protokoły Rady są jawne.</p>"),
        council=Text(
            "Dzień wyborów",
            "<p>Karty wydajemy za okazaniem upoważnienia. Protokół z liczbą kart ważnych i nieważnych "
            "wisi na drzwiach i na stronie jeszcze tego samego dnia.</p>",
        ),
    ),
    Issue(
        summary="Wakacyjny numer o przyjaciołach organizacji i spokojnym planowaniu.",
        editorial="<p>W lipcu nie ma spotkania – odpoczywamy. Numer jest cieńszy, konkursów mniej, za to "
        "więcej czasu na plan.</p>",
        advice=Text(
            "Rok projektu na jednej kartce",
            "<p>Narysuj dwanaście kratek. Wpisz terminy konkursów, rozliczeń i świąt. Puste kratki to czas "
            "na odpoczynek – też zaplanowany.</p>",
        ),
        news=Text(
            "Kto jest naszym przyjacielem",
            "<p>Darczyńcą bywa sklep na rogu. Zanim napiszesz do dużej firmy, zapytaj piekarnię, czy zostaje "
            "jej chleb w piątki.</p>",
        ),
        filler=Text("Drobiazg", "<p>Automatyczna odpowiedź też może podać termin zebrania.</p>"),
        quote=("Lato jest od tego, żeby było do czego wracać.", "wolontariusz (przykład)"),
    ),
    Issue(
        summary="Przed nowym rokiem szkolnym: świetlice, korepetycje, wymiana sprzętu.",
        editorial="<p>Sierpień to dobry moment na pytanie „co pożyczyć, zamiast kupować”. W numerze "
        "lista rzeczy, którymi organizacje mogą się wymieniać.</p>",
        advice=Text(
            "Wspólny zakup, niższa cena",
            "<p>Trzy organizacje, jedno zapytanie ofertowe: namiot, nagłośnienie, stoły. Spiszcie, kto "
            "przechowuje i kto naprawia. Zniżka zwykle pokrywa regał.</p>",
        ),
        news=Text(
            "Giełda rzeczy: mam – szukam",
            "<p>Przynieś na spotkanie kartkę w dwóch kolumnach. Po lewej „mam”, po prawej „szukam”. "
            "Pierwsza giełda trwała dwadzieścia minut.</p>",
        ),
        filler=Text("Warto wiedzieć", "<p>Umowa użyczenia może mieć pięć zdań.</p>"),
        table=(
            "Mam – szukam (przykład)",
            "Mam | Szukam\nrzutnik na weekend | sala na 20 osób\nbus, 9 miejsc | kierowca z kat. B\n"
            "druk A3 | grafik na godzinę",
        ),
    ),
    Issue(
        summary="„Gra o słupskich NGO”, jesienne konkursy, pierwsze kroki w promocji.",
        editorial="<p>We wrześniu gramy: na planszy są nasze organizacje, a pionkami jesteśmy my. "
        "Zapraszamy też tych, którzy nie lubią gier – będą potrzebni sędziowie.</p>",
        advice=Text(
            "Notatka dla prasy w pięciu zdaniach",
            "<p>Kto, co, gdzie, kiedy, dlaczego to ważne dla czytelnika. Szóste zdanie to telefon do osoby, "
            "która odbierze. Wyślij przed południem.</p>",
        ),
        news=Text(
            "Plakat, który da się przeczytać",
            "<p>Jedna myśl, duża czcionka, ciemny tekst na jasnym tle. Data z dniem tygodnia. Sprawdź "
            "z trzech metrów.</p>",
        ),
        filler=Text("Drobiazg", "<p>Zaproszenie bez godziny zaprasza nikogo.</p>"),
        quote=("Przy planszy wszyscy mówią na ty.", "prowadzący grę (przykład)"),
    ),
    Issue(
        summary="Program współpracy pod lupą, konkursy na zimę, głos organizacji.",
        editorial="<p>Jesienią miasto pyta o program współpracy. Podpowiadamy, jak napisać uwagę, którą "
        "ktoś uwzględni: krótko, z przykładem i z propozycją zdania.</p>",
        advice=Text(
            "Konsultacje: jak pisać uwagi",
            "<p>Wskaż paragraf, napisz, co jest nie tak, zaproponuj nowe brzmienie. Jedna uwaga – jeden "
            "akapit. Podpisz się z telefonem, ktoś może dopytać.</p>",
        ),
        news=Text(
            "Rok w liczbach zaczyna się dziś",
            "<p>Nie czekaj do stycznia. Policz teraz: spotkania, osoby, godziny. Z liczb zbieranych na "
            "bieżąco sprawozdanie pisze się samo.</p>",
        ),
        filler=Text(
            "Warto wiedzieć", "<p>Lista obecności to też źródło radości: widać, ilu nas jest.</p>"
        ),
        council=Text(
            "Rada o programie współpracy",
            "<p>Na posiedzeniu Rada zebrała uwagi organizacji i ułożyła je w trzy grupy: lokale, terminy "
            "konkursów, małe dotacje.</p>",
        ),
    ),
    Issue(
        summary="Podsumowanie roku, zaproszenie na Wigilię i konkursy ze startem w styczniu.",
        editorial="<p>Jedenasty numer, a w grudniu jedenaste spotkanie. Dziękujemy za każdy tekst, każdą salę i każdą "
        "herbatę. W grudniu widzimy się przy jednym stole.</p><p>Na kolejnych stronach: konkursy, które "
        "można zacząć pisać już teraz, rady na koniec roku i kalendarz.</p>",
        advice=Text(
            "Koniec roku w organizacji: osiem spraw",
            "<ol><li>Sprawdź terminy wydatków w umowach dotacyjnych.</li><li>Zbierz opisane faktury.</li>"
            "<li>Policz wkład wolontariuszy.</li><li>Zapytaj księgowość o inwentaryzację.</li>"
            "<li>Podziękuj darczyńcom.</li><li>Zapisz, co się nie udało i dlaczego.</li>"
            "<li>Ustal datę zebrania sprawozdawczego.</li><li>Odpocznij.</li></ol>"
            "<h3>O czym zapomina się najczęściej</h3><p>O aktualizacji wpisu w bazie organizacji: adres, "
            "telefon, godziny. Zajmuje to pięć minut, a z bazy korzystają mieszkańcy każdego dnia.</p>",
        ),
        news=Text(
            "Co dają nam wspólne spotkania",
            "<p>Wspólne wnioski, pożyczony sprzęt, jedno nagłośnienie zamiast trzech. Najważniejsze trudno "
            "policzyć: numery telefonów, pod które można zadzwonić w niedzielę.</p><p>Na spotkaniu "
            "podsumowującym zapytamy, które formy zostawić na przyszły rok. Przynieście po jednym "
            "pomyśle i po jednej rzeczy, której robić już nie warto.</p>",
        ),
        filler=Text(
            "Na zimę", "<p>Tablicę ogłoszeń powieś na wysokości oczu osoby na wózku: 140 cm.</p>"
        ),
        quote=("Partnerstwo zaczyna się od pożyczonego czajnika.", "uczestnik spotkań (przykład)"),
        table=(
            "Biuro w grudniu (przykład)",
            "Tydzień | Otwarte | Doradca\n4–8 grudnia | 10.00–18.00 | codziennie\n"
            "11–15 grudnia | 10.00–16.00 | wtorek, czwartek\n18–22 grudnia | 10.00–14.00 | wtorek\n"
            "od 27 grudnia | zamknięte | –",
        ),
        council=Text(
            "Rada: plan na pierwszy kwartał",
            "<p>Trzy tematy na początek roku: wspólny kalendarz wydarzeń, wzór umowy użyczenia sal "
            "i dyżury radnych w siedzibach organizacji.</p>",
        ),
    ),
]
