"""Items of the partner board as Atom."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from wagtail_ngo.domain.days import midnight
from wagtail_ngo.exports.feeds import AtomFeed
from wagtail_ngo.models.directory.exchange import Exchange

ATOM_TYPE = "application/atom+xml; charset=utf-8"


def board_atom(
    items: Iterable[Exchange], *, title: str, url: str, feed_url: str, language: str
) -> str:
    """An Atom feed (RFC 4287) of items, in the order given; an id is the item's address."""
    feed = AtomFeed(title=title, link=url, description="", feed_url=feed_url, language=language)
    for item in items:
        address = f"{url}{item.path}"
        added = midnight(item.added_on, timezone.get_default_timezone())
        feed.add_item(
            title=_line(f"{item.organization.title}: {item.text}"),
            link=address,
            description=_line(item.details),
            unique_id=address,
            pubdate=added,
            updateddate=added,
            categories=[str(item.get_kind_display())],
            author_name=_line(item.organization.title),
        )
    return feed.writeString("utf-8")


def _line(text: str) -> str:
    """One line without control characters, which XML cannot hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
