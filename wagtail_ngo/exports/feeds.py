"""Atom feeds that are well-formed whatever their texts hold."""

from __future__ import annotations

from django.template.defaultfilters import linebreaksbr
from django.utils.encoding import force_str
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.html import escape

from wagtail_ngo.domain.characters import printable_values


class AtomFeed(Atom1Feed):
    """RFC 4287. Django refuses a control character in a text, and lets it pass in an attribute."""

    def __init__(self, title, link, description, **kwargs):
        # Django writes the description in RSS alone; in Atom it is the subtitle (§4.2.12).
        values = {"subtitle": description or None, **kwargs}
        super().__init__(
            _clean(title),
            _clean(link),
            _clean(description),
            **{key: _clean(value) for key, value in values.items()},
        )

    def add_item(self, title, link, description, *args, **kwargs):
        """One entry. ``description`` is plain text; its lines stay lines in an HTML reader."""
        summary = linebreaksbr(escape(_clean(description or "").strip()))
        values = {key: _clean(value) for key, value in kwargs.items()}
        # Atom1Feed writes the summary as type="html".
        super().add_item(_clean(title), _clean(link), str(summary), *map(_clean, args), **values)


def _clean(value):
    return printable_values(force_str(value) if isinstance(value, Promise) else value)
