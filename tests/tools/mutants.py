"""Mutants of a module: one small change each, by operators of cosmic-ray and a few of ours."""

from __future__ import annotations

import ast
import builtins
import difflib
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import parso
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

TOP = Path(__file__).resolve().parents[2]
PACKAGE = TOP / "wagtail_ngo"

#: Operators of cosmic-ray whose result could be somebody's slip; ``+`` to ``>>`` is nobody's.
CHOSEN = (
    [f"ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Mul_Add", "Div_Mul")]
    + [f"ReplaceBinaryOperator_{pair}" for pair in ("FloorDiv_Mul", "Mod_FloorDiv", "Pow_Mul")]
    + [f"ReplaceBinaryOperator_{pair}" for pair in ("BitOr_BitAnd", "BitAnd_BitOr")]
    + [f"ReplaceComparisonOperator_{pair}" for pair in ("Eq_NotEq", "NotEq_Eq", "Lt_LtE")]
    + [f"ReplaceComparisonOperator_{pair}" for pair in ("LtE_Lt", "Gt_GtE", "GtE_Gt", "Lt_GtE")]
    + [f"ReplaceComparisonOperator_{pair}" for pair in ("Gt_LtE", "Is_IsNot", "IsNot_Is")]
    + [f"ReplaceUnaryOperator_{pair}" for pair in ("USub_UAdd", "Delete_Not", "Delete_Invert")]
    + ["AddNot", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr"]
    + ["ReplaceOrWithAnd", "ReplaceBreakWithContinue", "ReplaceContinueWithBreak"]
    + ["NumberReplacer", "ZeroIterationForLoop"]
)
#: Calls whose keyword arguments are conditions of a query.
CONDITIONS = {"filter", "exclude", "Q", "get", "aggregate"}
BOUNDARIES = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}
#: Arguments that change how fast or how strictly something is done, and no result.
TUNING = {"batch_size", "chunk_size", "max_length", "maxsize", "stacklevel", "strict", "slots"}
LOGGERS = {"log", "logger", "logging", "warnings"}


class OwnOperator(Operator):
    """An operator of ours; it has no examples, since its tests are in the suite."""

    @classmethod
    def examples(cls):
        return ()


class MoveBoundary(OwnOperator):
    """``ends_at__gt=now`` becomes ``ends_at__gte=now``, and so on."""

    def mutation_positions(self, node):
        if node.type == "argument" and self.lookup(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):
        name, lookup = node.children[0], self.lookup(node)
        name.value = name.value.removesuffix(lookup) + BOUNDARIES[lookup]
        return node

    @staticmethod
    def lookup(node) -> str | None:
        name = getattr(node.children[0], "value", "")
        return next((end for end in BOUNDARIES if name.endswith(end)), None)


class DropCondition(OwnOperator):
    """``filter(live=True, on=day)`` becomes ``filter(live=True)``."""

    def mutation_positions(self, node):
        for argument in self.conditions(node):
            yield argument.start_pos, argument.end_pos

    def mutate(self, node, index):
        inside, argument = node.children[1], self.conditions(node)[index]
        if inside is argument:
            del node.children[1]
            return node
        place = inside.children.index(argument)
        del inside.children[place : place + 2]
        return node

    @staticmethod
    def conditions(node) -> list:
        if node.type != "trailer" or node.children[0] != "(" or len(node.children) != 3:
            return []
        before = node.get_previous_sibling()
        if before is None or before.get_last_leaf().value not in CONDITIONS:
            return []
        inside = node.children[1]
        every = inside.children if inside.type == "arglist" else [inside]
        return [one for one in every if one.type == "argument" and one.children[1] == "="]


class DropCall(OwnOperator):
    """A call that stands alone, ``row.save()``, becomes ``pass``."""

    def mutation_positions(self, node):
        if node.type == "simple_stmt" and self.is_call(node.children[0]):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node, index):
        prefix = node.children[0].get_first_leaf().prefix
        node.children[0] = parso.parse("pass").children[0]
        node.children[0].prefix = prefix
        return node

    @staticmethod
    def is_call(node) -> bool:
        return node.type == "atom_expr" and node.children[-1].get_code().strip().startswith("(")


class TurnMembership(OwnOperator):
    """``in`` becomes ``not in`` and the other way round."""

    def mutation_positions(self, node):
        if node.type == "comparison" and self.word(node) in ("in", "not in"):
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):
        turned = " in" if self.word(node) == "not in" else " not in"
        node.children[1] = parso.parse(turned)
        return node

    @staticmethod
    def word(node) -> str:
        return " ".join(node.children[1].get_code().split())


