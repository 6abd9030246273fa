import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.tables.cells import safe_cell, unsafe_cell, without_control


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "'=1", "''@x"]
)
def test_safe_cell_marks_what_would_run(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+48598400000", "-12,5", "Łąka", "", "'cytat'", "-"])
def test_safe_cell_leaves_numbers_and_names(text):
    assert safe_cell(text) == (text if text != "-" else "'-")


@given(st.text(st.sampled_from("'=+-@a1 \t\x00\n＝"), max_size=8))
def test_a_cell_comes_back_as_it_went_out(text):
    assert unsafe_cell(safe_cell(text)) == without_control(text)
