import pytest

from tests.bounced_mail import PLAIN, RECIPIENT, report
from wagtail_ngo.domain.delivery_reports import DeliveryReport, read_reports

ID = "<1.2@miasto.example>"


@pytest.mark.parametrize(
    "copy", ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers"]
)
def test_report_names_message_recipient_and_code(copy):
    assert read_reports(report(ID, copy=copy)) == [
        DeliveryReport(ID, "ala@example.org", "failed", "5.1.1")
    ]


def test_headers_alone_in_quoted_printable_are_read():
    data = report(ID, copy="text/rfc822-headers\nContent-Transfer-Encoding: quoted-printable")

    assert [one.message_id for one in read_reports(data)] == [ID]


def test_each_recipient_of_a_report_is_one():
    rows = [("a@example.org", "failed", "5.2.2"), ("b@example.org", "delayed", "4.4.1")]
    recipients = "\n".join(
        RECIPIENT.format(address=address, action=action, code=code)
        for address, action, code in rows
    )

    assert [
        (one.recipient, one.action, one.code)
        for one in read_reports(report(ID, recipients=recipients))
    ] == rows


def test_address_that_was_written_to_counts_before_the_one_it_leads_on_to():
    recipients = "Original-Recipient: rfc822;<ala@example.org>\n" + RECIPIENT.format(
        address="box17@inner.example", action="Failed", code="5.1.1 (bad)"
    )

    assert read_reports(report(ID, recipients=recipients)) == [
        DeliveryReport(ID, "ala@example.org", "failed", "5.1.1")
    ]


@pytest.mark.parametrize(
    ("action", "code", "expected"),
    [
        ("failed", "5.1.1", (True, True)),
        ("failed", "5.0.0", (True, True)),
        ("failed", "5.2.1", (True, True)),
        ("failed", "5.2.2", (True, True)),
        # About the message: too large, its content, a rule against the sender.
        ("failed", "5.2.3", (True, False)),
        ("failed", "5.3.4", (True, False)),
        ("failed", "5.6.1", (True, False)),
        ("failed", "5.7.1", (True, False)),
        # Given up after days of attempts; the server may be back.
        ("failed", "4.4.7", (True, False)),
        ("failed", "", (True, False)),
        ("delayed", "5.1.1", (False, False)),
        ("delivered", "2.1.5", (False, False)),
        ("relayed", "2.0.0", (False, False)),
    ],
)
def test_only_what_failed_for_good_says_something_about_the_address(action, code, expected):
    [one] = read_reports(report(ID, action=action, code=code))

    assert (one.is_final, one.is_about_address) == expected


@pytest.mark.parametrize(
    "data",
    [
        PLAIN, b"", b"\xff\xfe\x00", b"Content-Type: multipart/report\n\n--\n",
        b'Content-Type: multipart/report; boundary="b"\n\n--b\nContent-Type: text/plain\n\n',
        report(ID).replace(b"Final-Recipient", b"X-Nothing"),
        report(ID).replace(b"multipart/report; report-type=delivery-status", b"multipart/mixed"),
    ],
)  # fmt: skip
def test_other_mail_is_no_report(data):
    assert read_reports(data) == []


@pytest.mark.parametrize(
    "data",
    [report("1.2@miasto.example"), report(""), report(ID)[:-200], report(ID, copy="text/plain")],
)
def test_report_that_does_not_show_the_message_has_no_id(data):
    assert {one.message_id for one in read_reports(data)} <= {""}
