"""Files and functions stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_stack

TOP = Path(__file__).parents[2]
#: Lines: of any file, of nineteen files out of twenty of the package, of a function.
LONGEST_FILE, USUAL_FILE, LONGEST_FUNCTION = 400, 250, 50


def files(folder: str) -> list[Path]:
    """Python files of a folder but migrations, which no one writes."""
    paths = sorted((TOP / folder).rglob("*.py"))
    return [path for path in paths if "migrations" not in path.parts]


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(source: str) -> list[tuple[str, int]]:
    """Name and lines of every function, without its decorators."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds))
    return [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in nodes]


@pytest.mark.parametrize("folder", ["wagtail_ngo", "tests", "example_site"])
def test_no_file_is_too_long(folder):
    long = [(str(path), length(path)) for path in files(folder) if length(path) > LONGEST_FILE]

    assert long == []


def test_few_files_of_the_package_are_long():
    lengths = sorted(length(path) for path in files("wagtail_ngo"))

    assert len(lengths) > 400
    assert lengths[len(lengths) * 95 // 100] <= USUAL_FILE


@pytest.mark.parametrize("folder", ["wagtail_ngo", "tests", "example_site"])
def test_no_function_is_too_long(folder):
    long = [
        (str(path), name, lines)
        for path in files(folder)
        for name, lines in functions(path.read_text(encoding="utf-8"))
        if lines > LONGEST_FUNCTION
    ]

    assert long == []


def test_lines_of_a_function_are_counted():
    source = "@decorated\ndef f():\n    def g():\n        return 1\n\n    return g\n"

    assert functions(source) == [("f", 5), ("g", 2)]
