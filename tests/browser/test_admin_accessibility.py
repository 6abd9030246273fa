"""axe finds nothing of ours on any screen of the admin: light and dark, on a phone and wide."""

from __future__ import annotations

import pytest

from tests.browser import one_of_each
from tests.browser.accessibility import axe_violations
from tests.browser.admin_screens import screens
from tests.browser.conftest import ADMINISTRATOR, EDITING
from tests.browser.crawl import links

PARTS = 6
PHONE, WIDE = {"width": 360, "height": 760}, {"width": 1280, "height": 900}


#: A colour on its way from one scheme to the other is nobody's colour.
STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"


def look_at(window, address) -> list[str]:
    page = window.page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    response = window.go(address)
    page.add_style_tag(content=STILL)
    faults = [] if response.status == 200 else [f"answers {response.status}"]
    for width in (WIDE, PHONE):
        page.set_viewport_size(width)
        page.emulate_media(color_scheme="light")
        faults += [f"{width['width']}: {fault}" for fault in axe_violations(page)]
        page.emulate_media(color_scheme="dark")
        dark = axe_violations(page, rules=["color-contrast"])
        faults += [f"{width['width']} dark: {fault}" for fault in dark]
    return faults
