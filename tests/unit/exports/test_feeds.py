"""Feeds are well-formed whatever their texts hold."""

from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.exports.feeds import AtomFeed


def test_control_characters_leave_every_part_of_a_feed():
    feed = AtomFeed("T\x00", "https://a.example/", "d\x01", author_name=_("Name"), language="pl")
    feed.add_item(
        "I\x02", "https://a.example/i", "s\x03", categories=["c\x04"], author_name="x\x05"
    )

    root = ElementTree.fromstring(feed.writeString("utf-8"))  # noqa: S314 -- our own text

    texts = [text for node in root.iter() for text in (node.text, *node.attrib.values())]
    assert {"T", "I", "s", "c", "x", "Name"} <= set(texts)
