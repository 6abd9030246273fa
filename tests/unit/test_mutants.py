"""The faults that are put in on purpose: where, which, and where none."""

from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray")
from tests.tools import mutation
from tests.tools.mutants import PACKAGE, mutants_of, sample

SOURCE = '''
"""Counts 1 thing."""
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    LATER = 3
logger = logging.getLogger(__name__)
Number = int | None


def free(rows: list[int] | None = None, *, day=7) -> int | None:
    logger.info("asked %d", 4)
    rows.filter(ends_at__gt=day, live=True).lock()
    rows.save()
    return 1 if day in rows and day <= 3 else None
'''


@pytest.fixture
def module(tmp_path) -> Path:
    path = tmp_path / "module.py"
    path.write_text(SOURCE)
    return path


def changed(module: Path, operator: str) -> list[str]:
    """The changed lines that an operator makes."""
    return [
        line[1:].strip()
        for mutant in mutants_of(module)
        if mutant.operator == operator
        for line in mutant.diff().splitlines()
        if line.startswith("+")
    ]


def test_each_exception_that_is_caught_becomes_another(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(
        "import zipfile\n\n\ndef free():\n    try:\n        work()\n"
        "    except ValueError:\n        pass\n"
        "    except zipfile.BadZipFile as error:\n        pass\n"
        "    except (OSError, zipfile.BadZipFile):\n        pass\n"
        "    except (KeyError):\n        pass\n"
    )

    assert changed(path, "CatchAnother") == [
        "except ZeroDivisionError:",
        "except ZeroDivisionError as error:",
        "except (ZeroDivisionError, zipfile.BadZipFile):",
        "except (OSError, ZeroDivisionError):",
        "except (ZeroDivisionError):",
    ]


def test_our_own_operators_change_one_thing_each(module):
    assert changed(module, "MoveBoundary") == [
        "rows.filter(ends_at__gte=day, live=True).lock()",
    ]
    assert changed(module, "DropCondition") == [
        "rows.filter( live=True).lock()",
        "rows.filter(ends_at__gt=day,).lock()",
    ]
    assert changed(module, "DropCall") == ["pass", "pass"]
    assert changed(module, "TurnMembership") == [
        "return 1 if day not in rows and day <= 3 else None"
    ]


def test_no_mutant_is_made_of_types_logging_or_documentation(module):
    places = {(mutant.line, mutant.operator) for mutant in mutants_of(module)}

    assert {line for line, _ in places} == {12, 14, 15, 16}
    assert {operator for line, operator in places if line == 12} == {
        "NumberReplacer",
        "ReplaceBinaryOperator_Mul_Add",
    }


def test_a_sample_takes_one_mutant_of_a_place_and_only_python(module):
    mutants = sample([module], 100, "1")
    places = [(mutant.line, mutant.column) for mutant in mutants]

    assert len(places) == len(set(places))
    assert "ReplaceBinaryOperator_Mul_Add" not in {mutant.operator for mutant in mutants}
    assert mutants == sample([module], 100, "1")
    assert len(sample([module], 3, "1")) == 3


def test_every_room_of_the_rules_has_tests_of_its_own():
    rooms = mutation.rooms()

    assert {"domain/people", "services/council", "models/querysets"} <= set(rooms)
    assert [
        room for room in rooms if not all(path.is_file() for path in mutation.modules(room))
    ] == []
    assert mutation.tests("domain/council") == ["tests/unit/domain/council"]
    assert mutation.tests("domain/deadlines") == ["tests/unit/domain/test_deadlines.py"]
    assert (
        mutation.own_test(PACKAGE / "domain" / "council" / "rules.py")
        == "tests/unit/domain/council/test_rules.py"
    )


def test_a_row_tells_what_a_room_and_the_suite_noticed(module):
    mutants = sample([module], 4, "1")
    scores = [mutation.Score("a", 4, mutants[:1]), mutation.Score("b", 0, [])]
    assert [score.row() for score in [*scores, mutation.together(scores)]] == [
        "| `a` | 4 | 75% |",
        "| `b` | 0 | – |",
        "| `all` | 4 | 75% |",
    ]

    scores[0].left, scores[1].left = [], []
    assert mutation.together(scores).row() == "| `all` | 4 | 75% | 100% |"
