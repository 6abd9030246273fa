"""What Wagtail keeps beside a page, written for a set of new ones."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.rich_text import RichText
from wagtail.search.backends import get_search_backend

from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory
from wagtail_ngo.models import ActivityArea, ContactChannel, NGOPage
from wagtail_ngo.services.new_pages import histories
from wagtail_ngo.services.new_pages.histories import CREATED, EDITED, PUBLISHED
from wagtail_ngo.services.new_pages.writing import add_pages

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)
LOGGED = ["page_id", "revision_id", "action", "label", "user_id", "content_changed", "timestamp"]


@pytest.fixture
def pages() -> list[NGOPage]:
    """Two new entries; the first refers to an area, and its text to the directory."""
    directory = NGODirectoryFactory()
    first, second = NGOPage(title="Chór"), NGOPage(title="Klub")
    link = RichText(f'<p><a linktype="page" id="{directory.pk}">Spis</a></p>')
    first.description, first.areas = [("text", link)], [ActivityAreaFactory()]
    first.contact_channels = [ContactChannel(kind="phone", value="1")]
    add_pages(Page.objects.get(pk=directory.pk), [first, second])
    PageLogEntry.objects.all().delete()
    return [first, second]


def references(page) -> set[tuple]:
    rows = ReferenceIndex.objects.filter(object_id=str(page.pk)).values()
    return {tuple(value for name, value in row.items() if name != "id") for row in rows}


def test_references_are_those_that_wagtail_would_note(pages):
    ReferenceIndex.objects.all().delete()

    histories.insert_references(pages)

    noted = [references(page) for page in pages]
    assert len(noted[0]) > len(noted[1])
    ReferenceIndex.objects.all().delete()
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)
    assert [references(page) for page in pages] == noted


@pytest.mark.parametrize("is_live", [False, True])
def test_each_page_gets_a_revision_of_its_own(pages, admin_user, is_live):
    options = {"is_live": True} if is_live else {}
    other = pages[0].get_parent()
    _first, last = other.specific.save_revision(), other.specific.save_revision()
    # What is no page may have the same key.
    kind = ContentType.objects.get_for_model(ActivityArea)
    Revision.objects.create(
        content_type=kind, base_content_type=kind, object_id=str(pages[0].pk), content={}
    )

    revisions = histories.insert_revisions(pages, user=admin_user, now=NOW, **options)

    for page, revision in zip(pages, revisions, strict=True):
        live = revision if is_live else None
        assert (page.latest_revision, page.live_revision) == (revision, live)
        stored = Page.objects.get(pk=page.pk)
        assert (stored.latest_revision, stored.live_revision) == (revision, live)
        row = Revision.objects.get(pk=revision.pk)
        assert (row.object_id, row.object_str, row.user) == (str(page.pk), page.title, admin_user)
        assert (row.created_at, row.content_object) == (NOW, page)
        assert row.as_object().title == page.title
        assert row.base_content_type.model_class() is Page
        channels = row.as_object().contact_channels.all()
        assert list(channels) == list(page.contact_channels.all())
    assert Page.objects.get(pk=other.pk).latest_revision == last


def test_the_log_has_each_note_of_each_page(pages, admin_user):
    revisions = histories.insert_revisions(pages, user=admin_user, now=NOW)

    histories.insert_log(pages, revisions, [CREATED, EDITED, PUBLISHED], user=admin_user, now=NOW)

    keys = [(page.pk, revision.pk) for page, revision in zip(pages, revisions, strict=True)]
    assert list(PageLogEntry.objects.order_by("pk").values_list(*LOGGED)) == [
        (page, revision if names else None, action, title, admin_user.pk, changed, NOW)
        for (page, revision), title in zip(keys, ("Chór", "Klub"), strict=True)
        for action, names, changed in (
            ("wagtail.create", False, True),
            ("wagtail.edit", True, True),
            ("wagtail.publish", True, False),
        )
    ]
    entry = PageLogEntry.objects.first()
    assert (entry.content_type.model_class(), entry.data, entry.uuid) == (NGOPage, {}, None)


def test_the_log_names_who_works_where_nobody_is_named(pages, admin_user, django_user_model):
    boss = django_user_model.objects.create_superuser("boss", password="x")
    revisions = histories.insert_revisions(pages, user=None, now=NOW)

    with LogContext(user=admin_user) as context:
        histories.insert_log(pages, revisions, [CREATED], user=None, now=NOW)
        histories.insert_log(pages, revisions, [EDITED], user=boss, now=NOW)

    rows = PageLogEntry.objects.values_list("action", "user", "uuid").distinct()
    assert set(rows) == {
        ("wagtail.create", admin_user.pk, context.uuid),
        ("wagtail.edit", boss.pk, context.uuid),
    }


def test_a_hosts_own_log_is_written_by_itself(pages, admin_user, monkeypatch):
    class OwnLog:
        class Objects:
            rows: list = []

            def log_action(self, instance, action, **fields):
                self.rows.append((instance, action, fields))

        objects = Objects()

    registry = histories.registry
    monkeypatch.setattr(registry, "get_log_model_for_instance", lambda instance: OwnLog)
    revisions = histories.insert_revisions(pages, user=admin_user, now=NOW)

    histories.insert_log(pages, revisions, [CREATED, PUBLISHED], user=admin_user, now=NOW)

    assert PageLogEntry.objects.count() == 0
    told = [
        (page, action, fields["user"], fields.get("revision"), fields["content_changed"])
        for page, action, fields in OwnLog.objects.rows
    ]
    assert told == [
        row
        for page, revision in zip(pages, revisions, strict=True)
        for row in (
            (page, "wagtail.create", admin_user, None, True),
            (page, "wagtail.publish", admin_user, revision, False),
        )
    ]


def test_a_set_may_be_one_page(pages):
    [_first, page] = pages
    revisions = histories.insert_revisions([page], user=None, now=NOW)
    histories.insert_log([page], revisions, [CREATED], user=None, now=NOW)
    histories.insert_references([page])
    histories.index_pages([page])

    assert PageLogEntry.objects.get().page_id == page.pk
    assert (found("chór"), found("klub")) == ([], [page])


def found(text) -> list[Page]:
    return list(get_search_backend().search(text, NGOPage))


def test_pages_are_found_once_they_are_in_the_index(pages):
    histories.index_pages(pages)

    assert (found("chór"), found("klub")) == ([pages[0]], [pages[1]])


@pytest.mark.parametrize("catches", [True, False])
def test_an_index_that_fails_stops_the_set_only_where_the_host_wants_so(
    pages, caplog, monkeypatch, catches
):
    class Broken:
        catch_indexing_errors = catches

        def add_bulk(self, kind, pages):
            raise OSError("down")

    monkeypatch.setattr(histories, "get_search_backends", lambda with_auto_update: [Broken()])

    if catches:
        histories.index_pages(pages)
    else:
        with pytest.raises(OSError, match="down"):
            histories.index_pages(pages)
    assert "Pages could not be added to the search index" in caplog.text
