"""Decision records: numbered without gaps, of one shape, each in the index."""

import re

import pytest

from tests.tools import decisions

#: In this order; the middle ones where there is something to say.
SECTIONS = ["Context", "Compared", "Decision", "Alternatives", "Measured", "Consequences"]


def test_numbers_have_no_gaps():
    numbers = [int(path.name[:4]) for path in decisions.records()]

    assert numbers == list(range(1, len(numbers) + 1)), "run python -m tests.tools.decisions"
    assert len(numbers) >= 50


def test_each_record_has_its_number_and_a_title_of_its_own():
    heads = [path.read_text("utf-8").split("\n")[0] for path in decisions.records()]
    titles = [decisions.title(path) for path in decisions.records()]

    assert [head.split(".")[0] for head in heads] == [
        f"# {number}" for number in range(1, len(heads) + 1)
    ]
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []


@pytest.mark.parametrize("path", decisions.records(), ids=lambda path: path.stem)
def test_records_have_one_shape(path):
    text = path.read_text("utf-8")
    sections = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert text.split("\n")[1:3] == ["", "Status: accepted"]
    assert sections == [name for name in SECTIONS if name in sections]
    assert {"Context", "Decision"} <= set(sections)
    assert not re.search(r"^## .+\n+(## |\Z)", text, re.MULTILINE), "an empty section"


def test_the_index_lists_every_record():
    assert decisions.index_lines() in decisions.INDEX.read_text("utf-8")


def test_new_numbers_reach_links_and_mentions():
    text = "[7](0007-a.md), ADR 7, ADR 0007, [ADR 7](../adr/0007-a.md), decision record 7; 7, 0007"

    assert decisions.rewritten(text, {7: 3}, {"0007-a.md": "0003-a.md"}) == (
        "[3](0003-a.md), ADR 3, ADR 0003, [ADR 3](../adr/0003-a.md), decision record 3; 7, 0007"
    )
