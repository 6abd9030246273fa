"""Every kind of public address the demo has."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests

#: Not pages: other media types, the admin, or addresses that a browser does not open.
NOT_PAGES = re.compile(r"^/(admin|documents|media|static)/|\.(ics|vcf|csv|xlsx|pdf|xml|json)$")
HREF = re.compile(r"<a\b[^>]*?\shref=\"([^\"]*)\"", re.IGNORECASE)
LOCATION = re.compile(r"<loc>([^<]+)</loc>")


@dataclass
class Crawl:
    """HTML of each public page by path, and the dead links met on the way."""

    pages: dict[str, str]
    dead: list[str]


def public_pages(origin: str, starts: list[str], *, limit: int = 400) -> Crawl:
    """The sitemap's pages, and one of each kind of address they link to.

    Two addresses are of one kind when only digits of their path or values of their parameters
    differ; pages of the sitemap all count.
    """
    listed = LOCATION.findall(fetch(origin + "/sitemap.xml").text)
    queue = [*starts, *(urlsplit(url).path for url in listed)]
    found: dict[str, str] = {}
    seen = {kind(path) for path in queue} | set(queue)
    dead = []
    while queue and len(found) < limit:
        path = queue.pop(0)
        if path in found:
            continue
        response = fetch(origin + path)
        if response.status_code != 200:
            dead.append(f"{response.status_code}: {path}")
            continue
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        found[path] = response.text
        for link in links(origin, path, response.text):
            if link not in seen and kind(link) not in seen:
                seen |= {link, kind(link)}
                queue.append(link)
    return Crawl(found, dead)


def fetch(url: str) -> requests.Response:
    return requests.get(url, timeout=60, headers={"Accept-Language": "pl"})


def links(origin: str, base: str, html: str) -> list[str]:
    """Paths (with parameters) of the links of a page that stay on this site."""
    hrefs = [unescape(href) for href in HREF.findall(html)]
    targets = [urlsplit(urljoin(origin + base, href)) for href in hrefs]
    host = urlsplit(origin).netloc
    return [
        f"{target.path}?{target.query}" if target.query else target.path
        for target in targets
        if target.scheme in ("http", "https")
        and target.netloc == host
        and not NOT_PAGES.search(target.path)
    ]


def kind(path: str) -> str:
    parts = urlsplit(path)
    names = sorted({name for name, _value in parse_qsl(parts.query, keep_blank_values=True)})
    return re.sub(r"\d+", "0", parts.path) + "?" + "&".join(names)
