"""Loading a file of a public register: what is read, what is not, and what a second run does."""

import datetime
import io

import openpyxl
import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.limits import Limits
from wagtail_ngo.models import RegisteredOrganization, RegisterFile
from wagtail_ngo.services.directory import registers

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 30)
HEADER = "Nazwa podmiotu;Forma prawna;Numer KRS;NIP;REGON;Miejscowość;Ulica;Nr domu;Nr lokalu;Kod pocztowy"  # noqa: E501
ROW = "FUNDACJA ŚCIEŻKA;FUNDACJA;0000123456;123-456-32-18;;SŁUPSK;UL. DŁUGA;7;3;76-200"
OTHER = "STOWARZYSZENIE RONDO;STOWARZYSZENIE;0000654321;;;Gdańsk;;12;;80-001"


def file(*rows, header=HEADER):
    return io.BytesIO("\n".join([header, *rows]).encode("utf-8"))


def load(*rows, header=HEADER, as_of=DAY, **options):
    values = {"name": "KRS", "file_name": "krs.csv", "limits": Limits(), "now": timezone.now()}
    return registers.load(file(*rows, header=header), as_of=as_of, **values | options)


def counts(loaded):
    return loaded.added, loaded.changed, loaded.removed, loaded.unchanged


def test_row_becomes_an_organization_with_street_and_number_in_one():
    loaded = load(ROW, OTHER)

    assert counts(loaded) == (2, 0, 0, 0)
    row = RegisteredOrganization.objects.get(krs="0000123456")
    assert {key: getattr(row, key) for key in registers.KEYS} == {
        "title": "FUNDACJA ŚCIEŻKA",
        "legal_form": "FUNDACJA",
        "krs": "0000123456",
        "nip": "1234563218",
        "regon": "",
        "seat_street": "UL. DŁUGA 7/3",
        "seat_postcode": "76-200",
        "seat_city": "SŁUPSK",
    }
    assert RegisteredOrganization.objects.get(krs="0000654321").seat_street == "Gdańsk 12"
    assert (row.register.name, row.register.as_of) == ("KRS", DAY)


def test_officers_leave_no_trace():
    header = f"{HEADER};Imię i nazwisko prezesa;Członkowie zarządu;PESEL;Telefon;E-mail;Uwagi"
    people = "Halina Tajna;Jan Skryty, Ewa Cicha;44051401458;600100200;halina@example.org;Tajna"

    loaded = load(f"{ROW};{people}", header=header)

    rows = [*RegisterFile.objects.all(), *RegisteredOrganization.objects.all()]
    log = [str(entry.data) for entry in ModelLogEntry.objects.all()]
    stored = f"{serializers.serialize('json', rows, ensure_ascii=False)} {log} {loaded}"
    assert "FUNDACJA ŚCIEŻKA" in stored
    for word in ("Halina", "Tajna", "Skryty", "Cicha", "44051401458", "600100200", "example.org"):
        assert word not in stored
    assert loaded.ignored == [
        "Imię i nazwisko prezesa", "Członkowie zarządu", "PESEL", "Telefon", "E-mail", "Uwagi",
    ]  # fmt: skip


def test_people_in_business_are_left_out():
    person = "JAN SKRYTY USŁUGI;OSOBA FIZYCZNA PROWADZĄCA DZIAŁALNOŚĆ;;5261040828;;Słupsk;;1;;"

    loaded = load(ROW, person)

    assert loaded.left_out == {"person": 1}
    assert [row.title for row in RegisteredOrganization.objects.all()] == ["FUNDACJA ŚCIEŻKA"]


def test_rows_without_name_or_number_and_doubles_are_counted():
    nameless = ";FUNDACJA;0000111111;;;Słupsk;;;;"
    numberless = "KOŁO;STOWARZYSZENIE;brak;1;x;Słupsk;;;;"

    loaded = load(ROW, ROW, nameless, numberless)

    assert loaded.left_out == {"double": 1, "no_name": 1, "no_number": 1}
    assert counts(loaded) == (1, 0, 0, 0)


def test_only_the_town_is_kept_where_one_is_named():
    loaded = load(ROW, OTHER, towns=["słupsk"])

    assert loaded.left_out == {"elsewhere": 1}
    assert [row.krs for row in RegisteredOrganization.objects.all()] == ["0000123456"]


