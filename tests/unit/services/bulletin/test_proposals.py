import datetime

import pytest

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    block,
    publish,
    section,
)
from tests.factories.directory import NGOFactory
from tests.unit.services.bulletin.test_events import PERIOD, make_date
from tests.unit.services.bulletin.test_issue import NOW, make_issue
from wagtail_ngo.models import BulletinIndexPage
from wagtail_ngo.services.bulletin.drafts import new_issue
from wagtail_ngo.services.bulletin.issue import compose
from wagtail_ngo.services.bulletin.proposals import add, proposals

pytestmark = pytest.mark.django_db


def kinds(issue) -> list[str]:
    issue.refresh_from_db()
    return [raw["type"] for raw in issue.get_latest_revision_as_object().body.raw_data]


def test_proposals_are_events_of_the_period_open_calls_and_changed_organizations():
    make_date(9, title="Spotkanie")
    make_date(9, month=12, title="Za późno")
    FundingCallFactory(title="Konkurs")
    FundingCallFactory(title="Minął", deadline=NOW - datetime.timedelta(days=1))
    FundingCallFactory(title="Szkic", is_public=False)
    changed = NGOFactory(title="Zmieniona")
    changed.last_published_at = NOW
    changed.save()
    NGOFactory(title="Niezmieniona")

    found = proposals(make_issue(), now=NOW)

    assert [(one.theme, one.item.title) for one in found] == [
        ("events", "Spotkanie"),
        ("funding", "Konkurs"),
        ("directory", "Zmieniona"),
    ]


def test_adding_puts_each_into_the_section_of_its_theme_and_changes_nothing_else(admin_user):
    make_date(9, title="Spotkanie")
    FundingCallFactory(title="Konkurs")
    issue = make_issue(
        section("Pieniądze", "funding"),
        block("text", title="", text="<p>Moje słowa</p>"),
        section("Wieści", "news"),
    )
    before = list(issue.body.raw_data)
    keys = [one.key for one in proposals(issue, now=NOW)]

    added = add(issue, keys, user=admin_user, now=NOW)

    assert [one.item.title for one in added] == ["Spotkanie", "Konkurs"]
    assert kinds(issue) == ["section", "text", "call", "section", "section", "event"]
    after = issue.get_latest_revision_as_object().body.raw_data
    assert [raw for raw in after if raw["type"] == "text"] == [before[1]]


def test_running_again_adds_only_what_is_new(admin_user):
    make_date(9, title="Spotkanie")
    issue = make_issue(section("Kalendarz", "events"))
    keys = [one.key for one in proposals(issue, now=NOW)]
    add(issue, keys, user=admin_user, now=NOW)
    make_date(10, title="Nowe")
    issue.refresh_from_db()
    draft = issue.get_latest_revision_as_object()

    found = proposals(draft, now=NOW)
    again = add(issue, [*keys, *(one.key for one in found)], user=admin_user, now=NOW)

    assert [one.item.title for one in again] == ["Nowe"]
    assert kinds(issue) == ["section", "event", "event"]


def test_what_a_list_shows_or_the_last_issue_had_is_not_ticked_by_itself():
    old_call = FundingCallFactory(title="Był w poprzednim")
    make_date(9, title="Na liście")
    previous = make_issue(
        block("call", call=old_call.pk, title="", text=""),
        number=10,
        period_start=datetime.date(2017, 10, 1),
        period_end=datetime.date(2017, 10, 31),
        issue_date=datetime.date(2017, 10, 2),
    )
    publish(previous)

    found = proposals(make_issue(block("events_of_period", **PERIOD)), now=NOW)

    assert [(one.item.title, one.in_list, one.is_fresh, one.is_suggested) for one in found] == [
        ("Na liście", True, True, False),
        ("Był w poprzednim", False, False, False),
    ]


def test_a_new_issue_takes_the_skeleton_and_no_words_of_the_month(admin_user):
    serial = BulletinIndexFactory(title="Biuletyn")
    last = make_issue(
        section("Pieniądze", "funding"),
        block("open_calls", heading="", most=10, empty_text=""),
        block("text", title="", text="<p>Sprzed miesiąca</p>"),
        editorial="<p>Wstęp</p>",
        parent=serial,
    )

    issue = new_issue(serial, user=admin_user, today=datetime.date(2017, 11, 20))

    assert (issue.title, issue.label, issue.live) == ("Biuletyn 12/2017", "12/2017", False)
    assert (issue.period_start, issue.period_end) == (
        datetime.date(2017, 12, 1),
        datetime.date(2017, 12, 31),
    )
    assert issue.issue_date == datetime.date(2017, 12, 1)
    assert kinds(issue) == ["section", "open_calls"]
    assert issue.editorial == ""
    old_ids = {raw["id"] for raw in last.get_latest_revision_as_object().body.raw_data}
    assert not old_ids & {raw["id"] for raw in issue.body.raw_data}


def test_the_first_issue_takes_the_default_sections(admin_user):
    serial = BulletinIndexFactory(skeleton=[section("Wieści", "news")])

    issue = new_issue(serial, user=admin_user, today=datetime.date(2018, 2, 3))

    assert (issue.label, kinds(issue)) == ("1/2018", ["section"])


def test_two_new_issues_have_two_numbers_and_addresses(admin_user):
    serial = BulletinIndexFactory()
    BulletinIssueFactory(parent=serial, number=11, year=2017, slug="12-2017")
    today = datetime.date(2017, 12, 20)

    issues = [
        new_issue(BulletinIndexPage.objects.get(pk=serial.pk), user=admin_user, today=today)
        for _ in range(2)
    ]

    assert [one.number for one in issues] == [12, 13]
    assert [one.slug for one in issues] == ["12-2017-2", "13-2017"]


def test_what_the_last_issue_left_out_is_proposed_and_said_so():
    october = datetime.datetime(2017, 10, 5, tzinfo=datetime.UTC)
    shown, left_out, new = (NGOFactory(title=title) for title in ("Była", "Pominięta", "Nowa"))
    for page, moment in [(shown, october), (left_out, october), (new, NOW)]:
        page.first_published_at = page.last_published_at = moment
        page.save()
    FundingCallFactory(title="Pominięty konkurs", created_at=october)
    FundingCallFactory(title="Świeży konkurs", created_at=NOW)
    previous = make_issue(
        block("organization", organization=shown.pk, title="", text=""),
        number=10,
        period_start=datetime.date(2017, 10, 1),
        period_end=datetime.date(2017, 10, 31),
        issue_date=datetime.date(2017, 10, 6),
    )

    issue = make_issue()
    as_draft = [(one.item.title, one.origin) for one in proposals(issue, now=NOW)]
    publish(previous)
    as_issued = [(one.item.title, one.origin) for one in proposals(issue, now=NOW)]

    assert as_draft == as_issued
    assert as_issued == [
        ("Pominięty konkurs", "left_out"),
        ("Świeży konkurs", "period"),
        ("Nowa", "new"),
        ("Pominięta", "left_out"),
    ]


def test_an_organization_takes_another_title_and_text():
    page = NGOFactory(title="Stowarzyszenie", lead="Co robi")
    own = make_issue(
        block("organization", organization=page.pk, title="Nasi sąsiedzi", text="<p>Inne</p>")
    )

    [item] = compose(own, now=NOW).sections[0].items

    assert (item.title, item.html, item.lead) == ("Nasi sąsiedzi", "<p>Inne</p>", "Co robi")
