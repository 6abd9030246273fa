"""What each role reaches: every admin address of ours is walked, and compared with the docs.

``NGO_WRITE_DOCS=1 python -m pytest tests/unit/admin/test_roles.py`` renews the page.
"""

import io
import os
from collections import defaultdict
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
)
from tests.factories.directory import NGODirectoryFactory, NGOFactory, RepresentativeFactory
from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory, VenueFactory
from tests.factories.reports import ActivityReportFactory
from wagtail_ngo import models
from wagtail_ngo.services.people import roles

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "roles.md"
INTRODUCTION = """# Roles: who may do what

`manage.py ngo_setup` makes these groups ([how](../how-to/roles.md)). The tables are written by the test that opens every address of
the package in the admin as each of them. *Others* are people who may open the admin and have none of the roles.

"""  # noqa: E501 -- as wide as the other pages
ROLES = [roles.EDITING, roles.MODERATION, roles.EVENT_DESK]
OTHERS = "Others"
ACTIONS = ["index", "create", "edit", "inspect", "history", "export", "delete"]
WORDS = {"index": "list", "create": "add", "edit": "change"}
#: Buttons: they answer a POST only.
BUTTONS = {
    "wagtail_ngo_mail_retry",
    "wagtail_ngo_written_event",
    "wagtail_ngo_written_hours",
    "wagtail_ngo_register_offer",
    "wagtail_ngo_bulletin_new",
    "wagtail_ngo_bulletin_send",
    "wagtail_ngo_bulletin_check",
    "wagtail_ngo_bulletin_retry",
    "wagtail_ngo_bulletin_newsletter",
    "wagtail_ngo_date_seats",
    "wagtail_ngo_check_in_tick",
    "wagtail_ngo_walk_in",
    "wagtail_ngo_walk_in_undo",
    "wagtail_ngo_reopen",
    "wagtail_ngo_registration_act",
}
#: Without wagtail-newsletter there is nothing behind the button.
NOT_THERE = {"wagtail_ngo_bulletin_newsletter"}
#: Asks for a page that the user may add to; see test_today.
WITH_PARENT = {"wagtail_ngo_begin"}
#: Walked with permissions of their own in tests/unit/admin/council, and of reports.
ELSEWHERE = ("wagtail_ngo_election", "wagtail_ngo_report_")
#: Choosers, by the beginning of their names, with the model that they choose.
CHOOSERS = {
    "ngo_venue_chooser:": "venue",
    "wagtail_ngo_cooperation_chooser:": "cooperation",
    "wagtail_ngo_entry_chooser:": "ngopage",
    "wagtail_ngo_funding_call_chooser:": "fundingcall",
    "wagtail_ngo_occurrence_chooser:": "occurrence",
}


def admin_names():
    """Names of all admin addresses of ours."""

    def walk(patterns, prefix="", namespace=""):
        for pattern in patterns:
            address = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, address, inner)
            elif pattern.name and address.startswith("admin/"):
                yield namespace + pattern.name

    names = {name for name in walk(get_resolver().url_patterns) if "ngo_" in name}
    return sorted(name for name in names if not name.startswith(ELSEWHERE))


def small_things(calendar):
    """Things that need no other, or the calendar alone."""
    return [
        models.CalendarSource.objects.create(
            name="Dom Kultury", url="https://kultura.example/a.ics", calendar=calendar
        ),
        models.BouncedAddress.objects.create(
            email="a@example.org", status_code="5.1.1", bounced_at="2027-01-02T00:00Z"
        ),
        models.SearchSynonym.objects.create(words="a, b"),
        models.SearchTranslation.objects.create(meaning="a", words="b"),
        models.SearchSituation.objects.create(phrases="a", words="b"),
        models.SearchAskingWord.objects.create(words="a"),
    ]


