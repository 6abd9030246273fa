import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from tests.unit.services.directory.jobs import check, make_job, write
from wagtail_ngo.domain.tables.reading import Limits, TableError
from wagtail_ngo.enums import ImportAction, ImportStatus
from wagtail_ngo.exports.directory import tables
from wagtail_ngo.models import ActivityArea, ImportJob, ImportRow, NGOPage
from wagtail_ngo.services.directory import import_rows, imports
from wagtail_ngo.services.new_pages import histories

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory()


FILE = """Nazwa;NIP;KRS;Kod pocztowy;Miejscowość;Telefon;Obszary;OPP
Stowarzyszenie Łąka;123-456-32-18;58930;76200;Słupsk;59 840 00 00 | 600 100 200;16|17;tak
Fundacja Zdrój;;;;;;;nie
"""


def test_check_writes_nothing(directory):
    job = make_job(directory, FILE)

    assert [action for action, _ in check(job)] == ["new", "new"]
    assert NGOPage.objects.count() == 0
    assert job.status == ImportStatus.CHECKED


def test_write_makes_entries_with_every_cell_in_its_stored_form(directory):
    job = make_job(directory, FILE)
    check(job)
    write(job)

    page = NGOPage.objects.get(nip="1234563218")
    assert (page.title, page.krs, page.seat_postcode) == (
        "Stowarzyszenie Łąka",
        "0000058930",
        "76-200",
    )
    assert [one.value for one in page.contact_channels.all()] == ["+48598400000", "+48600100200"]
    assert sorted(area.code for area in page.areas.all()) == ["16", "17"]
    assert (page.live, page.is_public_benefit, page.get_parent().pk) == (True, True, directory.pk)
    assert page.next_review_on is not None
    assert job.status == ImportStatus.DONE


def test_the_same_file_twice_changes_nothing(directory):
    job = make_job(directory, FILE)
    check(job)
    write(job)

    assert check(make_job(directory, FILE)) == [("unchanged", []), ("unchanged", [])]


def test_an_export_comes_in_unchanged(directory):
    page = NGOFactory(
        parent=directory,
        title="=Formuła; „Łąka”",
        lead="Linia 1\nLinia 2",
        latitude="54.464100",
        longitude="17.028700",
        founded_year=1998,
        step_free="partly",
        internal_note="'=x",
        areas=list(ActivityArea.objects.all()[:2]),
    )
    ContactChannelFactory(organization=page, kind="phone", value="+48598400000;ext=12")
    ContactChannelFactory(organization=page, value="biuro@example.org", is_public=False)
    rows = list(tables.internal_rows(NGOPage.objects.all()))

    for data in ("".join(tables.csv_lines(rows)).encode(), tables.xlsx_file(rows).read()):
        job = imports.create_job(directory, io.BytesIO(data), file_name="spis", limits=Limits())
        imports.set_mapping(job, job.mapping, publish=True)
        assert check(job) == [("unchanged", [])]
        assert len(job.mapping) == len(rows[0])


def test_check_names_the_changed_fields_and_an_empty_cell_changes_nothing(directory):
    NGOFactory(parent=directory, title="Łąka", nip="1234563218", lead="Stary", krs="0000058930")

    job = make_job(directory, "Nazwa;NIP;Opis;KRS\nŁąka;1234563218;Nowy;\n")

    assert check(job) == [("changed", ["lead"])]
    write(job)
    page = NGOPage.objects.get()
    assert (page.lead, page.krs) == ("Nowy", "0000058930")
    assert page.latest_revision.content["lead"] == "Nowy"


def test_rows_with_errors_say_why_and_the_others_go_in(directory):
    NGOFactory(parent=directory, title="A", nip="1234563218")
    NGOFactory(parent=directory, title="B", krs="0000058930")
    job = make_job(
        directory,
        "Nazwa;NIP;KRS;Obszary;E-mail\n"
        "Zły NIP;1234563217;;;\n"
        "Dwa wpisy;1234563218;58930;;\n"
        "Nieznany obszar;;;Latanie;\n"
        "Zły adres;;;;nie-adres\n"
        "Dobry;;;;dobry@example.org\n"
        ";;;;bez@example.org\n"
        "Dobry;;;;\n",
    )
    check(job)
    results = write(job)

    actions = ["new", "error", "new", "new", "new", "error", "error"]
    assert [action for action, _ in results] == actions
    messages = [message for _, message in results]
    assert messages[0].startswith("NIP: “1234563217” was left out. This is not a NIP")
    assert messages[1] == "KRS, NIP belong to different entries."
    assert "Latanie" in messages[2]
    assert messages[3].startswith("e-mail: “nie-adres” was left out.")
    assert messages[5] == "A new entry needs a name."
    assert messages[6] == "The same organization as in row 6 of the file."
    titles = sorted(NGOPage.objects.values_list("title", flat=True))
    assert titles == ["A", "B", "Dobry", "Nieznany obszar", "Zły NIP", "Zły adres"]


