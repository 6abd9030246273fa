"""Search in a language with inflection, on any database: pure logic, values in and out."""

from wagtail_ngo.domain.search.english import English
from wagtail_ngo.domain.search.language import Plain
from wagtail_ngo.domain.search.polish import Polish

__all__ = ["English", "Plain", "Polish"]
