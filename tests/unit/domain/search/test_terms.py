from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.terms import (
    EntryText,
    acronyms,
    all_of,
    beginning,
    begun,
    compounds,
    index_terms,
    is_acronym,
    read_query,
    whole,
)

PL = Polish()


def test_acronyms_are_the_initials_of_runs_of_words():
    assert acronyms("Polski Związek Niewidomych", PL) == {"pzn"}
    assert {"ton", "tonz", "toz"} <= acronyms("Towarzystwo Opieki nad Zwierzętami", PL)
    assert acronyms("Bank Żywności", PL) == {"bz"}


def test_index_terms_hold_each_word_marked_by_its_place():
    terms = index_terms(
        EntryText(names=["Klub Zryw"], categories=["Sport"], lead="Biegi"), PL
    ).split()
    assert terms == [
        whole("klub"), whole("klub", "qt"), whole("zryw"), whole("zryw", "qt"),
        whole("sport"), whole("sport", "qc"), whole("bieg"), whole("bieg", "ql"),
        whole("kz"), whole("kz", "qt"),
        beginning("klub"), beginning("zryw"), beginning("sport"), beginning("biegi"),
    ]  # fmt: skip


def test_index_terms_hold_numbers_as_digits():
    entry = EntryText(phones=["+48 59 842 00 00"], numbers=["000-012-34-56"])
    assert index_terms(entry, PL).split() == [
        "qp598420000", "qx598420000q", "qx8420000q", "qx0000123456q",
    ]  # fmt: skip


def test_compound_is_found_as_one_word_and_as_two():
    terms = index_terms(EntryText(names=["e-Wolontariat"]), PL).split()
    assert whole(PL.key("ewolontariat")) in terms
    assert whole(PL.key("wolontariat")) in terms


def test_read_query_drops_small_words_unless_there_is_nothing_else():
    assert read_query("pomoc dla psów", PL).words == ("pomoc", "psow")
    assert read_query("dla", PL).words == ("dla",)


def test_read_query_of_signs_alone_is_empty():
    for text in ("", "  ", "– —", '"" * () :', "\x00", "🙂"):
        assert not read_query(text, PL)


def test_read_query_is_bounded():
    query = read_query("słowo" * 3000 + " x" * 500, PL)
    assert len(query.phrase) <= 400
    assert len(query.words) <= 16


def test_a_query_that_is_a_number_is_its_digits():
    query = read_query("KRS 123456", PL)
    assert (query.number, query.words, query.is_open_number) == (
        "0000123456", ("0000123456",), False,
    )  # fmt: skip


def test_words_of_asking_fall_away_unless_there_is_nothing_else():
    query = read_query("gdzie szukam haftu", PL)
    assert query.without(PL.asking_words).words == ("haftu",)
    assert read_query("szukam", PL).without(PL.asking_words).words == ("szukam",)


def test_all_of_keeps_the_order_and_drops_repeats():
    assert all_of(["a", "b", "a"], "qt") == "qtaq qtbq"


def test_an_acronym_is_told_without_listing_all():
    name = "Towarzystwo Przyjaciół Teatru i Muzyki – Scena Mała"
    for word in ("tptm", "tptim", "ptm", "sm", "tp", "t", "tptimsm", "xyz"):
        assert is_acronym(word, name, PL) == (word in acronyms(name, PL))


def test_terms_are_cut_where_the_index_cuts_them():
    word = "abcdefghijklmnopqrst"

    assert beginning(word) == "qxabcdefghijkl"
    assert whole(word, "qt") == "qtabcdefghijklq"
    assert begun(word) == "qxabcdefghijkl*"
    assert (beginning(word[:12]), beginning(word[:11])) == ("qxabcdefghijkl", "qxabcdefghijk")


def test_initials_of_two_words_are_an_acronym_and_of_seven_are_not():
    words = ["Ala", "Bela", "Cela", "Dela", "Ela", "Fela", "Gala"]

    assert acronyms(" ".join(words[:2]), PL) == {"ab"}
    assert max(acronyms(" ".join(words), PL), key=len) in {"abcdef", "bcdefg"}
    assert is_acronym("abcdef", " ".join(words), PL)
    assert not is_acronym("abcdefg", " ".join(words), PL)


def test_a_compound_of_thirty_letters_is_one_word_too():
    assert list(compounds(f"{'a' * 15}-{'b' * 15} c.d x", PL)) == ["a" * 15 + "b" * 15, "cd"]
    assert list(compounds(f"{'a' * 15}-{'b' * 16}", PL)) == []


def test_a_query_of_other_words_is_as_if_they_had_been_typed():
    query = read_query("psy", PL).of_words(["koty", "psy", "koty"], PL)

    assert query == read_query("koty psy", PL)
