"""The package's imports as a graph, read from the source: what the rooms are held against.

A name taken through a public door (``from wagtail_ngo.models import EventPage``) counts as an
import of the module that defines it. Imports inside functions count as well; those for type
checkers only do not, since nothing runs them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import wagtail_ngo

TOP = Path(wagtail_ngo.__file__).parent
#: Packages whose ``__init__`` gathers the names of their submodules.
DOORS = (
    "wagtail_ngo.models",
    "wagtail_ngo.blocks",
    "wagtail_ngo.domain.search",
    "wagtail_ngo.enums",
)


@cache
def modules() -> dict[str, Path]:
    """Dotted name → file of every module but migrations."""
    names = {}
    for path in sorted(TOP.rglob("*.py")):
        parts = ("wagtail_ngo", *path.relative_to(TOP).with_suffix("").parts)
        if "migrations" not in parts:
            names[".".join(parts).removesuffix(".__init__")] = path
    return names


def is_for_type_checkers(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def import_statements(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif not (isinstance(child, ast.stmt) and is_for_type_checkers(child)):
            yield from import_statements(child)


@cache
def door_names(door: str) -> dict[str, str]:
    """Name → module that defines it, for one public door."""
    tree = ast.parse(modules()[door].read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: node.module
        for node in import_statements(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def targets(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Modules of the package that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in modules())
        return
    for alias in node.names:
        full = f"{node.module}.{alias.name}"
        if full in modules():
            yield full
        elif node.module in DOORS and alias.name in door_names(node.module):
            yield door_names(node.module)[alias.name]
        elif node.module in modules():
            yield node.module


@cache
def graph() -> dict[str, frozenset[str]]:
    """Module → modules of the package that it imports."""
    return {
        name: frozenset(
            target
            for node in import_statements(ast.parse(path.read_text(encoding="utf-8")))
            for target in targets(node)
            if target != name
        )
        for name, path in modules().items()
    }


def cycles() -> list[list[str]]:
    """Groups of modules that import each other, found by Tarjan's algorithm."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for target in sorted(graph()[module]):
            if target not in index:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], index[target])
        if low[module] == index[module]:
            start = stack.index(module)
            group = stack[start:]
            del stack[start:]
            if len(group) > 1:
                groups.append(sorted(group))

    for module in sorted(graph()):
        if module not in index:
            visit(module)
    return groups


#: Each subject and those whose modules it may name. Models and blocks are shared through their
#: public doors, which count for no subject.
MAY_KNOW: dict[str, frozenset[str]] = {
    "pdf": frozenset(),
    "people": frozenset(),
    "directory": frozenset({"people", "search"}),
    "search": frozenset({"people", "directory"}),
    "events": frozenset({"people", "directory", "search"}),
    "funding": frozenset({"people", "directory", "search"}),
    "bulletin": frozenset({"pdf", "people", "directory", "search", "events", "funding"}),
    "registration": frozenset({"pdf", "people", "directory", "search", "events"}),
    "council": frozenset({"pdf", "people", "directory", "search", "events"}),
    "reports": frozenset(
        {"pdf", "people", "directory", "search", "events", "funding", "bulletin"}
        | {"registration", "council"}
    ),
}


def subject(module: str) -> str | None:
    """The subject of ``wagtail_ngo.services.events.dates`` is events; a common module has none."""
    return next((part for part in module.split(".")[2:] if part in MAY_KNOW), None)


def forbidden(importer: str, imported: str) -> bool:
    """Whether a module names one of a subject that its own may not know."""
    mine, theirs = subject(importer), subject(imported)
    return bool(mine and theirs and mine != theirs and theirs not in MAY_KNOW[mine])


def named(module: str) -> set[str]:
    """Modules and names of the package that a module's import statements spell out."""
    found = set()
    for node in import_statements(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("wagtail_ngo.")}
