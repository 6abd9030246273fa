"""The bytes of a message, as a mail server gets them."""

import email
import email.policy
import re

import pytest

from tests.mail_server import mail_server
from wagtail_ngo.services.mail.attempts import Outcome, Postman
from wagtail_ngo.services.mail.message import Attachment, Parts, build

LONG = f"<https://www.{'slupsk-' * 8}pl.example.org/ngo/bulletin/unsubscribe/{'x' * 43}/>"


def sent_bytes(parts, recipient="ala@example.org", message_id="<1@example.org>") -> bytes:
    with mail_server() as inbox, Postman() as postman:
        attempt = postman.send(build(parts, recipient=recipient, message_id=message_id))
        assert attempt.outcome is Outcome.SENT
    [received] = inbox.received
    return received


def header_lines(received: bytes) -> dict[str, str]:
    """Headers as they were written; folded ones with their line breaks."""
    head = received.split(b"\r\n\r\n")[0].decode("ascii")
    fields = re.split(r"\r\n(?=\S)", head)
    return dict(field.split(":", 1) for field in fields)


@pytest.mark.parametrize("length", [59, 60, 61, 77, 78, 79, 200, 900])
def test_list_unsubscribe_leaves_as_one_plain_line(length):
    address = f"<https://example.org/{'x' * (length - 22)}>"

    received = sent_bytes(Parts("a", "b", headers={"List-Unsubscribe": address}))

    assert len(address) == length
    assert header_lines(received)["List-Unsubscribe"] == f" {address}"


def test_every_long_plain_header_reaches_the_reader_as_given():
    headers = {
        "List-Unsubscribe": LONG,
        "List-Id": f"<bulletin-12.{'c' * 63}.{'d' * 63}.example.org>",
        "List-Archive": f"{LONG}, <mailto:{'e' * 60}@example.org>",
    }
    recipient = f"{'a' * 60}@{'b' * 40}.example.org"
    message_id = f"<{'m' * 90}@example.org>"

    lines = header_lines(
        sent_bytes(Parts("a", "b", headers=headers), recipient=recipient, message_id=message_id)
    )

    told = {name: lines[name].strip() for name in (*headers, "To", "Message-ID")}
    assert told == {**headers, "To": recipient, "Message-ID": message_id}


def test_a_long_polish_subject_is_still_encoded_and_folded():
    subject = "Zażółć gęślą jaźń " * 12

    received = sent_bytes(Parts(subject, "b"))

    raw = header_lines(received)["Subject"]
    assert max(map(len, raw.split("\r\n"))) <= 78
    message = email.message_from_bytes(received, policy=email.policy.default)
    # Django 5 begins such a subject with a space, which mail programs do not show.
    assert message["Subject"].strip() == subject.strip()


def test_text_html_and_file_arrive_unchanged():
    parts = Parts(
        "Zapisy",
        "Zażółć\n\nKoniec",
        html="<p>Zażółć</p>",
        attachments=(Attachment("termin.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar"),),
    )

    message = email.message_from_bytes(sent_bytes(parts), policy=email.policy.default)

    assert message.get_body(("plain",)).get_content().strip().splitlines() == [
        "Zażółć",
        "",
        "Koniec",
    ]
    assert message.get_body(("html",)).get_content().strip() == "<p>Zażółć</p>"
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("termin.ics", "text/calendar")


def test_a_subject_of_several_lines_becomes_one():
    assert header_lines(sent_bytes(Parts("Jeden\r\nBcc: b@example.org", "b")))["Subject"] == (
        " Jeden Bcc: b@example.org"
    )


def test_a_header_beyond_the_longest_line_is_left_to_python():
    room = 998 - len("List-Unsubscribe: ")
    fits, not_fits = (f"<https://example.org/{'x' * (room + more - 22)}>" for more in (0, 1))

    assert len(f"List-Unsubscribe: {fits}") == 998
    whole = sent_bytes(Parts("a", "b", headers={"List-Unsubscribe": fits}))
    assert header_lines(whole)["List-Unsubscribe"] == f" {fits}"
    other = sent_bytes(Parts("a", "b", headers={"List-Unsubscribe": not_fits}))
    assert header_lines(other)["List-Unsubscribe"] != f" {not_fits}"


def test_short_words_of_a_long_header_are_folded_as_usual():
    words = "slowo " * 30

    raw = header_lines(sent_bytes(Parts("a", "b", headers={"X-Words": words.strip()})))["X-Words"]

    assert len(raw.split("\r\n")) > 1
    assert raw.split() == words.split()
