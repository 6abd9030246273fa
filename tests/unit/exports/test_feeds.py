"""Feeds are well-formed whatever their texts hold."""

from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.exports.feeds import AtomFeed

ATOM = "{http://www.w3.org/2005/Atom}"


def test_control_characters_leave_every_part_of_a_feed():
    feed = AtomFeed("T\x00", "https://a.example/", "d\x01", author_name=_("Name"), language="pl")
    feed.add_item(
        "I\x02", "https://a.example/i", "s\x03", categories=["c\x04"], author_name="x\x05"
    )

    root = ElementTree.fromstring(feed.writeString("utf-8"))  # noqa: S314 -- our own text

    texts = [text for node in root.iter() for text in (node.text, *node.attrib.values())]
    assert {"T", "d", "I", "s", "c", "x", "Name"} <= set(texts)


def test_what_a_feed_is_about_is_its_subtitle():
    for description, subtitle in (("O czym", "O czym"), ("", None)):
        feed = AtomFeed("T", "https://a.example/", description)
        root = ElementTree.fromstring(feed.writeString("utf-8"))  # noqa: S314 -- our own text
        assert root.findtext(f"{ATOM}subtitle") == subtitle


def test_lines_of_a_summary_stay_lines_and_markup_is_text():
    feed = AtomFeed("T", "https://a.example/", "")
    feed.add_item("I", "https://a.example/i", " a\n<b> ")
    feed.add_item("J", "https://a.example/j", None)

    root = ElementTree.fromstring(feed.writeString("utf-8"))  # noqa: S314 -- our own text
    assert [one.findtext(f"{ATOM}summary") for one in root.iter(f"{ATOM}entry")] == [
        "a<br>&lt;b&gt;",
        "",
    ]
