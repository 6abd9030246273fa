"""What the outcome of an attempt to send means."""

import datetime
import smtplib

import pytest

from wagtail_ngo.services.mail.attempts import PAUSES, Outcome, outcome_of, smtp_code


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
