"""Both forms of election from the nomination to the confirmed result, through the browser."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.accessibility import axe_violations, overflow
from tests.browser.conftest import MODERATION, log_in
from tests.browser.visit import MINUTES
from wagtail_ngo.models import (
    CouncilElectionPage,
    CouncilPage,
    CouncilTerm,
    ElectionArea,
    ElectionCount,
    NGODirectoryPage,
    NGOPage,
)
from wagtail_ngo.services.council import nominations

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def make_election(slug: str, title: str, *, organizations: int = 3, areas=(), **fields):
    """A live election with a directory of its own; nominations are open now."""
    council = CouncilPage.objects.get(slug="rada")
    now = timezone.now()
    directory = NGODirectoryPage(title=f"Katalog: {title}", slug=f"katalog-{slug}")
    council.get_parent().add_child(instance=directory)
    for number in range(1, organizations + 1):
        entry = NGOPage(title=f"Organizacja {number} (próba)", slug=f"{slug}-{number}")
        NGODirectoryPage.objects.get(pk=directory.pk).add_child(instance=entry)
    election = CouncilElectionPage(
        title=title,
        slug=slug,
        nominations_from=now - HOUR,
        nominations_until=now + HOUR,
        list_published_at=now + 2 * HOUR,
        voting_from=now + 3 * HOUR,
        voting_until=now + 4 * HOUR,
        directory=directory,
        areas=[ElectionArea(name=name) for name in areas],
        **fields,
    )
    CouncilPage.objects.get(pk=council.pk).add_child(instance=election)
    election.save_revision().publish()
    return election, list(NGOPage.objects.child_of(directory).order_by("title"))


def move_to_voting(election) -> None:
    """The list is published and the voting goes on, until nearly now."""
    now = timezone.now()
    CouncilElectionPage.objects.filter(pk=election.pk).update(
        nominations_from=now - 5 * DAY,
        nominations_until=now - 4 * DAY,
        list_published_at=now - 3 * DAY,
        voting_from=now - HOUR / 60,
        voting_until=now + HOUR / 60,
    )


@pytest.fixture
def second(visitor):
    """Opens a window of another administrator, who confirms what the editor typed."""

    def open_window():
        users = get_user_model().objects
        if not users.filter(username="second").exists():
            users.create_superuser("second", "second@example.org")
        window = visitor(strict=False)
        log_in(window, "second")
        return window

    return open_window


def hub(election, path: str = "") -> str:
    return f"/admin/ngo/elections/{election.pk}/{path}"


def nominate(visitor, election, entry, *, names, fill=None, faults=()):
    """An organization nominates through its link, on a phone and without scripts."""
    invitation = nominations.new_invitation(election, entry, now=timezone.now())
    window = visitor(width=360, scripts=False)
    page = window.page
    window.go(nominations.link_path(invitation))
    page.locator("[name=given_names]").fill(names[0])
    page.locator("[name=family_name]").fill(names[1])
    if fill:
        fill(page)
    if faults:
        page.get_by_role("button", name="Zgłoś").click()
        for words in faults:
            expect(page.locator("main")).to_contain_text(words)
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="Zgłoś").click()
    expect(page.locator("main")).to_contain_text("jest w urzędzie")
    assert names[1] not in visitor().page.content()


def confirm(window) -> None:
    """The second person's button; without a task worker the protocol is made meanwhile."""
    button = window.page.get_by_role("button", name="Wszystkie liczby się zgadzają")
    button.click(timeout=MINUTES)


def issue_all(window, election, count: int) -> None:
    """The desk, by keyboard alone: focus the field, type the delegate, press Enter."""
    page = window.page
    window.go(hub(election, "desk/?waiting=1"))
    for number in range(1, count + 1):
        field = page.locator("[name=delegate]").first
        field.focus()
        page.keyboard.type(f"Delegat {number}")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text("Kartę wydano.")
    expect(page.locator(".ngo-desk__sum")).to_contain_text(f"{count} z")


def nominate_two(visitor, window, election, entries) -> None:
    """Two candidates by their signed links, both accepted in the admin."""
    for entry, family in zip(entries[:2], ("Ćwikła", "Łopian"), strict=True):
        nominate(visitor, election, entry, names=("Anna", family),
                 faults=["Bez tej zgody nie można kandydować."])  # fmt: skip
    window.go(hub(election, "candidates/"))
    for family in ("Ćwikła", "Łopian"):
        window.page.get_by_role("button", name=f"Przyjmij: Anna {family}").click()


