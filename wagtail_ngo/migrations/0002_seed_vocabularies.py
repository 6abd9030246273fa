"""Fill empty vocabularies with what every Polish city needs; editors may change all of it.

Areas are the public tasks of art. 4(1) of the Act on Public Benefit and Volunteer Work.
"""

import uuid

from django.db import migrations
from django.utils.text import slugify

NAMESPACE = uuid.UUID("6f1b1f0e-2d0b-5d0c-9a53-7f0a4f2f9d11")

AREAS = """
1|Pomoc społeczna|Pomoc rodzinom i osobom w trudnej sytuacji życiowej oraz wyrównywanie ich szans.
1a|Wspieranie rodziny i piecza zastępcza|Wspieranie rodziny i systemu pieczy zastępczej.
1b|Pomoc prawna|Nieodpłatna pomoc prawna i zwiększanie świadomości prawnej społeczeństwa.
2|Integracja i reintegracja zawodowa i społeczna|Działalność na rzecz osób zagrożonych wykluczeniem społecznym.
3|Działalność charytatywna|
4|Tradycja narodowa i świadomość obywatelska|Podtrzymywanie i upowszechnianie tradycji narodowej, pielęgnowanie polskości, rozwój świadomości narodowej, obywatelskiej i kulturowej.
5|Mniejszości narodowe i etniczne oraz język regionalny|
5a|Integracja cudzoziemców|
6|Ochrona i promocja zdrowia|
7|Osoby z niepełnosprawnościami|Działalność na rzecz osób z niepełnosprawnościami.
8|Promocja zatrudnienia i aktywizacja zawodowa|Osoby pozostające bez pracy i zagrożone zwolnieniem z pracy.
9|Równe prawa kobiet i mężczyzn|
10|Osoby w wieku emerytalnym|
11|Rozwój gospodarczy i przedsiębiorczość|
12|Technika, wynalazczość i innowacyjność|
13|Rozwój wspólnot i społeczności lokalnych|
14|Nauka, edukacja, oświata i wychowanie|Nauka, szkolnictwo wyższe, edukacja, oświata i wychowanie.
15|Dzieci i młodzież|Działalność na rzecz dzieci i młodzieży, w tym wypoczynek.
16|Kultura, sztuka i dziedzictwo|Kultura, sztuka, ochrona dóbr kultury i dziedzictwa narodowego.
17|Sport i kultura fizyczna|Wspieranie i upowszechnianie kultury fizycznej.
18|Ekologia i ochrona zwierząt|Ekologia i ochrona zwierząt oraz ochrona dziedzictwa przyrodniczego.
19|Turystyka i krajoznawstwo|
20|Porządek i bezpieczeństwo publiczne|
21|Obronność państwa|
22|Prawa człowieka i demokracja|Upowszechnianie i ochrona wolności i praw człowieka oraz swobód obywatelskich, rozwój demokracji.
22a|Poradnictwo obywatelskie|Nieodpłatne poradnictwo obywatelskie.
23|Ratownictwo i ochrona ludności|
24|Pomoc ofiarom katastrof, klęsk i wojen|
25|Prawa konsumentów|
26|Integracja europejska i współpraca między społeczeństwami|
27|Promocja i organizacja wolontariatu|
28|Pomoc Polonii i Polakom za granicą|
29|Kombatanci i osoby represjonowane|
29a|Weterani działań poza granicami państwa|
30|Promocja Polski za granicą|
31|Rodzina, macierzyństwo i prawa dziecka|Rodzina, macierzyństwo, rodzicielstwo, upowszechnianie i ochrona praw dziecka.
32|Przeciwdziałanie uzależnieniom|Przeciwdziałanie uzależnieniom i patologiom społecznym.
32a|Rewitalizacja|
33|Wspieranie organizacji pozarządowych|Działalność na rzecz organizacji pozarządowych i innych podmiotów pożytku publicznego.
"""
#: Headings under which the editor of an entry shows the areas, by their points of the Act.
AREA_GROUPS = {
    "Pomoc i zdrowie": "1 1a 2 3 6 7 10 24 29 29a 31 32",
    "Dzieci, nauka i kultura": "14 15 16 4 5",
    "Sport, turystyka i przyroda": "17 18 19",
    "Prawa i obywatele": "1b 9 22 22a 25 27 33",
    "Praca i gospodarka": "8 11 12",
    "Miasto i bezpieczeństwo": "13 20 21 23 32a",
    "Świat i Polacy za granicą": "5a 26 28 30",
}
TARGET_GROUPS = [
    "Dzieci",
    "Młodzież",
    "Rodziny",
    "Seniorzy i seniorki",
    "Osoby z niepełnosprawnościami",
    "Osoby w kryzysie bezdomności",
    "Osoby w trudnej sytuacji materialnej",
    "Osoby chore i ich bliscy",
    "Osoby uzależnione i ich bliscy",
    "Osoby doznające przemocy",
    "Kobiety",
    "Migranci i uchodźcy",
    "Zwierzęta",
    "Organizacje pozarządowe",
    "Wszyscy mieszkańcy",
]
LEGAL_FORMS = [
    "Stowarzyszenie",
    "Stowarzyszenie zwykłe",
    "Fundacja",
    "Klub sportowy",
    "Uczniowski klub sportowy",
    "Oddział organizacji ogólnopolskiej",
    "Organizacja kościelna",
    "Spółdzielnia socjalna",
    "Spółka non profit",
    "Koło gospodyń wiejskich",
    "Ochotnicza straż pożarna",
    "Związek stowarzyszeń",
    "Inna",
]
LANGUAGES = {
    "pl": "polski",
    "uk": "ukraiński",
    "en": "angielski",
    "de": "niemiecki",
    "ru": "rosyjski",
    "be": "białoruski",
    "csb": "kaszubski",
    "pso": "polski język migowy",
}


def seed(apps, schema_editor):
    areas = [line.split("|") for line in AREAS.strip().splitlines()]
    groups = {code: group for group, codes in AREA_GROUPS.items() for code in codes.split()}
    _fill(
        apps,
        "ActivityArea",
        [{"code": c, "name": n, "description": d, "group": groups[c]} for c, n, d in areas],
    )
    _fill(apps, "TargetGroup", [{"name": name} for name in TARGET_GROUPS])
    _fill(apps, "LegalForm", [{"name": name} for name in LEGAL_FORMS])
    _fill(apps, "Language", [{"code": c, "name": n} for c, n in LANGUAGES.items()])


def _fill(apps, model_name, rows):
    model = apps.get_model("wagtail_ngo", model_name)
    if model.objects.exists():
        return
    model.objects.bulk_create(
        model(
            **row,
            slug=slugify(row["name"].translate(str.maketrans("łŁ", "lL"))),
            sort_order=10 * number,
            uuid=uuid.uuid5(NAMESPACE, f"{model_name}/{row['name']}"),
        )
        for number, row in enumerate(rows, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("wagtail_ngo", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
