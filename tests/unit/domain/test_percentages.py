import pytest

from wagtail_ngo.domain.percentages import percent


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1, 16, 6.3),
        (3, 16, 18.8),
        (-1, 16, -6.3),
        (29, 400, 7.3),
        (1, 3, 33.3),
        (2, 3, 66.7),
        (48, 48, 100.0),
        (0, 48, 0.0),
        (5, 0, None),
        (1.5, 4, 37.5),
    ],
)
def test_a_half_goes_up_and_nothing_has_no_parts(part, whole, expected):
    assert percent(part, whole) == expected
