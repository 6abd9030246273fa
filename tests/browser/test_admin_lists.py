"""The lists of the NGO group: they read well, light and dark, and fit a phone."""

import pytest

from tests.browser.accessibility import axe_violations
from tests.browser.conftest import MODERATION

LIST = "/admin/wagtail_ngo/activityarea/"
OURS = "[class*=ngo-admin__]"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_list_has_contrast_and_labels(editor, scheme):
    window = editor(MODERATION, scheme=scheme)
    window.go(LIST)
    found = axe_violations(window.page, rules=["color-contrast", "label", "link-name"])
    assert [one for one in found if "ngo-admin" in one] == []


def test_list_fits_a_phone(editor):
    window = editor(MODERATION, width=390)
    window.go(LIST)
    assert window.page.locator(OURS).count() > 0
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 390
