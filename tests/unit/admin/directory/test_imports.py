import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.admin.directory.imports import TABLE_ERRORS
from wagtail_ngo.domain.tables import reading
from wagtail_ngo.models import ImportJob, NGOPage
from wagtail_ngo.services.directory import registers
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory(slug="spis")


@pytest.fixture
def user_with(client, django_user_model, directory):
    def make(*codenames):
        group = Group.objects.create(name="Office")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in codenames:
            GroupPagePermission.objects.create(
                group=group,
                page=directory,
                permission=Permission.objects.get(
                    codename=codename, content_type__app_label="wagtailcore"
                ),
            )
        user = django_user_model.objects.create_user("office")
        user.groups.add(group)
        client.force_login(user)
        return client

    return make


@pytest.fixture
def editor(user_with):
    return user_with("add_page", "change_page")


def upload(client, directory, content=b"Nazwa;NIP\nStowarzyszenie A;1234563218\n", name="spis.csv"):
    return client.post(
        reverse("wagtail_ngo_imports"),
        {"directory": directory.pk, "file": SimpleUploadedFile(name, content)},
        follow=True,
    )


def test_upload_map_check_and_write(editor, directory):
    upload(editor, directory)
    job = ImportJob.objects.get()
    url = reverse("wagtail_ngo_import", args=[job.pk])

    editor.post(url, {"task": "map", "column_0": "title", "column_1": "nip"})
    editor.post(url, {"task": "work"})
    assert NGOPage.objects.count() == 0
    state = editor.post(url, {"task": "write"}, headers={"accept": "application/json"}).json()

    assert state["working"] is False
    page = NGOPage.objects.get()
    assert (page.title, page.nip, page.live) == ("Stowarzyszenie A", "1234563218", False)
    html = editor.get(url).content.decode()
    assert "Stowarzyszenie A" in html
    result = b"".join(editor.get(reverse("wagtail_ngo_import_result", args=[job.pk]))).decode()
    assert "Stowarzyszenie A;1234563218;2;New" in result


def test_publishing_needs_the_right_to_publish(editor, directory):
    upload(editor, directory)
    job = ImportJob.objects.get()
    url = reverse("wagtail_ngo_import", args=[job.pk])

    editor.post(url, {"task": "map", "column_0": "title", "publish": "on"})

    job.refresh_from_db()
    assert job.publish is False


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF\x00", "This is not a table."),
        (b"\xd0\xcf\x11\xe0", "old Excel file"),
    ],
)
def test_a_bad_file_is_refused_in_words(editor, directory, content, message):
    response = upload(editor, directory, content)

    assert message in response.content.decode()
    assert ImportJob.objects.count() == 0


def test_a_wrong_mapping_is_refused_in_words(editor, directory):
    upload(editor, directory)
    url = reverse("wagtail_ngo_import", args=[ImportJob.objects.get().pk])

    response = editor.post(url, {"task": "map", "column_0": "lead"})

    assert "Choose the column that holds the name" in response.content.decode()


@pytest.mark.parametrize("permissions", [(), ("add_page",)])
def test_tools_are_closed_to_those_who_may_not_change_all_entries(
    user_with, directory, permissions, django_user_model
):
    NGOFactory(parent=directory, internal_note="SECRET")
    job = ImportJob.objects.create(directory=directory, file_name="x", columns=["a"])
    client = user_with(*permissions)

    for name, args in [
        ("wagtail_ngo_imports", []),
        ("wagtail_ngo_import", [job.pk]),
        ("wagtail_ngo_import_result", [job.pk]),
        ("wagtail_ngo_export_csv", [directory.pk]),
        ("wagtail_ngo_export_xlsx", [directory.pk]),
    ]:
        response = client.get(reverse(name, args=args))
        assert (name, response.status_code, response.url) == (
            name,
            302,
            reverse("wagtailadmin_home"),
        )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_every_field(editor, directory, kind):
    NGOFactory(parent=directory, title="Łąka", internal_note="notatka")

    response = editor.get(reverse(f"wagtail_ngo_export_{kind}", args=[directory.pk]))

    content = b"".join(response.streaming_content)
    assert content[:2] == b"PK" if kind == "xlsx" else "notatka" in content.decode()
    assert "no-store" in response["Cache-Control"].split(", ")


def test_every_reason_of_the_reader_has_words():
    files = [*Path(reading.__file__).parent.glob("*.py"), Path(registers.__file__)]
    source = "".join(file.read_text() for file in files)

    codes = set(re.findall(r'TableError\("(\w+)"', source)) | {"encrypted", "old_excel"}
    assert codes == set(TABLE_ERRORS)


