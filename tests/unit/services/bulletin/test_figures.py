import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, publish
from tests.unit.services.bulletin.test_events import make_date
from wagtail_ngo.models import BulletinDistribution
from wagtail_ngo.services.bulletin.figures import (
    BulletinFigures,
    copies_of,
    figures,
    handed_out,
    issued,
    keep_serial,
)

pytestmark = pytest.mark.django_db
YEAR = datetime.date(2017, 1, 1), datetime.date(2017, 12, 31)


def give(issue, copies, day=datetime.date(2017, 11, 9), **fields):
    values = {"place": "Ratusz"} | fields
    return BulletinDistribution.objects.create(issue=issue, copies=copies, date=day, **values)


def test_the_year_counts_issued_numbers_and_copies_handed_out_within_it():
    serial = BulletinIndexFactory()
    issue = publish(BulletinIssueFactory(parent=serial, number=11, year=2017))
    publish(issue)
    BulletinIssueFactory(parent=serial, number=12, year=2017, live=False)
    older = publish(BulletinIssueFactory(parent=serial, number=3, year=2016))
    meeting = make_date(9, title="Spotkanie")
    give(issue, 120, occurrence=meeting)
    give(older, 5, occurrence=meeting)
    give(issue, 30)
    give(issue, 7, day=datetime.date(2018, 1, 2))
    other = BulletinIndexFactory(slug="inny")
    give(publish(BulletinIssueFactory(parent=other, number=1, year=2017)), 1000)

    assert figures(*YEAR, serial=serial) == BulletinFigures(
        issues=1, copies=155, hand_overs=3, meetings=1
    )
    assert figures(*YEAR) == BulletinFigures(issues=2, copies=1155, hand_overs=4, meetings=1)
    assert (copies_of(issue), copies_of(BulletinIssueFactory(parent=other, number=5))) == (157, 0)


def test_a_hand_over_takes_its_day_from_its_event():
    meeting = make_date(9, title="Spotkanie")
    given = BulletinDistribution(issue=BulletinIssueFactory(), copies=5, occurrence=meeting)

    given.full_clean()

    assert given.date == datetime.date(2017, 11, 9)


def test_a_hand_over_needs_a_place_and_a_day():
    given = BulletinDistribution(issue=BulletinIssueFactory(), copies=5)

    with pytest.raises(ValidationError) as caught:
        given.full_clean()

    assert set(caught.value.message_dict) == {"place", "date"}


def test_the_chooser_finds_dates_by_title_and_day(admin_client, django_assert_max_num_queries):
    make_date(9, title="Spotkanie")
    make_date(16, title="Szkolenie")
    url = reverse("wagtail_ngo_occurrence_chooser:choose_results")

    def found(**query) -> list[bool]:
        html = admin_client.get(url, query).content.decode()
        return ["Spotkanie" in html, "Szkolenie" in html]

    assert found() == [True, True]
    assert found(q="szkol") == [False, True]
    assert found(day="2017-11-09") == [True, False]


def test_the_log_offers_the_chooser(admin_client):
    url = reverse("wagtail_ngo_bulletindistribution_modeladmin_create")

    assert (
        reverse("wagtail_ngo_occurrence_chooser:choose") in admin_client.get(url).content.decode()
    )


def test_deleting_an_issue_changes_no_figure_of_a_past_year(admin_client):
    issue = publish(BulletinIssueFactory(number=11, year=2017))
    kept = publish(BulletinIssueFactory(number=10, year=2017))
    give(issue, 120)
    before = figures(*YEAR)

    question = admin_client.get(reverse("wagtailadmin_pages:delete", args=[issue.pk]))
    assert "1 issued number and its paper copies (120) stay" in question.content.decode()
    issue.delete()

    assert figures(*YEAR) == before == BulletinFigures(2, 120, 1, 0)
    kept.get_parent().delete()
    assert figures(*YEAR) == before


def test_an_issue_taken_back_before_it_is_deleted_counts_for_nothing(admin_client):
    issue = publish(BulletinIssueFactory(number=11, year=2017))
    issue.unpublish()
    assert figures(*YEAR).issues == 0

    question = admin_client.get(reverse("wagtailadmin_pages:delete", args=[issue.pk]))
    assert "stay in the yearly figures" not in question.content.decode()
    issue.delete()

    assert figures(*YEAR).issues == 0


def test_an_alias_and_a_correction_are_no_further_number():
    issue = publish(BulletinIssueFactory(number=11, year=2017))
    issue.create_alias(update_slug="alias").delete()
    issue.title, issue.correction_note = "Inny tytuł", "Tytuł"
    publish(issue)

    assert issue.editions.count() == 2
    assert figures(*YEAR).issues == 1


def test_copies_of_a_deleted_issue_are_those_of_its_bulletin():
    serial, other = BulletinIndexFactory(), BulletinIndexFactory(slug="inny")
    issue = publish(BulletinIssueFactory(parent=serial, number=11, year=2017))
    kept = publish(BulletinIssueFactory(parent=serial, number=10, year=2017))
    give(issue, 120)
    give(kept, 30)
    give(publish(BulletinIssueFactory(parent=other, number=1, year=2017)), 7)

    keep_serial(issue)
    serials = BulletinDistribution.objects.order_by("-copies").values_list("serial", flat=True)
    assert list(serials) == [serial.pk, None, None]
    issue.delete()

    assert (figures(*YEAR, serial=serial).copies, figures(*YEAR, serial=other).copies) == (150, 7)
    assert (figures(*YEAR, serial=serial).issues, figures(*YEAR, serial=other).issues) == (2, 1)


def test_both_ends_of_a_span_of_days_belong_to_it():
    first, last = YEAR
    day = datetime.timedelta(1)
    issue = BulletinIssueFactory(number=11, year=2017)
    for copies, when in ((1, first - day), (2, first), (4, last), (8, last + day)):
        give(issue, copies, day=when)
        page = BulletinIssueFactory(number=copies, year=2010 + copies, issue_date=when)
        publish(page)

    assert figures(*YEAR) == BulletinFigures(issues=2, copies=6, hand_overs=2, meetings=0)


def test_a_site_has_the_figures_of_its_own_bulletins():
    serial = BulletinIndexFactory()
    issue = publish(BulletinIssueFactory(parent=serial, number=11, year=2017))
    gone = publish(BulletinIssueFactory(parent=serial, number=10, year=2017))
    for row in (issue, gone):
        give(row, 5)
    gone.delete()
    here = Site.objects.get()
    elsewhere = Site.objects.create(hostname="x", root_page=BulletinIndexFactory(slug="inny"))

    assert [(issued(*YEAR, site=site).count(), handed_out(*YEAR, site=site).count())
            for site in (here, elsewhere)] == [(2, 2), (0, 0)]  # fmt: skip
