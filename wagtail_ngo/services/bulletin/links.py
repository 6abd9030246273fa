"""Links of an issue that lead nowhere within the town's own site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Site

from wagtail_ngo.domain.bulletin.content import IssueContent, listed
from wagtail_ngo.domain.bulletin.preflight import Finding
from wagtail_ngo.domain.items import Item, plain_text

_LINK = re.compile(r'<a href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


class DeadLinks:
    """Finds links to pages, documents and addresses that the public of ``site`` would not get.

    Links to other sites are left alone: asking them would need the network.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.known: dict[str, bool] = {}

    def findings(self, issue: IssueContent) -> Iterator[Finding]:
        for field in ("editorial", "imprint"):
            for words in self._in_html(getattr(issue, field)):
                yield Finding("dead_link", words, field="editorial" if field == "editorial" else "")
        for section in issue.sections:
            for item in section.items:
                yield from self._in_item(item)

    def _in_item(self, item: Item) -> Iterator[Finding]:
        own = [item.html, *(part.html for part in listed(item))]
        for html in own:
            for words in self._in_html(html):
                yield Finding("dead_link", words, item.block_id)
        # The address of a block that shows something of the site is right by itself.
        if not item.source and self.is_dead(item.url):
            yield Finding("dead_link", item.url, item.block_id)

    def _in_html(self, html: str) -> Iterator[str]:
        for url, words in _LINK.findall(html or ""):
            if self.is_dead(url.replace("&amp;", "&")):
                yield plain_text(words) or url

    def is_dead(self, url: str) -> bool:
        """Whether an address of this site leads to nothing that the public may see."""
        if not url or not f"{url}/".startswith(f"{self.site.root_url}/"):
            return False
        path = unquote(urlsplit(url).path) or "/"
        if path not in self.known:
            language = translation.get_language_from_path(path) or translation.get_language()
            with translation.override(language):
                self.known[path] = self._leads_nowhere(path)
        return self.known[path]

    def _leads_nowhere(self, path: str) -> bool:
        files = [url for url in (settings.MEDIA_URL, settings.STATIC_URL) if url.startswith("/")]
        if any(url != "/" and path.startswith(url) for url in files):
            return False
        try:
            match = resolve(path)
        except Resolver404:
            return True
        if match.view_name == "wagtaildocs_serve":
            return not get_document_model().objects.filter(pk=match.args[0]).exists()
        return match.view_name == "wagtail_serve" and self._is_no_public_page(match)

    def _is_no_public_page(self, match) -> bool:
        path = next(iter((*match.args, *match.kwargs.values())), "")
        components = [part for part in path.split("/") if part]
        try:
            route = self.site.root_page.localized.specific.route(HttpRequest(), components)
        except Http404:
            return True
        return bool(route.page.get_view_restrictions())
