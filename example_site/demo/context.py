"""What the demo modules share: where the pages are, and how to add one only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from wagtail.models import Page

PageType = TypeVar("PageType", bound=Page)

#: Written where a reader could take invented text for the truth about a real organization.
SAMPLE = "Dane przykładowe."


@dataclass
class Demo:
    """The pages that modules build upon, filled in the order of ``load_demo``."""

    say: Callable[[str], None]
    home: Page | None = None
    directory: Page | None = None
    calendar: Page | None = None
    bulletin: Page | None = None
    council: Page | None = None
    report: Page | None = None


def ensure_page(parent: Page, model: type[PageType], slug: str, **fields) -> PageType:
    """The page with this slug below ``parent``; made and published if there is none.

    A page that exists is returned as it is, so that loading again keeps what was edited.
    """
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = model(slug=slug, locale=parent.locale, **fields)
        # add_child() wants a parent whose counters are fresh.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision().publish()
    return page
