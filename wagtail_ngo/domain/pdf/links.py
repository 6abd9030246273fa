"""Link annotations: each belongs to exactly one Link element, none is left outside the tree."""

from __future__ import annotations

from collections import Counter

from pikepdf import Array, Name, Object

from wagtail_ngo.domain.pdf.tree import Tree, is_reference, kids, role

PRINT = 4
# Points within which two boxes of one link count as the same line.
SAME_LINE = 30


def mend_links(tree: Tree, repairs: Counter[str]) -> None:
    """Only Link elements own link annotations; doubles and those of running heads go."""
    dropped = _gather_annotations(tree, repairs)
    dropped |= _drop_annotations(tree, dropped, repairs)
    if dropped:
        _forget_numbers(tree, dropped)


def _gather_annotations(tree: Tree, repairs: Counter[str]) -> set[int]:
    """Move annotations up to the Link around them; numbers of the doubles."""
    places, doubles = tree.number_places(), set()
    for element in tree.order:
        for kid in kids(element):
            if not is_reference(kid) or kid.Obj.get("/Subtype") != Name.Link:
                continue
            kid.Obj.F = PRINT
            owner = tree.above(element, "Link")
            if owner is None:
                element.S = Name.Link
                continue
            if role(element) == "Link":
                element.S = Name.Span
            element.K = Array(
                [k for k in kids(element) if not (is_reference(k) and k.objgen == kid.objgen)]
            )
            if _is_double(kid.Obj, [k.Obj for k in kids(owner) if is_reference(k)]):
                doubles.add(int(kid.Obj.StructParent))
                repairs["links-doubled"] += 1
            else:
                owner.K = Array([*kids(owner), kid])
                tree.numbers[places[int(kid.Obj.StructParent)]] = owner
                repairs["links-moved"] += 1
    return doubles


def _target(annotation: Object) -> str:
    action = annotation.get("/A")
    return str(annotation.get("/Dest", "")) or str(action.get("/URI", "") if action else "")


def _is_double(annotation: Object, others: list[Object]) -> bool:
    """Whether another annotation of the same target covers this one."""
    left, bottom, right, top = (float(value) for value in annotation.Rect)
    for other in others:
        box = [float(value) for value in other.Rect]
        if (
            _target(other) == _target(annotation)
            and abs(box[1] - bottom) < SAME_LINE
            and box[0] - 1 <= left
            and box[1] - 1 <= bottom
            and box[2] + 1 >= right
            and box[3] + 1 >= top
        ):
            return True
    return False


def _drop_annotations(tree: Tree, doubles: set[int], repairs: Counter[str]) -> set[int]:
    """Take doubles, and links whose element is outside the tree, off the pages."""
    table, dropped = tree.number_table(), set()
    for page in tree.pdf.pages:
        if "/Annots" not in page:
            continue
        keep = []
        for annotation in page.Annots:
            number = annotation.get("/StructParent")
            owner = table.get(int(number)) if number is not None else None
            stray = annotation.get("/Subtype") == Name.Link and not tree.holds(owner)
            if stray or (number is not None and int(number) in doubles):
                repairs["links-dropped"] += 1
                if number is not None:
                    dropped.add(int(number))
            else:
                keep.append(annotation)
        if keep:
            page.Annots = Array(keep)
        else:
            del page.Annots
    return dropped


def _forget_numbers(tree: Tree, gone: set[int]) -> None:
    numbers, left = tree.numbers, []
    for i in range(0, len(numbers), 2):
        if int(numbers[i]) not in gone:
            left += [numbers[i], numbers[i + 1]]
    tree.pdf.Root.StructTreeRoot.ParentTree.Nums = Array(left)
