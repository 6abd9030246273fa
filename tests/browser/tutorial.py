"""The pictures of the editors' tutorial: which screen, how wide, and how it becomes a file."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from wagtail_ngo import models

#: Where the pages of the tutorial find them.
FOLDER = settings.REPOSITORY_DIR / "docs" / "tutorial" / "pictures"
WIDE, PHONE = (1280, 800), (360, 720)
#: The same screens narrow and wide, light and dark, on a page of their own.
GALLERY = FOLDER.parent / "ekrany"
GALLERY_PAGE = FOLDER.parent / "ekrany.md"
WAYS = {
    "szeroki": (WIDE, "light", "1280 px, jasny"),
    "szeroki-ciemny": (WIDE, "dark", "1280 px, ciemny"),
    "telefon": (PHONE, "light", "360 px, jasny"),
    "telefon-ciemny": (PHONE, "dark", "360 px, ciemny"),
}
#: Bytes of one picture, and of all of them.
LARGEST, TOGETHER = 100_000, 2_000_000
#: No caret blinks and nothing moves in a picture.
STILL = "* { caret-color: transparent !important; transition: none !important }"


@dataclass(frozen=True)
class Screen:
    """One picture. ``ready`` is what an editor sees there, as a selector of Playwright."""

    name: str
    title: str
    address: str
    ready: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"


def screens() -> list[Screen]:
    """The main screens of an editor's day, in the order of the tutorial."""
    entry = models.NGOPage.objects.live().order_by("-contact_channels", "sort_key").first()
    series = models.Occurrence.objects.filter(page__live=True, starts_at__isnull=False)
    event = series.order_by("-starts_at").first().page
    calendar = models.EventIndexPage.objects.live().first()
    issue = models.BulletinIssuePage.objects.order_by("-year", "-number").first()
    request = models.ChangeRequest.objects.order_by("-pk").first()
    missing = models.MissingOrganization.objects.order_by("-pk").first()
    date = models.Registration.objects.order_by("-occurrence__starts_at", "pk").first().occurrence
    past = models.Occurrence.objects.filter(ends_at__lt=timezone.now(), closed_at=None)
    over = past.order_by("-record_count", "-starts_at").first() or date
    edit, add = "wagtailadmin_pages:edit", "wagtailadmin_pages:add"
    today, desk = reverse("wagtail_ngo_today"), reverse("wagtail_ngo_date", args=[date.pk])
    check_in = reverse("wagtail_ngo_check_in", args=[date.pk])
    new_event = reverse(add, args=["wagtail_ngo", "eventpage", calendar.pk])
    return [
        Screen("dzis", "Dziś", today, "main h1, h1"),
        Screen("organizacje", "Organizacje", reverse("wagtail_ngo_entries:index"), "table"),
        Screen("wpis", "Wpis organizacji", reverse(edit, args=[entry.pk]), "#id_title"),
        Screen("wydarzenia", "Wydarzenia", reverse("wagtail_ngo_events:index"), "table"),
        Screen("nowe-wydarzenie", "Nowe wydarzenie", new_event, "#id_title"),
        Screen(
            "terminy",
            "Terminy i gospodarze",
            reverse("wagtail_ngo_event_dates", args=[event.pk]),
            "table",
        ),
        Screen("numery", "Numery biuletynu", reverse("wagtail_ngo_issues:index"), "table"),
        Screen("numer", "Numer w edytorze", reverse(edit, args=[issue.pk]), "#id_title"),
        Screen(
            "zgloszenie",
            "Zgłoszenie zmian",
            reverse("wagtail_ngo_change_request", args=[request.pk]),
            "h1",
        ),
        Screen(
            "brak",
            "Brakująca organizacja",
            reverse("wagtail_ngo_missing_organization", args=[missing.pk]),
            "h1",
        ),
        Screen("termin", "Zapisy na termin", desk, "h1"),
        Screen(
            "zamkniecie", "Zamknięcie terminu", reverse("wagtail_ngo_close", args=[over.pk]), "h1"
        ),
        Screen("dzis-telefon", "Dziś na telefonie", today, "h1", PHONE, "dark"),
        Screen("odprawa-telefon", "Odprawa na telefonie", check_in, "h1", PHONE),
    ]


def gallery(main: list[Screen]) -> list[Screen]:
    """Every wide screen of the tutorial in all four ways."""
    return [
        replace(screen, name=f"{screen.name}-{way}", size=size, scheme=scheme)
        for screen in main
        if screen.size == WIDE
        for way, (size, scheme, _words) in WAYS.items()
    ]


def gallery_page(main: list[Screen]) -> str:
    """The page that shows the gallery, in Polish as the tutorial."""
    lines = [
        "# Ekrany redakcji",
        "",
        "Dwanaście głównych ekranów, każdy na komputerze i na telefonie, jasny i ciemny.",
        "Obrazki robi test przeglądarki (`NGO_TUTORIAL=1`, zob.",
        "[testy przeglądarki](../how-to/browser-tests.md)), więc są takie, jak program.",
    ]
    for screen in main:
        if screen.size == WIDE:
            lines += ["", f"## {screen.title}", ""]
            for way, (_size, _scheme, words) in WAYS.items():
                lines.append(f"![{screen.title}, {words}](ekrany/{screen.name}-{way}.webp)")
    return "\n".join(lines) + "\n"


def photograph(page, origin: str, screen: Screen, *, quality: int = 80) -> bytes:
    """A screen as WebP, as small as text still reads well."""
    width, height = screen.size
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=screen.scheme)
    page.goto(origin + screen.address)
    page.add_style_tag(content=STILL)
    page.locator(screen.ready).first.wait_for()
    page.evaluate("document.fonts.ready")
    png = page.screenshot(animations="disabled")
    picture = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(picture, "WEBP", quality=quality, method=6)
    return picture.getvalue()


def write(folder: Path, screen: Screen, picture: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{screen.name}.webp"
    file.write_bytes(picture)
    return file
