"""Tables in HTML, as programs of offices write them."""

import io

import pytest

from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.limits import Limits
from wagtail_ngo.domain.tables.pages import looks_like_page, page_rows


def rows(page: str | bytes, **limits) -> list[list[str]]:
    data = page if isinstance(page, bytes) else page.encode()
    return list(page_rows(io.BytesIO(data), Limits(**limits)))


@pytest.mark.parametrize(
    "start",
    [
        "<html>", " \n<TABLE border=1>", "<!DOCTYPE html>", "<meta charset=x>", "<head>", "<body>",
        '<?xml version="1.0"?>\n<html>', "<!-- made by X -->\n<table>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_is_known_by_its_beginning_and_left_there(start, encoding):
    file = io.BytesIO((start + "<p>ł").encode(encoding))

    assert looks_like_page(file)
    assert file.tell() == 0


@pytest.mark.parametrize("start", ["nazwa;<table>", "<tablet>", "<p>", "<?xml?><svg>", ""])
def test_other_files_are_no_pages(start):
    assert not looks_like_page(io.BytesIO(start.encode()))


def test_the_largest_table_is_read_and_the_others_are_not():
    small, large = "<table><tr><td>x</table>", "<table><tr><td>a<tr><td>b</table>"

    assert rows(small + large + small) == [["a"], ["b"]]
    assert rows("<table></table>" + small) == [["x"]]


def test_a_table_inside_a_cell_belongs_to_the_cell():
    inner = "<table><tr><td>w</td><td>środku</td></tr></table>"

    assert rows(f"<table><tr><td>a{inner} b</td><td>c</td></tr><tr><td>d</table>") == [
        ["awśrodku b", "c"],
        ["d"],
    ]


def test_a_stray_end_of_a_table_ends_nothing_that_follows():
    assert rows("</table></table><table><tr><td>a</td><td>b</table>") == [["a", "b"]]


def test_what_a_page_does_not_show_is_no_text():
    page = "<title>T</title><table><tr><td>a<script>x()</script>b<style>c</style>d<td>e</table>"

    assert rows(page) == [["abd", "e"]]
    assert rows("</style>" + page) == [["abd", "e"]]


def test_lines_of_a_cell_stay_lines_without_empty_ones():
    cell = "<p>a  b</p><p></p>c<br>d<li>e<div>f</div>"

    assert rows(f"<table><tr><td>{cell}</td></tr></table>") == [["a b\nc\nd\ne\nf"]]
    assert rows("<table><tr><td><b>a</b> <i>b</i></table>") == [["a b"]]


def test_words_outside_of_cells_are_no_cells():
    assert rows("x<table>y<tr>z<td>a</td>w</tr>v</table>u") == [["a"]]


def test_cells_before_any_row_begin_one():
    assert rows("<table><td>a</td><th>b</th><tr><td>c</table>") == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("span", "empty"),
    [("1", 0), ("3", 2), ("999", 998), ("1000", 0), ("x", 0), ("", 0), ("-2", 0)],
)
def test_a_wide_cell_counts_once_and_leaves_the_rest_empty(span, empty):
    page = f"<table><tr><td colspan='{span}'>a</td><td>b</td></tr></table>"

    assert rows(page) == [["a", *[""] * empty, "b"]]


def test_a_page_without_cells_is_empty():
    for page in ("<html>", "<table></table>"):
        with pytest.raises(TableError) as error:
            rows(page)
        assert error.value.code == "empty"


def test_a_row_may_pass_the_columns_by_a_thousand_empty_cells():
    def page(more: int) -> str:
        wide = "<td colspan=500>a" * 2
        return f"<table><tr>{wide}{'<td>b' * more}</table>"

    assert len(rows(page(2), columns=2)[0]) == 1002
    with pytest.raises(TableError) as error:
        rows(page(3), columns=2)
    assert (error.value.code, error.value.params) == ("columns", {"columns": 2})


POLISH = "<table><tr><td>Ąśź</table>"


@pytest.mark.parametrize(
    "start", ["<meta charset='iso-8859-2'>", '<meta content="text/html; CHARSET = iso-8859-2">']
)
def test_the_letters_are_those_that_the_page_names(start):
    assert rows((start + POLISH).encode("iso-8859-2")) == [["Ąśź"]]


def test_the_name_of_the_letters_is_looked_for_in_4000_bytes():
    page = POLISH.encode("iso-8859-2")
    name = b"<!--charset=l1"

    assert rows(b" " * (4000 - len(name)) + name + b"-->" + page) == [["¡¶¼"]]
    assert rows(b" " * (4001 - len(name)) + name + b"-->" + page) == [["Ąśź"]]


def test_a_name_of_letters_that_is_wrong_or_unknown_is_not_believed():
    assert rows("<meta charset=us-ascii>" + POLISH) == [["Ąśź"]]
    assert rows("<meta charset=no-such>" + POLISH) == [["Ąśź"]]
    marked = ("<meta charset=iso-8859-2>" + POLISH).encode("utf-8-sig")
    assert rows(marked) == [["Ąśź"]]