@pytest.fixture
def town(admin_user):
    """One of each thing, by the name of its model."""
    directory, calendar = NGODirectoryFactory(), EventIndexFactory()
    serial, calls = BulletinIndexFactory(), FundingCallIndexFactory()
    entry = NGOFactory(parent=directory)
    event = EventFactory(parent=calendar)
    issue = BulletinIssueFactory(parent=serial)
    date = OccurrenceFactory(page=event, record_count=2)
    person = models.Registration.objects.create(
        occurrence=date, name="Osoba", person_key="k", seat_key="k", status="unconfirmed"
    )
    edition = models.BulletinEdition.objects.create(issue=issue, content={}, digest="d")
    job = models.ImportJob.objects.create(directory=directory, file_name="a.csv", columns=["Nazwa"])
    things = [
        directory, calendar, serial, calls, entry, event, issue, date, edition, job, person,
        models.Attendance.objects.create(occurrence=date, person_key="w", is_walk_in=True),
        models.BulletinFile.objects.create(edition=edition),
        models.ChangeRequest.objects.create(entry=entry, source="visitor", message="m"),
        models.MissingOrganization.objects.create(directory=directory, name="Koło"),
        RepresentativeFactory(organization=entry),
        FundingCallFactory(),
        VenueFactory(),
        models.SchoolBreak.objects.create(
            name="Ferie", first_day="2027-02-01", last_day="2027-02-14"
        ),
        models.BulletinSubscriber.objects.create(serial=serial, email="a@example.org"),
        models.BulletinDistribution.objects.create(issue=issue, date="2027-01-02", copies=1),
        models.OutgoingMail.objects.create(kind="x", recipient="a@example.org"),
        *small_things(calendar),
        models.SearchAlert.objects.create(directory=directory, email="a@example.org", label="a"),
        models.Cooperation.objects.create(title="Razem", started_on="2027-01-02"),
        models.FundingAward.objects.create(
            call=FundingCallFactory(), organization=entry, organization_name="X",
            decided_on="2027-01-02", amount=1,
        ),
    ]  # fmt: skip
    home = entry.get_root().get_first_child()
    council = home.add_child(instance=models.CouncilPage(title="Rada", slug="rada"))
    things.append(models.CouncilTerm.objects.create(council=council, starts_on="2027-01-02"))
    things.append(models.BoardReply.objects.create(side="offer", kind="room", text="Sala"))
    found = {thing._meta.model_name: thing for thing in things}
    for name in roles._VOCABULARIES:
        model = next(model for model in vars(models).values() if is_model(model, name))
        found[name] = model.objects.first() or model.objects.create(name="Nazwa")
    ActivityReportFactory()
    call_command("ngo_setup", stdout=io.StringIO())
    return found


def is_model(candidate, name):
    return (
        isinstance(candidate, type)
        and getattr(candidate, "_meta", None)
        and (candidate._meta.model_name == name)
    )


@pytest.fixture
def clients(town, django_user_model):
    made = {}
    for number, name in enumerate([*ROLES, OTHERS]):
        user = django_user_model.objects.create_user(f"user{number}", password="x")
        if name == OTHERS:
            user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        else:
            user.groups.add(Group.objects.get(name=name))
        made[name] = Client()
        made[name].force_login(user)
    return made


def arguments(name, town):
    """Positional arguments of an address, of which the last part of its name tells most."""
    known = {
        "person": ["representative"],
        "import": ["importjob"],
        "import_result": ["importjob"],
        "export": ["ngodirectorypage"],
        "change_request": ["changerequest"],
        "missing_organization": ["missingorganization"],
        "bulletin_new": ["bulletinindexpage"],
        "bulletin_retry": ["bulletinissuepage", "bulletinfile"],
        "bulletin": ["bulletinissuepage"],
        "source_changes": [],
        "source_change": ["eventpage"],
        "event_dates": ["eventpage"],
        "event_publish": ["eventpage"],
        "event_split": ["eventpage"],
        "date": ["occurrence"],
        "check_in": ["occurrence"],
        "check_in_tick": ["occurrence", "registration"],
        "walk_in": ["occurrence"],
        "walk_in_undo": ["occurrence", "attendance"],
        "close": ["occurrence"],
        "reopen": ["occurrence"],
        "registration": ["registration"],
        "this_year_records": [],
        "register_fill": ["ngopage"],
    }
    bare = {"imports", "event_import", "attention", "search", "mail", "recurrence", "today"}
    bare |= {"dates", "menu", "written_event", "written_hours", "register_new", "register_offer"}
    bare |= {"subscriber_import"}
    rest = name.removeprefix("wagtail_ngo_")
    if name.endswith("_chooser:chosen"):
        return [town[CHOOSERS[name.removesuffix("chosen")]].pk]
    if any(rest.startswith(one) for one in bare) or ":" in name:
        return []
    key = max((one for one in known if rest.startswith(one)), key=len, default=None)
    assert key, f"{name} is a new address: say in arguments() what it is about"
    extra = {
        "this_year_records": ["meetings"],
        "bulletin_draft": ["web"],
        "bulletin_newsletter": [1],
        "event_split": ["2027-01-02"],
        "registration_act": ["cancel"],
    }.get(rest, [])
    return [*(town[one].pk for one in known[key]), *extra]


