"""Hints that WeasyPrint's tagger does not write, left on the structure elements for ``finish``.

WeasyPrint offers an official ``finisher``; the rest are three wrapped functions, wrapped only
while a file is made, and only where their parameters are those known from WeasyPrint 70. With
another release the file is still made: ``hinted`` then says no, and the report carries a note.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

KNOWN = {
    "_build_box_tree": ["box", "parent", "pdf", "page_number", "nums", "annotations", "tags"],
    "remove_last_whitespace": ["context", "line"],
    "split_text_box": ["context", "box", "available_width", "skip", "is_line_start"],
}
# After these a line may end without a space.
BREAKING = "-/–—\u2010\u00ad\u200b"
INLINE = "strong em b i u s small sup sub time abbr cite mark kbd samp var data dfn ins del label"
ROLES = {
    **dict.fromkeys([*INLINE.split(), "bdi", "bdo"], "Span"),
    **dict.fromkeys(["figure", "header", "footer", "hgroup", "details", "fieldset"], "Div"),
    **dict.fromkeys(["nav", "aside"], "Sect"),
    **dict.fromkeys(["address", "summary", "pre"], "P"),
    "q": "Quote",
    "code": "Code",
    "hr": "Artifact",
}


@dataclass
class Hints:
    """What was seen while one file was tagged."""

    hinted: bool = False
    # "page:mcid" of texts after which the line ended in a space or a <br>.
    line_ends: list[str] = field(default_factory=list)
    # "page:mcid" → logical text, where the drawing order is not the reading order.
    actual_text: dict[str, str] = field(default_factory=dict)

    def finisher(self, document: Any, pdf: Any) -> None:
        """WeasyPrint's finisher: human names for link annotations, and the notes for ``finish``."""
        import pydyf  # noqa: PLC0415 -- slow import

        notes = {"line_ends": self.line_ends, "actual_text": self.actual_text}
        pdf.catalog["WNhints"] = pydyf.String(json.dumps(notes))
        parents = {c: p for p in document._html.etree_element.iter() for c in p}
        for page in document.pages:
            for box in page._page_box.descendants(placeholders=True):
                annotation = getattr(box, "link_annotation", None)
                if not annotation:
                    continue
                element = box.element
                while element is not None and element.tag != "a":
                    element = parents.get(element)
                if element is not None and (text := _link_text(element)):
                    annotation["Contents"] = pydyf.String(text[:250])


def _link_text(link: Any) -> str:
    """What a screen reader should say for a link (ISO 14289-1 7.18.5)."""
    for name in ("aria-label", "title"):
        if (link.get(name) or "").strip():
            return " ".join(link.get(name).split())
    words = []
    for element in link.iter():
        if element.tag == "img":
            words.append(element.get("alt") or "")
        if isinstance(element.tag, str):
            words.append(element.text or "")
        if element is not link:
            words.append(element.tail or "")
    return " ".join("".join(words).split())


@contextmanager
def hints() -> Iterator[Hints]:
    """Collect hints from the files made inside the block."""
    from weasyprint.layout import inline  # noqa: PLC0415 -- slow import
    from weasyprint.pdf import tags  # noqa: PLC0415 -- slow import

    collected = Hints(hinted=_is_known(tags, inline))
    if not collected.hinted:
        yield collected
        return
    build, strip = tags._build_box_tree, inline.remove_last_whitespace
    split = inline.split_text_box
    tags._build_box_tree = _hinting(build, collected)
    inline.remove_last_whitespace = _remembering(strip)
    inline.split_text_box = _remembering_split(split)
    try:
        yield collected
    finally:
        tags._build_box_tree, inline.remove_last_whitespace = build, strip
        inline.split_text_box = split


def _is_known(tags: Any, inline: Any) -> bool:
    for name, parameters in KNOWN.items():
        function = getattr(tags if name == "_build_box_tree" else inline, name, None)
        if function is None or list(inspect.signature(function).parameters) != parameters:
            return False
    return True


def _remembering(strip: Any) -> Any:
    """``remove_last_whitespace``, noting on the line that it had a space to remove."""

    def remove_last_whitespace(context: Any, line: Any) -> Any:
        box = line
        while getattr(box, "children", None):
            box = box.children[-1]
        line.ngo_ends_with_space = getattr(box, "text", "").endswith(" ")
        return strip(context, line)

    return remove_last_whitespace


