"""The tutorial shows the screens as they are; ``NGO_TUTORIAL=1`` renews its pictures."""

import os
import re

import pytest

from tests.browser import one_of_each, tutorial

PAGE = tutorial.FOLDER.parent / "redakcja.md"


@pytest.fixture(scope="module")
def screens(town, django_db_blocker):
    with django_db_blocker.unblock():
        rows = one_of_each.make()
        try:
            yield tutorial.screens()
        finally:
            for row in rows:
                row.delete()


def test_every_screen_of_the_tutorial_opens_and_is_photographed(editor, screens, pictures):
    window = editor()
    target = tutorial.FOLDER if os.environ.get("NGO_TUTORIAL") else pictures / "tutorial"
    sizes = {}
    for screen in screens:
        picture = tutorial.photograph(window.page, window.origin, screen)
        sizes[screen.name] = tutorial.write(target, screen, picture).stat().st_size

    assert {name: size for name, size in sizes.items() if size > tutorial.LARGEST} == {}
    assert min(sizes.values()) > 5_000
    assert sum(sizes.values()) <= tutorial.TOGETHER
    if os.environ.get("NGO_TUTORIAL"):
        renew_gallery(window, screens)


def renew_gallery(window, screens) -> None:
    for screen in tutorial.gallery(screens):
        picture = tutorial.photograph(window.page, window.origin, screen, quality=55)
        tutorial.write(tutorial.GALLERY, screen, picture)
    tutorial.GALLERY_PAGE.write_text(tutorial.gallery_page(screens), encoding="utf-8")


def test_the_tutorial_shows_every_screen_once_and_no_other(screens):
    shown = re.findall(r"\]\(pictures/([a-z-]+)\.webp\)", PAGE.read_text(encoding="utf-8"))
    names = [screen.name for screen in screens]

    assert sorted(shown) == sorted(names)
    assert sorted(file.stem for file in tutorial.FOLDER.glob("*")) == sorted(names)
    assert sum(screen.size == tutorial.WIDE for screen in screens) == 12


def test_the_gallery_shows_twelve_screens_in_four_ways_and_no_other(screens):
    names = [screen.name for screen in tutorial.gallery(screens)]

    assert len(names) == 12 * 4
    sizes = [file.stat().st_size for file in tutorial.GALLERY.glob("*")]
    assert max(sizes) <= tutorial.LARGEST
    assert sum(sizes) <= tutorial.TOGETHER
    assert sorted(file.stem for file in tutorial.GALLERY.glob("*")) == sorted(names)
    assert tutorial.GALLERY_PAGE.read_text(encoding="utf-8") == tutorial.gallery_page(screens)
