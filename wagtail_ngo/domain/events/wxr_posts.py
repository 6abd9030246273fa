"""The posts of an export of WordPress (WXR), whatever they are: XML in, values out."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from wagtail_ngo.domain.events.ical_import import texts
from wagtail_ngo.domain.events.ical_import_values import ReadError, Reading, Remark

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: Element → field of a post.
_WORDS = {"post_type": "kind", "status": "state", "post_id": "pk"}


@dataclass
class Post:
    kind: str = ""
    state: str = ""
    pk: str = ""
    title: str = ""
    content: str = ""
    excerpt: str = ""
    link: str = ""
    guid: str = ""
    categories: list[str] = field(default_factory=list)
    # Of a field that is there several times, each value.
    fields: dict[str, list[str]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return next((value for value in self.fields.get(name, []) if value), "")


def read_posts(data: bytes, reading: Reading) -> list[Post]:
    """The posts that are whole; a file that breaks off says so."""
    posts: list[Post] = []
    stream = io.BytesIO(_CONTROL.sub(b"", data))
    try:
        for _event, element in iterparse(stream, events=("end",), forbid_dtd=True):
            if element.tag == "item":
                posts.append(_post(element))
                element.clear()
    except DefusedXmlException as error:
        raise ReadError("xml") from error
    except (ParseError, ValueError) as error:
        if not posts:
            raise ReadError("xml") from error
        reading.remarks.append(Remark("damaged", posts[-1].title))
    return posts


def _post(element: Any) -> Post:
    post = Post()
    for child in element:
        space, _brace, name = child.tag.rpartition("}")
        text = (child.text or "").strip()
        if name == "postmeta":
            parts = {part.tag.rpartition("}")[2]: part.text or "" for part in child}
            key = parts.get("meta_key", "").strip()
            post.fields.setdefault(key, []).append(parts.get("meta_value", "").strip())
        elif name == "encoded":
            setattr(post, "excerpt" if "excerpt" in space else "content", text)
        elif name == "category":
            post.categories.append(f"{child.get('domain', '')}:{text}")
        elif name == "post_password" and text:
            post.fields["_wp_password"] = [text]
        elif not space and name in ("link", "guid"):
            setattr(post, name, text)
        elif not space and name == "title":
            post.title = texts.line(text)[:255]
        elif name in _WORDS:
            setattr(post, _WORDS[name], text)
    return post