@lru_cache(maxsize=64)
def _encode(text: str) -> bytes:
    """A paragraph is split once for each of its lines."""
    return text.encode()


def _remembering_split(split: Any) -> Any:
    """``split_text_box``, noting on the piece that white space was left out after it."""

    def split_text_box(context, box, available_width, skip, is_line_start=True):
        answer = split(context, box, available_width, skip, is_line_start)
        piece, resume_at, _ = answer
        if piece is not None and resume_at is not None:
            piece.ngo_space_after = _encode(box.text)[resume_at - 1 : resume_at].isspace()
        return answer

    return split_text_box


def _hinting(build: Any, collected: Hints) -> Any:
    """``_build_box_tree``, writing hints on each structure element."""
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415 -- slow import

    def _build_box_tree(box, parent, pdf, page_number, nums, annotations, tags):
        box_itself = getattr(box, "_box", box)
        lines = [b for b in getattr(box_itself, "children", ()) if isinstance(b, boxes.LineBox)]
        for line in lines:
            goes_on = line is not lines[-1]
            _note_line(line, page_number, tags, collected, boxes.TextBox, goes_on=goes_on)
        for element in build(box, parent, pdf, page_number, nums, annotations, tags):
            _note_element(element, box_itself, boxes)
            yield element

    return _build_box_tree


def _note_line(
    line: Any, page: int, tags: dict, collected: Hints, text_box: Any, *, goes_on: bool
) -> None:
    last, leaf = None, None
    for leaf in line.descendants():
        if last is not None and isinstance(leaf, text_box) and not leaf.text.strip():
            # A space alone between two elements is not always drawn.
            collected.line_ends.append(f"{page}:{tags[last]['mcid']}")
        if isinstance(leaf, text_box) and leaf in tags and leaf.text:
            last = leaf
            if any(_is_right_to_left(c) for c in leaf.text):
                # A hyphen that layout added is soft: no part of the word.
                text = re.sub("\u2010$", "\u00ad", leaf.text)
                collected.actual_text[f"{page}:{tags[leaf]['mcid']}"] = text
    if last is None:
        return
    is_break = leaf is not None and (leaf.element_tag or "").split(":")[0] == "br"
    is_space = getattr(line, "ngo_ends_with_space", False)
    if hasattr(last, "ngo_space_after"):
        is_space = is_space or last.ngo_space_after
    else:
        # The line ended between two elements: at white space, unless after a hyphen or a slash.
        is_space = is_space or (goes_on and last.text[-1] not in BREAKING)
    if is_break or (is_space and not last.text.endswith(" ")):
        collected.line_ends.append(f"{page}:{tags[last]['mcid']}")


def _is_right_to_left(character: str) -> bool:
    """Whether it is of the Hebrew, Arabic, Syriac, Thaana or N'Ko blocks."""
    return "\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufefc"


def _note_element(element: Any, box: Any, boxes: Any) -> None:
    import pydyf  # noqa: PLC0415 -- slow import

    source, tag = box.element, box.element_tag or ""
    if getattr(box, "is_leader", False):
        element["WNrole"] = pydyf.String("Artifact")
        return
    if source is None or isinstance(box, (boxes.PageBox, boxes.MarginBox)) or "WNid" in element:
        return
    if tag in ("html", "body"):
        return
    element["WNid"] = pydyf.String(f"{id(source)}|{tag}")
    if "::" in tag:
        return
    if source.get("lang"):
        element["Lang"] = pydyf.String(source.get("lang"))
    hidden = "Artifact" if source.get("aria-hidden") == "true" else None
    by_tag = ROLES.get(source.tag) if element["S"] == "/NonStruct" else None
    role = source.get("data-pdf-role") or hidden or by_tag
    if role:
        element["WNrole"] = pydyf.String(role)
    if source.tag == "abbr" and source.get("title"):
        element["E"] = pydyf.String(source.get("title"))
    if source.tag == "th" and source.get("scope"):
        element["WNscope"] = pydyf.String(source.get("scope"))
    if source.tag in ("ul", "ol"):
        element["WNlist"] = pydyf.String(source.tag)
