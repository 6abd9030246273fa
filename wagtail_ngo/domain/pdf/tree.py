"""The structure tree of a tagged PDF, as Python walks it (ISO 32000-1 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf


def kids(element: Object) -> list[Object]:
    """Children of a structure element: elements, marked-content numbers, object references."""
    children = element.get("/K")
    if children is None:
        return []
    return list(children) if isinstance(children, Array) else [children]


def is_element(kid: Object) -> bool:
    """Whether the child is a structure element itself."""
    return isinstance(kid, Dictionary) and "/S" in kid


def is_reference(kid: Object) -> bool:
    """Whether the child refers to an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def role(element: Object) -> str:
    """Structure type without its slash."""
    return str(element.S)[1:]


def walk(element: Object) -> Iterator[Object]:
    """The element and all below it, in reading order."""
    stack = [element]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(kid for kid in reversed(kids(current)) if is_element(kid))


def remove(parent: Object, child: Object) -> None:
    """Take one child out of its parent."""
    keep = [k for k in kids(parent) if not (is_element(k) and k.objgen == child.objgen)]
    parent.K = Array(keep)


@dataclass
class Tree:
    """A document's structure with the ways back: parents, and numbers to elements."""

    pdf: Pdf
    document: Object
    order: list[Object] = field(default_factory=list)
    parents: dict[tuple[int, int], Object] = field(default_factory=dict)

    @classmethod
    def of(cls, pdf: Pdf) -> Tree:
        """The tree below the one Document element."""
        return cls(pdf=pdf, document=kids(pdf.Root.StructTreeRoot)[0])

    def index(self) -> None:
        """Walk the tree again after it was changed."""
        self.order = list(walk(self.document))
        self.parents = {
            kid.objgen: element
            for element in self.order
            for kid in kids(element)
            if is_element(kid)
        }

    def parent(self, element: Object) -> Object | None:
        """The element above, or None for the document."""
        return self.parents.get(element.objgen)

    def above(self, element: Object, wanted: str) -> Object | None:
        """The nearest element of a structure type above this one."""
        parent = self.parent(element)
        while parent is not None and role(parent) != wanted:
            parent = self.parent(parent)
        return parent

    def holds(self, element: Object | None) -> bool:
        """Whether the element can be reached from the document."""
        if not isinstance(element, Dictionary):
            return False
        return element.objgen in self.parents or element.objgen == self.document.objgen

    @property
    def numbers(self) -> Array:
        """Nums of the parent tree: key, value, key, value."""
        return self.pdf.Root.StructTreeRoot.ParentTree.Nums

    def number_table(self) -> dict[int, Object]:
        """Key → element, or array of the elements of a page."""
        numbers = self.numbers
        return {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}

    def number_places(self) -> dict[int, int]:
        """Key → place of its value in ``numbers``."""
        numbers = self.numbers
        return {int(numbers[i]): i + 1 for i in range(0, len(numbers), 2)}

    def new(self, structure_type: str, parent: Object, children: list[Object]) -> Object:
        """A new element that takes over some children."""
        made = self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name(f"/{structure_type}"), P=parent, K=Array(children)
            )
        )
        if "/Pg" in parent:
            made.Pg = parent.Pg
        for child in children:
            if is_element(child):
                child.P = made
        return made
