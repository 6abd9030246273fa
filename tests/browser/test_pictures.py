"""Screenshots for people to look at, and the one that opens the README."""

import os
from pathlib import Path

import pytest
from django.conf import settings

SHOWN = {
    "home": "/",
    "directory": "/organizacje/",
    "calendar": "/wydarzenia/",
    "bulletin": "/biuletyn/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", sorted(SHOWN))
def test_picture(visitor, pictures, name, width, scheme):
    window = visitor(width=width, scheme=scheme)
    window.go(SHOWN[name])
    picture = window.picture(pictures, f"{name}-{width}-{scheme}")
    assert picture.stat().st_size > 5_000
    assert window.take_faults() == []


def test_readme_screenshot(visitor, pictures):
    """Written to var/pictures; ``NGO_README=1`` puts it into docs/ as well."""
    window = visitor(width=1280, height=860)
    window.go("/organizacje/?q=zwierzeta")
    target = Path(settings.REPOSITORY_DIR) / "docs" if os.environ.get("NGO_README") else pictures
    assert window.picture(target, "screenshot", full=False).exists()
