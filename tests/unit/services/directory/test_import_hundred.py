"""A hundred made-up rows in twenty habits of Polish offices: nothing wrong in silence."""

import pytest

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.unit.services.directory.jobs import check, make_job, write
from wagtail_ngo.models import NGOPage

pytestmark = pytest.mark.django_db

HEADER = (
    "Wykaz organizacji pozarządowych;;;;;;;;;;\n"
    "stan na 1.01.2027 r.;;;;;;;;;;\n"
    ";;;;;;;;;;\n"
    "Nazwa;Forma;KRS;REGON;Adres;Telefon;E-mail;WWW;Obszary;Rok założenia;OPP\n"
    "1;2;3;4;5;6;7;8;9;10;11\n"
)
STREET = "ul. Morska {n}"
#: Cells of a habit by column (form, KRS, REGON, address, phone, mail, site, areas, year, OPP), and
#: what must be in the entry. What the cells do not say is left out of ``wanted``.
HABITS = [
    (("stow.", "", "", STREET, "59 842-12-{n} w. 15", "", "", "", "1998 r.", "tak"),
     {"phones": ["+485984212{n};ext=15"], "founded_year": 1998, "is_public_benefit": True}),
    (("Fund.", "", "", "", "0-59/84212{n}", "", "", "", "12.05.1998", "nie"),
     {"phones": ["+485984212{n}"], "founded_year": 1998}),
    (("UKS", "", "", "", "(059) 842 12 {n} lub 602 100 2{n}", "", "", "sport", "", "-"),
     {"phones": ["+485984212{n}", "+486021002{n}"], "areas": ["Sport i kultura fizyczna"]}),
    (("OSP", "", "", "", "tel/fax 59 84212{n}", "", "", "", "", "brak"),
     {"phones": ["+485984212{n}"]}),
    (("KGW", "", "", "", "602 100 2{n} (Anna)", "", "", "", "1 IX 2005 r.", ""),
     {"phones": ["+486021002{n}"], "founded_year": 2005}),
    (("stowarzyszenie zwykłe", "", "", "", "602 100 2{n} - Jan Nowak", "", "", "", "", ""),
     {"phones": ["+486021002{n}"]}),
    (("", "", "", "", "", "Jan Nowak <a{n}@example.org>", "", "", "", ""),
     {"mails": ["a{n}@example.org"]}),
    (("", "", "", "", "", "a{n}(at)example.org", "", "", "", ""), {"mails": ["a{n}@example.org"]}),
    (("", "", "", "", "", "a{n}@example.org / b{n}@example.org", "", "", "", ""),
     {"mails": ["a{n}@example.org", "b{n}@example.org"]}),
    (("", "", "", "", "", "mailto:a{n}@example.org", "www . strona{n} . pl", "", "", ""),
     {"mails": ["a{n}@example.org"], "sites": ["https://www.strona{n}.pl"]}),
    (("", "", "", "", "", "A{n}@EXAMPLE.ORG", "http:/strona{n}.pl", "", "", ""),
     {"mails": ["a{n}@example.org"], "sites": ["http://strona{n}.pl"]}),
    (("", "4567{n}", "", "", "", "", "www,strona{n}.pl", "", "", ""),
     {"krs": "00004567{n}", "sites": ["https://www.strona{n}.pl"]}),
    (("", "KRS: 00004568{n}", "", "", "", "", "", "kultura | sport", "", ""),
     {"krs": "00004568{n}",
      "areas": ["Kultura, sztuka i dziedzictwo", "Sport i kultura fizyczna"]}),
    (("", "4569{n}.0", "", "", "", "", "", "", "", ""), {"krs": ""}),
    (("", "w rejestracji", "", "", "brak", "nie posiada", "w budowie", "", "", ""), {"krs": ""}),
    (("", "", "", "ul. Morska {n}, 76-200 Słupsk", "", "", "", "", "", ""),
     {"seat_street": "ul. Morska {n}", "seat_postcode": "76-200", "seat_city": "Słupsk"}),
    (("", "", "", "76-200 Słupsk, ul. Morska {n}", "", "", "", "", "", ""),
     {"seat_street": "ul. Morska {n}", "seat_postcode": "76-200", "seat_city": "Słupsk"}),
    (("", "", "", "ul. Morska {n}, 76-200 Słupsk, woj. pomorskie", "", "", "", "", "", ""),
     {"seat_city": "Słupsk"}),
    (("", "nie dotyczy", "0", "2027-10-03", "0", "-", "---", "x", "0", "nie dotyczy"),
     {"seat_street": "", "phones": []}),
    (("", "", "", "", "602100200 6021002{n}", "", "", "ekologia, latanie", "ok. 1998", "posiada"),
     {"phones": ["+48602100200", "+486021002{n}"], "areas": ["Ekologia i ochrona zwierząt"]}),
]  # fmt: skip
#: Habits in which something is left out or read otherwise than it is written: they need a remark.
REMARKED = {1, 2, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 17, 18, 19}


def rows():
    for habit, (cells, wanted) in enumerate(HABITS):
        for copy in range(5):
            number = 10 + habit * 4 + copy if habit < 19 else 90 + copy
            yield habit, f"Organizacja {habit} {copy}", _filled(cells, number), wanted, number


def _filled(cells, number):
    return [cell.format(n=number) for cell in cells]


def _wanted(value, number):
    if isinstance(value, list):
        return [one.format(n=number) for one in value]
    return value.format(n=number) if isinstance(value, str) else value


def _found(entry, key):
    kinds = {"phones": "phone", "mails": "email", "sites": "website"}
    if key in kinds:
        return [one.value for one in entry.contact_channels.all() if one.kind == kinds[key]]
    return sorted(map(str, entry.areas.all())) if key == "areas" else getattr(entry, key)


def test_a_hundred_rows_in_twenty_habits_come_in():
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, title="Stowarzyszenie „Szansa”", nip="8392786139")
    lines = [";".join([name, *cells]) for _habit, name, cells, _wanted_, _number in rows()]
    lines += ['"STOW. ""SZANSA""";;456999;;;;;;;;', "Razem: 100;;;;;;;;;;", "Źródło: UM;;;;;;;;;;"]
    job = make_job(directory, HEADER + "\n".join(lines) + "\n")
    check(job)

    results = write(job)

    taken = [action for action, _message in results if action == "new"]
    decisions = [action for action, _message in results if action == "doubtful"]
    assert (len(taken), len(decisions)) == (100, 1)
    assert [action for action, _ in results[101:]] == ["error", "error"]
    entries = {entry.title: entry for entry in NGOPage.objects.all()}
    for (habit, name, _cells, wanted, number), (_action, message) in zip(
        rows(), results, strict=False
    ):
        for key, value in wanted.items():
            assert _found(entries[name], key) == _wanted(value, number), (habit, key)
        assert bool(message) == (habit in REMARKED), (habit, message)
