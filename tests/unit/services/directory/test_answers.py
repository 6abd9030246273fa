"""Who is answered about a change request, and with what."""

import datetime

import pytest

from tests.factories.directory import ContactChannelFactory, NGOFactory
from wagtail_ngo.enums import ChangeSource
from wagtail_ngo.models import ChangeRequest, OutgoingMail
from wagtail_ngo.services.directory import answers

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture
def entry():
    entry = NGOFactory(title="Fundacja")
    ContactChannelFactory(organization=entry, kind="email", value="fundacja@example.org")
    return entry


def request(entry, source=ChangeSource.VISITOR, reply_to="") -> ChangeRequest:
    return ChangeRequest.objects.create(entry=entry, source=source, reply_to=reply_to)


def test_a_visitor_is_answered_at_the_address_given_and_an_organization_at_its_own(entry):
    own = next(one for one in ChangeSource if one != ChangeSource.VISITOR)

    assert [
        answers.recipient_of(request(entry, source, reply_to))
        for source in (ChangeSource.VISITOR, own)
        for reply_to in ("", "a@example.org")
    ] == ["", "a@example.org", "fundacja@example.org", "a@example.org"]


@pytest.mark.parametrize(
    ("reply_to", "text", "is_sent"),
    [
        ("a@example.org", "Słowa", True),
        ("a@example.org", "  \n", False),
        ("", "Słowa", False),
        ("", "", False),
    ],
)
def test_an_answer_needs_words_and_an_address(entry, reply_to, text, is_sent):
    asked = request(entry, reply_to=reply_to)

    assert answers.send(asked, text, is_question=False, now=NOW) is is_sent

    assert OutgoingMail.objects.count() == is_sent
    if is_sent:
        mail = OutgoingMail.objects.get()
        assert (mail.recipient, mail.kind) == (reply_to, answers.ANSWER.name)
        assert mail.about == f"wagtail_ngo.changerequest:{asked.pk}"