def test_same_name_with_another_number_is_another_organization(directory):
    NGOFactory(parent=directory, title="Razem", nip="1234563218")

    job = make_job(directory, "Nazwa;NIP\nRazem;5260250995\n")

    assert [action for action, _ in check(job)] == ["new"]


def test_entries_of_another_directory_are_not_touched(directory):
    NGOFactory(parent=NGODirectoryFactory(title="Other"), title="Łąka", nip="1234563218")

    job = make_job(directory, "Nazwa;NIP\nŁąka;1234563218\n")

    assert [action for action, _ in check(job)] == ["new"]


def test_a_draft_of_an_editor_is_not_published(directory):
    page = NGOFactory(parent=directory, title="Łąka", lead="Opublikowany")
    page.lead = "Szkic redaktora"
    page.save_revision()
    job = make_job(directory, "Nazwa;Miejscowość\nŁąka;Słupsk\n")
    check(job)

    assert write(job) == [("changed", "Saved as a draft: an editor's draft was there.")]
    page.refresh_from_db()
    assert (page.lead, page.seat_city) == ("Opublikowany", "")
    draft = page.get_latest_revision_as_object()
    assert (draft.lead, draft.seat_city) == ("Szkic redaktora", "Słupsk")


def test_without_publishing_new_entries_are_drafts(directory):
    job = make_job(directory, "Nazwa\nŁąka\n", publish=False)
    check(job)
    write(job)

    assert NGOPage.objects.get().live is False


def test_a_stopped_import_goes_on_where_it_was(directory, monkeypatch):
    monkeypatch.setattr(import_rows, "BATCH", 2)
    lines = "".join(f"Wpis {number};{number:04d}\n" for number in range(1, 8))
    job = make_job(directory, f"Nazwa;Numer ewidencyjny\n{lines}Wpis 1;0001\n")
    check(job)
    imports.write_rows(job, now=timezone.now(), seconds=0)
    assert NGOPage.objects.count() == 2

    results = write(ImportJob.objects.get(pk=job.pk))

    assert NGOPage.objects.count() == 7
    assert [action for action, _ in results] == [*["new"] * 7, "error"]


def test_a_batch_that_dies_leaves_nothing_of_itself(directory, monkeypatch):
    monkeypatch.setattr(import_rows, "BATCH", 2)
    job = make_job(directory, "Nazwa\n" + "".join(f"Wpis {n}\n" for n in range(4)))
    check(job)
    imports.write_rows(job, now=timezone.now(), seconds=0)

    def die(*args):
        raise KeyboardInterrupt

    # The last thing of a batch but the signals: everything else is written.
    with monkeypatch.context() as patched:
        patched.setattr(histories, "index_pages", die)
        with pytest.raises(KeyboardInterrupt):
            imports.write_rows(job, now=timezone.now(), seconds=0)
    assert NGOPage.objects.count() == 2
    assert ImportRow.objects.filter(is_done=True).count() == 2

    write(ImportJob.objects.get(pk=job.pk))
    assert sorted(NGOPage.objects.values_list("title", flat=True)) == [
        f"Wpis {n}" for n in range(4)
    ]


def test_a_broken_file_leaves_no_job(directory):
    with pytest.raises(TableError):
        imports.create_job(
            directory, io.BytesIO(b"a;b\n" + b"1;2\n" * 5), file_name="x", limits=Limits(rows=3)
        )

    assert ImportJob.objects.count() == 0


def test_the_mapping_is_remembered_for_the_next_file_of_this_shape(directory):
    job = imports.create_job(
        directory, io.BytesIO(b"kolumna A;kolumna B\nx;y\n"), file_name="x", limits=Limits()
    )
    assert job.mapping == {}
    imports.set_mapping(job, {"kolumna A": "title", "kolumna B": ""}, publish=False)

    again = imports.create_job(
        directory, io.BytesIO(b"kolumna A;kolumna B\nz;y\n"), file_name="y", limits=Limits()
    )

    assert again.mapping == {"kolumna A": "title"}


@pytest.mark.parametrize(
    ("mapping", "message"),
    [({"a": "lead"}, "Choose the column"), ({"a": "title", "b": "title"}, "Two columns")],
)
def test_a_mapping_that_cannot_work_is_refused(directory, mapping, message):
    job = imports.create_job(directory, io.BytesIO(b"a;b\n1;2\n"), file_name="x", limits=Limits())

    with pytest.raises(ValidationError, match=message):
        imports.set_mapping(job, mapping, publish=False)


