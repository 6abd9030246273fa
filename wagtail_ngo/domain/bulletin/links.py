"""Links of an issue as paper shows them: numbers, short addresses, codes."""

from __future__ import annotations

from urllib.parse import urlsplit

import segno
from bs4 import BeautifulSoup

from wagtail_ngo.domain.bulletin.content import (
    IssueContent,
)
from wagtail_ngo.domain.web_addresses import ascii_url


def issue_links(content: IssueContent) -> tuple[str, ...]:
    """Every web address the issue leads to, once, in order of reading.

    The place in this list is the number of the short link: „example.org/bulletin/12-2017/7/”.
    """
    links: dict[str, None] = {}
    for item in content.all_items():
        addresses = [getattr(item, "call_url", "") or item.url]
        for link in BeautifulSoup(item.html, "html.parser").find_all("a", href=True):
            addresses.append(link["href"])
        for address in addresses:
            if address.startswith(("http://", "https://")):
                links[address] = None
    return tuple(links)


def short_link(content: IssueContent, number: int) -> str:
    """Address of the issue's link with that number, or nothing for an issue without address."""
    return f"{content.url.rstrip('/')}/{number}/" if content.url else ""


def plain_address(url: str) -> str:
    """The address as people write it: without scheme, „www.” and last slash."""
    parts = urlsplit(url)
    if not parts.netloc:
        return ""
    host = parts.netloc.removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def qr_code(url: str) -> str:
    """A ``data:`` PNG of the address; the quiet zone is left to the layout."""
    if not url:
        return ""
    return segno.make(ascii_url(url) or url, error="m", micro=False).png_data_uri(scale=2, border=0)


def without_empty(html: str) -> str:
    """The HTML, or nothing where it holds no word and no picture."""
    soup = BeautifulSoup(html, "html.parser")
    return html if soup.get_text(strip=True) or soup.find("img") else ""
