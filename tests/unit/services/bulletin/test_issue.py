import datetime

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail_factories import ImageFactory

from tests.factories.bulletin import (
    BulletinIssueFactory,
    FundingCallFactory,
    FundingCallIndexFactory,
    block,
    publish,
    section,
)
from tests.factories.directory import NGOFactory
from wagtail_ngo.enums import SourceChange
from wagtail_ngo.models import BulletinSource
from wagtail_ngo.services.bulletin import editions
from wagtail_ngo.services.bulletin.editions import differs_from_edition
from wagtail_ngo.services.bulletin.issue import compose
from wagtail_ngo.services.bulletin.sources import differences

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2017, 11, 2, 9, tzinfo=datetime.UTC)


def make_issue(*body, **fields):
    days = {
        "period_start": datetime.date(2017, 11, 1),
        "period_end": datetime.date(2017, 11, 30),
        "issue_date": datetime.date(2017, 11, 2),
    }
    values = {"number": 11, "year": 2017, "body": list(body)} | days
    return BulletinIssueFactory(**values | fields)


def items_of(issue):
    return [item for section_ in compose(issue, now=NOW).sections for item in section_.items]


def test_compose_cuts_the_stream_at_its_section_blocks():
    issue = make_issue(
        block("text", title="", text="<p>Przed</p>"),
        section("Pieniądze", "funding"),
        block("quote", quote="Razem", author="N.N.", role=""),
        section("Pieniądze"),
    )

    sections = compose(issue, now=NOW).sections

    assert [(one.heading, one.theme, one.anchor) for one in sections] == [
        ("", "other", "section-1"),
        ("Pieniądze", "funding", "pieniadze"),
        ("Pieniądze", "other", "pieniadze-3"),
    ]
    assert [[item.kind for item in one.items] for one in sections] == [["text"], ["quote"], []]


def test_compose_keeps_no_script_and_no_relative_link():
    linked = NGOFactory(title="Fundacja")
    html = (
        f'<p onclick="x()">A<script>alert(1)</script><a linktype="page" id="{linked.pk}">B</a>'
        '<a href="javascript:x()">C</a></p>'
    )

    [item] = items_of(make_issue(block("text", title="", text=html)))

    assert item.html == f'<p>A<a href="{linked.full_url}">B</a><a>C</a></p>'


def test_open_calls_are_those_still_open_on_the_day_of_issue():
    FundingCallFactory(title="Minęła", deadline=NOW - datetime.timedelta(minutes=1))
    FundingCallFactory(title="Szkic", is_public=False)
    late = FundingCallFactory(title="Druga", deadline=NOW + datetime.timedelta(days=9))
    soon = FundingCallFactory(title="Pierwsza", deadline=NOW + datetime.timedelta(days=1))
    index = FundingCallIndexFactory()

    [item] = items_of(make_issue(block("open_calls", heading="", most=10, empty_text="")))

    assert [call.title for call in item.calls] == ["Pierwsza", "Druga"]
    assert [call.url for call in item.calls] == [
        f"{index.full_url}{soon.pk}/",
        f"{index.full_url}{late.pk}/",
    ]


def test_a_call_presented_on_its_own_is_left_out_of_the_list():
    own = FundingCallFactory(title="Osobno")
    FundingCallFactory(title="Na liście")

    single, listed = items_of(
        make_issue(
            block("call", call=own.pk, title="Nasz tytuł", text=""),
            block("open_calls", heading="", most=10, empty_text=""),
        )
    )

    assert single.title == "Nasz tytuł"
    assert [call.title for call in listed.calls] == ["Na liście"]


def test_an_organization_that_visitors_may_not_see_is_left_out():
    hidden = NGOFactory(title="Ukryta")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = NGOFactory(title="Szkic", live=False)

    items = items_of(
        make_issue(
            block("organization", organization=hidden.pk, text=""),
            block("organization", organization=draft.pk, text=""),
            block("news", organization=hidden.pk, title="T", text="<p>x</p>", caption="", link=""),
        )
    )

    assert [(item.kind, item.title) for item in items] == [("news", "T")]
    assert (items[0].organization, items[0].url) == ("", "")


