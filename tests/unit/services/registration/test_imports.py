"""Lists of participants: the look says what the press does, and nobody loses or jumps a place."""

import dataclasses
import datetime

import pytest
from wagtail.models import ModelLogEntry

from tests.factories.directory import NGOFactory
from tests.factories.registration import (
    NOW,
    assert_counters_agree,
    counters,
    join,
    join_many,
    make_course,
    make_date,
    person,
)
from wagtail_ngo.enums import ListedPerson as L
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Occurrence, OutgoingMail, Registration
from wagtail_ngo.services.registration import desk, imports, privacy, waiting
from wagtail_ngo.services.registration.participants import read_people

LATER = NOW + datetime.timedelta(days=1)
pytestmark = pytest.mark.django_db
COLUMNS = {0: "name", 1: "email", 2: "phone", 3: "organization", 4: "companions", 5: "note"}


def listed(*rows, source="Paper list"):
    """Rows from row 2 on, short ones filled up."""
    filled = [(number, [*row, *[""] * (6 - len(row))]) for number, row in enumerate(rows, start=2)]
    return read_people(filled, COLUMNS, source=source)


def write(target, rows, *, submission="once", **options):
    return imports.register_all(target, rows, now=LATER, submission=submission, **options)


def outcomes(results):
    return [result.outcome for result in results]


def test_odd_cells_are_left_out_and_said_and_the_person_stays():
    entry = NGOFactory(title="Fundacja Łąka")
    [odd, plain, nobody, footer] = listed(
        [
            "Anna Żak",
            "Anna <anna@example.org>; jan@",
            "tel. 59 840 00 00, brak",
            "fundacja łąka",
            "dwie",
        ],
        ["Jan Ćma", "brak", "-", "Koło bez wpisu", "2 osoby", "bez glutenu"],
        ["", "x@example.org"],
        ["Razem: 2"],
    )

    assert (odd.person.email, odd.person.phone) == ("anna@example.org", "+48598400000")
    assert (odd.person.organization, odd.person.companions) == (entry, 0)
    assert len(odd.remarks) == 3
    assert (plain.person.email, plain.person.companions, plain.remarks) == ("", 2, [])
    assert plain.person.note == "Imported list: Paper list; bez glutenu"
    assert plain.person.organization_fields["organization_name"] == "Koło bez wpisu"
    assert (nobody.person, nobody.remarks) == (None, ["The row has no name."])
    assert (footer.person, footer.remarks) == (None, ["A line below the table."])


def test_cells_that_are_too_long_are_cut_and_said():
    [row] = listed(["A" * 300, "x" * 300 + "@example.org", "", "O" * 300, "51"])

    assert (len(row.person.name), len(row.person.organization_name)) == (255, 255)
    assert (row.person.email, row.person.companions) == ("", 0)
    assert len(row.remarks) == 4


def test_look_writes_nothing_and_the_press_does_what_it_said():
    date = make_date(capacity=3, waiting_limit=2)
    known, gone = join_many(date, [1, 2])
    waiting.cancel(gone, now=NOW)
    rows = listed(
        ["Nowa Osoba", "new@example.org"],
        ["Person 1", " P1@Example.org "],
        ["Person 2", "p2@example.org"],
        ["Nowa Jeszcze Raz", "NEW@example.org"],
        ["Bez Adresu", "", "", "Koło"],
        ["bez adresu", "", "", "KOŁO"],
        ["Trzecia", "third@example.org"],
        ["Czwarta", "fourth@example.org"],
        ["Piąta", "fifth@example.org"],
        [""],
    )
    expected = [
        L.SEAT, L.KNOWN, L.CANCELLED, L.TWICE, L.SEAT, L.TWICE, L.LINE, L.LINE, L.FULL,
        L.UNREADABLE,
    ]  # fmt: skip

    before = list(Registration.objects.values())
    planned = imports.plan(date, rows, waits=True)
    assert list(Registration.objects.values()) == before
    written = write(date, rows)

    assert outcomes(planned) == outcomes(written) == expected
    assert [result.same_as for result in written] == [
        None, None, None, 2, None, 6, None, None, None, None,
    ]  # fmt: skip
    assert counters(date) == (3, 2, 6)
    assert_counters_agree(date)
    made = Registration.objects.filter(origin="import").order_by("pk")
    assert [row.name for row in made] == ["Nowa Osoba", "Bez Adresu", "Trzecia", "Czwarta"]
    line = Registration.objects.of(date).in_line()
    assert [row.name for row in line] == ["Trzecia", "Czwarta"]
    assert Registration.objects.get(pk=known.pk).name == "Person 1"


