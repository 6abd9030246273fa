"""What leaves the site: whose it is, and stored text as HTML that stands alone."""

from __future__ import annotations

import nh3
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

HTML_TAGS = {
    *("p", "br", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "ol", "ul", "li", "a"),
    *("blockquote", "sub", "sup", "s", "del", "code", "hr", "span"),
}
HTML_ATTRIBUTES = {"a": {"href"}, "span": {"lang", "dir"}, "ol": {"start"}}


def site_of(page: Page) -> Site:
    """The site that a page belongs to; the default one for a page outside all sites."""
    return page.get_site() or Site.objects.get(is_default_site=True)


def clean_html(source: str, *, root_url: str) -> str:
    """Rich text as stored → HTML that holds no script and no relative link."""

    def absolute(tag: str, attribute: str, value: str) -> str:
        relative = attribute == "href" and value.startswith("/") and not value.startswith("//")
        return root_url + value if relative else value

    return nh3.clean(
        expand_db_html(source or ""),
        tags=HTML_TAGS,
        attributes=HTML_ATTRIBUTES,
        attribute_filter=absolute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