def addresses(town):
    """(row of the table, action, name, address) of everything there is to open."""
    for name in admin_names():
        if "_modeladmin_" in name:
            model, action = name.removeprefix("wagtail_ngo_").split("_modeladmin_")
            keyed = action not in ("index", "create")
            address = reverse(name, args=[town[model].pk] if keyed else [])
            yield model, action, name, address
            if action == "index":
                yield model, "export", name, f"{address}?export=csv"
        elif name not in NOT_THERE | WITH_PARENT:
            yield name, "open", name, reverse(name, args=arguments(name, town))
    for model in ("ngopage", "eventpage", "bulletinissuepage"):
        page = town[model]
        parent = page.get_parent()
        add = reverse("wagtailadmin_pages:add", args=["wagtail_ngo", model, parent.pk])
        yield model, "create", "add", add
        for action, name in (("edit", "edit"), ("delete", "delete"), ("history", "history")):
            yield model, action, name, reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def may_open(client, name, address):
    """Whether the address opens; what it does is taken back."""
    with transaction.atomic():
        response = client.post(address) if name in BUTTONS else client.get(address)
        transaction.set_rollback(True)
    if response.status_code == 302 and response.url in (reverse("wagtailadmin_home"),):
        return False
    if response.status_code == 403:
        return False
    assert response.status_code in (200, 302), (address, response.status_code)
    assert "/login/" not in response.get("Location", "")
    return True


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(results, town):
    """The page of the docs for {(row, action): {role: allowed}}."""
    names = [*ROLES, OTHERS]
    listings, others = defaultdict(dict), []
    for (row, action), allowed in results.items():
        if row in town:
            listings[row][action] = allowed
        else:
            others.append([f"`{row}`", *("✔" if allowed[name] else "–" for name in names)])
    rows = []
    for row, actions in sorted(listings.items(), key=lambda one: label(town, one[0])):
        cells = [
            ", ".join(
                WORDS.get(one, one) for one in ACTIONS if one in actions and actions[one][name]
            )
            for name in names
        ]
        rows.append([label(town, row), *(cell or "–" for cell in cells)])
    parts = ["## What is kept", table(["", *names], rows)]
    parts += ["## Other screens and buttons", table(["address by name", *names], sorted(others))]
    return INTRODUCTION + "\n\n".join(parts) + "\n"


def label(town, row):
    return str(town[row]._meta.verbose_name_plural)


def test_every_role_reaches_what_the_docs_say(town, clients):
    results = {
        (row, action): {role: may_open(client, name, url) for role, client in clients.items()}
        for row, action, name, url in addresses(town)
    }
    written = page(results, town)
    if os.environ.get("NGO_WRITE_DOCS"):
        PAGE.write_text(written, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == written
    allowed = {key: {role for role in may if may[role]} for key, may in results.items()}
    # What must never come about by renewing the page.
    assert allowed["wagtail_ngo_person_erase", "open"] == {roles.MODERATION}
    assert allowed["bulletinsubscriber", "index"] == {roles.EDITING, roles.MODERATION}
    assert allowed["wagtail_ngo_change_request", "open"] == {roles.EDITING, roles.MODERATION}
    assert allowed["wagtail_ngo_export_csv", "open"] == {roles.EDITING, roles.MODERATION}
    assert allowed["district", "delete"] == {roles.MODERATION}
    assert allowed["eventpage", "edit"] == set(ROLES)
    assert allowed["registration", "export"] == set(ROLES)
    assert "create" not in "".join(
        a for (m, a), who in allowed.items() if m == "registration" and who
    )
    assert allowed["ngopage", "edit"] == {roles.EDITING, roles.MODERATION}
    # Of ours, others see the lists of pages they may read anyway; no form of others' helps them.
    assert {row for (row, _action), who in allowed.items() if OTHERS in who} <= {
        "wagtail_ngo_entries:index",
        "wagtail_ngo_entries:index_results",
        "wagtail_ngo_entries:choose_parent",
        "wagtail_ngo_events:index",
        "wagtail_ngo_events:index_results",
        "wagtail_ngo_events:choose_parent",
        "wagtail_ngo_issues:index",
        "wagtail_ngo_issues:index_results",
        "wagtail_ngo_issues:choose_parent",
    }


def test_the_command_says_what_it_did_and_does_it_once():
    site = Site.objects.get(is_default_site=True)
    first, second = io.StringIO(), io.StringIO()

    call_command("ngo_setup", stdout=first)
    call_command("ngo_setup", stdout=second)

    assert "made the group Redakcja NGO" in first.getvalue()
    assert f"Redakcja NGO: add pages below “{site.root_page.title}”" in first.getvalue()
    assert second.getvalue() == "Everything is there already.\n"
    grants = GroupPagePermission.objects.filter(group__name__in=ROLES)
    assert set(grants.values_list("group__name", "page", "permission__codename")) == {
        (name, site.root_page_id, "add_page") for name in (roles.EDITING, roles.MODERATION)
    }


def test_a_second_run_gives_permissions_on_new_pages_and_takes_nothing_away():
    call_command("ngo_setup", stdout=io.StringIO())
    group = Group.objects.get(name=roles.EDITING)
    own = Permission.objects.get(codename="delete_district")
    group.permissions.add(own)
    directory = NGODirectoryFactory()
    out = io.StringIO()

    call_command("ngo_setup", stdout=out)

    assert f"Redakcja NGO: publish pages below “{directory.title}”" in out.getvalue()
    assert own in group.permissions.all()
    assert set(
        GroupPagePermission.objects.filter(page=directory).values_list(
            "group__name", "permission__codename"
        )
    ) >= {(roles.EDITING, "publish_page"), (roles.MODERATION, "lock_page")}
    assert not GroupPagePermission.objects.filter(
        page=directory, group__name=roles.EVENT_DESK
    ).exists()
    media = GroupCollectionPermission.objects.filter(group=group)
    assert {row.permission.codename for row in media} == {
        "add_image", "choose_image", "add_document", "choose_document",
    }  # fmt: skip


def test_a_parent_that_does_not_exist_is_named():
    with pytest.raises(CommandError, match="no page 99999"):
        call_command("ngo_setup", parent=99999)
