import io

import pikepdf
import pytest

from wagtail_ngo.domain.pdf.imposition import booklet, booklet_order


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


def pages(number: int, *, start: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for x in range(start, start + number):
            pdf.add_blank_page(page_size=(595, 842))
            page = pdf.pages[-1]
            page.trimbox = page.mediabox
            page.Contents = pdf.make_stream(f"q 1 0 0 1 {x} 0 cm Q".encode())
        pdf.save(out)
    return out.getvalue()


def test_a_page_whose_data_gets_a_byte_more_is_laid_on_its_sheet():
    """Names of pages on a sheet are random, so that about one file in thirty gets such a byte."""
    data = pages(8, start=0)

    for _ in range(200):
        with pikepdf.open(io.BytesIO(booklet(data, sheet="A4"))) as pdf:
            assert len(pdf.pages) == 4
            assert pdf.check_pdf_syntax() == []
