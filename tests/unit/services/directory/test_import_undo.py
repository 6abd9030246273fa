"""An import is taken back, but for what somebody touched since; doubtful rows wait for a word."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.unit.services.directory.jobs import check, make_job, write
from wagtail_ngo.enums import ImportStatus
from wagtail_ngo.models import ImportJob, NGOPage
from wagtail_ngo.services.directory import import_undo, imports

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory()


def undo(job, user=None):
    assert import_undo.begin_undoing(job)
    while not import_undo.undo_rows(job, user=user, seconds=0):
        pass
    return [(row.action, row.message) for row in job.rows.all()]


@pytest.mark.parametrize("publish", [True, False])
def test_new_entries_go_and_changed_ones_are_as_before(directory, publish):
    old = NGOFactory(parent=directory, title="Dawna", krs="0000123456", seat_city="Ustka")
    other = NGOFactory(parent=directory, title="Inna", seat_city="Łeba")
    text = "nazwa;KRS;miasto;tel\nDawna;123456;Słupsk;600100200\nNowa;123457;Słupsk;\n"
    job = make_job(directory, text, publish=publish)
    check(job)
    write(job)
    before = other.latest_revision_id

    results = undo(job)

    assert [action for action, _ in results] == ["undone", "undone"]
    assert sorted(NGOPage.objects.values_list("title", flat=True)) == ["Dawna", "Inna"]
    old = NGOPage.objects.get(pk=old.pk)
    assert (old.live, old.has_unpublished_changes, old.seat_city) == (True, False, "Ustka")
    assert old.get_latest_revision_as_object().seat_city == "Ustka"
    assert not old.contact_channels.exists()
    assert NGOPage.objects.get(pk=other.pk).latest_revision_id == before
    job.refresh_from_db()
    assert job.status == ImportStatus.UNDONE


def test_what_was_edited_since_stays(directory):
    job = make_job(directory, "nazwa;miasto\nA;Słupsk\nB;Słupsk\n")
    check(job)
    write(job)
    entry = NGOPage.objects.get(title="A")
    entry.seat_city = "Ustka"
    entry.save_revision().publish()

    results = undo(job)

    assert results[0] == ("kept", "Edited since the import: left as it is.")
    assert results[1][0] == "undone"
    assert list(NGOPage.objects.values_list("title", "seat_city")) == [("A", "Ustka")]


@pytest.mark.parametrize("publish", [True, False])
def test_whoever_may_not_publish_takes_back_drafts_alone(directory, django_user_model, publish):
    writer = django_user_model.objects.create_user("writer", password="x")
    writer.groups.add(group := Group.objects.create(name="Writers"))
    for permission in ("add", "change"):
        permission = Permission.objects.get(codename=f"{permission}_page")
        GroupPagePermission.objects.create(group=group, page=directory, permission=permission)
    NGOFactory(parent=directory, title="Dawna", seat_city="Ustka")
    job = make_job(directory, "nazwa;miasto\nDawna;Łeba\nNowa;Łeba\n", publish=publish)
    job.user = None if publish else writer
    check(job)
    write(job)

    actions = [action for action, _message in undo(job, writer)]

    assert actions == (["kept", "kept"] if publish else ["undone", "undone"])
    live = dict(NGOPage.objects.live().values_list("title", "seat_city"))
    assert live == ({"Dawna": "Łeba", "Nowa": "Łeba"} if publish else {"Dawna": "Ustka"})
    assert NGOPage.objects.count() == (2 if publish else 1)


def test_an_import_is_taken_back_once_and_only_when_it_is_done(directory):
    job = make_job(directory, "nazwa\nA\n")
    check(job)
    assert not import_undo.begin_undoing(job)
    write(job)
    stale = ImportJob.objects.get(pk=job.pk)

    assert import_undo.begin_undoing(job)
    assert not import_undo.begin_undoing(stale)


def doubtful(directory):
    NGOFactory(parent=directory, title="Stowarzyszenie „Szansa”", nip="8392786139")
    job = make_job(directory, 'nazwa;KRS\n"STOW. ""SZANSA""";123456\nB;123457\n')
    assert [action for action, _ in check(job)] == ["doubtful", "new"]
    return job, job.rows.first()


@pytest.mark.parametrize(
    ("decision", "numbers"),
    [
        ("", ["", "0000123457"]),
        ("skip", ["", "0000123457"]),
        ("same", ["0000123456", "0000123457"]),
    ],
)
def test_a_name_alone_changes_a_number_when_somebody_says_so(directory, decision, numbers):
    job, row = doubtful(directory)
    assert imports.decide(job, {row.pk: decision}) == 1
    write(job)

    assert list(NGOPage.objects.order_by("-title").values_list("krs", flat=True)) == numbers


def test_a_doubtful_row_may_be_a_new_entry(directory):
    job, row = doubtful(directory)
    imports.decide(job, {row.pk: "new"})
    write(job)

    assert sorted(NGOPage.objects.values_list("krs", flat=True)) == ["", "0000123456", "0000123457"]


def test_decisions_come_too_late_once_it_is_written(directory):
    job, row = doubtful(directory)
    imports.begin_writing(job)

    assert imports.decide(job, {row.pk: "same"}) == 0
