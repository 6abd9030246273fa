"""axe finds nothing of ours on any screen of the admin: wide and light, on a phone in the dark.

Each screen is opened once; widths and schemes change in place, as they do for an editor who turns
her telephone.
"""

from __future__ import annotations

import pytest

from tests.browser import one_of_each
from tests.browser.accessibility import axe_violations
from tests.browser.admin_screens import WITHOUT_SCREEN, admin_names, screens
from tests.browser.conftest import ADMINISTRATOR, EDITING

PARTS = 6
PHONE, WIDE = {"width": 360, "height": 760}, {"width": 1280, "height": 900}
#: A colour on its way from one scheme to the other is nobody's colour.
STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"
#: Parts of Wagtail 8.0, each with what axe says about it on Wagtail's own pages as well.
OF_WAGTAIL = {
    ".Draftail-Editor": "the text field has no name, and its frame scrolls without focus",
    ".w-minimap": "the list of headings scrolls without focus",
    "h2[role=alert]": "an empty report says so in a heading with the role of a message",
    "section[id$=-image-section]": "the parts of an image block are regions of one name",
}
#: What the editing role opens every day.
DAILY = (
    "wagtail_ngo_today",
    "wagtail_ngo_entries:index",
    "wagtail_ngo_events:index",
    "wagtail_ngo_issues:index",
    "wagtail_ngo_change_request",
    "wagtail_ngo_missing_organization",
    "wagtail_ngo_dates",
    "wagtail_ngo_date",
    "wagtail_ngo_close",
    "wagtail_ngo_attention",
    "wagtail_ngo_menu_requests",
)


@pytest.fixture(scope="module")
def addresses(town, django_db_blocker):
    with django_db_blocker.unblock():
        rows = one_of_each.make()
        try:
            yield screens()
        finally:
            for row in rows:
                row.delete()


def look_at(window, address: str) -> list[str]:
    """Faults of one screen by every rule: wide and light, then on a phone in the dark."""
    page = window.page
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    response = window.go(address)
    page.add_style_tag(content=STILL)
    faults = [] if response.status == 200 else [f"answers {response.status}"]
    faults += [f"wide: {fault}" for fault in axe_violations(page, leave_out=OF_WAGTAIL)]
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    return faults + [f"phone: {fault}" for fault in axe_violations(page, leave_out=OF_WAGTAIL)]


@pytest.mark.parametrize("part", range(PARTS))
def test_screens_of_the_administrator(editor, addresses, part):
    window = editor(ADMINISTRATOR)
    faults = []
    for name in sorted(addresses)[part::PARTS]:
        faults += [f"{name}: {fault}" for fault in look_at(window, addresses[name])]
    assert faults == [], "\n".join(faults)


def test_screens_of_the_editing_role(editor, addresses):
    window = editor(EDITING)
    faults = []
    for name in DAILY:
        faults += [f"{name}: {fault}" for fault in look_at(window, addresses[name])]
    assert faults == [], "\n".join(faults)


def test_every_address_is_walked_or_named_with_a_reason(addresses):
    names = {name.removeprefix("wagtail_ngo_") for name in admin_names()}
    assert sorted(WITHOUT_SCREEN - names) == []
    alone = {name for name in names if "_modeladmin_" not in name and ":" not in name}
    walked = {name.removeprefix("wagtail_ngo_") for name in addresses}
    assert sorted(alone - walked - WITHOUT_SCREEN) == []
