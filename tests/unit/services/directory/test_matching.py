"""Which entry a row of a file means: by its numbers first, then by its name, and never two."""

import sqlite3
import tracemalloc

import pytest
from django.core.exceptions import ValidationError

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.services.directory.matching import EntryIndex, Match

pytestmark = pytest.mark.django_db
KRS, OTHER_KRS, NIP, REGON = "0000058930", "0000000019", "1234563218", "192598184"


@pytest.fixture
def directory():
    return NGODirectoryFactory(slug="spis")


def problem(index, values, *, row=9) -> str:
    with pytest.raises(ValidationError) as refused:
        index.match(values, row=row)
    return refused.value.messages[0]


def test_a_number_tells_more_than_a_name(directory):
    named = NGOFactory(parent=directory, title="Łąka")
    numbered = NGOFactory(parent=directory, title="Inna", krs=KRS)

    def meant(**values):
        return EntryIndex(directory).match(values, row=2)

    assert meant(krs=KRS, title="Łąka") == Match(numbered.pk)
    assert meant(title="Łąka") == Match(named.pk)
    assert meant(title="Nowa") == meant() == Match(None)


def test_entries_of_other_directories_are_not_meant(directory):
    NGOFactory(parent=NGODirectoryFactory(slug="x"), title="Łąka", krs=KRS)

    assert EntryIndex(directory).match({"krs": KRS, "title": "Łąka"}, row=2) == Match(None)


def test_numbers_of_two_entries_are_refused_and_named(directory):
    NGOFactory(parent=directory, title="A", krs=KRS)
    NGOFactory(parent=directory, title="B", nip=NIP)

    told = problem(EntryIndex(directory), {"krs": KRS, "nip": NIP, "regon": REGON})

    assert told == "KRS, NIP belong to different entries."


def test_a_name_is_the_same_in_other_letters_and_abbreviations(directory):
    entry = NGOFactory(parent=directory, title="Stowarzyszenie „Szansa”")

    for name in ("stowarzyszenie  „SZANSA”", 'STOW. "Szansa"'):
        assert EntryIndex(directory).match({"title": name}, row=2) == Match(entry.pk)


def test_a_number_that_the_entry_lacks_is_remarked_or_asked_about(directory):
    bare = NGOFactory(parent=directory, title="Łąka")
    numbered = NGOFactory(parent=directory, title="Bór", nip=NIP)

    assert EntryIndex(directory).match({"title": "łąka", "krs": KRS}, row=2) == Match(
        bare.pk, remark="Found by its name alone: KRS are new."
    )
    asked = "Only the name is the same, and KRS would be added. Is it this one?"
    index = EntryIndex(directory)
    assert index.match({"title": "„Łąka”", "krs": KRS}, row=2) == Match(bare.pk, doubt=asked)
    assert index.match({"title": "Bór", "krs": OTHER_KRS}, row=3) == Match(numbered.pk, doubt=asked)


def test_another_number_is_another_organization(directory):
    NGOFactory(parent=directory, title="Łąka", krs=KRS)

    assert EntryIndex(directory).match({"title": "Łąka", "krs": OTHER_KRS}, row=2) == Match(None)


def test_a_row_that_is_new_is_not_looked_for_by_its_name(directory):
    entry = NGOFactory(parent=directory, title="Łąka", nip=NIP)
    index = EntryIndex(directory)

    assert index.match({"title": "Łąka"}, row=2, is_new=True) == Match(None)
    assert index.match({"nip": NIP}, row=3, is_new=True) == Match(entry.pk)


def test_two_rows_of_a_file_are_never_the_same_organization(directory):
    NGOFactory(parent=directory, title="Łąka", krs=KRS)
    index = EntryIndex(directory)
    index.match({"title": "Łąka"}, row=2)
    index.match({"title": "Nowa", "nip": NIP}, row=3)

    for values, row in (({"krs": KRS}, 2), ({"title": "ŁĄKA"}, 2), ({"nip": NIP}, 3)):
        told = f"The same organization as in row {row} of the file."
        assert problem(index, values) == told
    assert index.match({"title": "Nowa", "nip": "5260250274"}, row=5) == Match(None)
    assert problem(index, {"title": "Nowa"}) == "The same organization as in row 5 of the file."


def test_a_draft_is_known_by_what_it_says_now_and_by_what_is_published(directory):
    entry = NGOFactory(parent=directory, title="Łąka", krs=KRS)
    entry.title, entry.nip = "Polana", NIP
    entry.save_revision()
    draft = NGOFactory(parent=directory, title="Szkic", live=False)

    for values in ({"title": "Polana"}, {"title": "Łąka"}, {"nip": NIP}, {"krs": KRS}):
        assert EntryIndex(directory).match(values, row=2).pk == entry.pk
    assert EntryIndex(directory).match({"title": "Szkic"}, row=2).pk == draft.pk


def test_the_first_of_two_entries_of_one_name_is_meant(directory):
    first, _second = (NGOFactory(parent=directory, title="Łąka", slug=slug) for slug in "ab")

    assert EntryIndex(directory).match({"title": "Łąka"}, row=2) == Match(first.pk)


def test_memory_does_not_grow_with_rows_and_entries(directory):
    index = EntryIndex(directory)

    def bring_in(numbers):
        for number in numbers:
            values = {"title": f"Łąka {number}", "nip": f"{number:010d}"}
            assert index.match(values, row=number) == Match(None)
            index.add(number, values)

    bring_in(range(1, 101))
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        bring_in(range(101, 601))
        after, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (after - before) / 500 < 50  # bytes a row; a name and a number take some 1,000
    told = problem(index, {"nip": f"{600:010d}"})
    assert told == "The same organization as in row 600 of the file."


def test_what_an_index_holds_goes_with_it(directory):
    index = EntryIndex(directory)
    store = index._store

    del index

    with pytest.raises(sqlite3.ProgrammingError):
        store.execute("SELECT 1")


def test_a_name_that_no_database_takes_is_a_new_one(directory):
    index = EntryIndex(directory)

    assert index.match({"title": "Łąka \ud800"}, row=2) == Match(None)
    told = problem(index, {"title": "łąka \ud800"})
    assert told == "The same organization as in row 2 of the file."


def test_a_row_that_lacks_what_a_draft_says_is_not_taken_for_it(directory):
    entry = NGOFactory(parent=directory, title="Łąka")
    entry.krs = KRS
    entry.save_revision()

    assert EntryIndex(directory).match({"title": "Łąka", "krs": OTHER_KRS}, row=2) == Match(None)
    asked = "Only the name is the same, and NIP would be added. Is it this one?"
    meant = EntryIndex(directory).match({"title": "Łąka", "nip": NIP}, row=2)
    assert meant == Match(entry.pk, doubt=asked)
