"""Rich text as parts of a document, and the figures that parts name."""

from wagtail_ngo.domain.reports.document import (
    Heading,
    Items,
    Numeral,
    Numerals,
    Paragraph,
    Picture,
    Quote,
    Row,
    Run,
    Table,
    anchors,
)


def test_figures_are_listed_once_in_the_order_in_which_they_are_named():
    parts = (
        Paragraph((Run("x"), Run("1", anchor="b"))),
        Items(((Run("2", anchor="a"),),)),
        Numerals((Numeral("1", "", "", anchor="b"), Numeral("3", "", "", anchor="c"))),
        Table("", ("",), (Row(("", ""), anchor="d"), Row(("",)))),
    )

    assert anchors(parts) == ["b", "a", "c", "d"]


def test_a_picture_or_a_quote_names_no_figure():
    assert anchors((Heading("a"), Quote("b"), Picture("c", "", 1, 1))) == []


def test_a_table_has_bars_where_one_row_has():
    bare, barred = Row(("a", "1")), Row(("b", "2"), bars=(100,))

    assert [Table("", ("", ""), rows).has_bars for rows in ((bare,), (bare, barred), ())] == [
        False,
        True,
        False,
    ]
    assert Table("", ("", ""), ()).texts == {0}
