"""What is not content: decorative pictures, running heads, folios, leaders."""

from __future__ import annotations

import re
from collections import Counter

import pikepdf
from pikepdf import Array, Dictionary, Object

from wagtail_ngo.domain.pdf.tree import Tree, remove, role, walk

# WeasyPrint writes text as hex strings and no inline images, so operators can be found by pattern.
BEGIN = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
LAYOUT = b"/Artifact <</Type /Layout>> BDC"
PAGINATION = b"/Artifact <</Type /Pagination>> BDC"


def drop_decoration(tree: Tree, repairs: Counter[str]) -> set[tuple[int, int]]:
    """Take pictures without a description out of the tree; their identities."""
    dropped: set[tuple[int, int]] = set()
    for element in tree.order:
        if role(element) == "Figure" and not str(element.get("/Alt", "")).strip():
            dropped.update(inner.objgen for inner in walk(element))
            remove(tree.parent(element), element)
            repairs["decorative-figures"] += 1
    return dropped


def drop_empty(tree: Tree, repairs: Counter[str]) -> None:
    """Take elements without any content out of the tree, from the leaves up."""
    needed = {"TD", "TH", "TR"}
    for element in reversed(tree.order):
        parent = tree.parent(element)
        if parent is not None and role(element) not in needed and not len(element.get("/K", [])):
            remove(parent, element)
            repairs["empty-elements"] += 1


def mark_artifacts(tree: Tree, decoration: set[tuple[int, int]], repairs: Counter[str]) -> None:
    """Rewrite the content of every element outside the tree as an artifact."""
    table, places = tree.number_table(), tree.number_places()
    for page in tree.pdf.pages:
        number = page.get("/StructParents")
        if number is None:
            continue
        owners = table[int(number)]
        marks = {
            mcid: LAYOUT if owner.objgen in decoration else PAGINATION
            for mcid, owner in enumerate(owners)
            if isinstance(owner, Dictionary) and not tree.holds(owner)
        }
        if not marks:
            continue
        repairs["artifacts"] += len(marks)
        page.Contents = tree.pdf.make_stream(_rewritten(page.Contents, marks))
        left = [_null() if mcid in marks else owner for mcid, owner in enumerate(owners)]
        tree.numbers[places[int(number)]] = tree.pdf.make_indirect(Array(left))


def _rewritten(contents: Object, marks: dict[int, bytes]) -> bytes:
    return BEGIN.sub(lambda match: marks.get(int(match[1]), match[0]), contents.read_bytes())


def _null() -> Object:
    return pikepdf.Object.parse(b"null")