def test_same_file_again_changes_nothing_and_a_newer_one_only_what_differs():
    load(ROW, OTHER)
    before = dict(RegisteredOrganization.objects.values_list("krs", "pk"))
    again = load(ROW, OTHER)
    loaded_at = RegisterFile.objects.get().loaded_at

    third = "KOŁO;STOWARZYSZENIE;0000777777;;;Słupsk;;;;"
    newer = load(ROW.replace("DŁUGA", "KRÓTKA"), third, as_of=DAY + datetime.timedelta(days=30))

    assert (again.is_known, counts(again)) == (True, (0, 0, 0, 0))
    assert (newer.is_known, counts(newer)) == (False, (1, 1, 1, 0))
    register = RegisterFile.objects.get()
    assert register.as_of == datetime.date(2026, 12, 30)
    assert register.loaded_at > loaded_at
    rows = RegisteredOrganization.objects.order_by("krs")
    assert [(row.krs, row.seat_street) for row in rows] == [
        ("0000123456", "UL. KRÓTKA 7/3"),
        ("0000777777", ""),
    ]
    assert rows[0].pk == before["0000123456"]


def test_another_register_is_left_alone():
    load(ROW)
    load(OTHER, name="Ewidencja prezydenta")

    assert RegisterFile.objects.count() == 2
    assert RegisteredOrganization.objects.count() == 2


def test_the_same_file_is_news_to_another_register_and_of_another_day():
    first, other = load(ROW), load(ROW, name="Ewidencja prezydenta")
    later = load(ROW, as_of=DAY + datetime.timedelta(days=1))

    assert [one.is_known for one in (first, other, later)] == [False, False, False]
    assert load(ROW, name="Ewidencja prezydenta").is_known
    assert RegisteredOrganization.objects.count() == 2


def test_a_file_that_breaks_off_leaves_what_was_loaded():
    load(ROW)

    with pytest.raises(TableError):
        load(OTHER, ROW, limits=Limits(rows=1))

    assert [row.krs for row in RegisteredOrganization.objects.all()] == ["0000123456"]
    assert RegisterFile.objects.count() == 1


def test_file_without_names_or_numbers_is_refused():
    with pytest.raises(TableError) as error:
        load("1;2", header="Gmina;Powiat")

    assert error.value.code == "no_organizations"
    assert not RegisterFile.objects.exists()


def test_queries_do_not_grow_with_rows(django_assert_max_num_queries):
    rows = [f"KOŁO {n};STOWARZYSZENIE;{n:010};;;Słupsk;;;;" for n in range(1, 301)]

    with django_assert_max_num_queries(15):
        load(*rows)

    assert RegisteredOrganization.objects.count() == 300


# The command


def run(path, *options):
    out = io.StringIO()
    call_command("ngo_load_register", str(path), *options, stdout=out)
    return out.getvalue()


def test_command_reads_a_workbook_and_says_what_it_did(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([*HEADER.split(";"), "Prezes"])
    book.active.append([*ROW.split(";"), "Halina Tajna"])
    path = tmp_path / "krs.xlsx"
    book.save(path)

    said = run(path, "--as-of", "2026-11-30")

    assert "KRS, data as of 2026-11-30" in said
    assert "read: Nazwa podmiotu as title" in said
    assert "not read: Prezes" in said
    assert "1 added, 0 changed, 0 removed, 0 unchanged" in said
    assert "Halina" not in said
    assert "nothing to do" in run(path, "--as-of", "2026-11-30")
    assert RegisteredOrganization.objects.get().krs == "0000123456"


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("none.csv", ["--as-of", "2026-11-30"], "No such file"),
        ("krs.csv", ["--as-of", "2999-01-01"], "a day to come"),
        ("empty.csv", ["--as-of", "2026-11-30"], "no rows"),
    ],
)
def test_command_refuses_in_words(tmp_path, name, options, words):
    (tmp_path / "krs.csv").write_bytes(file(ROW).getvalue())
    (tmp_path / "empty.csv").write_bytes(b"")

    with pytest.raises(CommandError, match=words):
        run(tmp_path / name, *options)

    assert not RegisterFile.objects.exists()
