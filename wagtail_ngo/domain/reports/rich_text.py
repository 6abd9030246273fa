"""Rich text of an editor, with its figures filled in, as parts of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from wagtail_ngo.domain.reports.document import (
    ANCHOR_START,
    Heading,
    Items,
    Paragraph,
    Part,
    Run,
)

LISTS = {"ul", "ol"}
HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
#: A figure's link to its definition on the page.
ANCHOR = f"#{ANCHOR_START}"
_SPACES = re.compile(r"[ \t\r\n]+")


def parts_of(html: str) -> list[Part]:
    """Headings, paragraphs and lists of the HTML, in order; nested lists follow their item."""
    return [part for part in _blocks(BeautifulSoup(html, "html.parser")) if not _is_empty(part)]


def _blocks(parent: Tag) -> Iterator[Part]:
    loose: list = []
    for child in parent.children:
        name = getattr(child, "name", None)
        if name in HEADINGS or name in LISTS or name in {"p", "div", "blockquote"}:
            yield Paragraph(_runs(loose))
            loose = []
            yield from _block(child)
        else:
            loose.append(child)
    yield Paragraph(_runs(loose))


def _block(tag: Tag) -> Iterator[Part]:
    if tag.name in HEADINGS:
        yield Heading(_SPACES.sub(" ", tag.get_text()).strip(), HEADINGS[tag.name])
    elif tag.name in LISTS:
        yield Items(tuple(_items(tag)), numbered=tag.name == "ol")
    elif tag.name == "p":
        yield Paragraph(_runs([tag]))
    else:
        yield from _blocks(tag)


def _items(tag: Tag) -> Iterator[tuple[Run, ...]]:
    for item in tag.find_all("li", recursive=False):
        nested = [child for child in item.children if getattr(child, "name", None) in LISTS]
        own = [child for child in item.children if child not in nested]
        yield _runs(own)
        for inner in nested:
            yield from _items(inner)


def _runs(nodes: list) -> tuple[Run, ...]:
    runs = [run for node in nodes for run in _run(node, Run(""))]
    if runs:
        first, last = runs[0], runs[-1]
        runs[0] = _with_text(first, first.text.lstrip(" "))
        last = runs[-1]
        runs[-1] = _with_text(last, last.text.rstrip(" "))
    return tuple(run for run in runs if run.text)


def _run(node, style: Run) -> Iterator[Run]:
    if isinstance(node, NavigableString):
        text = _SPACES.sub(" ", str(node))
        if type(node) is NavigableString and text:
            yield _with_text(style, text)
        return
    if node.name == "br":
        yield _with_text(style, "\n")
        return
    for child in node.children:
        yield from _run(child, _style(style, node))


def _style(style: Run, tag: Tag) -> Run:
    href = tag.get("href", "") if tag.name == "a" else ""
    is_figure = href.startswith(ANCHOR)
    return Run(
        "",
        bold=style.bold or is_figure or tag.name in {"b", "strong"},
        italic=style.italic or tag.name in {"i", "em"},
        url="" if is_figure else href or style.url,
        anchor=href[1:] if is_figure else style.anchor,
    )


def _with_text(style: Run, text: str) -> Run:
    return Run(text, style.bold, style.italic, style.url, style.anchor)


def _is_empty(part: Part) -> bool:
    match part:
        case Paragraph(runs):
            return not any(run.text.strip() for run in runs)
        case Items(items):
            return not items
    return False
