import pytest

from wagtail_ngo.domain.bulletin.colors import contrast_with_white


@pytest.mark.parametrize(
    ("color", "ratio"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#FF0000", 4.0), ("red", None)],
)
def test_contrast_with_white(color, ratio):
    contrast = contrast_with_white(color)

    assert (contrast and round(contrast, 2)) == ratio