class CatchAnother(OwnOperator):
    """``except ValueError`` becomes ``except ZeroDivisionError``; dotted names too, and each of
    several."""

    def mutation_positions(self, node):
        for caught in self.caught(node):
            yield caught.start_pos, caught.end_pos

    def mutate(self, node, index):
        caught = self.caught(node)[index]
        leaf, last = caught.get_first_leaf(), caught.get_last_leaf()
        leaf.value = "ZeroDivisionError"
        while leaf is not last:
            leaf = leaf.get_next_leaf()
            leaf.value = leaf.prefix = ""
        return node

    @staticmethod
    def caught(node) -> list:
        """What an ``except`` names: one or several exceptions."""
        if node.type != "except_clause":
            return []
        named = node.children[1]
        if named.type != "atom":
            return [named]
        inner = named.children[1]
        return inner.children[::2] if inner.type == "testlist_comp" else [inner]


OWN = (MoveBoundary, DropCondition, DropCall, TurnMembership, CatchAnother)


@cache
def operators() -> dict[str, Operator]:
    """Every operator by its name."""
    theirs = {name: get_operator(f"core/{name}")() for name in CHOSEN}
    return theirs | {operator.__name__: operator() for operator in OWN}


@dataclass(frozen=True)
class Mutant:
    """One change. ``line`` and ``column`` say where, ``first`` and ``last`` bound its statement."""

    path: Path
    operator: str
    occurrence: int
    line: int
    column: int
    first: int
    last: int

    @property
    def original(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def source(self) -> str:
        """The whole module with the change in it."""
        return mutate_code(self.original, operators()[self.operator], self.occurrence)

    def is_python(self) -> bool:
        """False for ``*`` between the parameters of a function, and the like."""
        try:
            compile(self.source, str(self.path), "exec")
        except SyntaxError:
            return False
        return True

    def diff(self) -> str:
        lines = difflib.unified_diff(
            self.original.splitlines(), self.source.splitlines(), lineterm="", n=0
        )
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def statement_lines(tree: ast.AST) -> dict[int, tuple[int, int]]:
    """For each line the first and last line of its statement; of a block only the header."""
    lines: dict[int, tuple[int, int]] = {}
    for node in ast.walk(tree):  # outer statements first: inner ones overwrite their lines
        if isinstance(node, ast.stmt):
            last = node.end_lineno
            if body := getattr(node, "body", None):
                last = max(node.lineno, body[0].lineno - 1)
            for line in range(node.lineno, last + 1):
                lines[line] = (node.lineno, last)
    return lines


def is_left_out(node: ast.AST) -> bool:
    """Whether a change inside would be noticed by no reader of the result."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
            return name in LOGGERS
        case ast.keyword(arg=name):
            return name in TUNING
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return True
    # A node that Python 3.11 does not know.
    return type(node).__name__ == "TypeAlias"


def silent_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if is_left_out(node):
            yield node
        yield from getattr(node, "decorator_list", [])
        annotations = (getattr(node, name, None) for name in ("annotation", "returns"))
        yield from (one for one in annotations if isinstance(one, ast.AST))
    # ``Row = dict[str, int] | None``, an alias of a type
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
            names = [one for one in ast.walk(node.value) if isinstance(one, ast.Name)]
            if names and all(one.id[0].isupper() or one.id in dir(builtins) for one in names):
                yield node.value


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a module, in the order of its places."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    silent = [
        ((n.lineno, n.col_offset), (n.end_lineno, n.end_col_offset)) for n in silent_nodes(tree)
    ]
    statements = statement_lines(tree)
    nodes = list(ast_nodes(get_ast(source)))
    mutants = []
    for name, operator in operators().items():
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (start, _end) in enumerate(places):
            # ast counts columns in bytes; before the code of a line is ASCII alone
            if any(first <= start < last for first, last in silent):
                continue
            first, last = statements.get(start[0], (start[0], start[0]))
            mutants.append(Mutant(path, name, occurrence, *start, first, last))
    return sorted(mutants, key=lambda one: (one.line, one.column, one.operator, one.occurrence))


def sample(paths: Iterable[Path], size: int, seed: str) -> list[Mutant]:
    """``size`` mutants of these modules, at most one of each place; the same for the same seed."""
    chance = random.Random(seed)
    places: dict[tuple, list[Mutant]] = {}
    for path in sorted(paths):
        for mutant in mutants_of(path):
            places.setdefault((mutant.path, mutant.line, mutant.column), []).append(mutant)
    order = sorted(places, key=str)
    chance.shuffle(order)
    chosen: list[Mutant] = []
    for place in order:
        mutant = chance.choice(places[place])
        if len(chosen) == size:
            break
        if mutant.is_python():
            chosen.append(mutant)
    return sorted(chosen, key=lambda one: (one.path, one.line, one.column))