def test_the_preview_says_what_became_of_cells_and_asks_where_only_a_name_speaks(editor, directory):
    NGOFactory(parent=directory, title="Stowarzyszenie „Szansa”", nip="1234563218")
    content = b"Nazwa;KRS;Tel\nSTOW. SZANSA;123456;Anna 600100200\n"
    upload(editor, directory, content)
    job = ImportJob.objects.get()
    url = reverse("wagtail_ngo_import", args=[job.pk])
    mapping = {"column_0": "title", "column_1": "krs", "column_2": "phone"}
    editor.post(url, {"task": "map", **mapping}, follow=True)
    editor.post(url, {"task": "work"})

    page = editor.get(url).content.decode()
    assert "Left out:" in page
    assert "“Anna” was left out" in page
    row = job.rows.get()
    assert f'name="decision-{row.pk}"' in page

    answer = editor.post(url, {"task": "decide", f"decision-{row.pk}": "same"}, follow=True)
    assert "1 decision noted." in answer.content.decode()
    editor.post(url, {"task": "write"})
    assert job.rows.get().action == "changed"


def test_an_import_is_taken_back_by_a_button(editor, directory):
    upload(editor, directory)
    job = ImportJob.objects.get()
    url = reverse("wagtail_ngo_import", args=[job.pk])
    editor.post(url, {"task": "map", "column_0": "title", "column_1": "nip"}, follow=True)
    editor.post(url, {"task": "work"})
    editor.post(url, {"task": "write"})
    page = editor.get(url).content.decode()
    assert "Undo this import" in page
    assert "draft" in page

    editor.post(url, {"task": "undo"})

    assert not NGOPage.objects.exists()
    page = editor.get(url).content.decode()
    assert "Undo this import" not in page
    assert "Taken back" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_has_every_column_and_its_example_is_no_entry(editor, directory, kind):
    answer = editor.get(reverse("wagtail_ngo_import_template", args=[kind]))
    content = b"".join(answer.streaming_content)

    upload(editor, directory, content, name=f"a.{kind}")

    job = ImportJob.objects.get()
    assert set(job.mapping.values()) == set(COLUMNS_BY_KEY)
    editor.post(
        reverse("wagtail_ngo_import", args=[job.pk]),
        {"task": "map", **{f"column_{n}": job.mapping[c] for n, c in enumerate(job.columns)}},
    )
    editor.post(reverse("wagtail_ngo_import", args=[job.pk]), {"task": "work"})
    assert [row.action for row in job.rows.all()] == ["error"]


def test_the_template_needs_the_permission(user_with):
    client = user_with()

    assert client.get(reverse("wagtail_ngo_import_template", args=["csv"])).status_code in (
        302,
        403,
    )


def test_whoever_lost_the_right_to_publish_writes_drafts_and_is_told(user_with, directory):
    office = user_with("add_page", "change_page", "publish_page")
    known = NGOFactory(parent=directory, title="Stowarzyszenie A", nip="1234563218")
    city = known.seat_city
    upload(office, directory, b"Nazwa;NIP;Miasto\nA;1234563218;Ustka\nFundacja B;;Ustka\n")
    job = ImportJob.objects.get()
    url = reverse("wagtail_ngo_import", args=[job.pk])
    mapped = {"task": "map", "column_0": "title", "column_1": "nip", "column_2": "seat_city"}
    office.post(url, {**mapped, "publish": "on"})
    office.post(url, {"task": "work"})
    job.refresh_from_db()
    assert (job.publish, job.status) == (True, "checked")
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()

    response = office.post(url, {"task": "write"}, follow=True)

    assert "You may not publish here." in response.content.decode()
    known.refresh_from_db()
    assert (known.seat_city, known.live_revision.as_object().seat_city) == (city, city)
    assert city != "Ustka"
    assert known.get_latest_revision_as_object().seat_city == "Ustka"
    assert NGOPage.objects.get(title="Fundacja B").live is False
    assert [row.action for row in job.rows.all()] == ["changed", "new"]


def test_who_may_publish_goes_on_for_a_colleague_who_no_longer_may(user_with, directory):
    office = user_with("add_page", "change_page", "publish_page")
    known = NGOFactory(parent=directory, title="Stowarzyszenie A", nip="1234563218")
    upload(office, directory, b"NIP;Miasto\n1234563218;Ustka\n")
    job = ImportJob.objects.get()
    url = reverse("wagtail_ngo_import", args=[job.pk])
    office.post(url, {"task": "map", "column_0": "nip", "column_1": "seat_city", "publish": "on"})
    office.post(url, {"task": "work"})
    ImportJob.objects.update(user=get_user_model().objects.create_user("left", is_active=False))

    office.post(url, {"task": "write"})

    known.refresh_from_db()
    assert (known.seat_city, known.live) == ("Ustka", True)
