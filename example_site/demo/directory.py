"""The directory: the eleven organizations of the source, and sample entries marked as such."""

from wagtail.models import Page

from example_site.demo.context import Demo, ensure_page
from example_site.integration.models import TownNGOPage
from wagtail_ngo.models import NGODirectoryPage

#: Slug and name, in the order in which they hosted the meetings. Nothing else is known of them.
HOSTS = [
    ("fundacja-indygo", "Fundacja INDYGO"),
    ("stowarzyszenie-inspiracje", "Stowarzyszenie INSPIRACJE"),
    ("iks-zryw", "Integracyjny Klub Sportowy ZRYW"),
    ("bank-zywnosci", "Bank Żywności"),
    ("polski-zwiazek-niewidomych", "Polski Związek Niewidomych"),
    ("stowarzyszenie-horyzont", "Stowarzyszenie Horyzont"),
    ("chrzescijanskie-stowarzyszenie-dobroczynne", "Chrześcijańskie Stowarzyszenie Dobroczynne"),
    ("fundacja-teatru-wladca-lalek", "Fundacja Teatru Władca Lalek"),
    ("towarzystwo-pomocy-brata-alberta", "Towarzystwo Pomocy im. św. Brata Alberta"),
    ("teatr-rondo", "Słupskie Towarzystwo Kultury Teatralnej – Teatr Rondo"),
    ("towarzystwo-opieki-nad-zwierzetami", "Towarzystwo Opieki nad Zwierzętami"),
]

#: Slug, name, lead, department: invented, and the name says so.
SAMPLES = [
    (
        "zielone-podworko",
        "Stowarzyszenie Zielone Podwórko (przykład)",
        "Zakłada ogrody społeczne i uczy kompostowania na osiedlach.",
        "Wydział Gospodarki Komunalnej (przykład)",
    ),
    (
        "fundacja-druga-polka",
        "Fundacja Druga Półka (przykład)",
        "Zbiera książki i otwiera czytelnie w świetlicach, szpitalach i domach opieki.",
        "Wydział Kultury (przykład)",
    ),
    (
        "klub-seniora-razem",
        "Klub Seniora Razem (przykład)",
        "Zajęcia komputerowe, spacery i pomoc sąsiedzka dla osób starszych.",
        "Wydział Polityki Społecznej (przykład)",
    ),
]


def load(demo: Demo) -> None:
    demo.directory = ensure_page(
        demo.home,
        NGODirectoryPage,
        "organizacje",
        title="Organizacje",
        introduction="<p>Organizacje pozarządowe działające w&nbsp;Słupsku.</p>",
        show_in_menus=True,
    )
    for slug, name in HOSTS:
        ensure_entry(demo, slug, title=name)
    for slug, name, lead, department in SAMPLES:
        ensure_entry(demo, slug, title=name, lead=lead, department=department)
    demo.say(f"{len(HOSTS)} organizations of the source, {len(SAMPLES)} samples")


def ensure_entry(demo: Demo, slug: str, **fields) -> TownNGOPage:
    return ensure_page(demo.directory, TownNGOPage, slug, **fields)


def hosts(demo: Demo) -> list[Page]:
    """The eleven organizations of the source in the order of their meetings."""
    entries = {page.slug: page for page in TownNGOPage.objects.child_of(demo.directory)}
    return [entries[slug] for slug, _name in HOSTS if slug in entries]
