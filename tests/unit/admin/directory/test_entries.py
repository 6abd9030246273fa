"""The list of entries, actions on many, the chooser and the report: what they do, for whom."""

import datetime
import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from tests.factories.directory import (
    ActivityAreaFactory,
    ContactChannelFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    RepresentativeFactory,
)
from wagtail_ngo.models import ChangeRequest, NGOPage

pytestmark = pytest.mark.django_db
LIST = "wagtail_ngo_entries:index_results"
REPORT = "wagtail_ngo_attention_results"
PAST, FUTURE = datetime.date(2020, 1, 1), datetime.date(2999, 1, 1)


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Organizacje", slug="organizacje")


@pytest.fixture
def area():
    return ActivityAreaFactory(name="Ekologia")


def user_with(django_user_model, name, page=None, page_permissions=()):
    """An admin user with permissions on a page and below it."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in page_permissions:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = django_user_model.objects.create_user(username=name, password="p")
    user.groups.add(group)
    return user


def titles(response) -> list[str]:
    return [page.title for page in response.context["object_list"]]


# The list


def test_list_filters_by_area_district_status_and_review(admin_client, directory, area):
    district = DistrictFactory(name="Zatorze")
    NGOFactory(title="Obie", parent=directory, areas=[area], districts=[district])
    NGOFactory(title="Stara", parent=directory, areas=[area], next_review_on=PAST)
    NGOFactory(title="Zawieszona", parent=directory, status="suspended", next_review_on=FUTURE)
    NGOFactory(title="Szkic", parent=directory, live=False, verified_on=PAST)

    def found(**query):
        return titles(admin_client.get(reverse(LIST), query))

    assert found() == ["Obie", "Stara", "Szkic", "Zawieszona"]
    assert found(areas=area.pk) == ["Obie", "Stara"]
    assert found(areas=area.pk, districts=district.pk) == ["Obie"]
    assert found(status="suspended") == ["Zawieszona"]
    assert found(review="overdue") == ["Stara"]
    assert found(review="never") == ["Obie", "Stara", "Zawieszona"]
    assert found(publication="draft") == ["Szkic"]
    assert found(directory=directory.pk, review="overdue") == ["Stara"]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("łąki", True),
        ("Zielona", True),
        ("KRS 0000058930", True),
        ("58930", True),
        ("123-456-32-18", True),
        ("9999", False),
        ("nic takiego", False),
        ("\x00", True),
    ],
)
def test_list_is_searched_by_name_and_number(admin_client, directory, typed, is_found):
    NGOFactory(
        title="Stowarzyszenie Zielona Łąka", parent=directory, krs="0000058930", nip="1234563218"
    )
    response = admin_client.get(reverse(LIST), {"q": typed})
    assert bool(titles(response)) is is_found


def test_list_costs_the_same_for_more_entries(
    admin_client, directory, area, django_assert_max_num_queries
):
    NGOFactory(parent=directory, areas=[area])
    admin_client.get(reverse(LIST))
    with django_assert_max_num_queries(60) as one:
        admin_client.get(reverse(LIST))
    for _number in range(10):
        NGOFactory(parent=directory, areas=[area])
    with django_assert_max_num_queries(len(one)):
        assert len(titles(admin_client.get(reverse(LIST)))) == 11


# Actions on many


def action(name, *entries, **query):
    ids = "&".join(f"id={entry.pk}" for entry in entries) or "id=all"
    more = "".join(f"&{key}={value}" for key, value in query.items())
    return reverse("wagtail_bulk_action", args=["wagtail_ngo", "ngopage", name]) + f"?{ids}{more}"


def test_areas_are_added_to_entries_and_to_waiting_drafts(admin_client, directory, area):
    old = ActivityAreaFactory(name="Kultura")
    live = NGOFactory(parent=directory, areas=[old])
    drafted = NGOFactory(title="Dawna", parent=directory)
    drafted.title = "W toku"
    drafted.save_revision()

    page = admin_client.get(action("set_area", live, drafted))
    admin_client.post(action("set_area", live, drafted), {"areas": [area.pk], "publish": "on"})

    assert live.title in page.text
    live.refresh_from_db()
    assert {one.name for one in live.areas.all()} == {"Kultura", "Ekologia"}
    drafted.refresh_from_db()
    latest = drafted.get_latest_revision_as_object()
    assert (drafted.title, list(drafted.areas.all())) == ("Dawna", [])
    assert (latest.title, [one.name for one in latest.areas.all()]) == ("W toku", ["Ekologia"])


def test_areas_may_replace_and_wait(admin_client, directory, area):
    old = ActivityAreaFactory(name="Kultura")
    entry = NGOFactory(parent=directory, areas=[old])

    admin_client.post(action("set_area", entry), {"areas": [area.pk], "replace": "on"})

    entry.refresh_from_db()
    assert [one.name for one in entry.areas.all()] == ["Kultura"]
    latest = entry.get_latest_revision_as_object()
    assert [one.name for one in latest.areas.all()] == ["Ekologia"]


def test_all_means_all_that_the_filters_show(admin_client, directory, area):
    shown = NGOFactory(title="Zawieszona", parent=directory, status="suspended")
    hidden = NGOFactory(title="Czynna", parent=directory)

    admin_client.post(action("set_area", status="suspended"), {"areas": [area.pk], "publish": "on"})

    assert [len(NGOPage.objects.get(pk=one.pk).areas.all()) for one in (shown, hidden)] == [1, 0]


def test_asking_mails_once_and_counts_those_left_out(
    admin_client, directory, django_capture_on_commit_callbacks
):
    entry, silent = NGOFactory(parent=directory), NGOFactory(parent=directory)
    ContactChannelFactory(organization=entry, value="biuro@example.org")

    answers = []
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answers.append(
                admin_client.post(action("ask_confirmation", entry, silent), follow=True)
            )

    assert [message.to for message in mail.outbox] == [["biuro@example.org"]]
    assert "1 organization is being asked. 1 was left out." in answers[0].text


def test_publishing_many_leaves_incomplete_entries_and_says_why(admin_client, directory):
    good = NGOFactory(title="Dobra", parent=directory, live=False)
    double = NGOFactory(title="Podwójna", parent=directory, live=False)
    first = NGOFactory(title="Pierwsza", parent=directory)
    NGOPage.objects.filter(pk__in=[double.pk, first.pk]).update(krs="0000058930")

    answer = admin_client.post(action("publish", good, double), follow=True)

    assert NGOPage.objects.get(pk=good.pk).live is True
    assert NGOPage.objects.get(pk=double.pk).live is False
    assert "“Podwójna” was left as it is" in answer.text


def test_confirming_leaves_drafts_and_dates_the_others_of_today(admin_client, directory):
    checked = NGOFactory(parent=directory, next_review_on=PAST)
    draft = NGOFactory(parent=directory, next_review_on=PAST, live=False)

    admin_client.post(action("confirm", checked, draft))

    rows = NGOPage.objects.in_bulk([checked.pk, draft.pk])
    assert (rows[checked.pk].verified_on, rows[checked.pk].verified_by) == (
        timezone.localdate(), "office",
    )  # fmt: skip
    assert (rows[draft.pk].verified_on, rows[draft.pk].next_review_on) == (None, PAST)


# The report


def test_report_names_every_reason(admin_client, directory):
    fine = NGOFactory(title="W porządku", parent=directory, krs="0000000001", next_review_on=FUTURE)
    ContactChannelFactory(organization=fine, value="jeden@example.org")
    NGOFactory(title="Zaległa", parent=directory, krs="0000000002", next_review_on=PAST)
    wrong = NGOFactory(title="Zły NIP", parent=directory, krs="0000000003")
    NGOPage.objects.filter(pk=wrong.pk).update(nip="1234567890")
    for number, title in enumerate(("Klub Seniora Razem", "Fundacja Razem Klub Seniora"), start=4):
        entry = NGOFactory(title=title, parent=directory, krs=f"{number:010}")
        ContactChannelFactory(organization=entry)
    ContactChannelFactory(organization=wrong, value="JEDEN@example.org")

    rows = admin_client.get(reverse(REPORT)).context["object_list"]

    assert {row.title: row.reasons_text for row in rows} == {
        "W porządku": "Possible duplicate: Perhaps the same as “Zły NIP”.",
        "Zaległa": "Overdue: Never confirmed. No contact: No public contact.",
        "Zły NIP": "Wrong numbers: NIP 1234567890 is not valid. "
        "Possible duplicate: Perhaps the same as “W porządku”.",
        "Klub Seniora Razem": "Possible duplicate: Perhaps the same as "
        "“Fundacja Razem Klub Seniora”.",
        "Fundacja Razem Klub Seniora": "Possible duplicate: Perhaps the same as "
        "“Klub Seniora Razem”.",
    }


def test_report_is_filtered_by_reason_and_exported(admin_client, directory):
    NGOFactory(title="Zaległa", parent=directory, krs="0000000002", next_review_on=PAST)
    NGOFactory(title="Bez numeru", parent=directory, next_review_on=FUTURE)

    response = admin_client.get(reverse(REPORT), {"reason": "numbers"})
    export = admin_client.get(reverse("wagtail_ngo_attention"), {"export": "csv"})

    assert titles(response) == ["Bez numeru"]
    assert b"Bez numeru" in b"".join(export.streaming_content)


def test_report_costs_the_same_for_more_entries(
    admin_client, directory, django_assert_max_num_queries
):
    NGOFactory(parent=directory)
    admin_client.get(reverse(REPORT))
    with django_assert_max_num_queries(60) as one:
        admin_client.get(reverse(REPORT))
    NGOFactory.create_batch(10, parent=directory)
    with django_assert_max_num_queries(len(one)):
        assert len(titles(admin_client.get(reverse(REPORT)))) == 11


# The chooser


def choices(client, **query):
    response = client.get(reverse("wagtail_ngo_entry_chooser:choose_results"), query)
    return [entry.title for entry in response.context["results"]]


def test_chooser_searches_by_name_nip_krs_and_area(admin_client, directory, area):
    NGOFactory(title="Łąka", parent=directory, krs="0000058930", areas=[area])
    NGOFactory(title="Zamek", parent=directory, nip="1234563218")

    assert choices(admin_client) == ["Łąka", "Zamek"]
    assert choices(admin_client, q="łąką") == ["Łąka"]
    assert choices(admin_client, q="58930") == ["Łąka"]
    assert choices(admin_client, q="1234563218") == ["Zamek"]
    assert choices(admin_client, area=area.pk) == ["Łąka"]


def test_chooser_adds_an_entry(admin_client, directory, area):
    url = reverse("wagtail_ngo_entry_chooser:create")
    values = {
        "title": "Nowa organizacja",
        "krs": "58930",
        "areas": [area.pk],
        "directory": directory.pk,
    }

    chosen = json.loads(admin_client.post(url, values).content)
    double = json.loads(admin_client.post(url, {**values, "title": "Inna"}).content)

    entry = NGOPage.objects.get()
    assert (chosen["step"], chosen["result"]["id"]) == ("chosen", str(entry.pk))
    assert (entry.krs, entry.live, entry.get_parent().specific) == ("0000058930", False, directory)
    assert [one.name for one in entry.get_latest_revision_as_object().areas.all()] == ["Ekologia"]
    assert double["step"] == "reshow_creation_form"
    assert "already has this KRS" in double["htmlFragment"]


def test_chooser_publishes_for_those_who_may(admin_client, directory):
    url = reverse("wagtail_ngo_entry_chooser:create")
    values = {"title": "Od razu", "directory": directory.pk, "publish": "on"}
    admin_client.post(url, values)
    assert NGOPage.objects.get().live is True


def test_chooser_hides_drafts_of_others(client, directory, django_user_model):
    draft = NGOFactory(title="Szkic", parent=directory, live=False)
    NGOFactory(title="Jawna", parent=directory)
    elsewhere = NGODirectoryFactory(title="Inny", slug="inny")
    client.force_login(user_with(django_user_model, "stranger", elsewhere, EDITOR))

    assert choices(client) == ["Jawna"]
    assert (
        client.get(reverse("wagtail_ngo_entry_chooser:chosen", args=[draft.pk])).status_code == 404
    )


def test_editors_meet_the_chooser_where_an_organization_is_asked_for(admin_client):
    page = admin_client.get(reverse("wagtail_ngo_representative_modeladmin_create"))
    assert reverse("wagtail_ngo_entry_chooser:choose") in page.text


# Who may do what: user → what each address answers (302: sent to the login or back)

EDITOR = ("add_page", "change_page")
KINDS = {
    "staff": ((), 302, 302, 302, 302, False, False),
    "editor": (EDITOR, 200, 200, 200, 200, True, False),
    "publisher": ((*EDITOR, "publish_page"), 200, 200, 200, 200, True, True),
    "stranger": (EDITOR, 200, 200, 200, 403, False, False),
}


@pytest.mark.parametrize("kind", KINDS)
def test_permissions(client, directory, area, django_user_model, kind):
    permissions, listing, report, chooser, creation, may_edit, may_publish = KINDS[kind]
    elsewhere = NGODirectoryFactory(title="Inny", slug="inny")
    place = elsewhere if kind == "stranger" else directory
    client.force_login(user_with(django_user_model, kind, place, permissions))
    live = NGOFactory(parent=directory, next_review_on=PAST)
    draft = NGOFactory(parent=directory, live=False)

    def status(name, *args):
        return client.get(reverse(name, args=args)).status_code

    assert status("wagtail_ngo_entries:index") == listing
    assert status("wagtail_ngo_attention") == report
    assert status("wagtail_ngo_entry_chooser:choose") == chooser
    client.post(action("set_area", live), {"areas": [area.pk]})
    live.refresh_from_db()
    assert (live.latest_revision is not None) is may_edit
    client.post(action("publish", draft))
    draft.refresh_from_db()
    assert draft.live is may_publish
    values = {"title": "Nowa", "directory": directory.pk, "publish": "on"}
    made = client.post(reverse("wagtail_ngo_entry_chooser:create"), values)
    new = NGOPage.objects.filter(title="Nowa").first()
    assert (new is not None, bool(new and new.live)) == (may_edit, may_publish)
    assert made.status_code == (200 if kind == "stranger" else creation)


@pytest.mark.parametrize(
    "name",
    ["wagtail_ngo_entries:index", "wagtail_ngo_attention", "wagtail_ngo_entry_chooser:choose"],
)
def test_visitors_are_sent_to_the_login(client, name):
    assert client.get(reverse(name))["Location"].startswith("/admin/login/")


# People and change requests of an area


def test_people_and_requests_are_filtered_by_area_and_district(admin_client, directory, area):
    district = DistrictFactory(name="Zatorze")
    inside = NGOFactory(parent=directory, areas=[area], districts=[district])
    outside = NGOFactory(parent=directory)
    for entry, name in ((inside, "Bliska"), (outside, "Daleka")):
        RepresentativeFactory(organization=entry, name=name)
        ChangeRequest.objects.create(entry=entry, source="visitor", message=name)

    def found(model, **query):
        url = reverse(f"wagtail_ngo_{model}_modeladmin_index")
        return list(admin_client.get(url, query).context["object_list"])

    for query in ({"area": area.pk}, {"district": district.pk}):
        assert [one.name for one in found("representative", **query)] == ["Bliska"]
        assert [one.message for one in found("changerequest", **query)] == ["Bliska"]
    assert len(found("representative")) == 2
