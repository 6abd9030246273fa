"""Time is an argument in the rooms of rules, services and files: nobody there reads a clock.

``time.monotonic`` is allowed: it measures a span and tells no time of day.
"""

import ast
from pathlib import Path

import pytest

import wagtail_ngo

pytestmark = pytest.mark.any_stack

TOP = Path(wagtail_ngo.__file__).parent
ROOMS = ("domain", "services", "exports")
#: What gives the present moment as soon as it is named, whoever calls it then.
CLOCKS = {
    "timezone.now",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "functions.Now",
    "Now",
}
#: These convert what they are given, and read the clock where they are given nothing.
CONVERTERS = {"localtime", "localdate"}


def last_two(node: ast.expr) -> str:
    """``datetime.datetime.now`` → ``datetime.now``."""
    return ".".join(ast.unparse(node).split(".")[-2:])


def clocks(source: str) -> list[str]:
    """The places of a module that read the clock, as ``line: expression``."""
    places = []
    for node in ast.walk(ast.parse(source)):
        is_clock = isinstance(node, ast.Attribute | ast.Name) and last_two(node) in CLOCKS
        is_import = isinstance(node, ast.ImportFrom) and any(
            f"{(node.module or '').split('.')[-1]}.{alias.name}" in CLOCKS for alias in node.names
        )
        is_bare = (
            isinstance(node, ast.Call)
            and last_two(node.func).split(".")[-1] in CONVERTERS
            and not [*node.args, *node.keywords]
        )
        if is_clock or is_import or is_bare:
            places.append(f"{node.lineno}: {ast.unparse(node)}")
    return places


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((TOP / room).rglob("*.py"))]


def test_no_rule_service_or_file_reads_a_clock():
    found = {str(path.relative_to(TOP)): clocks(path.read_text("utf-8")) for path in modules()}

    assert len(found) > 250
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "source",
    [
        "now = timezone.now()",
        "def f(now=timezone.now): ...",
        "today = timezone.localdate()",
        "now = localtime()",
        "day = datetime.date.today()",
        "now = datetime.datetime.now(tz=UTC)",
        "from django.utils.timezone import now",
        "rows.filter(expire_at__gt=Now())",
        "stamp = time.time()",
    ],
)
def test_a_clock_would_be_found(source):
    assert len(clocks(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "today = timezone.localdate(now)",
        "now = timezone.localtime(now, zone)",
        "day = self.today",
        "started = time.monotonic()",
        "moment = clock()",
    ],
)
def test_a_conversion_or_a_measured_span_is_none(source):
    assert clocks(source) == []
