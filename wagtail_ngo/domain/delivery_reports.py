"""Reports of mail servers about messages that did not arrive (RFC 3464), as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser

#: RFC 3463: class, subject, detail.
_CODE = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
#: Codes that speak of the message or of the sender, not of the address: too large, not wanted
#: content, refused by a rule. Another message may arrive.
_NOT_THE_ADDRESS = ("5.2.3", "5.3.4", "5.6.", "5.7.")


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """One recipient of one message.

    ``message_id`` is that of the message that did not arrive, with its angle brackets; "" where
    the report does not show it. ``code`` is that of RFC 3463, such as 5.1.1.
    """

    message_id: str
    recipient: str
    action: str
    code: str

    @property
    def is_final(self) -> bool:
        """Whether the message will not arrive. A delay is no failure."""
        return self.action == "failed"

    @property
    def is_about_address(self) -> bool:
        """Whether nothing will ever arrive there."""
        return (
            self.is_final and self.code[:2] == "5." and not self.code.startswith(_NOT_THE_ADDRESS)
        )


def read_reports(data: bytes) -> list[DeliveryReport]:
    """What a received message says of others; none where it is no report of a mail server.

    Never raises for what a message holds: such mail comes from anybody.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    if message.get_content_type() != "multipart/report":
        return []
    parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
    message_id = next(filter(None, map(_original_id, parts)), "")
    statuses = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    return [report for part in statuses for report in _recipients(part, message_id)]


def _original_id(part: EmailMessage) -> str:
    """The Message-ID in the copy, or the header, of the message that came back."""
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/rfc822-headers", "message/global"):
        content = part.get_payload()
        inner = content[0] if isinstance(content, list) and content else None
        return _message_id(str(inner["Message-ID"])) if isinstance(inner, Message) else ""
    if kind == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        raw = payload if isinstance(payload, bytes) else b""
        return _message_id(
            str(BytesHeaderParser(policy=policy.default).parsebytes(raw)["Message-ID"])
        )
    return ""


def _message_id(value: str) -> str:
    match = _MESSAGE_ID.search(value)
    return match[0] if match else ""


def _recipients(part: EmailMessage, message_id: str) -> Iterator[DeliveryReport]:
    """Groups of fields after the first one, which is about the message (RFC 3464 §2.3)."""
    groups = part.get_payload()
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, str) or "Final-Recipient" not in group:
            continue
        address = str(group.get("Original-Recipient") or group["Final-Recipient"])
        code = _CODE.search(str(group.get("Status", "")))
        yield DeliveryReport(
            message_id,
            address.rpartition(";")[2].strip().strip("<>"),
            str(group.get("Action", "")).strip().lower(),
            code[0] if code else "",
        )
