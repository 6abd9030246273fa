"""Cooperations in the bulletin: proposed once, shown to readers as the public knows them."""

import datetime

import pytest

from tests.factories.bulletin import block, publish
from tests.factories.cooperation import CooperationFactory
from tests.factories.directory import NGOFactory
from tests.unit.services.bulletin.test_issue import NOW, items_of, make_issue
from wagtail_ngo.enums import SourceChange
from wagtail_ngo.models import Cooperation, CooperationPartner
from wagtail_ngo.services.bulletin.proposals import add, proposals
from wagtail_ngo.services.bulletin.sources import differences

pytestmark = pytest.mark.django_db
IN_PERIOD = datetime.date(2017, 11, 1)


def make(title="Grządka", *, recorded=NOW, started_on=IN_PERIOD, **fields):
    partners = fields.pop("partners", None) or [
        NGOFactory(title="Chór", slug=f"chor-{len(title)}"),
        "Szkoła",
    ]
    row = CooperationFactory(title=title, started_on=started_on, partners=partners, **fields)
    Cooperation.objects.filter(pk=row.pk).update(created_at=recorded)
    return row


def proposed(issue):
    found = proposals(issue, now=NOW)
    return [one.item.title for one in found if one.item.source.startswith("wagtail_ngo.cooper")]


def test_cooperations_begun_or_recorded_in_the_period_are_proposed():
    old, long_ago = datetime.date(2016, 1, 1), NOW - datetime.timedelta(days=400)
    make("Zaczęta", recorded=long_ago, started_on=datetime.date(2017, 11, 30))
    make("Zapisana", started_on=old)
    make("Dawna", recorded=long_ago, started_on=old)
    make("Po okresie", recorded=long_ago, started_on=datetime.date(2017, 12, 1))
    make("SECRET", is_public=False)
    make("SECRET too", partners=[NGOFactory(title="Ukryta", live=False), "Szkoła"])

    assert sorted(proposed(make_issue())) == ["Zaczęta", "Zapisana"]


def test_an_added_cooperation_is_shown_with_its_partners_and_not_proposed_again(admin_user):
    row = make(purpose="Wspólny ogród.", result="Sto krzewów.")
    issue = make_issue()
    key = f"wagtail_ngo.cooperation:{row.pk}"

    added = add(issue, [key], user=admin_user, now=NOW)
    issue.refresh_from_db()
    draft = issue.get_latest_revision_as_object()

    assert [one.theme for one in added] == ["news"]
    [item] = items_of(draft)
    assert (item.kind, item.title, item.organization) == ("news", "Grządka", "Chór, Szkoła")
    assert item.html == "<p>Wspólny ogród.</p><p>Sto krzewów.</p>"
    assert proposed(draft) == []


def test_editors_are_told_when_an_issued_cooperation_changes():
    row = make()
    value = {"cooperation": row.pk, "title": "", "text": ""}
    issue = publish(make_issue(block("cooperation", **value)))
    assert differences(issue.latest_edition) == []

    CooperationPartner.objects.create(cooperation=row, name="Dom kultury")
    assert issue.latest_edition.sources.get().change == SourceChange.CHANGED

    row.delete()
    assert issue.latest_edition.sources.get().change == SourceChange.GONE


def test_a_cooperation_that_went_dark_leaves_the_draft():
    row = make()
    issue = make_issue(block("cooperation", cooperation=row.pk, title="", text=""))
    assert len(items_of(issue)) == 1

    Cooperation.objects.filter(pk=row.pk).update(is_public=False)

    assert items_of(issue) == []
