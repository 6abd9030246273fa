"""The message that leaves: Django's, with header lines that mail programs can read."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import policy as policies
from email.policy import Policy
from typing import Any, NamedTuple

from django.core.mail import DNS_NAME, EmailMultiAlternatives, make_msgid

#: RFC 5322 §2.1.1: a line should have 78 characters and must not have more than 998.
LINE, LONGEST_LINE = 78, 998


class Attachment(NamedTuple):
    name: str
    content: bytes
    type: str

    def as_json(self) -> dict[str, str]:
        content = base64.b64encode(self.content).decode("ascii")
        return {"name": self.name, "type": self.type, "base64": content}

    @classmethod
    def from_json(cls, stored: Mapping[str, str]) -> Attachment:
        return cls(stored["name"], base64.b64decode(stored["base64"]), stored["type"])


@dataclass(frozen=True)
class Parts:
    """What a message says. ``subject`` may hold line breaks, as templates give it."""

    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()

    @property
    def subject_line(self) -> str:
        return " ".join(self.subject.split())


class WholeLinesMixin(Policy):
    """A policy that never cuts or encodes a long word of a plain header.

    An address in ``List-Unsubscribe`` has no space at which a line could be folded. Python then
    writes it as an encoded word (EmailPolicy) or puts a line break before it (Compat32); mail
    programs find no address in the one, and some none in the other.
    """

    def _whole_line(self, name: str, value: Any) -> str | None:
        text = str(value)
        words = f"{name}: {text}".split(" ", 2)
        first = " ".join(words[:2])
        longest = max(map(len, (first, *text.split()[1:])))
        line = f"{name}: {text}"
        is_plain = text.isascii() and text.isprintable()
        if is_plain and longest >= LINE and len(line) <= LONGEST_LINE:
            return line + self.linesep
        return None

    def fold(self, name, value):
        return self._whole_line(name, value) or super().fold(name, value)

    def fold_binary(self, name, value):
        line = self._whole_line(name, value)
        return line.encode("ascii") if line else super().fold_binary(name, value)


class WholeLines(WholeLinesMixin, policies.EmailPolicy):
    """For the messages of Django 6."""


class WholeLinesCompat32(WholeLinesMixin, policies.Compat32):
    """For the messages of Django 5."""


class Message(EmailMultiAlternatives):
    """Mail whose headers reach the reader as they were given."""

    def message(self, *args, **kwargs):
        message = super().message(*args, **kwargs)
        is_new = isinstance(message.policy, policies.EmailPolicy)
        chosen = {name: getattr(message.policy, name) for name in CHOSEN}
        message.policy = (WholeLines if is_new else WholeLinesCompat32)(**chosen)
        return message


#: What a backend may have chosen in its policy, as SMTP does with its line ends.
CHOSEN = ("max_line_length", "linesep", "cte_type", "raise_on_defect", "mangle_from_")


def build(parts: Parts, *, recipient: str, message_id: str) -> Message:
    """The message to one address."""
    message = Message(
        parts.subject_line,
        parts.text,
        to=[recipient],
        headers={**parts.headers, "Message-ID": message_id},
    )
    if parts.html:
        message.attach_alternative(parts.html, "text/html")
    for attachment in parts.attachments:
        message.attach(attachment.name, attachment.content, attachment.type)
    return message


def new_message_id() -> str:
    """A ``Message-ID`` that a message keeps for all its attempts."""
    return make_msgid(domain=str(DNS_NAME))