def test_nobody_is_written_to_unless_asked():
    date = make_date(capacity=1)
    before = OutgoingMail.objects.count()

    write(date, listed(["A", "a@example.org"], ["B", "b@example.org"]))
    assert OutgoingMail.objects.count() == before
    other = make_date(title="Other", capacity=1)
    rows = listed(["A", "a@example.org"], ["B", "b@example.org"], ["C"])
    write(other, rows, with_letters=True)

    kinds = OutgoingMail.objects.order_by("pk").values_list("kind", "recipient")
    assert list(kinds)[before:] == [
        ("registration.seat", "a@example.org"),
        ("registration.line", "b@example.org"),
    ]


def test_list_sent_twice_registers_everybody_once():
    date = make_date(capacity=2)
    rows = listed(["A", "a@example.org"], ["B"], ["C"])

    results = [write(date, rows) for _press in range(2)]

    assert outcomes(results[0]) == outcomes(results[1]) == [L.SEAT, L.SEAT, L.LINE]
    assert counters(date) == (2, 1, 3)
    assert outcomes(write(date, rows, submission="again")) == [L.KNOWN] * 3


def test_without_an_address_people_are_known_by_name_and_organization():
    date = make_date(capacity=None)
    desk.add(date, person(1, name="Anna Żak", organization_name="Koło"), now=NOW)
    desk.add(date, person(2, name="Jan Ćma", organization_name="Koło", email=""), now=NOW)
    gone = desk.add(date, person(3, name="Ewa Łąka", email="ewa@example.org"), now=NOW)
    waiting.cancel(gone, now=NOW)
    rows = listed(
        ["anna  żak", "", "", "KOŁO"],
        ["Jan Ćma", "jan@example.org", "", "koło"],
        ["Ewa Łąka"],
        ["Anna Żak"],
        ["Anna Żak", "other-anna@example.org", "", "Koło"],
        ["Nowa Osoba", "new@example.org"],
        ["nowa osoba"],
        ["Inna"],
        ["Inna", "inna@example.org"],
    )
    expected = [
        L.KNOWN, L.KNOWN, L.CANCELLED, L.SEAT, L.TWICE, L.SEAT, L.TWICE, L.SEAT, L.TWICE,
    ]  # fmt: skip

    planned, written = imports.plan(date, rows, waits=True), write(date, rows)

    assert outcomes(planned) == outcomes(written) == expected
    names = Registration.objects.filter(origin="import").order_by("pk")
    assert [row.name for row in names] == ["Anna Żak", "Nowa Osoba", "Inna"]


def test_two_addresses_are_two_people_whatever_their_names():
    date = make_date(capacity=None)
    desk.add(date, person(1, name="Anna Żak"), now=NOW)

    rows = listed(["Anna Żak", "anna@example.org"], ["Anna Żak", "anna2@example.org"])

    assert outcomes(write(date, rows)) == [L.SEAT, L.SEAT]


def test_list_that_two_people_send_at_once_registers_everybody_once():
    """Between the look and the writing: another page with the same list was quicker."""
    date = make_date(capacity=None)
    rows = listed(["A"], ["B", "b@example.org"], ["C", "", "", "Koło"])

    write(date, rows, submission="quicker")
    outcome = [
        imports._write(
            date, row.person, now=LATER, submission=f"late:{row.number}", waits=True,
            with_letters=False,
        )
        for row in rows
    ]  # fmt: skip

    assert outcome == [L.KNOWN] * 3
    assert counters(date) == (3, 0, 3)


