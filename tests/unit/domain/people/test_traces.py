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
