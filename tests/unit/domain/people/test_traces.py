import pytest

from wagtail_ngo.domain.people.traces import Traces, redact

ZANETA = Traces.of(
    names=["Żaneta  Próbna-Łącka"], emails=["Zaneta@Example.org"], phones=["+48 600 555 777"]
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Przyszła Żaneta Próbna-Łącka.", {"name"}),
        ("ŻANETA PRÓBNA ŁĄCKA", {"name"}),
        ("zaneta probna lacka", {"name"}),
        ("/zaneta-probna-lacka/", {"name"}),
        ("Próbna-Łącka, Żaneta", {"name"}),
        ("Żaneta&nbsp;Próbna-Łącka", {"name"}),
        ("Z\u0307aneta Próbna-Łącka", {"name"}),
        ("pisz: zaneta@example.org.", {"address"}),
        ("600555777", {"address"}),
        ("tel. (600) 555-777", {"address"}),
        ("0048600555777, 600 555 777", {"address"}),
        ({"a": ["x", {"zaneta@example.org": "Żaneta Próbna Łącka"}]}, {"name", "address"}),
        # Somebody else.
        ("Żaneta Próbna", set()),
        ("Żaneta i Próbna-Łącka", set()),
        ("Bożaneta Próbna-Łącka", set()),
        ("Żaneta Próbna-Łąckańska", set()),
        ("zaneta@example.org.pl", set()),
        ("xzaneta@example.org", set()),
        ("16005557770", set()),
        ("", set()),
        (None, set()),
    ],
)
def test_traces_are_found_in_every_spelling_and_in_no_other_word(text, kinds):
    assert ZANETA.kinds_in(text) == kinds


def test_redaction_empties_what_is_a_trace_and_keeps_the_rest():
    value = ["Żaneta Próbna-Łącka", "Pytaj: zaneta@example.org, śr.", {"k": 3, "t": "Anna"}]

    assert redact(value, ZANETA, placeholder="[…]") == [
        "",
        "Pytaj: […], śr.",
        {"k": 3, "t": "Anna"},
    ]


def test_a_first_name_alone_is_a_trace_only_where_nothing_else_is():
    anna = Traces.of(names=["Żaneta"])

    assert anna.kinds_in("Żaneta Nowak") == set()
    assert anna.kinds_in(" żaneta ") == {"name"}


def test_what_is_too_short_or_empty_tells_nobody():
    assert not Traces.of(names=["", "Ola"], emails=["", "x"], phones=["", "112"])


@pytest.mark.parametrize("text", ["ŻANETA PRÓBNA-ŁĄCKA", "zaneta", "600-555-777", "60 055 57 77"])
def test_a_database_finds_every_spelling_by_a_needle(text):
    # As LIKE does: without regard to the case of ASCII letters only.
    lower = "".join(letter.lower() if letter.isascii() else letter for letter in text)

    assert any(
        "".join(one.lower() if one.isascii() else one for one in needle) in lower
        for needle in ZANETA.needles
    )


def test_names_of_five_letters_and_numbers_of_seven_digits_are_long_enough():
    traces = Traces.of(
        names=["Ania", "Annia"], emails=[" A@B "], phones=["123 45 6", "123 45 67", "0048123456789"]
    )

    assert traces == Traces(names=("Annia",), emails=("a@b",), phones=("1234567", "123456789"))


def test_the_country_is_taken_from_a_polish_number_alone():
    phones = ["+48 600 555 777", "48600555777", "600555777", "49600555777", "4860055577"]

    assert Traces.of(phones=phones).phones == (
        "600555777",
        "600555777",
        "600555777",
        "49600555777",
        "4860055577",
    )


@pytest.mark.parametrize(
    "one", [{"names": ["Annia"]}, {"emails": ["a@b"]}, {"phones": ["1234567"]}]
)
def test_one_trace_of_any_kind_is_enough(one):
    assert Traces.of(**one)


def test_without_traces_nothing_is_found_or_taken():
    assert Traces().kinds_in("Anna Nowak, anna@example.org") == set()
    assert redact("Anna Nowak", Traces(), placeholder="…") == "Anna Nowak"


def test_every_spelling_of_a_number_is_a_needle():
    needles = Traces.of(phones=["600 555 777"]).needles

    assert {"600555777", "600 555 777", "60 055 57 77", "600-55-57-77"} <= set(needles)
    assert len(needles) == 1 + 3 * 4  # together once, and three layouts with four marks


def test_a_shorter_number_is_looked_for_as_it_is():
    assert Traces.of(phones=["1234567"]).needles == ["1234567"]


def test_the_longest_word_of_a_name_is_looked_for():
    assert Traces.of(names=["Jan Nowak"], emails=["j@n.pl"]).needles == [
        "NOWAK",
        "Nowak",
        "j@n.pl",
        "nowak",
    ]


def test_a_trace_is_taken_out_of_keys_values_and_tuples():
    value = {"Żaneta Próbna-Łącka": ("zaneta@example.org", "x"), "n": None, "k": 7}

    assert redact(value, ZANETA, placeholder="…") == {"": ["", "x"], "n": None, "k": 7}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zaneta@example.org", ""),
        (" (600 555 777) ", ""),
        ("tel. 600 555 777", "tel. …"),
        ("zaneta@example.org, 600 555 777", ""),
        ("„Żaneta Próbna-Łącka” i Jan", "„…” i Jan"),
        ("Jan Nowak", "Jan Nowak"),
    ],
)
def test_a_text_that_says_nothing_else_is_emptied(text, expected):
    assert redact(text, ZANETA, placeholder="…") == expected


def test_digits_of_a_longer_number_are_no_trace():
    assert ZANETA.kinds_in("1600555777") == set()
    assert ZANETA.kinds_in("6005557771") == set()
    assert ZANETA.kinds_in("+48600555777") == {"address"}
    assert ZANETA.kinds_in("+49600555777") == set()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Anna Maria Nowak", True),
        ("Nowak Anna Maria", True),
        ("Maria Nowak Anna", True),
        ("nowak, anna maria", True),
        ("Anna Nowak", False),
        ("Maria Anna Nowak", False),
        ("Anna Nowak Maria", False),
        ("Nowak Maria Anna", False),
    ],
)
def test_the_surname_may_come_first_or_the_first_name_last(text, is_found):
    assert bool(Traces.of(names=["Anna Maria Nowak"]).kinds_in(text)) is is_found


@pytest.mark.parametrize("text", ["Anna Maria Nowak", "Nowak Anna Maria", "Maria Nowak Anna"])
def test_the_whole_name_goes_in_each_order(text):
    assert redact(text, Traces.of(names=["Anna Maria Nowak"]), placeholder="…") == ""
