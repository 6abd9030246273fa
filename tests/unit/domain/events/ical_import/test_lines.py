"""A calendar file as lines and components; what cannot be read costs no other line."""

import pytest

from wagtail_ngo.domain.events.ical_import import lines
from wagtail_ngo.domain.events.ical_import.lines import (
    Component,
    Property,
    parse_line,
    read_components,
    read_lines,
    unfold,
)


def read(text: str) -> Component:
    """The tree of components of a file."""
    return read_components(iter(enumerate(text.strip().split("\n"), start=1)))


def tree(component: Component) -> list:
    return [(child.name, child.line, child.is_cut, tree(child)) for child in component.children]


@pytest.mark.parametrize(
    ("data", "numbers", "unfolded"),
    [
        (b"A:1\r\nB:2\r\n", [1, 2], b"A:1\nB:2"),
        (b"A:1\rB:2", [1, 2], b"A:1\nB:2"),
        (b"A:1\n 2\n\t3\nB:4", [1, 4], b"A:123\nB:4"),
        (b"A:1\n  2", [1], b"A:1 2"),
        (b"\n\nA:1\n\n \nB:2", [3, 6], b"A:1\nB:2"),
        (b" A:1\nB:2", [1, 2], b" A:1\nB:2"),
        (b"A:\xc5\n \x82", [1], "A:ł".encode()),
        (b"END:VCALENDARBEGIN:VCALENDAR", [1, 2], b"END:VCALENDAR\nBEGIN:VCALENDAR"),
        (b"", [], b""),
    ],
)
def test_folds_are_joined_and_lines_keep_their_numbers(data, numbers, unfolded):
    assert unfold(data) == (numbers, unfolded)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_lines_are_read_in_the_letters_of_the_file(encoding):
    text = "SUMMARY:Zażółć gęślą jaźń\r\nLOCATION:Łódź\r\n"

    _letters, found = read_lines(text.encode(encoding))

    assert list(found) == [(1, "SUMMARY:Zażółć gęślą jaźń"), (2, "LOCATION:Łódź")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("summary:A:B", ("SUMMARY", {}, "A:B")),
        ("DTSTART;value=DATE:20270101", ("DTSTART", {"VALUE": "DATE"}, "20270101")),
        ('A;TZID="x;y:z";B=1,"2":v', ("A", {"TZID": "x;y:z", "B": "1,2"}, "v")),
        ("A;B=:", ("A", {"B": ""}, "")),
        ("X-A-1:", ("X-A-1", {}, "")),
        ("A;B:1", None),
        ("A", None),
        ("A B:1", None),
        (":1", None),
        ("", None),
    ],
)
def test_a_content_line_has_a_name_parameters_and_a_value(text, parts):
    assert parse_line(text) == parts


@pytest.mark.parametrize(
    ("value", "text"),
    [(r"a\nb\Nc", "a\nb\nc"), (r"a\, b\; c\\n", r"a, b; c\n"), ("a\\", "a\\"), ("a", "a")],
)
def test_signs_of_a_text_are_written_with_a_stroke(value, text):
    assert Property(1, "SUMMARY", {}, value).text == text


def test_a_component_gives_its_first_property_or_nothing():
    event = read("BEGIN:VEVENT\nCATEGORIES:a\nCATEGORIES:b\\, c\nEND:VEVENT").children[0]

    assert [part.value for part in event.all("CATEGORIES")] == ["a", "b\\, c"]
    assert (event.first("CATEGORIES").line, event.text("CATEGORIES")) == (2, "a")
    assert (event.all("UID"), event.first("UID"), event.text("UID")) == ([], None, "")


def test_components_are_within_components():
    root = read(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\n"
        "begin: vtodo \nend:vtodo\nEND:VCALENDAR"
    )

    assert tree(root) == [
        (
            "VCALENDAR",
            1,
            False,
            [("VEVENT", 2, False, [("VALARM", 3, False, [])]), ("VTODO", 6, False, [])],
        )
    ]


def test_what_the_file_breaks_off_in_is_cut():
    root = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nBEGIN:VEVENT")

    assert tree(root) == [
        ("VCALENDAR", 1, True, [("VEVENT", 2, False, []), ("VEVENT", 4, True, [])])
    ]


@pytest.mark.parametrize("unended", sorted(lines._BESIDE_EVENTS))
def test_a_component_without_an_end_ends_where_an_event_begins(unended):
    root = read(f"BEGIN:VCALENDAR\nBEGIN:{unended}\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR")

    assert tree(root) == [
        ("VCALENDAR", 1, False, [(unended, 2, False, []), ("VEVENT", 3, False, [])])
    ]


def test_a_calendar_without_an_end_ends_where_the_next_begins():
    root = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VCALENDAR\nEND:VCALENDAR")

    assert tree(root) == [
        ("VCALENDAR", 1, False, [("VEVENT", 2, False, [])]),
        ("VCALENDAR", 3, False, []),
    ]


def test_an_end_closes_what_is_within_and_one_of_nothing_is_no_matter():
    root = read("END:VEVENT\nBEGIN:A\nBEGIN:B\nBEGIN:B\nEND:B\nX-C:1\nEND:A\nEND:A\nBEGIN:D\nEND:D")

    [first, second] = root.children
    assert tree(root) == [
        ("A", 2, False, [("B", 3, False, [("B", 4, False, [])])]),
        ("D", 9, False, []),
    ]
    assert [part.name for part in first.children[0].properties] == ["X-C"]
    assert second.properties == []


def test_what_lies_deeper_than_eight_is_flat():
    deep = "\n".join(f"BEGIN:A{number}" for number in range(9))
    node, depth = read(deep), 0
    while node.children:
        node, depth = node.children[0], depth + 1

    assert (lines.MAX_DEPTH, depth) == (8, 8)


def test_a_line_that_is_none_goes_on_with_a_text_or_is_noted():
    event = read(
        "BEGIN:VEVENT\nbroken\nDESCRIPTION:One\nand more\nNote: this\nX-A:1\nhere not\n"
        "SUMMARY:S\nUID:1\nlast\nEND:VEVENT"
    ).children[0]

    assert [(part.line, part.name, part.value) for part in event.properties] == [
        (3, "DESCRIPTION", "One\\nand more\\nNote: this"),
        (6, "X-A", "1"),
        (8, "SUMMARY", "S"),
        (9, "UID", "1"),
    ]
    assert event.unread == [(2, "broken"), (7, "here not"), (10, "last")]
