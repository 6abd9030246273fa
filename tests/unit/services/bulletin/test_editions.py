"""What readers see of an edition after the town's address or the draft has changed."""

import datetime

import pytest
from django.core.files.storage import default_storage
from wagtail.models import GroupApprovalTask, Site, Workflow, WorkflowState, WorkflowTask
from wagtail_factories import ImageFactory

from tests.factories.bulletin import BulletinIssueFactory, block, publish, section
from wagtail_ngo.models import BulletinIssuePage, BulletinRecord
from wagtail_ngo.services.bulletin import editions

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2017, 11, 2, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def issued(text: str = "<p>Raz</p>") -> BulletinIssuePage:
    return publish(BulletinIssueFactory(body=[block("text", title="", text=text)]))


def move_site(host: str) -> None:
    Site.objects.update(hostname=host, port=443)
    Site.clear_site_root_paths_cache()


def test_own_links_of_an_old_issue_lead_to_the_site_of_today():
    root = Site.objects.get().root_url
    issue = issued(f'<p><a href="{root}/kontakt/">K</a> <a href="https://inny.example/">I</a></p>')
    before = editions.shown_content(issue, issue.latest_edition)

    move_site("nowe.example.org")
    issue = BulletinIssuePage.objects.get(pk=issue.pk)
    after = editions.shown_content(issue, issue.latest_edition)

    assert before == issue.latest_edition.get_content()
    [item] = after.all_items()
    assert 'href="https://nowe.example.org/kontakt/"' in item.html
    assert 'href="https://inny.example/"' in item.html
    assert after.serial_url.startswith("https://nowe.example.org/")
    assert issue.latest_edition.get_content() == before


def test_an_edition_without_an_address_is_shown_as_it_is():
    issue = issued()
    edition = issue.latest_edition
    edition.content = edition.content | {"serial_url": "", "url": ""}

    assert editions.shown_content(issue, edition) == edition.get_content()


def test_a_page_that_is_taken_down_is_a_draft_with_changes_as_if_never_published():
    issue = publish(BulletinIssueFactory())
    other = publish(BulletinIssueFactory())

    editions.take_down(issue)

    assert (issue.live, issue.has_unpublished_changes) == (False, True)
    stored = BulletinIssuePage.objects.get(pk=issue.pk)
    assert (
        stored.live,
        stored.has_unpublished_changes,
        stored.live_revision,
        stored.first_published_at,
        stored.last_published_at,
    ) == (False, True, None, None, None)
    assert BulletinIssuePage.objects.get(pk=other.pk).live


@pytest.mark.parametrize(
    ("live", "published", "text", "waits"),
    [
        (True, HOUR, "<p>Dwa</p>", True),
        (True, HOUR, "", False),
        (True, 0 * HOUR, "<p>Dwa</p>", False),
        (True, None, "<p>Dwa</p>", False),
        (False, HOUR, "<p>Dwa</p>", False),
    ],
)
def test_what_was_published_after_the_edition_and_differs_waits_for_a_note(
    live, published, text, waits
):
    issue = issued()
    edition = issue.latest_edition
    if text:
        issue.body = [block("text", title="", text=text)]
    issue.live = live
    issue.last_published_at = None if published is None else edition.issued_at + published

    assert editions.waits_for_a_note(issue, edition) is waits


@pytest.mark.parametrize(
    ("note", "is_new"), [("", False), ("  ", False), ("Stara", False), (" Nowa ", True)]
)
def test_a_note_is_new_when_it_says_something_else(note, is_new):
    issue = issued()
    edition = issue.latest_edition
    edition.note, issue.correction_note = "Stara", note

    assert editions.has_new_note(issue, edition) is is_new


def test_a_picture_is_copied_once_whatever_shows_it():
    image = ImageFactory(title="Zdjęcie")
    folder = editions.PICTURE_FOLDER

    issues = [publish(BulletinIssueFactory(cover_image=image)) for _ in range(2)]

    names = {issue.latest_edition.get_content().cover.name for issue in issues}
    [name] = names
    stem = name.removeprefix(f"{folder}/").removesuffix(".jpg")
    assert len(stem) == 64
    assert [one for one in default_storage.listdir(folder)[1] if one.startswith(stem)] == [
        f"{stem}.jpg"
    ]


def test_the_file_of_a_picture_that_is_gone_has_its_own_name():
    assert editions._keep_picture("nie-ma.jpg") == "nie-ma.jpg"


def test_a_record_of_each_issue_names_its_bulletin_and_follows_a_correction():
    issue, other = issued(), issued()
    issue.title, issue.correction_note = "Nowy tytuł", "  Tytuł "
    edition = editions.issue(issue, now=issue.latest_edition.issued_at + HOUR)

    assert (edition.number, edition.note) == (2, "Tytuł")
    rows = BulletinRecord.objects.order_by("issue")
    assert [(row.issue_id, row.title, row.issue_key, row.serial_id) for row in rows] == [
        (one.pk, title, one.translation_key, one.get_parent().pk)
        for one, title in ((issue, "Nowy tytuł"), (other, other.title))
    ]
    told = BulletinIssuePage.objects.get(pk=issue.pk).latest_edition.get_content()
    assert (told.edition, [one.edition for one in told.corrections]) == (2, [2])
    assert issue.editions.get(number=1).get_content().edition == 1


def test_a_workflow_approved_the_revision_that_its_last_run_has(django_user_model):
    page = issued()
    user = django_user_model.objects.create_superuser("boss", password="x")
    workflow = Workflow.objects.create(name="Zgoda")
    task = GroupApprovalTask.objects.create(name="Czytanie")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    revision, later = page.save_revision(), page.save_revision()
    assert not editions.was_approved(page, later)

    state = workflow.start(page, user)
    assert not editions.was_approved(page, later)
    state.status = WorkflowState.STATUS_APPROVED
    state.save()

    assert editions.was_approved(page, later)
    assert not editions.was_approved(page, revision)
    assert not editions.was_approved(page, None)
    # Readers have an edition already, so nothing waits.
    assert not editions.needs_a_look(page, later, now=NOW)


def test_a_first_edition_waits_where_a_workflow_approved_what_the_checks_object_to(
    django_user_model,
):
    workflow = Workflow.objects.create(name="Zgoda")
    task = GroupApprovalTask.objects.create(name="Czytanie")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    user = django_user_model.objects.create_superuser("boss", password="x")
    link = '<p><a href="/nie-ma/">K</a></p>'
    text = {"title": "Dobry", "text": "<p>Słowa</p>"}
    waits = []
    for body in ([block("text", title="", text=link)], [section("Wieści"), block("text", **text)]):
        page = BulletinIssueFactory(body=body, summary="O czym")
        revision = page.save_revision()
        assert not editions.needs_a_look(page, revision, now=NOW)
        state = workflow.start(page, user)
        state.status = WorkflowState.STATUS_APPROVED
        state.save()
        waits.append(editions.needs_a_look(page, revision, now=NOW))

    assert waits == [True, False]
