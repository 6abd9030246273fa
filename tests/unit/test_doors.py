"""The two public doors, and the town that may use nothing else."""

import ast
from pathlib import Path

import pytest

from wagtail_ngo import blocks, models

TOWN = Path(__file__).parents[2] / "example_site"


@pytest.mark.parametrize("door", [models, blocks], ids=lambda door: door.__name__)
def test_a_door_lists_existing_names_once_in_order(door):
    assert door.__all__ == sorted(set(door.__all__))
    assert [name for name in door.__all__ if not hasattr(door, name)] == []


def test_every_page_type_and_its_mixin_are_behind_the_door():
    from django.apps import apps
    from wagtail.models import Page

    ours = apps.get_app_config("wagtail_ngo").get_models()
    pages = {model.__name__ for model in ours if issubclass(model, Page)}
    mixins = {name.removesuffix("Page") + "Mixin" for name in pages}

    assert pages | mixins <= set(models.__all__)


def imports(path: Path) -> list[tuple[str, str]]:
    """Module and name of everything a file imports from the package."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wagtail_ngo"):
            found += [(node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [(a.name, "") for a in node.names if a.name.startswith("wagtail_ngo")]
    return found


def test_the_integration_uses_only_names_behind_the_doors():
    public = {
        **dict.fromkeys((("wagtail_ngo.models", name) for name in models.__all__), True),
        **dict.fromkeys((("wagtail_ngo.blocks", name) for name in blocks.__all__), True),
    }
    used = {
        (str(path.relative_to(TOWN)), *found)
        for path in (TOWN / "integration").rglob("*.py")
        for found in imports(path)
    }

    assert used
    assert [use for use in sorted(used) if use[1:] not in public] == []


def test_the_town_before_the_adoption_knows_nothing_of_the_package():
    before = [*(TOWN / "townhall").rglob("*.py"), *(TOWN / "accounts").rglob("*.py")]

    assert before
    assert [str(path) for path in before if imports(path)] == []
