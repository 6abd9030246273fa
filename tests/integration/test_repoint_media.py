"""A host that changed its image model after the tables were made, and the cure."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.operations import AlterField
from django.db.migrations.state import ProjectState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo import checks
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services import media_keys

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.any_version,
]


@pytest.fixture
def changed_host():
    """The logo's constraint names another table, as after a change of the image model."""
    logo = NGOPage._meta.get_field("logo")
    present = ProjectState.from_apps(apps)
    other = present.clone()
    field = media_keys.with_target(logo, get_document_model())
    other.models["wagtail_ngo", "ngopage"].fields["logo"] = field
    with connection.schema_editor() as editor:
        AlterField("ngopage", "logo", field).database_forwards(
            "wagtail_ngo", editor, present, other
        )
    yield
    for key in media_keys.stray_keys(connection):
        media_keys.clear_lost_rows(key, connection)
        media_keys.repoint(key, connection)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("ngo_repoint_media", *arguments, stdout=out)
    return out.getvalue()


def test_a_clean_host_has_nothing_to_repoint():
    assert checks.check_media_keys(databases=["default"]) == []
    assert run() == "0 references were corrected.\n"


def test_the_check_names_the_field_and_the_command_mends_it(changed_host):
    (error,) = checks.check_media_keys(databases=["default"])
    assert error.id == "wagtail_ngo.E007"
    assert error.msg == (
        "wagtail_ngo.NGOPage.logo points at the table 'wagtaildocs_document', "
        "but its model is now wagtailimages.Image."
    )

    assert run("--dry-run").endswith("1 references would be corrected.\n")
    assert len(checks.check_media_keys(databases=["default"])) == 1

    run()
    assert checks.check_media_keys(databases=["default"]) == []


def test_an_image_can_be_saved_again_after_the_cure(changed_host):
    from wagtail.images.tests.utils import get_test_image_file

    run()
    image = get_image_model().objects.create(title="Logo", file=get_test_image_file())
    entry = NGOFactory(parent=directory(), logo=image)

    assert NGOPage.objects.get(pk=entry.pk).logo == image


def test_references_without_a_counterpart_are_not_lost_unasked(changed_host):
    from django.core.files.base import ContentFile

    document = get_document_model().objects.create(
        pk=4711, title="Old", file=ContentFile(b"x", "old.txt")
    )
    entry = NGOFactory(parent=directory())
    NGOPage.objects.filter(pk=entry.pk).update(logo_id=document.pk)

    with pytest.raises(CommandError, match="--clear-lost"):
        run()
    assert NGOPage.objects.values_list("logo_id", flat=True).get(pk=entry.pk) == document.pk

    run("--clear-lost")
    assert NGOPage.objects.get(pk=entry.pk).logo is None
    assert checks.check_media_keys(databases=["default"]) == []


def directory():
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    return NGODirectoryFactory(parent=root)
