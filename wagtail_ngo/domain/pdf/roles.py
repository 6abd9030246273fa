"""Attributes and shapes that PDF/UA asks of single structure types."""

from __future__ import annotations

from collections import Counter

from pikepdf import Array, Dictionary, Name, Object

from wagtail_ngo.domain.pdf.tree import Tree, is_element, is_reference, kids, role, walk

POINTS_PER_PIXEL = 0.75
CONTENTS_ENTRIES = 3


def mend_roles(tree: Tree, repairs: Counter[str]) -> None:
    """Scope on header cells, Lbl and LBody in lists, numbering, boxes of figures."""
    menders = {"TH": _mend_header, "TD": _mend_cell, "LI": _mend_item, "L": _mend_list}
    for element in tree.order:
        if role(element) in menders:
            menders[role(element)](tree, element, repairs)
        elif role(element) == "Figure":
            _mend_box(element)
    for element in tree.order:
        for hint in ("/WNscope", "/WNlist"):
            if hint in element:
                del element[hint]


def _mend_header(tree: Tree, cell: Object, repairs: Counter[str]) -> None:
    wanted = str(cell.get("/WNscope", ""))
    row = tree.parent(cell)
    group = tree.parent(row)
    if wanted.startswith("col"):
        scope = "Column"
    elif wanted.startswith("row"):
        scope = "Row"
    elif group is not None and role(group) == "THead":
        scope = "Column"
    else:
        scope = "Column" if all(role(k) == "TH" for k in kids(row) if is_element(k)) else "Row"
    if "/A" in cell:
        cell.A.Scope = Name(f"/{scope}")
    else:
        cell.A = Dictionary(O=Name.Table, Scope=Name(f"/{scope}"))
    repairs["scopes"] += 1


def _mend_cell(tree: Tree, cell: Object, repairs: Counter[str]) -> None:
    attributes = cell.get("/A")
    if attributes is not None and "/Headers" in attributes and not len(attributes.Headers):
        del attributes["/Headers"]


def _mend_item(tree: Tree, item: Object, repairs: Counter[str]) -> None:
    """An LI holds Lbl and LBody only; a marker painted inside the text stays in LBody."""
    children = kids(item)
    labels = [k for k in children if is_element(k) and role(k) == "Lbl"]
    bodies = [k for k in children if is_element(k) and role(k) == "LBody"]
    if len(labels) + len(bodies) == len(children) and len(bodies) <= 1:
        return
    rest = [k for k in children if not (is_element(k) and role(k) == "Lbl")]
    item.K = Array([*labels, tree.new("LBody", item, rest)])
    for body in bodies:
        body.S = Name.Div
    repairs["list-items"] += 1


def _mend_list(tree: Tree, element: Object, repairs: Counter[str]) -> None:
    labelled = any(
        role(inner) == "Lbl"
        for item in kids(element)
        if is_element(item)
        for inner in kids(item)
        if is_element(inner)
    )
    numbered = str(element.get("/WNlist", "")) == "ol"
    numbering = "None" if not labelled else "Decimal" if numbered else "Disc"
    element.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering}"))


def _mend_box(figure: Object) -> None:
    """The figure's box in points from the lower left; WeasyPrint writes CSS pixels from the top."""
    if "/A" not in figure or "/BBox" not in figure.A or "/Pg" not in figure:
        return
    left, top, right, bottom = (float(v) * POINTS_PER_PIXEL for v in figure.A.BBox)
    trim = figure.Pg.get("/TrimBox", figure.Pg.MediaBox)
    height = float(trim[3]) - float(trim[1])
    box = (left, height - bottom, right, height - top)
    figure.A.BBox = Array([round(value, 2) for value in box])


def mend_contents(tree: Tree, repairs: Counter[str]) -> None:
    """A list of nothing but links into the document becomes a table of contents."""
    for element in tree.order:
        if role(element) != "L":
            continue
        items = [kid for kid in kids(element) if is_element(kid)]
        if len(items) < CONTENTS_ENTRIES or not all(_links_inside(item) for item in items):
            continue
        element.S = Name.TOC
        if "/A" in element:
            del element["/A"]
        for item in items:
            item.S = Name.TOCI
            for body in kids(item):
                if is_element(body) and role(body) == "LBody":
                    body.S = Name.Reference
        repairs["contents"] += 1


def _links_inside(item: Object) -> bool:
    annotations = [k.Obj for inner in walk(item) for k in kids(inner) if is_reference(k)]
    leads_inside = all("/Dest" in annotation for annotation in annotations)
    return bool(annotations) and leads_inside and not _has_other_words(item)


def _has_other_words(element: Object) -> bool:
    """Whether there is text beside the links: then it is a sentence, not an entry of a contents."""
    for kid in kids(element):
        if not is_element(kid):
            if not is_reference(kid):
                return True
        elif role(kid) not in ("Link", "Lbl") and _has_other_words(kid):
            return True
    return False
