"""What setting up the roles makes, and that doing it twice makes nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import EventIndexFactory
from wagtail_ngo.services.people import roles

pytestmark = pytest.mark.django_db


def page_grants():
    ours = [roles.EDITING, roles.MODERATION, roles.EVENT_DESK]
    rows = GroupPagePermission.objects.filter(group__name__in=ours)
    return set(rows.values_list("group__name", "page", "permission__codename"))


def test_editors_may_change_pages_of_ours_and_moderators_more():
    directory, calendar = NGODirectoryFactory(), EventIndexFactory()

    done = roles.set_up(parent=directory.get_parent())

    editing = ["add_page", "change_page", "publish_page"]
    moderation = [*editing, "bulk_delete_page", "lock_page", "unlock_page"]
    assert page_grants() == {
        *((roles.EDITING, page.pk, name) for page in (directory, calendar) for name in editing),
        *((roles.MODERATION, page.pk, n) for page in (directory, calendar) for n in moderation),
        *((roles.EVENT_DESK, calendar.pk, name) for name in editing[:2]),
    }
    assert [line for line in done if line.startswith("made")] == [
        "made the group Redakcja NGO",
        "made the group Moderacja NGO",
        "made the group Punkt wydarzeń",
    ]
    assert "Punkt wydarzeń: add pages below “Calendar”" in done
    assert roles.set_up(parent=directory.get_parent()) == []


def test_the_event_desk_may_do_exactly_its_tasks():
    EventIndexFactory()
    roles.set_up()

    group = Group.objects.get(name=roles.EVENT_DESK)
    changed = ["venue", "registration", "attendance", "occurrenceclosing", "bulletindistribution"]
    assert set(group.permissions.values_list("codename", flat=True)) == {
        "access_admin",
        *(f"{action}_{model}" for action in ("view", "add", "change") for model in changed),
    }
    own = group.permissions.exclude(codename="access_admin").values_list(
        "content_type__app_label", flat=True
    )
    assert set(own) == {"wagtail_ngo"}


def test_moderators_count_ballots_and_change_vocabularies_and_editors_do_not():
    roles.set_up()

    owned = {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.filter(name__in=[roles.EDITING, roles.MODERATION])
    }
    more = {
        "issue_ballots", "validate_count", "delete_district", "add_legalform",
        "delete_councilterm", "change_ngosettings",
    }  # fmt: skip
    assert more & owned[roles.MODERATION] == more
    assert more & owned[roles.EDITING] == set()
    nobody = {"change_boardreply", "add_bouncedaddress", "change_searchalert", "view_ngosettings"}
    assert [nobody & names for names in owned.values()] == [set(), set()]
    assert owned[roles.EDITING] - owned[roles.MODERATION] == set()


def test_pictures_and_documents_of_all_collections():
    roles.set_up()

    rows = GroupCollectionPermission.objects.order_by("pk")
    assert set(rows.values_list("collection", flat=True)) == {Collection.get_first_root_node().pk}
    ours = rows.filter(group__name__in=[role.name for role in roles.ROLES])
    assert set(ours.values_list("group__name", "permission__codename")) == {
        (group, f"{action}_{kind}")
        for kind in ("image", "document")
        for group, actions in (
            (roles.EDITING, ("add", "choose")),
            (roles.MODERATION, ("add", "change", "choose")),
            (roles.EVENT_DESK, ("add", "choose")),
        )
        for action in actions
    }


def test_where_there_is_no_page_of_ours_editors_may_begin_under_the_parent():
    home = Page.objects.get(depth=2)

    roles.set_up(parent=home)

    assert page_grants() == {
        (roles.EDITING, home.pk, "add_page"),
        (roles.MODERATION, home.pk, "add_page"),
    }


def test_what_was_given_besides_stays():
    extra = Permission.objects.get(codename="add_user")
    group = Group.objects.create(name=roles.EDITING)
    group.permissions.add(extra)

    done = roles.set_up()

    assert "made the group Redakcja NGO" not in done
    assert not any("add_user" in line for line in done)
    assert group.permissions.filter(pk=extra.pk).exists()


def test_a_new_page_is_given_to_the_groups_that_there_are():
    Group.objects.create(name=roles.EVENT_DESK)
    calendar, entry = EventIndexFactory(), NGOFactory()

    for page in (calendar, entry):
        roles.set_up_page(page)

    assert page_grants() == {
        (roles.EVENT_DESK, calendar.pk, "add_page"),
        (roles.EVENT_DESK, calendar.pk, "change_page"),
    }
    assert not Group.objects.filter(name=roles.EDITING).exists()
