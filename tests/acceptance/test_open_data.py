"""What other systems read from the demo: every answer of the HSDS API fits its schema."""

import pytest

from tests.hsds_schemas import faults
from wagtail_ngo.models import NGOPage

pytestmark = [pytest.mark.django_db, pytest.mark.town]


def contents(client, path: str) -> list[dict]:
    """Items of all pages of a list."""
    found, number, is_last = [], 1, False
    while not is_last:
        page = client.get(f"/ngo/hsds/{path}?page={number}&per_page=7").json()
        found += page["contents"]
        number, is_last = number + 1, page["last_page"]
    return found


@pytest.mark.parametrize("kind", ["organization", "service"])
def test_hsds_of_the_demo_is_valid(client, kind):
    items = contents(client, f"{kind}s")
    wrong = {item["name"]: faults(item, f"{kind}_list") for item in items}
    for item in items:
        detail = client.get(f"/ngo/hsds/{kind}s/{item['id']}").json()
        wrong[f"{item['name']}, detail"] = faults(detail, kind)

    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(items) == NGOPage.objects.live().count()
