"""Cells that hold several values: terms, contacts and hours, and what an entry keeps of its own."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.directory import ContactChannelFactory, NGOFactory
from wagtail_ngo.domain.directory.written_hours import WrittenHours
from wagtail_ngo.enums import CellResult
from wagtail_ngo.models import ActivityArea, District, Language, LegalForm, NGOPage, OpeningHours
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, cell_text
from wagtail_ngo.services.directory.vocabularies import Vocabularies

pytestmark = pytest.mark.django_db
READ_AS, LEFT_OUT = CellResult.READ_AS, CellResult.LEFT_OUT


@pytest.fixture
def languages():
    Language.objects.all().delete()
    names = (("Ukraiński", "uk"), ("Język migowy", ""), ("Język kaszubski", "csb"))
    return [Language.objects.create(name=name, code=code) for name, code in names]


def read(key: str, text: str) -> tuple[dict, list]:
    reading = COLUMNS_BY_KEY[key].read(text, Vocabularies())
    return reading.values, [(remark.result, remark.text) for remark in reading.remarks]


def results(key: str, text: str) -> tuple:
    values, remarks = read(key, text)
    return values.get(key), [result for result, _text in remarks]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("fundacja", "Fundacja", []),
        ("UKS", "Uczniowski klub sportowy", []),
        ("Fundacja (KRS)", "Fundacja", []),
        ("stow. zwykłe", "Stowarzyszenie zwykłe", []),
    ],
)
def test_a_form_is_known_by_its_name_and_by_what_offices_call_it(text, name, said):
    assert results("legal_form", text) == (LegalForm.objects.get(name=name).pk, said)


@pytest.mark.parametrize("text", ["cech", "(KRS)"])
def test_a_form_that_nobody_knows_is_left_out(text):
    assert results("legal_form", text) == (None, [LEFT_OUT])
    assert COLUMNS_BY_KEY["legal_form"].found_by_words(text, Vocabularies()) is None


@pytest.mark.parametrize("known", [None, Vocabularies])
def test_a_form_is_set_with_and_without_lists_at_hand(known):
    column = COLUMNS_BY_KEY["legal_form"]
    form = LegalForm.objects.get(name="Fundacja")
    entry = NGOPage(title="Indygo")
    assert (column.current(entry), cell_text(column, entry)) == (None, "")

    column.apply(entry, form.pk, known and known())

    assert (column.current(entry), cell_text(column, entry)) == (form.pk, "Fundacja")
    column.apply(entry, None, known and known())
    assert entry.legal_form is None


@pytest.mark.parametrize(
    ("text", "which", "said"),
    [
        ("Ukraiński", [0], []),
        ("uk | csb", [0, 2], []),
        ("Ukraiński; Język migowy", [0, 1], []),
        ("- Ukraiński\n- Język migowy", [0, 1], []),
        ("uk, csb", [0, 2], []),
        ("uk/csb", [0, 2], []),
        ("migowy", [1], [READ_AS]),
        ("uk, migowy", [0, 1], [READ_AS]),
        ("kaszubski, język", [2], [READ_AS]),
        ("uk | niemiecki", [0], [LEFT_OUT]),
        ("migowy, niemiecki", [1], [READ_AS, LEFT_OUT]),
    ],
)
def test_terms_are_read_however_they_are_parted(languages, text, which, said):
    keys = frozenset(languages[number].pk for number in which)

    assert results("languages", text) == (keys, said)


def test_terms_that_nobody_knows_are_named_together(languages):
    assert read("languages", "niemiecki, czeski | ido") == (
        {},
        [
            (
                LEFT_OUT,
                "“niemiecki, czeski, ido” was left out. There is no such language.",
            )
        ],
    )
    assert results("languages", "brak") == (None, [LEFT_OUT])
    assert results("languages", "język") == (None, [LEFT_OUT])
    assert results("languages", ",") == (None, [LEFT_OUT])


def test_what_a_part_was_read_as_is_said_for_that_part_alone(languages):
    _values, remarks = read("languages", "uk, migowy")

    assert remarks == [(READ_AS, "“migowy” was read as Język migowy: check it.")]


def test_numbers_of_areas_are_joined_by_a_small_word():
    areas = {area.code: area.pk for area in ActivityArea.objects.all()}

    assert results("areas", "1 i 18") == (frozenset([areas["1"], areas["18"]]), [])
    assert results("areas", "18 i 1 i 3") == (
        frozenset([areas["1"], areas["3"], areas["18"]]),
        [],
    )


def test_a_name_with_a_comma_is_whole_first():
    District.objects.all().delete()
    pair = District.objects.create(name="Zatorze, Ryczewo")
    other = District.objects.create(name="Ryczewo")

    assert results("districts", "Zatorze, Ryczewo") == (frozenset([pair.pk]), [])
    assert results("districts", "Ryczewo") == (frozenset([other.pk]), [])
    assert results("districts", "Ryczewo, Zatorze") == (frozenset([other.pk, pair.pk]), [READ_AS])


@pytest.mark.parametrize("known", [None, Vocabularies])
def test_terms_of_an_entry_are_set_and_shown(languages, known):
    column = COLUMNS_BY_KEY["languages"]
    entry = NGOPage(title="Indygo")
    keys = column.parse("uk | Język migowy", Vocabularies())
    assert keys == frozenset([languages[0].pk, languages[1].pk])

    column.apply(entry, keys, known and known())

    assert column.current(entry) == keys
    assert set(cell_text(column, entry).split(" | ")) == {"Ukraiński", "Język migowy"}
    column.apply(entry, frozenset(), known and known())
    assert (column.current(entry), cell_text(column, entry)) == (frozenset(), "")


def test_columns_that_hold_many_join_two_of_a_file():
    first, second = COLUMNS_BY_KEY["areas"], COLUMNS_BY_KEY["phone"]

    assert first.joined(frozenset([1, 2]), frozenset([2, 3])) == frozenset([1, 2, 3])
    assert second.joined(("b", "a"), ("a", "c")) == ("b", "a", "c")
    many = {key for key, column in COLUMNS_BY_KEY.items() if column.holds_many}
    assert many == {
        *("areas", "target_groups", "districts", "languages", "phone", "email", "website"),
        *("facebook", "private_phone", "private_email"),
    }


@pytest.mark.parametrize(
    ("key", "text", "values", "said"),
    [
        ("email", "a@x.pl, b@x.pl a@x.pl", ("a@x.pl", "b@x.pl"), []),
        ("email", "BIURO@X.PL", ("biuro@x.pl",), []),
        ("email", "a(at)x.pl", ("a@x.pl",), [READ_AS]),
        ("email", "a@x.pl, b(at)x.pl", ("a@x.pl", "b@x.pl"), [READ_AS]),
        ("email", "a@x.pl, pokój", ("a@x.pl",), [LEFT_OUT]),
        ("email", "pokój", None, [LEFT_OUT]),
        ("email", "brak", None, [LEFT_OUT]),
        ("email", "0", None, [LEFT_OUT]),
        ("website", "www.x.pl", ("https://www.x.pl",), []),
        ("website", "http:/www.x.pl", ("http://www.x.pl",), [READ_AS]),
        ("website", "a@x.pl", None, [LEFT_OUT]),
        ("website", "https://x.pl/@a", ("https://x.pl/@a",), []),
        ("website", '<a href="https://x.pl">tu</a>', ("https://x.pl",), []),
        ("website", "www,x.pl", ("https://www.x.pl",), [READ_AS]),
        ("phone", "59 842 11 11, 59 842 11 12", ("+48598421111", "+48598421112"), []),
        ("phone", "pokój", None, [LEFT_OUT]),
    ],
)
def test_contacts_are_read_however_they_are_parted(key, text, values, said):
    found, remarks = results(key, text)

    assert remarks == said
    assert found == values


def test_what_is_no_contact_is_named_in_the_words_of_the_column():
    _values, remarks = read("email", "pokój, a@x.pl, piętro")

    assert remarks == [(LEFT_OUT, "“pokój, piętro” was left out. It is no e-mail.")]
    _values, remarks = read("email", "a@x.pl, b(at)x.pl")
    assert remarks == [(READ_AS, "“a@x.pl, b(at)x.pl” was read as b@x.pl: check it.")]


def test_contacts_of_an_entry_are_those_of_the_kind_and_keep_their_labels():
    entry = NGOFactory()
    kept = ContactChannelFactory(organization=entry, kind="email", value="a@x.pl", label="Biuro")
    ContactChannelFactory(organization=entry, kind="email", value="b@x.pl")
    ContactChannelFactory(organization=entry, kind="email", value="c@x.pl", is_public=False)
    ContactChannelFactory(organization=entry, kind="website", value="https://x.pl")
    entry = NGOPage.objects.get(pk=entry.pk)
    column = COLUMNS_BY_KEY["email"]
    assert column.current(entry) == ("a@x.pl", "b@x.pl")

    column.apply(entry, ("d@x.pl", "a@x.pl"))
    entry.save()

    entry = NGOPage.objects.get(pk=entry.pk)
    assert column.current(entry) == ("d@x.pl", "a@x.pl")
    rows = {row.value: row for row in entry.contact_channels.all()}
    assert set(rows) == {"a@x.pl", "c@x.pl", "d@x.pl", "https://x.pl"}
    assert (rows["a@x.pl"].pk, rows["a@x.pl"].label) == (kept.pk, "Biuro")
    assert (rows["d@x.pl"].kind, rows["d@x.pl"].is_public) == ("email", True)
    assert rows["c@x.pl"].is_public is False
    assert cell_text(column, entry) == "d@x.pl | a@x.pl"
    COLUMNS_BY_KEY["private_email"].apply(entry, ("e@x.pl",))
    assert COLUMNS_BY_KEY["private_email"].current(entry) == ("e@x.pl",)
    assert column.current(entry) == ("d@x.pl", "a@x.pl")


def test_contacts_that_somebody_wrote_in_are_refused_or_plain():
    column = COLUMNS_BY_KEY["email"]

    assert column.parse("a@x.pl | b@x.pl\na@x.pl", None) == ("a@x.pl", "b@x.pl")
    with pytest.raises(ValidationError):
        column.parse("a@x.pl | pokój", None)


def test_hours_of_an_entry_are_read_set_and_shown_in_order():
    column = COLUMNS_BY_KEY["opening_hours"]
    eight, four = datetime.time(8), datetime.time(16)
    week = tuple(WrittenHours(day, eight, four, "") for day in (0, 1))
    assert results("opening_hours", "wt 8-16; pn 8-16") == (week, [])
    entry = NGOPage(title="Indygo")

    column.apply(entry, (WrittenHours(2, eight, four, "dyżur"), *week))

    hours = (*week, WrittenHours(2, eight, four, "dyżur"))
    assert column.current(entry) == hours
    assert cell_text(column, entry) == "pn,wt 08:00-16:00 | śr 08:00-16:00 (dyżur)"
    entry.opening_hours = [OpeningHours(weekday=2, opens=eight, closes=four, note="po (15)")]
    assert column.current(entry) == (WrittenHours(2, eight, four, "po 15"),)


def test_hours_that_cannot_be_read_are_named():
    values, remarks = read("opening_hours", "pn 8-16; kiedyś; czasem")

    assert [hours.weekday for hours in values["opening_hours"]] == [0]
    assert remarks == [
        (
            LEFT_OUT,
            "“kiedyś; czasem” was left out. Write hours as: pn-pt 8:00-16:00; so 9:00-13:00.",
        )
    ]
    assert results("opening_hours", "brak") == (None, [LEFT_OUT])
    assert results("opening_hours", "kiedyś") == (None, [LEFT_OUT])