def count_with_a_tie(window, election, pictures) -> None:
    """Sums that cannot be are refused in words; the tie is decided by hand."""
    page = window.page
    window.go(hub(election, "count/"))
    page.locator("[name=issued-0]").fill("3")
    page.locator("[name=valid-0]").fill("2")
    page.locator("[name=invalid-0]").fill("2")
    first, other = page.locator("[name^=votes-]").all()
    first.fill("1")
    other.fill("1")
    page.get_by_role("button", name="Zapisz liczby").click()
    expect(page.locator("body")).to_contain_text("dają razem 4, a wydano 3")
    window.picture(pictures, "election-count-refused")
    page.locator("[name=invalid-0]").fill("1")
    page.get_by_role("button", name="Zapisz liczby").click()
    expect(page.locator("body")).to_contain_text("Równa liczba głosów przy ostatnim mandacie")
    page.locator("[name^=chosen-]").last.check()
    page.locator("[name=tie-0]").fill("Losem (próba).")
    page.get_by_role("button", name="Zapisz liczby").click()
    window.go(hub(election, "count/confirm/"))
    expect(page.locator("body")).to_contain_text("Zatwierdzić je musi inna osoba.")
    assert page.get_by_role("button", name="Wszystkie liczby się zgadzają").count() == 0


def publish_composition(window, election) -> None:
    window.go(hub(election, "composition/"))
    window.page.locator("[name=starts_on]").fill("2030-01-01")
    window.page.locator("[name=ends_on]").fill("2033-12-31")
    window.page.get_by_role("button", name="Opublikuj skład").click()


def test_a_meeting_with_one_list_from_nomination_to_composition(visitor, editor, second, pictures):
    election, entries = make_election(
        "proba-lista", "Wybory na zebraniu (próba)", seats=1, max_names=7
    )
    window, public = editor(MODERATION), visitor()
    nominate_two(visitor, window, election, entries)
    public.go(election.get_url())
    assert "Ćwikła" not in public.page.content()

    window.go(hub(election, "roll/"))
    window.page.get_by_role("button", name="Zamknij spis teraz").click()
    expect(window.page.locator("body")).to_contain_text("Spis jest zamknięty.")
    move_to_voting(election)
    public.go(election.get_url())
    expect(public.page.locator("main")).to_contain_text("Anna Łopian")
    expect(public.page.locator("[aria-current=step]")).to_contain_text("Głosowanie")
    issue_all(window, election, 3)

    count_with_a_tie(window, election, pictures)
    public.go(election.get_url())
    assert "wybrano" not in public.page.content()
    other_window = second()
    other_window.go(hub(election, "count/confirm/"))
    confirm(other_window)
    expect(other_window.page.locator("body")).to_contain_text("Wynik jest zatwierdzony")
    publish_composition(window, election)

    public.go(election.get_url())
    main = public.page.locator("main")
    expect(main.locator(".ngo-result__elected")).to_contain_text("Anna Łopian")
    expect(main).to_contain_text("3 przedstawiciele")
    expect(main).to_contain_text("100,0 %")
    expect(main).to_contain_text("Losem (próba).")
    assert "Delegat" not in public.page.content()
    assert axe_violations(public.page) == []
    public.picture(pictures, "election-result-1280")
    assert CouncilTerm.objects.get(election=election.pk).seats.get().family_name == "Łopian"


AREAS = [f"Obszar {number} (próba)" for number in range(1, 10)]


def fill_with_deputy(page) -> None:
    """The form of a candidate of the first area, whose deputy has to be of the other sex."""
    page.locator("[name=area]").select_option(label=AREAS[0])
    page.locator("[name=sex]").select_option("w")
    page.locator("[name=deputy_given_names]").fill("Ewa")
    page.locator("[name=deputy_family_name]").fill("Zastępna")
    page.locator("[name=deputy_sex]").select_option("w")
    page.locator("[name=consent]").check()
    page.locator("[name=deputy_consent]").check()
    page.get_by_role("button", name="Zgłoś").click()
    expect(page.locator("main")).to_contain_text("Zastępca musi być innej płci.")
    page.locator("[name=deputy_sex]").select_option("m")


