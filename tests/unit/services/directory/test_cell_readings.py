"""What an editor is told of a cell that was not read as it is."""

from wagtail_ngo.enums import CellResult
from wagtail_ngo.services.directory import cell_readings


def test_remarks_quote_the_beginning_of_the_cell():
    text = "x" * 101

    left, read = cell_readings.left_out(text, "Za długo."), cell_readings.read_as(text, "y")

    assert (left.result, left.text) == (
        CellResult.LEFT_OUT,
        f"“{'x' * 100}” was left out. Za długo.",
    )
    assert (read.result, read.text) == (
        CellResult.READ_AS,
        f"“{'x' * 100}” was read as y: check it.",
    )


def test_a_word_for_nothing_is_nothing_and_said():
    reading = cell_readings.empty("brak")

    assert reading.values == {}
    assert [(one.result, one.text) for one in reading.remarks] == [
        (CellResult.LEFT_OUT, "“brak” counts as empty.")
    ]
