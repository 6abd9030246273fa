"""Whatever a visitor or a logged-in editor writes into an address, no page ends in an error 500."""

from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.core import signing

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
    publish,
)
from tests.factories.directory import (
    ActivityAreaFactory,
    ContactChannelFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
)
from tests.factories.events import EventIndexFactory, EventKindFactory, PublishedEventFactory
from wagtail_ngo.models import ConfirmationRequest, EventOrganization
from wagtail_ngo.services.directory import facts, reviews

pytestmark = [pytest.mark.django_db, pytest.mark.any_version]

HOSTILE = [
    "a\x00b", "9" * 19, "9" * 30, "9" * 5000, "-1", "²", "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00", "9999-12-31", "'\"*(:%", "a" * 3000,
]  # fmt: skip
PARAMETERS = [
    "q", "page", "letter", "sort", "place", "area", "group", "district", "form", "opp", "access",
    "offers", "open", "needs", "language", "reach", "about", "kind", "host", "start", "end",
    "amount", "ended", "name", "per_page", "modified_after", "taxonomy_id", "taxonomy_term_id",
    "organization_id", "search", "year", "bbox", "d", "date", "day",
]  # fmt: skip


@pytest.fixture
def town(settings):
    """Addresses of every kind of public page, without a query."""
    area, district = ActivityAreaFactory(), DistrictFactory()
    directory, calendar = NGODirectoryFactory(), EventIndexFactory()
    entry = NGOFactory(parent=directory, areas=[area], districts=[district])
    ContactChannelFactory(organization=entry)
    event = PublishedEventFactory(parent=calendar, kind=EventKindFactory())
    EventOrganization.objects.create(page=event, organization=entry, role="host")
    event.areas = []
    calls = FundingCallIndexFactory()
    FundingCallFactory().areas.add(area)
    serial = BulletinIndexFactory()
    issue = publish(BulletinIssueFactory(parent=serial))
    pages = {
        directory: ["", "suggestions/", "atom/", "csv/", "print/", "map/", "map/markers/", "feed/",
                    "missing/"],
        entry: ["", "report/", "vcard/", "ics/", "qr/"],
        calendar: ["", "archive/", "archive/9999/", "archive/0000/", "month/", "month/9999-99/",
                   "month/0000-00/", "ics/", "feed/"],
        event: ["", "ics/", "9999-12-31/", "0000-00-00/", "0001-01-01/ics/"],
        calls: ["", "deadlines/", "feed/", f"{'9' * 30}/", f"{'9' * 19}/"],
        serial: ["", "latest/", "feed/", "subscribe/"],
        issue: ["", f"edition-{'9' * 30}/", f"{'9' * 30}/", "edition-99999/", "pdf/x/"],
    }  # fmt: skip
    addresses = [f"{page.url}{part}" for page, parts in pages.items() for part in parts]
    api = ["", "services", "organizations", "taxonomies", "taxonomy_terms"]
    return [*addresses, *(f"/ngo/hsds/{name}" for name in api)]


def failures(client, addresses) -> list[str]:
    client.raise_request_exception = False
    return [one[:200] for one in addresses if client.get(one).status_code >= 500]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_parameter_of_a_public_page_ends_in_an_error(client, town, value):
    # All parameters at once: a page reads those it knows.
    query = "&".join(f"{name}={quote(value)}" for name in PARAMETERS)

    assert failures(client, [f"{address}?{query}" for address in town]) == []


@pytest.mark.parametrize("value", HOSTILE)
def test_no_token_of_a_mail_ends_in_an_error(client, town, value):
    token = quote(value or "x", safe="")
    paths = ["confirm/{}/", "confirm/{}/changes/", "bulletin/subscription/{}/",
             "bulletin/unsubscribe/{}/", "hsds/services/{}", "hsds/taxonomies/{}"]  # fmt: skip

    assert failures(client, [f"/ngo/{path.format(token)}" for path in paths]) == []


def test_token_with_a_wrong_content_opens_nothing(client, town):
    for content in ({}, [], {"id": 1}, {"id": 10**30, "nonce": "n"}, None):
        token = signing.dumps(content, salt=reviews.SALT)

        assert client.get(f"/ngo/confirm/{token}/").status_code == 404


@pytest.mark.parametrize("value", HOSTILE)
def test_no_field_behind_a_confirmation_link_ends_in_an_error(client, town, value):
    entry = reviews.NGOPage.objects.get()
    question = ConfirmationRequest.objects.create(entry=entry, nonce="n")
    address = f"/ngo/confirm/{reviews.link_token(question)}/changes/"
    client.raise_request_exception = False

    response = client.post(address, dict.fromkeys([*facts.PUBLIC_KEYS, "message"], value))

    assert response.status_code in (200, 422)


@pytest.mark.parametrize("value", HOSTILE)
def test_no_form_of_a_visitor_ends_in_an_error(client, town, value):
    client.raise_request_exception = False
    values = dict.fromkeys(["name", "contact", "message", "reply_to", "website", "email"], value)

    for address in town:
        if address.endswith(("missing/", "report/", "subscribe/")):
            assert client.post(address, values).status_code < 500, address


ADMIN = [
    "wagtail_ngo/changerequest/", "wagtail_ngo/representative/", "wagtail_ngo/fundingcall/",
    "wagtail_ngo/venue/", "wagtail_ngo/missingorganization/", "wagtail_ngo/searchsynonym/",
    "wagtail_ngo/bulletinsubscriber/", "wagtail_ngo/bulletindistribution/", "ngo/import/",
    "ngo/attention/", "ngo/recurrence-preview/",
]  # fmt: skip
ADMIN_PARAMETERS = [
    "q", "p", "show", "o", "id", "parent_id", "organization", "organization__pk", "areas",
    "districts", "entry__areas", "entry__districts", "area", "district", "legal_form", "days",
    "kind", "day", "page", "start_date", "start_time", "venue", "state", "source", "directory",
    "overrides-TOTAL_FORMS", "multiple", "serial",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_no_parameter_of_an_admin_list_ends_in_an_error(client, town, value):
    client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "x"))
    query = "&".join(f"{name}={quote(value)}" for name in ADMIN_PARAMETERS)
    single = [f"/admin/{path}?{name}={quote(value)}" for path in ADMIN for name in ADMIN_PARAMETERS]

    found = failures(client, [f"/admin/{path}?{query}" for path in ADMIN])

    assert (found or failures(client, single[:40])) == []
