"""Every module has a test file of its own name, or a reason why it has none.

Only one that mirrors the module counts: ``domain/people/traces.py`` is named by
``tests/unit/domain/people/test_traces.py``. A reason says where its lines are tested instead.
"""

from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PACKAGE, UNIT = TOP / "wagtail_ngo", TOP / "tests" / "unit"
REASONS = UNIT / "named.txt"


def modules(*floors: str) -> list[str]:
    """Paths of the modules below these folders, ``domain/people/traces.py``; packages left out."""
    found = (path for floor in floors for path in (PACKAGE / floor).rglob("*.py"))
    return sorted(
        str(path.relative_to(PACKAGE)) for path in found if not path.name.startswith("__")
    )


def is_named(module: str) -> bool:
    path = Path(module)
    return (UNIT / path.parent / f"test_{path.name}").is_file()


def reasons() -> dict[str, str]:
    """Module and where it is tested instead."""
    lines = REASONS.read_text(encoding="utf-8").splitlines()
    rows = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {module: reason for module, _colon, reason in rows}


ALL = modules(
    "admin", "blocks", "domain", "editing", "exports", "forms", "management", "models", "services",
    "templatetags", "views",
)  # fmt: skip


def test_every_module_has_a_test_of_its_name_or_a_reason():
    listed = reasons()

    assert [one for one in ALL if not is_named(one) and one not in listed] == []


def test_no_reason_is_left_for_a_module_that_has_its_test_or_is_gone():
    needless = [one for one in reasons() if one in ALL and is_named(one)]
    gone = [one for one in reasons() if not (PACKAGE / one).exists()]

    assert (needless, gone) == ([], [])


def test_every_test_that_a_reason_names_is_there():
    places = [word for reason in reasons().values() for word in reason.split() if "tests/" in word]

    assert [place for place in places if not (TOP / place.rstrip(".,;")).exists()] == []
    assert [module for module, reason in reasons().items() if len(reason) < 15] == []


@pytest.mark.parametrize("floor", ["domain", "exports"])
def test_most_rules_and_files_have_tests_of_their_own(floor):
    rules = [one for one in modules(floor) if not one.startswith("domain/pdf/")]

    assert sum(map(is_named, rules)) >= 0.7 * len(rules)