def test_whoever_cancelled_before_a_list_was_sent_again_is_told_as_cancelled():
    date = make_date(capacity=None)
    rows = listed(["A", "a@example.org"], ["B"])
    write(date, rows)
    waiting.cancel(Registration.objects.get(name="B"), now=LATER)

    assert outcomes(write(date, rows)) == [L.SEAT, L.CANCELLED]
    assert counters(date) == (1, 0, 2)


def test_log_counts_those_who_were_registered_before_it_stopped():
    date = make_date(capacity=None)
    rows = listed(["A"], ["B"], ["C"])
    broken = dataclasses.replace(rows[1].person, answers={"question": object()})
    rows[1] = dataclasses.replace(rows[1], person=broken)

    with pytest.raises(TypeError):
        write(date, rows, date=date)

    entry = ModelLogEntry.objects.get(action="wagtail_ngo.import_people")
    assert (entry.data, counters(date)) == ({"count": 1}, (1, 0, 1))


def test_those_who_wait_come_before_the_list():
    date = make_date(capacity=2)
    first, _second, third = join_many(date, [1, 2, 3])
    Registration.objects.filter(pk=first.pk).update(status=S.EXPIRED, seats_held=0)
    Occurrence.objects.filter(pk=date.pk).update(seats_taken=1)

    rows = listed(["New", "new@example.org"])
    assert outcomes(imports.plan(date, rows, waits=True)) == [L.LINE]
    assert outcomes(write(date, rows, waits=True)) == [L.LINE]
    assert outcomes(write(date, listed(["Late"]), waits=False, submission="other")) == [L.FULL]

    line = Registration.objects.of(date).in_line()
    assert [row.email for row in line] == [third.email, "new@example.org"]


def test_companions_need_seats_too():
    date = make_date(capacity=3)

    rows = listed(["A", "", "", "", "1"], ["B", "", "", "", "1"], ["C"])
    assert outcomes(imports.plan(date, rows, waits=False)) == [L.SEAT, L.FULL, L.SEAT]
    assert outcomes(write(date, rows, waits=False)) == [L.SEAT, L.FULL, L.SEAT]
    assert_counters_agree(date)


def test_date_without_seats_has_no_line_and_one_without_a_limit_takes_all():
    none, all_of_them = make_date(capacity=0), make_date(title="Other", capacity=None)
    rows = listed(["A"], ["B"], ["C"])

    for date, expected in ((none, [L.FULL] * 3), (all_of_them, [L.SEAT] * 3)):
        assert outcomes(imports.plan(date, rows, waits=True)) == expected
        assert outcomes(write(date, rows)) == expected
        assert_counters_agree(date)


def test_list_of_a_course_is_for_all_its_dates():
    course = make_course(capacity=2)
    join(course)

    assert outcomes(write(course, listed(["A", "a@example.org"], ["B"]))) == [L.SEAT, L.LINE]
    assert [row.course for row in Registration.objects.filter(origin="import")] == [course] * 2


def test_source_is_noted_and_goes_with_the_person():
    date = make_date(capacity=None)
    write(date, listed(["A", "a@example.org"], ["B", "b@example.org"], source="Folder 3"))
    first, second = Registration.objects.order_by("pk")
    assert first.note == "Imported list: Folder 3"

    privacy.erase_person(first, now=NOW)

    first, second = Registration.objects.order_by("pk")
    assert (first.name, first.email, first.note, first.submission) == ("", "", "", "")
    assert second.note == "Imported list: Folder 3"
    # Erased is not cancelled: nothing of the person is left by which to know them again.
    assert outcomes(write(date, listed(["A", "a@example.org"]), submission="again")) == [L.SEAT]
