"""Mails that come back, as servers write them (RFC 3464), and others."""

from __future__ import annotations

REPORT = """\
From: MAILER-DAEMON@mail.example
To: urzad@miasto.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Nie ma takiego adresu.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Arrival-Date: Mon, 4 Jan 2027 10:00:00 +0100

{recipients}
--b
{original}
--b--
"""
RECIPIENT = "Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {code}\n"


def report(
    message_id: str = "",
    address: str = "ala@example.org",
    code: str = "5.1.1",
    action: str = "failed",
    *,
    copy: str = "message/rfc822",
    recipients: str = "",
) -> bytes:
    """A report about one recipient, or about ``recipients`` as they are written."""
    original = f"Content-Type: {copy}\n\nSubject: Numer\nMessage-ID: {message_id}\n\nTekst\n"
    one = RECIPIENT.format(address=address, action=action, code=code)
    return REPORT.format(recipients=recipients or one, original=original).encode()


PLAIN = b"From: jan@example.org\nSubject: Dzie\xc5\x84 dobry\n\nFinal-Recipient: rfc822; a@b.pl\n"
