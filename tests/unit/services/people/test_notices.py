"""The words beside a form: from the register, without the names of settings."""

import pytest
from wagtail.models import Site

from tests.factories.directory import NGOFactory
from wagtail_ngo.models import NGOSettings
from wagtail_ngo.services.people import notices

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_here(rf):
    return rf.get("/", SERVER_NAME="localhost")


def test_a_notice_says_what_for_on_what_basis_and_how_long(request_here):
    assert notices.notice(request_here, "wagtail_ngo.ChangeRequest") == notices.Notice(
        purpose="looking into what was reported, and answering",
        basis="task in the public interest (GDPR art. 6(1)(e))",
        kept="a year after the office is done; the e-mail until then",
        url="",
    )


@pytest.mark.parametrize(
    ("model", "kept"),
    [
        ("OutgoingMail", "the text until it is sent, the address longer"),
        ("BulletinSubscriber", "until they unsubscribe; 30 days without a confirmation"),
    ],
)
def test_names_of_settings_are_left_out(request_here, model, kept):
    assert notices.notice(request_here, f"wagtail_ngo.{model}").kept == kept


def test_a_form_that_says_more_exactly_how_long_leaves_it_out(request_here):
    told = notices.notice(request_here, "wagtail_ngo.ChangeRequest", kept=False)

    assert (told.kept, told.purpose) == ("", "looking into what was reported, and answering")


def test_the_address_is_the_one_of_the_site_that_was_asked(request_here, rf):
    here = Site.objects.get(is_default_site=True)
    other = Site.objects.create(hostname="inne.example", root_page=NGOFactory())
    for site, url in ((here, "https://tu.example/rodo"), (other, "https://inne.example/rodo")):
        NGOSettings.objects.create(site=site, privacy_url=url)
    elsewhere = rf.get("/", SERVER_NAME="inne.example")

    asked = [
        notices.notice(request, "wagtail_ngo.ChangeRequest").url
        for request in (request_here, elsewhere)
    ]

    assert asked == ["https://tu.example/rodo", "https://inne.example/rodo"]
