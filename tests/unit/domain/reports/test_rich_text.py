"""Rich text of an editor as parts of a document."""

from wagtail_ngo.domain.reports.document import (
    Heading,
    Items,
    Paragraph,
    Run,
)
from wagtail_ngo.domain.reports.rich_text import parts_of


def test_headings_paragraphs_and_lists_keep_their_order():
    html = "<h3>A</h3><p>Jeden</p><ul><li>b</li></ul><ol><li>c</li><li>d</li></ol>"

    assert parts_of(html) == [
        Heading("A", 3),
        Paragraph((Run("Jeden"),)),
        Items(((Run("b"),),)),
        Items(((Run("c"),), (Run("d"),)), numbered=True),
    ]


def test_words_keep_their_weight_their_slant_and_their_links():
    html = '<p> a <b>b<i>c</i></b>\n d<br>e <a href="/x/">f</a> </p>'

    assert parts_of(html) == [
        Paragraph(
            (
                Run("a "),
                Run("b", bold=True),
                Run("c", bold=True, italic=True),
                Run(" d"),
                Run("\n"),
                Run("e "),
                Run("f", url="/x/"),
            )
        )
    ]


def test_a_figure_leads_to_its_definition_and_no_further():
    html = '<p><a class="ngo-figure" href="#ngo-figure-meetings">11 spotkań</a></p>'

    assert parts_of(html) == [
        Paragraph((Run("11 spotkań", bold=True, anchor="ngo-figure-meetings"),))
    ]


def test_hard_spaces_stay():
    assert parts_of("<p>11\xa0spotkań</p>") == [Paragraph((Run("11\xa0spotkań"),))]


def test_the_items_of_a_nested_list_follow_the_item_that_holds_them():
    html = "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"

    assert parts_of(html) == [Items(((Run("a"),), (Run("b"),), (Run("c"),)))]


def test_what_is_empty_leaves_no_part():
    assert parts_of("<p> </p><ul></ul><p><br></p><!-- note --><div><p></p></div>") == []


def test_loose_words_are_a_paragraph():
    assert parts_of("a <b>b</b><p>c</p>d") == [
        Paragraph((Run("a "), Run("b", bold=True))),
        Paragraph((Run("c"),)),
        Paragraph((Run("d"),)),
    ]


def test_headings_of_an_editor_stand_below_those_of_the_report():
    html = "".join(f"<h{n}>{n}</h{n}>" for n in range(1, 7))

    assert [part for part in parts_of(html) if isinstance(part, Heading)] == [
        Heading("2", 2),
        Heading("3", 3),
        Heading("4", 4),
        Heading("5", 4),
        Heading("6", 4),
    ]
    assert Heading("A").level == 2


def test_blocks_within_blocks_are_read_one_after_the_other():
    html = "<blockquote><p>a</p><h2> b  c </h2></blockquote><div>d<p>e</p></div>"

    assert parts_of(html) == [
        Paragraph((Run("a"),)),
        Heading("b c"),
        Paragraph((Run("d"),)),
        Paragraph((Run("e"),)),
    ]


def test_spaces_are_taken_from_the_ends_of_a_paragraph_alone():
    assert parts_of("<p> a<b> b </b><i>c </i></p>") == [
        Paragraph((Run("a"), Run(" b ", bold=True), Run("c", italic=True)))
    ]
