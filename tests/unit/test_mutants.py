"""The faults that are put in on purpose: where, which, and where none."""

from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray")
from tests.tools import mutation, mutation_notes
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


def test_a_test_is_noted_until_its_file_or_a_module_that_it_executed_changes(tmp_path):
    files = [tmp_path / name for name in ("test_one.py", "test_two.py", "module.py", "other.py")]
    for file in files:
        file.write_text("1")
    one, two = f"{files[0]}::test_a", f"{files[1]}::test_b"
    place = tmp_path / "var" / "notes"
    notes = {
        one: mutation_notes.note(0.5, [(str(files[2]), 1), (str(files[2]), 4)]),
        two: mutation_notes.note(2, [(str(files[3]), 1)]),
    }
    mutation_notes.write({one: notes[one]}, place)
    mutation_notes.write({two: notes[two]}, place)

    assert mutation_notes.read([one, two, "new"], place) == notes
    assert set(notes[one].places()) == {(str(files[2]), 1), (str(files[2]), 4)}
    for changed, left in ((files[2], [two]), (files[1], [])):
        changed.write_text("2")
        mutation_notes.digest.cache_clear()
        assert list(mutation_notes.read([one, two], place)) == left
