"""Search in a directory: the same answers on every database Wagtail can search.

Wagtail's index says which entries have the words asked for. Ranking, facets and corrections are
worked out here, over sets of positions in a list of the directory's entries.
"""

from wagtail_ngo.services.search.results import Results, Selection, search

__all__ = ["Results", "Selection", "search"]
