"""News of the sample organizations, one for each issue: invented, of bodies that do not exist."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class News:
    """``slug`` of the sample entry that the news is of."""

    slug: str
    title: str
    html: str


NEWS = [
    News(
        "fundacja-druga-polka",
        "Dziesięć skrzynek na książki",
        "<p>W styczniu stanęły dwie pierwsze: w poczekalni i w pralni samoobsługowej. Kto weźmie książkę, "
        "nie musi jej oddać – wystarczy, że kiedyś dołoży inną. Brakuje jeszcze ośmiu skrzynek "
        "i kogoś, kto ma w piwnicy wyrzynarkę.</p>",
    ),
    News(
        "klub-seniora-razem",
        "Telefon bez strachu",
        "<p>Wtorkowe zajęcia zaczynają się od pytania „co dziś nie działa”. Potem ćwiczymy we dwoje: osoba "
        "starsza pokazuje, młodsza tylko mówi. Po sześciu spotkaniach zostaje zeszyt z własnymi "
        "notatkami, nie wydruk z internetu.</p>",
    ),
    News(
        "kolo-szlaku",
        "Rajd bez mety",
        "<p>Pierwszy wiosenny rajd nie ma mety ani numerów startowych. Są trzy trasy – 6, 12 i 20 "
        "kilometrów – i jedno ognisko, przy którym się spotkamy. Krótsza trasa jest przejezdna dla "
        "wózka dziecięcego.</p>",
    ),
    News(
        "zielone-podworko",
        "Kompostownik na osiedlu: co działa, co nie",
        "<p>Po roku wiemy trzy rzeczy. Pokrywa musi dać się otworzyć jedną ręką. Tabliczka „tak i nie” wisi "
        "na wysokości oczu dziecka. A kompost rozdaje się w sobotę rano, bo wtedy sąsiedzi mają "
        "czas na rozmowę.</p><ul><li>tak: obierki, fusy, liście,</li><li>nie: mięso, szkło, "
        "popiół.</li></ul>",
    ),
    News(
        "osrodek-bez-barier",
        "Sprawdźcie nam drzwi",
        "<p>Zanim zaprosicie gości, przejedźcie własną drogę na wózku: od przystanku do miejsca przy stole. "
        "Pożyczamy wózek na jeden dzień i kartkę z dwunastoma pytaniami. Najczęstsza odpowiedź po "
        "powrocie: „nie wiedzieliśmy o progu”.</p>",
    ),
    News(
        "uks-fala",
        "Pływać uczy się od oddechu",
        "<p>W czerwcu kończymy naukę w trzech grupach. Na ostatnich zajęciach w wodzie są też rodzice – "
        "w roli uczniów. Zapisy na jesień ruszą w sierpniu; jedną grupę prowadzi trenerka znająca "
        "polski język migowy.</p>",
    ),
    News(
        "cztery-lapy-dom",
        "Dom na dwa tygodnie",
        "<p>Latem zwierząt przybywa, a wolontariuszy ubywa. Dom tymczasowy na dwa tygodnie to już pomoc: "
        "karmę i lekarza opłacamy my. Potrzebny jest kąt, cierpliwość i zdjęcie, na którym "
        "pies nie patrzy w podłogę.</p>",
    ),
    News(
        "szansa-na-start",
        "Korepetycje za korepetycje",
        "<p>Bank godzin działa prosto: godzina matematyki za godzinę angielskiego. Zapisujemy imię, przedmiot "
        "i porę dnia. W sierpniu szukamy opiekuna sali i dziesięciu osób, które lubią ułamki.</p>",
    ),
    News(
        "chor-kamerton",
        "Nabór do chóru, także dla nieśpiewających",
        "<p>Przesłuchanie trwa pięć minut i nikt go nie oblewa: służy temu, żeby dobrać głos. Szukamy "
        "zwłaszcza basów. Próby są w środy, a pierwsza herbata – po pierwszej piosence.</p>",
    ),
    News(
        "most-nad-slupia",
        "Polski przy gotowaniu",
        "<p>Słówka najlepiej pamięta się z przepisu. W październiku gotujemy w cztery soboty: dwie kuchnie, "
        "dwa języki, jeden obrus. Opieka nad dziećmi jest na miejscu, kolację jemy razem.</p>",
    ),
    News(
        "straz-zarzecze",
        "Czujka, która nie śpi",
        "<p>Sezon grzewczy to czas czadu. Drużyna młodzieżowa odwiedzi osoby, które mieszkają same, "
        "i pokaże, gdzie powiesić czujnik. Pierwszą pomoc ćwiczymy w każdą drugą sobotę; zajęcia "
        "są bezpłatne i trwają dwie godziny.</p>",
    ),
]
