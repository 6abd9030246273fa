"""What the outcome of an attempt to send means."""

import datetime
import smtplib

import pytest

from tests.mail_server import mail_server, smtp_settings
from wagtail_ngo.services.mail.attempts import (
    PAUSES,
    Attempt,
    Outcome,
    Postman,
    outcome_of,
    smtp_code,
)
from wagtail_ngo.services.mail.message import Parts, build


class HttpError(Exception):
    """As services raise it that are asked over HTTP."""

    def __init__(self, status_code) -> None:
        super().__init__("no")
        self.status_code = status_code


def answered(code: int) -> smtplib.SMTPResponseException:
    return smtplib.SMTPResponseException(code, b"no")


def refused(*codes: int) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused(
        {f"{number}@example.org": (code, b"no") for number, code in enumerate(codes)}
    )


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (answered(399), Outcome.REFUSED),
        (answered(400), Outcome.LATER),
        (answered(420), Outcome.LATER),
        (answered(421), Outcome.GONE),
        (answered(422), Outcome.LATER),
        (answered(499), Outcome.LATER),
        (answered(500), Outcome.REFUSED),
        (refused(450), Outcome.LATER),
        (refused(550), Outcome.REFUSED),
        (refused(550, 450), Outcome.LATER),
        (refused(), Outcome.REFUSED),
        (HttpError(428), Outcome.REFUSED),
        (HttpError(429), Outcome.LATER),
        (HttpError(430), Outcome.REFUSED),
        (HttpError(499), Outcome.REFUSED),
        (HttpError(500), Outcome.LATER),
        (HttpError(503), Outcome.LATER),
        (HttpError("503"), Outcome.REFUSED),
        (smtplib.SMTPServerDisconnected("bye"), Outcome.BROKEN_OFF),
        (ConnectionResetError(), Outcome.BROKEN_OFF),
        (TimeoutError(), Outcome.BROKEN_OFF),
        (smtplib.SMTPNotSupportedError(), Outcome.REFUSED),
        (ValueError(), Outcome.REFUSED),
    ],
    ids=repr,
)
def test_an_error_means_one_outcome(error, outcome):
    assert outcome_of(error) is outcome


def test_the_answer_of_a_server_is_its_number_or_none():
    assert [smtp_code(error) for error in (answered(550), refused(551, 450), ValueError())] == [
        550,
        450,
        0,
    ]


def test_pauses_grow_to_three_days():
    assert sorted(PAUSES) == list(PAUSES)
    assert (len(PAUSES), PAUSES[0]) == (9, datetime.timedelta(minutes=2))
    assert sum(PAUSES, datetime.timedelta()) == datetime.timedelta(minutes=4242)


def letter(recipient="ala@example.org"):
    return build(Parts("S", "T"), recipient=recipient, message_id="<1@example.org>")


def test_a_server_that_is_away_was_not_given_the_message():
    with smtp_settings(port=1), Postman() as postman:
        attempt = postman.send(letter())

    assert attempt == Attempt(Outcome.GONE, "ConnectionRefusedError")


def test_after_a_broken_connection_another_is_opened():
    with mail_server() as inbox, Postman() as postman:
        inbox.after_data = ""
        first = postman.send(letter())
        inbox.after_data = "250 ok"
        second = postman.send(letter())

    assert [attempt.outcome for attempt in (first, second)] == [Outcome.BROKEN_OFF, Outcome.SENT]
    assert first.reason == "SMTPServerDisconnected"


def test_one_connection_serves_several_messages_and_a_refusal_does_not_end_it():
    with mail_server() as inbox, Postman() as postman:
        inbox.answers = {"nie@example.org": "550 no"}
        attempts = [postman.send(letter(f"{name}@example.org")) for name in ("a", "nie", "b")]
        assert postman.is_open

    assert not postman.is_open
    assert [attempt.outcome for attempt in attempts] == [
        Outcome.SENT,
        Outcome.REFUSED,
        Outcome.SENT,
    ]
    assert (attempts[0].reason, attempts[1].reason) == ("", "The mail server answered 550.")


def test_what_is_no_answer_of_a_server_is_told_by_its_name(monkeypatch):
    with mail_server(), Postman() as postman:
        monkeypatch.setattr(postman.connection, "send_messages", refuse)
        assert postman.send(letter()) == Attempt(Outcome.REFUSED, "ValueError")


def refuse(_messages):
    raise ValueError("a\nb")