def test_counts_and_result_rows(directory):
    job = make_job(directory, "Nazwa;NIP\nŁąka;\n;\n;5260250995\n")
    check(job)
    write(job)

    counts = imports.counts(job)
    assert (counts[ImportAction.NEW], counts[ImportAction.ERROR], counts["total"]) == (1, 1, 2)
    rows = list(imports.result_rows(job))
    assert rows[0][:2] == ["Nazwa", "NIP"]
    assert rows[1][:5] == ["Łąka", "", "2", "New", "name"]


def test_public_table_has_no_private_column(directory):
    page = NGOFactory(
        parent=directory,
        title="Łąka",
        internal_note="SECRET",
        seat_street="SECRET",
        hide_street=True,
    )
    ContactChannelFactory(organization=page, value="secret@example.org", is_public=False)
    ContactChannelFactory(organization=page, value="biuro@example.org")

    rows = list(tables.public_rows(NGOPage.objects.visible_to(None), today=date(2026, 1, 1)))

    text = "".join(tables.csv_lines(rows))
    assert "SECRET" not in text
    assert "secret@" not in text
    assert "biuro@example.org" in text


def test_tables_cost_the_same_for_more_entries(directory, django_assert_max_num_queries):
    entries = NGOPage.objects.all()
    for make in (tables.internal_rows, lambda qs: tables.public_rows(qs, today=date(2026, 1, 1))):
        NGOFactory(parent=directory)
        with django_assert_max_num_queries(30) as one:
            list(make(entries))
        NGOFactory.create_batch(3, parent=directory)
        with django_assert_max_num_queries(len(one)):
            list(make(entries))


def contacts(entry):
    return sorted(
        NGOPage.objects.get(pk=entry.pk).contact_channels.values_list(
            "kind", "value", "is_public", "label"
        )
    )


@pytest.mark.parametrize(
    ("column", "cell", "kind", "value"),
    [
        ("Telefon", "600100200", "phone", "+48600100200"),
        ("E-mail", "nowy@example.org", "email", "nowy@example.org"),
        ("Strona WWW", "https://nowa.example", "website", "https://nowa.example"),
    ],
)
def test_one_column_of_contacts_replaces_its_own_and_the_others_stay(
    directory, column, cell, kind, value
):
    entry = NGOFactory(parent=directory, title="Łąka")
    kept = [
        ("phone", "+48598400000", True, "biuro"), ("phone", "+48598400009", False, ""),
        ("email", "stary@example.org", True, ""), ("email", "tajny@example.org", False, ""),
        ("website", "https://stara.example", True, ""),
        ("facebook", "https://facebook.com/l", True, ""),
    ]  # fmt: skip
    for row in kept:
        ContactChannelFactory(
            organization=entry,
            **dict(zip(("kind", "value", "is_public", "label"), row, strict=True)),
        )
    entry = NGOPage.objects.get(pk=entry.pk)
    entry.save_revision().publish()
    job = make_job(directory, f"Nazwa;{column}\nŁąka;{cell}\n")
    check(job)
    write(job)

    others = [row for row in kept if not (row[0] == kind and row[2])]
    assert contacts(entry) == sorted([*others, (kind, value, True, "")])


def test_a_number_that_was_there_keeps_its_label_and_an_empty_cell_keeps_all(directory):
    entry = NGOFactory(parent=directory, title="Łąka")
    ContactChannelFactory(organization=entry, kind="phone", value="+48598400000", label="biuro")
    NGOPage.objects.get(pk=entry.pk).save_revision().publish()
    before = contacts(entry)

    for cell in ("", "59 840 00 00"):
        job = make_job(directory, f"Nazwa;Telefon;E-mail\nŁąka;{cell};a@example.org\n")
        check(job)
        write(job)
        assert contacts(entry) == sorted([*before, ("email", "a@example.org", True, "")])


def test_an_import_changes_the_entries_of_its_rows_alone(directory):
    other = NGOFactory(parent=directory, title="Inna", lead="Zostaje", krs="0000058930")
    ContactChannelFactory(organization=other, value="inna@example.org")
    before = NGOPage.objects.filter(pk=other.pk).values().get(), contacts(other)

    job = make_job(directory, "Nazwa;Opis;E-mail\nŁąka;Nowy;laka@example.org\n")
    check(job)
    write(job)

    after = NGOPage.objects.filter(pk=other.pk).values().get(), contacts(other)
    assert after == before
    assert NGOPage.objects.get(title="Łąka").lead == "Nowy"
