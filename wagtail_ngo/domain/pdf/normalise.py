"""Editors' HTML made safe for PDF/UA-1 before WeasyPrint sees it.

What raw WeasyPrint gets wrong on legal HTML is listed in docs/explanation/bulletin-pdf.md.
"""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from wagtail_ngo.domain.pdf.characters import mend_characters
from wagtail_ngo.domain.pdf.tables import mend_tables
from wagtail_ngo.domain.pdf.values import PDFError, Report

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = ["address", "article", "aside", "blockquote", "div", "dl", "figure", "ol", "p", "section"]
BLOCKS += ["table", "ul", "pre", *HEADINGS]
# What holds text within those, too.
INNERMOST = [*BLOCKS, "li", "dt", "dd", "td", "th", "caption", "figcaption", "summary", "details"]
INNERMOST += ["header", "footer", "main", "nav", "hgroup"]
# Never needed in an issue, each a way to fetch, embed, script or stall.
FORBIDDEN = [
    "script",
    "style",
    "link",
    "meta",
    "base",
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
]
FORBIDDEN += ["math", "audio", "video", "canvas", "template", "noscript", "form", "input", "button"]
FORBIDDEN += ["select", "textarea", "frame", "frameset", "marquee", "map", "area", "dialog"]
LINK_SCHEMES = ("http:", "https:", "mailto:", "tel:", "#")
MAX_DEPTH = 120
LEFT_TO_RIGHT = re.compile("[0-9A-Za-z\u00c0-\u058f]")


def normalise(html: str, *, fonts: tuple[Path, ...], report: Report) -> str:
    """The document with every construct that breaks the tag tree mended; words stay, except
    characters without a glyph. Notes for the editor go to ``report``.
    """
    soup = BeautifulSoup(html, "html.parser")
    root = soup.find("html")
    if root is None or soup.body is None or not soup.find("title"):
        raise PDFError("The template is not a whole HTML document with a title.")
    _check_depth(soup.body)
    _strip(soup.body)
    _mend_headings(soup.body, report)
    mend_tables(soup, report)
    _mend_lists(soup)
    _mend_links(soup, report)
    _mend_images(soup, report)
    _drop_hollow_blocks(soup.body)
    language = str(root.get("lang") or "")
    mend_characters(soup, fonts, report, polish=language.lower().startswith("pl"))
    return str(soup)


def _check_depth(body: Tag) -> None:
    """Raise PDFError for nesting no editor writes: layout time grows with two to its power."""
    level, depth = [body], 0
    while level:
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        depth += 1
        if depth > MAX_DEPTH:
            raise PDFError(f"The text is nested more than {MAX_DEPTH} elements deep.")


def _strip(body: Tag) -> None:
    for comment in body.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for element in body.find_all(FORBIDDEN):
        element.decompose()
    for element in body.find_all(style=True):
        del element["style"]
    for element in body.find_all(rel=True):
        del element["rel"]
    for element in body.find_all(dir=True):
        if LEFT_TO_RIGHT.search(element.get_text()):
            # Latin words and figures would be tagged in the order in which they are drawn.
            del element["dir"]


def _mend_headings(body: Tag, report: Report) -> None:
    """No heading is empty and none skips a level; the first is an h1."""
    last = 0
    for heading in body.find_all(HEADINGS):
        text = heading.get_text(" ", strip=True)
        if not text:
            report.note("heading-empty")
            heading.unwrap()
            continue
        level = int(heading.name[1])
        allowed = min(level, last + 1)
        if allowed != level:
            report.note("heading-skips", text[:60])
            heading["class"] = [*heading.get("class", []), f"looks-like-{heading.name}"]
            heading.name = f"h{allowed}"
        last = allowed


def _mend_lists(soup: BeautifulSoup) -> None:
    for group in soup.select("dl > div"):
        group.unwrap()
    for element in soup.find_all(["ul", "ol"]):
        for child in list(element.children):
            if isinstance(child, Tag) and child.name == "li":
                continue
            if isinstance(child, Tag) or child.strip():
                child.wrap(soup.new_tag("li"))
        if not element.find("li", recursive=False):
            element.decompose()
    for item in soup.find_all("li"):
        if item.find_parent(["ul", "ol"]) is None:
            item.name = "p"
        elif not item.get_text(strip=True) and not item.find("img"):
            item.decompose()
    for element in soup.find_all(["ul", "ol", "dl"]):
        if not element.find(["li", "dt", "dd"]):
            element.decompose()


def _mend_links(soup: BeautifulSoup, report: Report) -> None:
    for link in soup.find_all("a"):
        href = (link.get("href") or "").strip()
        named = link.get_text(strip=True) or link.find("img", alt=lambda alt: alt and alt.strip())
        if not href.lower().startswith(LINK_SCHEMES) or not named or link.find_parent("a"):
            if href and not named:
                report.note("link-empty", href[:80])
            link.unwrap()
        elif link.find(INNERMOST):
            _push_link_inwards(soup, link)
        elif href.startswith("#") and not soup.find(id=href[1:]):
            link.unwrap()


def _push_link_inwards(soup: BeautifulSoup, link: Tag) -> None:
    """A link around blocks becomes a link inside the first heading or text block."""
    blocks = [block for block in link.find_all(INNERMOST) if not block.find(INNERMOST)]
    titled = [block for block in blocks if block.name in HEADINGS] or blocks
    inner = next((block for block in titled if block.get_text(strip=True)), None)
    if inner is not None:
        new = soup.new_tag("a", href=link["href"])
        for child in list(inner.children):
            new.append(child.extract())
        inner.append(new)
    link.unwrap()


def _mend_images(soup: BeautifulSoup, report: Report) -> None:
    for image in soup.find_all("img"):
        if not image.has_attr("alt"):
            report.note("image-without-alt", (image.get("src") or "")[:80])
            image["alt"] = ""
        image["alt"] = " ".join(image["alt"].split())
        for name in ("srcset", "loading", "longdesc", "usemap"):
            image.attrs.pop(name, None)


def _drop_hollow_blocks(body: Tag) -> None:
    """Paragraphs, quotes and captions without words or pictures leave an empty tag: drop them."""
    for element in body.find_all(
        ["p", "blockquote", "figcaption", "caption", "dt", "dd", "figure"]
    ):
        if not element.decomposed and not element.get_text(strip=True) and not element.find("img"):
            element.decompose()
