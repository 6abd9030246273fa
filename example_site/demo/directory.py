"""The directory: the eleven organizations of the source, and sample entries marked as such."""

from wagtail.models import Page

from example_site.demo import entries
from example_site.demo.context import Demo, ensure_page
from example_site.integration.models import TownNGOPage
from wagtail_ngo.models import MissingOrganization, NGODirectoryPage

#: Slug, name, and the name as the source has it after "with", in the order of their meetings.
#: Nothing else is known of them.
HOSTS = [
    ("fundacja-indygo", "Fundacja INDYGO", "Fundacją INDYGO"),
    ("stowarzyszenie-inspiracje", "Stowarzyszenie INSPIRACJE", "Stowarzyszeniem INSPIRACJE"),
    ("iks-zryw", "Integracyjny Klub Sportowy ZRYW", "Integracyjnym Klubem Sportowym ZRYW"),
    ("bank-zywnosci", "Bank Żywności", "Bankiem Żywności"),
    ("polski-zwiazek-niewidomych", "Polski Związek Niewidomych", "Polskim Związkiem Niewidomych"),
    ("stowarzyszenie-horyzont", "Stowarzyszenie Horyzont", "Stowarzyszeniem Horyzont"),
    (
        "chrzescijanskie-stowarzyszenie-dobroczynne",
        "Chrześcijańskie Stowarzyszenie Dobroczynne",
        "Chrześcijańskim Stowarzyszeniem Dobroczynnym",
    ),
    (
        "fundacja-teatru-wladca-lalek",
        "Fundacja Teatru Władca Lalek",
        "Fundacją Teatru Władca Lalek",
    ),
    (
        "towarzystwo-pomocy-brata-alberta",
        "Towarzystwo Pomocy im. św. Brata Alberta",
        "Towarzystwem Pomocy im. św. Brata Alberta",
    ),
    (
        "teatr-rondo",
        "Słupskie Towarzystwo Kultury Teatralnej – Teatr Rondo",
        "Słupskim Towarzystwem Kultury Teatralnej – Teatr Rondo",
    ),
    (
        "towarzystwo-opieki-nad-zwierzetami",
        "Towarzystwo Opieki nad Zwierzętami",
        "Towarzystwem Opieki nad Zwierzętami",
    ),
]


def load(demo: Demo) -> None:
    demo.directory = ensure_page(
        demo.home,
        NGODirectoryPage,
        "organizacje",
        title="Organizacje",
        introduction="<p>Organizacje pozarządowe działające w&nbsp;Słupsku.</p>",
        report_email="organizacje@slupsk.example",
        show_in_menus=True,
    )
    for slug, name, name_with in HOSTS:
        ensure_entry(demo, slug, title=name, name_with=name_with)
    entries.load_districts()
    samples = {
        one.slug: ensure_entry(demo, one.slug, **entries.values(one)) for one in entries.SAMPLES
    }
    entries.load_cooperation(samples)
    entries.load_people(samples)
    MissingOrganization.objects.get_or_create(
        directory=demo.directory,
        name="Koło Gospodyń Miejskich (przykład)",
        defaults={
            "contact": "Dom sąsiedzki, ul. Przykładowa 1",
            "message": "Spotykają się w czwartki, a w katalogu ich nie ma.",
        },
    )
    demo.say(f"{len(HOSTS)} organizations of the source, {len(samples)} samples")


def ensure_entry(demo: Demo, slug: str, **fields) -> TownNGOPage:
    return ensure_page(demo.directory, TownNGOPage, slug, **fields)


def hosts(demo: Demo) -> list[Page]:
    """The eleven organizations of the source in the order of their meetings."""
    entries = {page.slug: page for page in TownNGOPage.objects.child_of(demo.directory)}
    return [entries[slug] for slug, _name, _name_with in HOSTS if slug in entries]