def test_new_organizations_joined_within_the_period():
    for title, day in [("Wcześniej", 10), ("W okresie", 11), ("Potem", 12)]:
        page = NGOFactory(title=title)
        page.first_published_at = datetime.datetime(2017, day, 15, tzinfo=datetime.UTC)
        page.save()

    [item] = items_of(make_issue(block("new_organizations", heading="", most=9, empty_text="")))

    assert [one.title for one in item.organizations] == ["W okresie"]


def test_issuing_freezes_what_the_issue_showed():
    organization = NGOFactory(title="Stara nazwa", lead="Co robi")
    call = FundingCallFactory(title="Konkurs")
    issue = publish(
        make_issue(
            block("organization", organization=organization.pk, text=""),
            block("call", call=call.pk, title="", text=""),
        )
    )

    organization.title = "Nowa nazwa"
    publish(organization)
    call.delete()
    issue.refresh_from_db()

    shown = issue.latest_edition.get_content()
    assert [item.title for item in shown.all_items()] == ["Stara nazwa", "Konkurs"]
    assert {(one.title, one.change) for one in differences(issue.latest_edition)} == {
        ("Stara nazwa", SourceChange.CHANGED),
        ("Konkurs", SourceChange.GONE),
    }


def test_marks_are_set_when_the_source_is_published_and_lifted_when_it_is_mended():
    organization = NGOFactory(title="Dobra nazwa")
    publish(make_issue(block("organization", organization=organization.pk, text="")))
    marks = BulletinSource.objects.values_list("change", flat=True)

    organization.title = "Zła nazwa"
    publish(organization)
    assert list(marks) == [SourceChange.CHANGED]

    organization.title = "Dobra nazwa"
    publish(organization)
    assert list(marks.all()) == [SourceChange.NONE]

    organization.unpublish()
    assert list(marks.all()) == [SourceChange.GONE]


def test_publishing_again_changes_nothing_that_readers_see():
    issue = publish(make_issue(block("text", title="", text="<p>Raz</p>")))
    issue.body = [block("text", title="", text="<p>Dwa</p>")]

    issue = publish(issue)

    shown = issue.latest_edition.get_content()
    assert [item.html for item in shown.all_items()] == ["<p>Raz</p>"]
    assert issue.editions.count() == 1
    assert differs_from_edition(issue, issue.latest_edition)


def test_a_correction_is_a_visible_edition_beside_the_first():
    issue = publish(make_issue(block("text", title="", text="<p>Raz</p>")))
    issue.body = [block("text", title="", text="<p>Dwa</p>")]

    issue.correction_note = "Data spotkania"
    edition = editions.issue(issue, now=NOW)

    assert edition.number == 2
    assert [
        [item.html for item in one.get_content().all_items()] for one in issue.editions.all()
    ] == [["<p>Dwa</p>"], ["<p>Raz</p>"]]
    [correction] = edition.get_content().corrections
    assert (correction.edition, correction.note) == (2, "Data spotkania")


def test_corrections_have_the_local_day():
    """After midnight in Warsaw, when it is still the day before in UTC."""
    issue = publish(make_issue(block("text", title="", text="<p>Raz</p>")))
    night = datetime.datetime(2027, 3, 1, 23, 30, tzinfo=datetime.UTC)
    for number, text in enumerate(("Dwa", "Trzy")):
        issue.body = [block("text", title="", text=f"<p>{text}</p>")]
        issue.correction_note = text
        with timezone.override("Europe/Warsaw"):
            edition = editions.issue(issue, now=night + number * datetime.timedelta(days=1))
        issue = type(issue).objects.get(pk=issue.pk)

    days = [correction.issued_on for correction in edition.get_content().corrections]
    assert days == [datetime.date(2027, 3, 2), datetime.date(2027, 3, 3)]


def test_a_correction_of_nothing_makes_no_edition():
    issue = publish(make_issue(block("text", title="", text="<p>Raz</p>")))

    issue.correction_note = "Nic"
    edition = editions.issue(issue, now=NOW + datetime.timedelta(days=40))

    assert edition.number == 1


def test_the_picture_of_an_edition_survives_the_image():
    image = ImageFactory(title="Zdjęcie")
    issue = publish(make_issue(cover_image=image, cover_alt="Kot na płocie"))
    cover = issue.latest_edition.get_content().cover

    image.delete()

    assert cover.name.startswith("ngo_bulletins/pictures/")
    assert default_storage.exists(cover.name)
    assert (cover.alt, cover.original_width) == ("Kot na płocie", 100)
