import pytest

from wagtail_ngo.domain.pdf.imposition import booklet_order


def test_order_of_eight_pages():
    assert booklet_order(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]


def test_blanks_stand_before_the_back_cover():
    assert booklet_order(6) == [(5, 0), (1, None), (None, 2), (3, 4)]


@pytest.mark.parametrize("pages", range(1, 30))
def test_every_page_appears_once(pages):
    shown = [number for side in booklet_order(pages) for number in side if number is not None]

    assert sorted(shown) == list(range(pages))


@pytest.mark.parametrize("pages", range(1, 30))
def test_sides_are_whole_sheets(pages):
    assert len(booklet_order(pages)) == 2 * -(-pages // 4)
