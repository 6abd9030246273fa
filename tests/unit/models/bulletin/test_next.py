"""Numbers of a serial are unique without a database constraint; the next one is proposed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    block,
    publish,
    section,
)
from wagtail_ngo.models import BulletinIssuePage
from wagtail_ngo.models.bulletin.next import next_number

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2017, 12, 1)


def errors_of(issue) -> dict:
    with pytest.raises(ValidationError) as caught:
        issue.full_clean()
    return caught.value.message_dict


@pytest.mark.parametrize(
    ("number", "last", "is_taken"),
    [(7, None, True), (8, None, True), (6, 7, True), (6, None, False), (9, 10, False)],
)
def test_an_issue_shares_no_number_with_a_double_one(number, last, is_taken):
    serial = BulletinIndexFactory()
    BulletinIssueFactory(parent=serial, number=7, last_number=8, year=2017, title="Letni")
    issue = BulletinIssueFactory(parent=serial, number=1, year=2017)
    issue.number, issue.last_number = number, last

    if is_taken:
        assert errors_of(issue) == {"number": ["Issue 7–8/2017 exists already: “Letni”."]}
    else:
        issue.full_clean()


def test_another_year_and_another_serial_have_numbers_of_their_own():
    issue = BulletinIssueFactory(number=7, year=2017)
    BulletinIssueFactory(parent=issue.get_parent(), number=7, year=2018)
    BulletinIssueFactory(parent=BulletinIndexFactory(slug="inny"), number=7, year=2017)

    issue.full_clean()


def test_a_new_issue_by_script_is_refused_its_neighbours_number():
    serial = BulletinIndexFactory()
    BulletinIssueFactory(parent=serial, number=5, year=2017)

    with pytest.raises(ValidationError):
        BulletinIssueFactory(parent=serial, number=5, year=2017, slug="drugi")


def test_number_zero_is_none():
    issue = BulletinIssueFactory()
    issue.number = 0

    assert list(errors_of(issue)) == ["number"]


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_within_the_serial_takes_the_next_number(keep_live):
    december = datetime.date(2017, 12, 1), datetime.date(2017, 12, 31)
    issue = publish(
        BulletinIssueFactory(number=12, year=2017, period_start=december[0], period_end=december[1])
    )

    copy = issue.copy(update_attrs={"slug": "kopia"}, keep_live=keep_live, copy_revisions=False)

    assert (copy.number, copy.year) == (1, 2018)
    assert copy.get_latest_revision_as_object().label == "1/2018"
    # A copy is an issue of its own that nobody has issued.
    assert BulletinIssuePage.objects.get(pk=copy.pk).live is False
    assert copy.editions.count() == 0
    assert issue.editions.count() == 1


def test_a_copied_serial_keeps_the_numbers_of_its_issues():
    serial = BulletinIndexFactory()
    for number in (3, 4):
        BulletinIssueFactory(parent=serial, number=number, year=2017)

    copy = serial.copy(recursive=True, update_attrs={"slug": "kopia"})

    numbers = BulletinIssuePage.objects.child_of(copy).values_list("number", flat=True)
    assert sorted(numbers) == [3, 4]


def test_the_form_of_a_new_issue_proposes_number_period_title_and_sections(admin_client):
    serial = BulletinIndexFactory(title="Biuletyn")
    BulletinIssueFactory(
        parent=serial,
        number=11,
        year=2017,
        period_start=datetime.date(2017, 11, 1),
        period_end=datetime.date(2017, 11, 30),
        body=[section("Wieści"), block("text", title="", text="<p>Stare</p>")],
    )

    response = admin_client.get(
        reverse("wagtailadmin_pages:add", args=["wagtail_ngo", "bulletinissuepage", serial.pk])
    )

    form = response.context["form"]
    assert [form[name].value() for name in ("number", "year", "title", "slug")] == [
        12,
        2017,
        "Biuletyn 12/2017",
        "12-2017",
    ]
    assert form["period_end"].value() == datetime.date(2017, 12, 31)
    assert [child.block_type for child in form["body"].value()] == ["section"]


def test_the_next_number_skips_the_second_of_a_double_issue():
    serial = BulletinIndexFactory()
    BulletinIssueFactory(parent=serial, number=7, last_number=8, year=2017)

    assert next_number(serial.path, today=TODAY).number == 9
