from decimal import Decimal

import pytest

from wagtail_ngo.domain.directory.written_degrees import read_degrees


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("54.4641 N", ["54.4641"]),
        ("54.4641, 17.0285", ["54.4641", "17.0285"]),
        ("54°30'0\"N 17°15'E", ["54.5", "17.25"]),
        ("54", []),
        ("brak", []),
    ],
)
def test_degrees(text, degrees):
    assert read_degrees(text) == [Decimal(one) for one in degrees]