def add_candidates(window, election) -> None:
    """One for each of the other areas, by an editor; all accepted and drawn."""
    page = window.page
    for number, area in enumerate(AREAS[1:], start=2):
        window.go(hub(election, "candidates/add/"))
        page.locator("[name=organization]").select_option(index=number)
        page.locator("[name=area]").select_option(label=area)
        for name, text in (("given_names", "Jan"), ("family_name", f"Kandydat{number}"),
                           ("deputy_given_names", "Ewa"),
                           ("deputy_family_name", f"Zastępna{number}")):  # fmt: skip
            page.locator(f"[name={name}]").fill(text)
        page.locator("[name=sex]").select_option("m")
        page.locator("[name=deputy_sex]").select_option("w")
        page.locator("[name=has_consent]").check()
        page.locator("[name=deputy_has_consent]").check()
        page.get_by_role("button", name="Zapisz").click()
        expect(page.locator("body")).to_contain_text("Zgłoszenie zapisano.")
    for name in ("Anna Pierwsza", *(f"Jan Kandydat{number}" for number in range(2, 10))):
        page.get_by_role("button", name=f"Przyjmij: {name}").click()
        expect(page.get_by_role("button", name=f"Wycofaj: {name}")).to_be_visible()
    page.get_by_role("button", name="Wylosuj kolejność").click()
    expect(page.locator("body")).to_contain_text("Kolejność wylosowano.")


def test_a_city_election_by_nine_areas_with_candidate_and_deputy(visitor, editor, second, pictures):
    election, entries = make_election(
        "proba-obszary",
        "Wybory według obszarów (próba)",
        organizations=9,
        areas=AREAS,
        form="every_area",
        max_names=1,
        deputy="other_sex",
        candidate_order="drawn",
    )
    nominate(visitor, election, entries[0], names=("Anna", "Pierwsza"), fill=fill_with_deputy)
    window = editor(MODERATION)
    page = window.page
    add_candidates(window, election)
    window.go(hub(election, "roll/"))
    page.get_by_role("button", name="Zamknij spis teraz").click()
    move_to_voting(election)
    issue_all(window, election, 2)

    window.go(hub(election, "count/"))
    page.locator("[name=voters]").fill("2")
    for kind, number in (("issued", "2"), ("valid", "2"), ("invalid", "0"), ("votes", "2")):
        for field in page.locator(f"[name^={kind}-]").all():
            field.fill(number)
    page.get_by_role("button", name="Zapisz liczby").click()
    expect(page.locator("body")).to_contain_text("Liczby zapisano.")
    other = second()
    other.go(hub(election, "count/confirm/"))
    confirm(other)

    assert ElectionCount.objects.get(election=election.pk).validated_by.username == "second"
    public = visitor(width=360, scheme="dark")
    public.go(election.get_url())
    main = public.page.locator("main")
    expect(main.locator(".ngo-result__elected")).to_have_count(9)
    expect(main).to_contain_text("zastępca: Ewa Zastępna9")
    expect(main).to_contain_text("22,2 %")
    assert overflow(public.page) == []
    assert axe_violations(public.page) == []
    public.picture(pictures, "election-areas-360-dark")


def test_the_desk_works_on_a_phone_without_scripts(editor, pictures):
    election = CouncilElectionPage.objects.get(slug="wybory-wedlug-obszarow")
    window = editor(MODERATION, width=360, scripts=False)
    page = window.page
    window.go(hub(election, "desk/"))
    assert overflow(page) == []
    page.get_by_label("Organizacja lub delegat").fill("Zielone")
    page.get_by_role("button", name="Szukaj").click()
    expect(page.locator(".ngo-desk__row")).to_have_count(1)

    page.get_by_role("button", name="Wydaj kartę").click()
    expect(page.locator("main")).to_contain_text("Kartę wydano.")
    window.picture(pictures, "election-desk-360")
    page.get_by_text("Odnotowano przez pomyłkę?").click()
    page.get_by_role("button", name="Cofnij").click()

    expect(page.locator("main")).to_contain_text("cofnięto")
    expect(page.get_by_role("button", name="Wydaj kartę")).to_be_visible()


def test_the_desk_is_accessible(editor):
    election = CouncilElectionPage.objects.get(slug="wybory-wedlug-obszarow")
    window = editor(MODERATION, width=360)
    window.go(hub(election, "desk/"))

    assert axe_violations(window.page) == []
