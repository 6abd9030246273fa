"""Every machine-readable address parses, whatever the fields hold."""

import csv
import datetime
import io
import json
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from django.db import connection, models
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import Page

from tests.factories.bulletin import (
    BulletinIssueFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
)
from tests.factories.bulletin import publish as publish_issue
from tests.factories.directory import ActivityAreaFactory, ContactChannelFactory, NGOFactory
from tests.factories.events import EventFactory, EventKindFactory, VenueFactory
from tests.factories.events import publish as publish_event
from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.pdf.values import Metadata
from wagtail_ngo.domain.pdf.xmp import packet
from wagtail_ngo.models import FundingCall, NGOPage, Offer, PartnerBoardPage, Venue
from wagtail_ngo.services.people.register import is_text

pytestmark = pytest.mark.django_db
#: Everything that is hard for some format, but NUL, which no database of ours takes from a form.
HOSTILE = (
    "".join(map(chr, [*range(1, 32), *range(127, 160)]))
    + "\u2028\u2029\ufdd0\ufffe\uffff\U0001f600\u202e"
    + "]]>--><&\"';,:\\|=+@{{%"
)
JSON_LD = re.compile(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', re.DOTALL)
#: Addresses that say what they hold in another way than text.
PICTURES = ("image/", "application/pdf")


def spoil(row, *names):
    """Write hostile text past every guard, with the field's own text before it."""
    for field in row._meta.concrete_fields:
        if not is_text(field) or (names and field.name not in names):
            continue
        if field.name in KEPT or isinstance(field, models.URLField | models.JSONField):
            continue
        model = field.model
        text = f"{getattr(row, field.attname) or field.name}{HOSTILE}"
        length = field.max_length or 10_000
        if not names and length < len(text):
            continue
        model.objects.filter(pk=row.pk).update(**{field.attname: text[:length]})


#: Keys, addresses and values in a form that the model sees to.
KEPT = {
    "slug", "path", "url_path", "sort_key", "uid", "uuid", "time_zone", "currency", "recurrence",
    "content_digest", "body", "description", "skeleton", "krs", "nip", "regon", "iban",
    "seat_postcode", "mail_postcode", "contact_email", "session", "report_email",
}  # fmt: skip


@pytest.fixture
def town():
    """One of each thing that a visitor's program reads, spoilt."""
    area, kind = ActivityAreaFactory(), EventKindFactory()
    entry = NGOFactory(title="Klub", areas=[area], lead="Opis")
    ContactChannelFactory(organization=entry, kind="other", value="x")
    offer = Offer.objects.create(organization=entry, kind="room", text="Sala")
    venue = VenueFactory(street="Rynek 1", city="Słupsk")
    event = publish_event(
        EventFactory(
            title="Koncert", venue=venue, kind=kind, lead="Zapraszamy",
            start_date=datetime.date(2037, 3, 18),
        )
    )  # fmt: skip
    issue = publish_issue(BulletinIssueFactory(title="Numer"))
    calls = FundingCallIndexFactory()
    call = FundingCallFactory(deadline=datetime.datetime(2037, 1, 2, tzinfo=datetime.UTC))
    board = (
        entry.get_root()
        .get_first_child()
        .add_child(instance=PartnerBoardPage(title="Giełda", slug="gielda"))
    )
    pages = [entry, entry.get_parent().specific, event, event.get_parent().specific, issue]
    pages += [issue.get_parent().specific, calls, board]
    rows = [*pages, area, kind, venue, call, offer, *event.occurrences.all()]
    for row in rows:
        spoil(row)
    for edition in issue.editions.all():
        edition.content["title"] = HOSTILE
        edition.save()
    return pages


def addresses(page, town):
    """Every address of a page that needs no value, and those of its first date."""
    url = page.get_url()
    yield url
    for route in page.get_subpage_urls():
        pattern = str(route.pattern)
        if not re.search(r"[<(]", pattern):
            yield url + pattern.strip("^$")
    for row in getattr(page, "occurrences", models.Model).all() if has_dates(page) else []:
        yield row.url
        yield f"{row.url}ics/"


def has_dates(page):
    return hasattr(page, "occurrences")


def check(response, url):
    """Read the answer as what it says it is."""
    kind = response["Content-Type"].split(";")[0]
    data = response.getvalue()
    if kind.startswith(PICTURES):
        return kind
    if kind == "text/html":
        for found in JSON_LD.findall(data.decode()):
            json.loads(found)
    elif kind.endswith("json"):
        json.loads(data)
    elif kind.endswith("xml"):
        ElementTree.fromstring(data)  # noqa: S314 -- our own answer
    elif kind == "text/calendar":
        calendar = Calendar.from_ical(data)
        assert [component.errors for component in calendar.walk() if component.errors] == []
        assert printable(data.decode()).replace("\r", "") == data.decode().replace("\r", "")
    elif kind == "text/vcard":
        assert printable(data.decode()) == data.decode()
        assert all(":" in line or line[:1] == " " for line in data.decode().split("\r\n") if line)
    elif kind == "text/csv":
        text = data.decode("utf-8-sig")
        delimiter = ";" if ";" in text.split("\n")[0] else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        assert len({len(row) for row in rows}) == 1, url
    elif "spreadsheet" in kind:
        openpyxl.load_workbook(io.BytesIO(data))
    else:
        pytest.fail(f"{url} is {kind}: say how it is read")
    return kind


def test_every_address_of_our_pages_parses(town, client):
    assert "\x0b" in Page.objects.get(pk=town[0].pk).title
    kinds = set()
    for page in town:
        for url in addresses(page, town):
            response = client.get(url)
            if response.status_code in (301, 302, 404, 405):
                continue
            assert response.status_code == 200, url
            kinds.add(check(response, url))

    assert {
        "text/html", "application/atom+xml", "text/calendar", "text/vcard", "text/csv",
    } <= kinds  # fmt: skip


def test_the_read_api_parses(town, client):
    entry = NGOPage.objects.get()
    for name in ("hsds_services", "hsds_organizations", "hsds_taxonomies", "hsds_taxonomy_terms"):
        response = client.get(reverse(f"wagtail_ngo:{name}"))
        assert response.status_code == 200
        json.loads(response.getvalue())
    one = client.get(reverse("wagtail_ngo:hsds_organization", args=[entry.uuid]))
    assert json.loads(one.getvalue())["name"].startswith("Klub")


def test_the_office_s_exports_parse(town, admin_client):
    directory = town[1]
    for name in ("csv", "xlsx"):
        response = admin_client.get(reverse(f"wagtail_ngo_export_{name}", args=[directory.pk]))
        check(response, name)
    for model in ("venue", "fundingcall", "activityarea"):
        for form in ("csv", "xlsx"):
            url = reverse(f"wagtail_ngo_{model}_modeladmin_index")
            check(admin_client.get(url, {"export": form}), url)


def test_the_metadata_of_a_pdf_parses():
    moment = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    values = {
        name: (HOSTILE,) if name == "keywords" else HOSTILE
        for name in Metadata.__dataclass_fields__
        if name not in ("created", "modified", "language")
    }

    text = packet(
        Metadata(**values, language="pl", created=moment, modified=moment), producer=HOSTILE
    )

    body = text.split("?>", 1)[1].rsplit("<?xpacket", 1)[0]
    ElementTree.fromstring(body)  # noqa: S314 -- our own packet


@pytest.mark.parametrize("way", ["save", "page", "form"])
def test_no_door_lets_such_characters_in(way, admin_client):
    if way == "save":
        row = Venue.objects.create(name="Dom\x0b kultury\x85", street="Rynek\ufffe 1")
        assert (row.name, row.street) == ("Dom kultury", "Rynek 1")
    elif way == "page":
        page = NGOFactory(title="Klub\x01 Bryza", lead="A\tb\nc\x7f")
        page.refresh_from_db()
        assert (page.title, page.lead) == ("Klub Bryza", "A\tb\nc")
    else:
        data = {"title": "Konkurs\x0c", "funder": "Fundacja\x1f", "deadline": "2037-01-02 10:00"}
        data |= {"text": "null", "currency": "PLN", "procedure": "other"}
        data |= {"announced_on": "2037-01-01"}
        admin_client.post(reverse("wagtail_ngo_fundingcall_modeladmin_create"), data)
        call = FundingCall.objects.get()
        assert (call.title, call.funder) == ("Konkurs", "Fundacja")


def test_hostile_text_holds_what_the_databases_take():
    """A positive control: what is written is what is read."""
    venue = Venue.objects.create(name="x")
    Venue.objects.filter(pk=venue.pk).update(name=HOSTILE)

    venue.refresh_from_db()

    assert venue.name == HOSTILE
    assert connection.vendor
