"""One attempt to send a message, and what its outcome means."""

from __future__ import annotations

import datetime
import enum
import smtplib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_ngo.compat import mail_connection
from wagtail_ngo.services.mail.message import Message

#: Pauses before the second attempt, the third and so on: two days and a half together.
PAUSES = tuple(
    datetime.timedelta(minutes=minutes) for minutes in (2, 10, 30, 60, 180, 360, 720, 1440, 1440)
)


class Outcome(enum.Enum):
    SENT = "sent"
    LATER = "later"  # the server asks to come again
    REFUSED = "refused"  # the server will never take it
    GONE = "gone"  # no server there: the message was not handed over
    BROKEN_OFF = "broken off"  # the connection broke, perhaps after the message was taken


@dataclass(frozen=True)
class Attempt:
    """``reason`` is in our own words: what servers answer quotes addresses."""

    outcome: Outcome
    reason: str = ""


class Postman:
    """Sends messages over one connection, which is opened when the first is sent."""

    def __init__(self) -> None:
        self.connection = mail_connection()
        self.is_open = False

    def __enter__(self) -> Postman:
        return self

    def __exit__(self, *_error) -> None:
        self._close()

    def send(self, message: Message) -> Attempt:
        """What happened. Never raises: a message that cannot be sent must not stop the others."""
        try:
            if not self.is_open:
                self.connection.open()
                self.is_open = True
        except Exception as error:
            self._close()
            return Attempt(Outcome.GONE, _reason(error))
        try:
            self.connection.send_messages([message])
        except Exception as error:
            attempt = Attempt(outcome_of(error), _reason(error))
            if attempt.outcome in (Outcome.GONE, Outcome.BROKEN_OFF):
                self._close()
            return attempt
        return Attempt(Outcome.SENT)

    def _close(self) -> None:
        try:
            self.connection.close()
        except Exception:
            self.connection = mail_connection()
        self.is_open = False


def outcome_of(error: Exception) -> Outcome:
    """What an error of ``send_messages`` means. RFC 5321 §4.2.1: 4xx is temporary, 5xx final."""
    code = smtp_code(error)
    if code == 421:  # the server closes the connection and asks to come back
        return Outcome.GONE
    if code:
        return Outcome.LATER if 400 <= code < 500 else Outcome.REFUSED
    http = getattr(error, "status_code", None)  # services that are asked over HTTP
    if isinstance(http, int):
        return Outcome.LATER if http == 429 or http >= 500 else Outcome.REFUSED
    is_lost = isinstance(error, smtplib.SMTPServerDisconnected) or (
        isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)
    )
    return Outcome.BROKEN_OFF if is_lost else Outcome.REFUSED


def smtp_code(error: Exception) -> int:
    """The server's answer, 0 where there is none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [answer[0] for answer in error.recipients.values()]
        return min(codes, default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _reason(error: Exception) -> str:
    code = smtp_code(error)
    name = type(error).__name__
    return _("The mail server answered %(code)d.") % {"code": code} if code > 0 else name
