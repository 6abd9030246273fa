"""Hints become roles; elements cut at line, column and page ends become one again."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pikepdf import Array, Dictionary, Name, Object

from wagtail_ngo.domain.pdf.tree import Tree, is_element, is_reference, kids, role, walk

HINTS = ("/WNid", "/WNrole", "/WNsplit")


def apply_roles(tree: Tree, repairs: Counter[str]) -> None:
    """Set the structure type that the hook asked for; drop what it calls an artifact."""
    for element in walk(tree.document):
        keep = []
        for kid in kids(element):
            if is_element(kid) and "/WNrole" in kid:
                wanted = str(kid.WNrole)
                if wanted == "Artifact":
                    repairs["artifact-elements"] += 1
                    continue
                kid.S = Name(f"/{wanted}")
                repairs["roles"] += 1
            keep.append(kid)
        if len(keep) != len(kids(element)):
            element.K = Array(keep)


def join_pieces(tree: Tree, repairs: Counter[str]) -> None:
    """Put together what layout cut: siblings made of the same HTML element become one element."""
    joiner = _Joiner(tree, repairs)
    for element in walk(tree.document):
        joiner.join_children(element)
    for element in walk(tree.document):
        if "/WNsplit" in element:
            _drop_cell_headers(element)
    for element in walk(tree.document):
        for hint in HINTS:
            if hint in element:
                del element[hint]


def _drop_cell_headers(table: Object) -> None:
    """Of a table on several pages: its ids name a header row that is gone; Scope does the work."""
    for cell in walk(table):
        if isinstance(cell.get("/A"), Dictionary) and "/Headers" in cell.A:
            del cell.A["/Headers"]


def _origin(element: Object) -> tuple[str, str] | None:
    """The HTML element and structure type this was made of."""
    return (str(element.WNid), role(element)) if "/WNid" in element else None


class _Joiner:
    """Moves the children of a piece to the first piece, and the ways back with them."""

    def __init__(self, tree: Tree, repairs: Counter[str]) -> None:
        self.tree = tree
        self.repairs = repairs
        self.table = tree.number_table()
        self.places = tree.number_places()

    def join_children(self, element: Object) -> None:
        before = kids(element)
        children = self._unfold(element, before)
        out: list[Object] = []
        heads: set[Any] = set()
        for kid in children:
            origin = _origin(kid) if is_element(kid) else None
            if origin and role(kid) == "THead":
                if origin in heads:
                    self.repairs["repeated-table-heads"] += 1
                    element["/WNsplit"] = True
                    continue
                heads.add(origin)
            last = out[-1] if out and is_element(out[-1]) else None
            joins = origin and last is not None and _origin(last) == origin
            if joins and role(kid) not in ("Figure", "TH"):
                self.absorb(last, kid)
            else:
                out.append(kid)
        if len(out) != len(before) or children != before:
            element.K = Array(out)

    def _unfold(self, element: Object, children: list[Object]) -> list[Object]:
        """The children, columns of the element itself replaced by their contents."""
        out = []
        for kid in children:
            if is_element(kid) and _origin(kid) and _origin(kid) == _origin(element):
                inner = kids(kid)
                for item in inner:
                    self._lead_back(item, kid, element)
                out += [_on_page(child, kid) for child in inner]
                self.repairs["unfolded"] += 1
            else:
                out.append(kid)
        return out

    def absorb(self, first: Object, piece: Object) -> None:
        """Append the children of ``piece`` to ``first``."""
        first_kids, piece_kids = kids(first), kids(piece)
        for kid in piece_kids:
            self._lead_back(kid, piece, first)
        if not ("/Pg" in first and "/Pg" in piece and first.Pg.objgen == piece.Pg.objgen):
            first_kids = [_on_page(kid, first) for kid in first_kids]
            piece_kids = [_on_page(kid, piece) for kid in piece_kids]
        self.repairs["joined"] += 1
        if role(first) == "TR":
            piece_kids = self._join_cells(first_kids, piece_kids)
        first.K = Array(first_kids + piece_kids)

    def _join_cells(self, first_kids: list[Object], piece_kids: list[Object]) -> list[Object]:
        """Cells of a row that was cut: each continues the cell above; the rest is returned."""
        cells = {_origin(kid): kid for kid in first_kids if is_element(kid) and _origin(kid)}
        rest = []
        for kid in piece_kids:
            if is_element(kid) and _origin(kid) in cells:
                self.absorb(cells[_origin(kid)], kid)
            else:
                rest.append(kid)
        return rest

    def _lead_back(self, kid: Object, piece: Object, first: Object) -> None:
        """Let the parent tree and the child itself name ``first`` instead of ``piece``."""
        if is_element(kid):
            kid.P = first
        elif is_reference(kid):
            self.tree.numbers[self.places[int(kid.Obj.StructParent)]] = first
        elif isinstance(kid, Dictionary):
            self.table[int(kid.Pg.StructParents)][int(kid.MCID)] = first
        else:
            self.table[int(piece.Pg.StructParents)][int(kid)] = first


def _on_page(kid: Object, element: Object) -> Object:
    """A marked-content number that says which page it is on."""
    if isinstance(kid, Dictionary):
        return kid
    return Dictionary(Type=Name.MCR, Pg=element.Pg, MCID=int(kid))
