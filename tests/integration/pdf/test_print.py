"""Files for the printer: boxes, whole sheets, one ink, pages side by side."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.factories.issue_content import funding, sample_issue
from tests.integration.pdf.conftest import MOMENT
from wagtail_ngo.services.bulletin import pdf as bulletin_pdf

MM = 72 / 25.4


def opened(variant: str) -> pikepdf.Pdf:
    content = sample_issue(sections=(funding(),), editorial="<p>Krótko.</p>")
    made = bulletin_pdf.make_pdf(content, variant=variant, moment=MOMENT)
    return pikepdf.open(io.BytesIO(made.data))


def size(box) -> tuple[int, int]:
    """Width and height in whole millimetres."""
    left, bottom, right, top = (float(value) for value in box)
    return round((right - left) / MM), round((top - bottom) / MM)


def test_print_file_has_bleed_and_whole_sheets():
    with opened("print") as pdf:
        assert len(pdf.pages) % 4 == 0
        assert {size(page.trimbox) for page in pdf.pages} == {(210, 297)}
        assert {size(page.mediabox) for page in pdf.pages} == {(226, 313)}
        assert "/StructTreeRoot" not in pdf.Root


def test_grey_file_has_one_ink():
    with opened("print-grey") as pdf:
        spaces = {
            str(found.get("/ColorSpace"))
            for found in pdf.objects
            if isinstance(found, pikepdf.Stream)
            and found.get("/Subtype") == "/Image"
            and int(found.Width) > 200
        }
        assert spaces == {"/DeviceGray"}


@pytest.mark.parametrize(
    ("variant", "sheet"), [("booklet", (297, 210)), ("booklet-a3", (420, 297))]
)
def test_booklet_lies_on_sheets(variant, sheet):
    with opened(variant) as pdf:
        assert {size(page.mediabox) for page in pdf.pages} == {sheet}
        assert len(pdf.pages) % 2 == 0
