"""The address of a search: several links that differ in one value are written as one would be."""

import pytest
from django.http import QueryDict

from wagtail_ngo.views.directory.search_address import LETTER, SearchAddress

VALUES = ["A", "Ż", "1", "&", "%", "+ ", "#"]


@pytest.mark.parametrize(
    "asked",
    ["", "q=klub", "q=%00+klub+%25", "q=a&letter=K&sort=name&exact=1&area=sport&area=%00&x=y"],
)
def test_several_addresses_are_like_one_after_the_other(asked):
    address = SearchAddress.read(QueryDict(asked))
    one_by_one = [address.query_string({"area"}, **{LETTER: value}) for value in VALUES]
    assert address.query_strings({"area"}, LETTER, VALUES) == one_by_one
    assert len(set(one_by_one)) == len(VALUES)
