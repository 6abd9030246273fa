"""The demo in the example town. The fixture of this folder has loaded it once."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Site, Task, Workflow

from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import (
    BulletinIssuePage,
    EventKind,
    EventPage,
    NGOPage,
    Occurrence,
    OutgoingMail,
    Registration,
    SearchAlert,
)
from wagtail_ngo.services.registration import privacy
from wagtail_ngo.services.registration.figures import attendance_figures

pytestmark = [pytest.mark.django_db, pytest.mark.town]


def load() -> str:
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def test_load_demo_makes_what_the_source_tells():
    assert BulletinIssuePage.objects.live().filter(year=2017).count() == 11
    assert (
        EventPage.objects.live()
        .get(slug="spotkania-integracyjne")
        .occurrences.values("organization_links__key")
        .exclude(organization_links=None)
        .distinct()
        .count()
        == 11
    )
    assert NGOPage.objects.live().exclude(title__contains="(przykład)").count() == 11


def test_no_name_of_a_workflow_is_english():
    names = [*Workflow.objects.values_list("name", flat=True)]
    names += Task.objects.values_list("name", flat=True)

    assert set(names) == {"Zatwierdzenie przez moderację"}


def test_training_shows_48_people_and_more_participations_whatever_is_deleted():
    days = Occurrence.objects.in_year(2017).filter(counts_as="training")
    counted = attendance_figures(days)
    assert (counted.meetings, counted.people, counted.participations) == (4, 48, 60)
    meetings = Occurrence.objects.in_year(2017).filter(counts_as="meeting").held()
    assert meetings.count() == 11

    privacy.erase_person(Registration.objects.filter(course=None).first(), now=timezone.now())
    for entry in NGOPage.objects.all():
        entry.delete()
    EventKind.objects.all().delete()
    EventPage.objects.filter(slug="szkolenie").get().delete()

    assert attendance_figures(days) == counted
    assert meetings.count() == 11


def test_load_demo_again_adds_nothing_and_keeps_edits():
    page = NGOPage.objects.first().specific
    page.title = "Changed by an editor"
    page.save_revision().publish()
    before = sorted(Page.objects.values_list("url_path", "title"))

    load()

    assert sorted(Page.objects.values_list("url_path", "title")) == before


def test_an_editor_adds_the_towns_own_kind_of_entry(admin_client):
    from example_site.integration.models import TownNGOPage
    from wagtail_ngo.models import NGODirectoryPage

    directory = NGODirectoryPage.objects.get()
    form = f"/admin/pages/add/integration/townngopage/{directory.pk}/"

    assert NGODirectoryPage.allowed_subpage_models() == [NGOPage, TownNGOPage]
    assert TownNGOPage.allowed_parent_page_models() == [NGODirectoryPage]
    assert 'name="department"' in admin_client.get(form).text


def test_users_with_public_passwords_are_not_made_where_debug_is_off(django_user_model):
    assert "skipped" in load()
    assert django_user_model.objects.count() == 0


def test_the_town_answers_in_both_languages_and_on_both_sites(client):
    from example_site.demo.town import SECOND_HOSTNAME

    polish = client.get("/")
    english = client.get("/en/")
    second = client.get("/", headers={"host": SECOND_HOSTNAME})

    assert '<html lang="pl">' in polish.text
    assert '<html lang="en">' in english.text
    assert "Budżet obywatelski" in second.text
    assert "/organizacje/" in polish.text
    assert "/organizacje/" not in second.text
    assert Site.objects.count() == 2


def test_a_page_that_is_not_there_is_told_in_the_towns_own_frame(client):
    response = client.get("/nie-ma-takiej/")

    assert response.status_code == 404
    assert "Nie ma takiej strony" in response.text
    assert 'class="town-menu__link"' in response.text


def test_the_town_has_no_pending_or_conflicting_migration():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_public_pages_carry_the_strict_policy_and_the_admin_does_not(client):
    from example_site.townhall.middleware import POLICY

    assert client.get("/").headers["Content-Security-Policy"] == POLICY
    assert "Content-Security-Policy" not in client.get("/admin/login/").headers


def test_pages_link_within_the_town_by_path_beside_a_second_site(client):
    home = Page(title="Drugie miasto", slug="drugie-miasto")
    Page.get_first_root_node().add_child(instance=home)
    town = Site.objects.get(is_default_site=True)
    Site.objects.create(hostname="drugie.example.org", root_page=home)
    pages = Page.objects.live().public().descendant_of(town.root_page, inclusive=True)
    newest = {page.content_type_id: page for page in pages.order_by("pk")}
    portals = [page for page in pages if page.content_type.app_label not in ("wagtail_ngo",)]

    own = {}
    for page in [*newest.values(), *portals]:
        address = page.url.removeprefix(town.root_url)
        html = client.get(address, headers={"host": town.hostname}).content.decode()
        # Links to copy are whole by design; those inside an issue are the issue's own, frozen;
        # those within rich text are written by Wagtail's own handler, which knows no request.
        links = BeautifulSoup(html, "html.parser").select(
            "main a[href]:not(.ngo-share a, .ngo-issue__section a, .ngo-prose a), main img[src], "
            "main form"
        )
        own[address] = [
            link.get("href") or link.get("src") or link.get("action") or "" for link in links
        ]

    assert sum(map(len, own.values())) > 200
    whole = {
        address: [link for link in links if link.startswith(f"{town.root_url}/")]
        for address, links in own.items()
    }
    assert {address: links for address, links in whole.items() if links} == {}


def test_three_searches_are_followed_and_one_was_told_its_news():
    alerts = SearchAlert.objects.order_by("words").values_list("words", "confirmed_at")
    assert [(words, bool(confirmed)) for words, confirmed in alerts] == [
        ("pomoc dla niewidomych", True),
        ("seniorzy", True),
        ("zwierzęta", False),
    ]
    [letter] = OutgoingMail.objects.filter(kind__startswith="search.")
    assert (letter.kind, letter.status, letter.recipient) == (
        "search.news",
        MailStatus.SENT,
        "senior@poczta.example",
    )
