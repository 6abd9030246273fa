"""The hand-over to wagtail-newsletter; its services are spoken to as CampaignBackend tells."""

import datetime
from dataclasses import dataclass, field

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.bulletin import BulletinIssueFactory, block, publish, section
from wagtail_ngo.services.bulletin import newsletter as bulletin_newsletter
from wagtail_ngo.services.bulletin.newsletter import HandOverError, hand_over

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2017, 11, 2, 9, tzinfo=datetime.UTC)


class CampaignBackendError(Exception):
    message = "The audience is empty."


@dataclass
class Campaign:
    is_sent: bool = False
    is_scheduled: bool = False


@dataclass
class Service:
    """A mailing service that remembers what it was told, and may refuse to send."""

    refuses: bool = False
    saved: list = field(default_factory=list)
    sent: list = field(default_factory=list)

    def save_campaign(self, **letter):
        self.saved.append(letter)
        return f"c{len(self.saved)}"

    def get_campaign(self, campaign_id):
        return Campaign(is_sent=campaign_id in self.sent)

    def send_campaign(self, campaign_id):
        if self.refuses:
            raise CampaignBackendError
        self.sent.append(campaign_id)


@pytest.fixture
def issue():
    body = [section("Wieści"), block("text", title="Rada", text="<p>Słowa</p>")]
    return publish(BulletinIssueFactory(title="Biuletyn\n11/2017", body=body))


def test_an_issue_becomes_one_campaign_and_is_sent_once(issue):
    service = Service()

    for _again in range(2):
        hand_over(issue, "Mieszkańcy", service=service, now=NOW)

    [letter] = service.saved
    assert (service.sent, letter["recipients"], letter["subject"]) == (
        ["c1"],
        "Mieszkańcy",
        "Biuletyn 11/2017",
    )
    assert bulletin_newsletter.UNSUBSCRIBE in letter["html"]
    assert letter["from_name"] == issue.get_parent().specific.publisher


def test_a_refused_campaign_goes_on_later_with_the_same_one(issue):
    service = Service(refuses=True)
    with pytest.raises(HandOverError, match="audience is empty"):
        hand_over(issue, "Mieszkańcy", service=service, now=NOW)
    service.refuses = False

    mailing = hand_over(issue, "Mieszkańcy", service=service, now=NOW)

    assert (len(service.saved), service.sent, mailing.finished_at) == (1, ["c1"], NOW)


def test_what_the_public_cannot_read_is_not_handed_over(issue):
    PageViewRestriction.objects.create(page=issue, restriction_type="login")
    service = Service()

    with pytest.raises(ValueError, match="everyone may read"):
        hand_over(issue, "Mieszkańcy", service=service, now=NOW)

    assert service.saved == []


def test_a_letter_comes_from_the_names_of_the_settings_else_from_the_publisher(issue, settings):
    def told() -> tuple[str, str]:
        letter = bulletin_newsletter._letter(issue)
        return letter["from_name"], letter["reply_to"]

    settings.DEFAULT_FROM_EMAIL = "site@example.org"
    assert told() == (issue.get_parent().specific.publisher, "site@example.org")

    settings.WAGTAIL_NEWSLETTER_FROM_NAME = "Miasto"
    settings.WAGTAIL_NEWSLETTER_REPLY_TO = "biuro@example.org"
    assert told() == ("Miasto", "biuro@example.org")


def test_a_campaign_that_is_scheduled_is_not_sent_again_and_one_that_is_gone_is(issue):
    service = Service(refuses=True)
    with pytest.raises(HandOverError):
        hand_over(issue, "Mieszkańcy", service=service, now=NOW)
    service.refuses, service.get_campaign = False, lambda key: Campaign(is_scheduled=True)

    assert hand_over(issue, "Mieszkańcy", service=service, now=NOW).finished_at == NOW
    assert service.sent == []

    other, service = publish(BulletinIssueFactory(number=12, year=2030)), Service()
    service.get_campaign = lambda key: None
    hand_over(other, "Mieszkańcy", service=service, now=NOW)
    assert service.sent == ["c1"]


def test_a_fault_of_another_kind_is_no_refusal(issue):
    service = Service()
    service.send_campaign = None

    with pytest.raises(TypeError):
        hand_over(issue, "Mieszkańcy", service=service, now=NOW)
