"""The town before the adoption: pages in two languages, menus, two sites."""

import datetime

from django.conf import settings
from wagtail.models import Locale, Page, Site, Task, Workflow

from example_site.demo.context import SAMPLE, Demo, ensure_page
from example_site.townhall.models import (
    HomePage,
    NewsIndexPage,
    NewsPage,
    Shortcut,
    StandardPage,
)

#: A second service of the same town on the same Wagtail: it must never show the first one's NGOs.
SECOND_HOSTNAME = "budzet.localhost"

NEWS = [
    (
        "konsultacje-programu-wspolpracy",
        datetime.date(2017, 10, 2),
        "Konsultacje programu współpracy z organizacjami (przykład)",
        "Uwagi do projektu można składać do końca miesiąca, pisemnie albo podczas spotkania.",
    ),
    (
        "wymiana-nawierzchni",
        datetime.date(2017, 9, 11),
        "Wymiana nawierzchni chodnika (przykład)",
        "Prace potrwają dwa tygodnie. Dojście do budynków będzie zachowane.",
    ),
    (
        "godziny-urzedu-w-wakacje",
        datetime.date(2017, 7, 3),
        "Godziny pracy urzędu w wakacje (przykład)",
        "W lipcu i sierpniu sala obsługi mieszkańców jest czynna od 7.30 do 15.30.",
    ),
]

STANDARD_PAGES = [
    (
        "dla-mieszkancow",
        "Dla mieszkańców",
        "Sprawy, z którymi mieszkańcy przychodzą do urzędu najczęściej.",
        "<h2>Jak załatwić sprawę</h2><p>Strona przykładowa. W prawdziwym serwisie byłby tu spis "
        "kart usług z formularzami i opłatami.</p>"
        "<ul><li>dowody osobiste i meldunki</li><li>podatki i opłaty lokalne</li>"
        "<li>odbiór odpadów</li></ul>",
    ),
    (
        "o-serwisie",
        "O serwisie",
        "To serwis przykładowy pakietu wagtail-ngo.",
        "<p>Nie jest to strona żadnego urzędu. Nazwy jedenastu organizacji, spotkania, biuletyny "
        "i&nbsp;liczby pochodzą ze sprawozdania z&nbsp;2017&nbsp;roku. Wszystko inne to dane "
        "przykładowe i&nbsp;tak jest oznaczone.</p>",
    ),
]


def load(demo: Demo) -> None:
    polish, english = (
        Locale.objects.get_or_create(language_code=code)[0]
        for code in (settings.LANGUAGE_CODE, "en")
    )
    root = Page.get_first_root_node()
    home = HomePage.objects.filter(slug="slupsk").first() or make_home(root, polish)
    make_english(root, home, english)
    make_second_site(root, polish)
    demo.home = home
    name_workflow()
    for slug, title, lead, body in STANDARD_PAGES:
        ensure_page(home, StandardPage, slug, title=title, lead=lead, body=body, show_in_menus=True)
    news = ensure_page(home, NewsIndexPage, "aktualnosci", title="Aktualności", show_in_menus=True)
    for slug, published_on, title, lead in NEWS:
        ensure_page(
            news,
            NewsPage,
            slug,
            title=title,
            published_on=published_on,
            lead=lead,
            body=f"<p>{SAMPLE} Treść wiadomości w prawdziwym serwisie pisze redakcja.</p>",
        )


def name_workflow() -> None:
    """In Polish: Wagtail's migration makes the first workflow with an English name."""
    for model in (Workflow, Task):
        model.objects.filter(name="Moderators approval").update(
            name="Zatwierdzenie przez moderację"
        )


def make_home(root: Page, locale: Locale) -> HomePage:
    """The Polish home page in place of Wagtail's welcome page, with the default site on it."""
    home = HomePage(
        slug="slupsk",
        title="Miasto Słupsk",
        lead="Organizacje, wydarzenia i biuletyn w jednym miejscu.",
        notice=f"<p><b>{SAMPLE}</b> To strona przykładowa, nie serwis urzędu.</p>",
        locale=locale,
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    site = site or Site(hostname="localhost", port=80, is_default_site=True)
    site.root_page, site.site_name = home, "Słupsk"
    site.save()
    if welcome is not None and welcome.depth == 2 and welcome.specific_class is Page:
        welcome.delete()
    return home


def make_english(root: Page, home: HomePage, locale: Locale) -> None:
    if home.get_translation_or_none(locale):
        return
    english = home.copy_for_translation(locale)
    english.title = "City of Słupsk"
    english.lead = "Organizations, events and the bulletin in one place."
    english.notice = "<p><b>Sample data.</b> This is an example, not a town hall's site.</p>"
    english.save_revision().publish()
    ensure_page(
        english,
        StandardPage,
        "about",
        title="About this site",
        lead="The example site of wagtail-ngo.",
        body="<p>The directory, the calendar and the bulletin are kept in Polish.</p>",
        show_in_menus=True,
    )


def make_second_site(root: Page, locale: Locale) -> None:
    home = ensure_page(
        Page.get_first_root_node(),
        HomePage,
        "budzet",
        title="Budżet obywatelski (serwis przykładowy)",
        lead="Drugi serwis tego samego miasta: ma własne strony i nie pokazuje cudzych.",
    )
    if not Site.objects.filter(hostname=SECOND_HOSTNAME).exists():
        name = "Budżet obywatelski"
        Site.objects.create(hostname=SECOND_HOSTNAME, root_page=home, site_name=name)


def load_shortcuts(demo: Demo) -> None:
    """The home page's shortcuts, last, when the pages they lead to exist."""
    home = HomePage.objects.get(pk=demo.home.pk)
    if home.shortcuts.exists():
        return
    home.shortcuts = [
        Shortcut(target=Page.objects.get(pk=page.pk), text=text, sort_order=order)
        for order, (page, text) in enumerate(
            [
                (demo.directory, "Znajdź organizację"),
                (demo.calendar, "Zobacz, co się dzieje"),
                (demo.bulletin, "Przeczytaj biuletyn"),
            ]
        )
        if page is not None
    ]
    home.save_revision().publish()
