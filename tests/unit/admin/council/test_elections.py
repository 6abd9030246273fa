"""The admin of elections: each endpoint asks its permission, each change is a POST."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests.factories.council import (
    VOTING,
    CandidateFactory,
    CouncilFactory,
    ElectionFactory,
    frozen_election,
    issue,
    validated,
)
from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from wagtail_ngo.admin.council import urls
from wagtail_ngo.models import (
    Candidate,
    CouncilElectionPage,
    CouncilTerm,
    ElectionCount,
    RollEntry,
)
from wagtail_ngo.services.council import counts
from wagtail_ngo.services.mail import outbox

pytestmark = pytest.mark.django_db
OPEN = datetime.datetime(2027, 4, 10, 12, tzinfo=datetime.UTC)
AFTER = VOTING + datetime.timedelta(hours=4)
PERMISSIONS = ("prepare_election", "issue_ballots", "count_ballots", "validate_count")
#: Address → the permissions of which one is enough.
WHO = {
    "wagtail_ngo_election": PERMISSIONS,
    "wagtail_ngo_election_desk": ("issue_ballots",),
    "wagtail_ngo_election_tick": ("issue_ballots",),
    "wagtail_ngo_election_count": ("count_ballots",),
    "wagtail_ngo_election_correct": ("count_ballots",),
    "wagtail_ngo_election_validate": ("validate_count",),
    "wagtail_ngo_election_protocol": ("count_ballots", "validate_count"),
    "wagtail_ngo_election_retry": ("count_ballots", "validate_count"),
}


@pytest.fixture(autouse=True)
def _long_sessions(settings):
    """Those who log in today are still there in the year of the election."""
    settings.SESSION_COOKIE_AGE = 10 * 365 * 86400


def log_in(client, django_user_model, *codenames, name="clerk"):
    """A user of the admin with these permissions only."""
    user = django_user_model.objects.create_user(name, f"{name}@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return user


def address(name, election, *args):
    return reverse(f"wagtail_ngo_election_{name}", args=[election.pk, *args])


@pytest.fixture
def election():
    election = frozen_election(3, seats=1)
    CandidateFactory(election=election, given_names="Anna", family_name="Nowak")
    return election


ENDPOINTS = [pattern.name for pattern in urls.urlpatterns]


@pytest.mark.parametrize("codename", PERMISSIONS)
def test_every_endpoint_refuses_those_without_its_permission(
    client, django_user_model, election, codename, time_machine
):
    time_machine.move_to(VOTING)
    log_in(client, django_user_model, codename)
    entry, candidate = election.roll.entries.first(), election.candidates.get()
    refused, allowed = set(), set()
    for pattern in urls.urlpatterns:
        values = {"pk": election.pk, "entry_pk": entry.pk, "candidate_pk": candidate.pk,
                  "number": 1, "name": "paper"}  # fmt: skip
        wanted = {name: values[name] for name in pattern.pattern.converters}
        url = reverse(pattern.name, kwargs={**wanted, **pattern.default_args})
        statuses = {client.get(url).status_code, client.post(url).status_code}
        # Wagtail sends those who may not to its first page.
        (refused if statuses <= {302, 405, 403} and _is_home(client, url) else allowed).add(
            pattern.name
        )

    expected = {n for n in ENDPOINTS if codename in WHO.get(n, ("prepare_election",))}
    # The paper's name decides; this one is none.
    expected |= {"wagtail_ngo_election_paper"}
    assert allowed == expected


def _is_home(client, url) -> bool:
    response = client.post(url)
    if response.status_code == 405:
        response = client.get(url)
    return response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


def test_an_anonymous_visitor_is_sent_to_the_login(client, election):
    for pattern in urls.urlpatterns:
        values = {"pk": 1, "entry_pk": 1, "candidate_pk": 1, "number": 1, "name": "roll"}
        wanted = {name: values[name] for name in pattern.pattern.converters}
        url = reverse(pattern.name, kwargs={**wanted, **pattern.default_args})
        assert "/login/" in client.get(url)["Location"], url


CHANGES = ["invite", "link", "draw", "accept", "reject", "withdraw", "consent_withdrawn", "erase",
           "tick", "retry"]  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_something_is_no_get(admin_client, election, name):
    one = {"tick": [election.roll.entries.first().pk], "retry": [1]}
    args = one.get(name, [election.candidates.get().pk] if name in CHANGES[3:8] else [])

    assert admin_client.get(address(name, election, *args)).status_code == 405


def test_an_editor_without_permissions_sees_no_button(client, django_user_model, election):
    user = log_in(client, django_user_model)
    group = Group.objects.create(name="Pages")
    user.groups.add(group)
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=election, permission=permission)
    edit = reverse("wagtailadmin_pages:edit", args=[election.pk])
    hub = reverse("wagtail_ngo_election", args=[election.pk])
    assert hub not in client.get(edit).content.decode()

    user.user_permissions.add(Permission.objects.get(codename="prepare_election"))

    assert hub in client.get(edit).content.decode()


def test_the_permissions_are_on_the_page_of_groups(admin_client):
    html = admin_client.get(reverse("wagtailusers_groups:add")).content.decode()

    assert "issue ballots at the desk" in html
    assert "confirm a count that somebody else typed" in html


# From nomination to composition


def test_an_editor_adds_and_accepts_a_candidate(admin_client, time_machine):
    time_machine.move_to(OPEN, tick=False)
    organization = NGOFactory(parent=NGODirectoryFactory(), title="Fundacja Łąka")
    election = ElectionFactory()
    url = address("add_candidate", election)
    person = {"organization": organization.pk, "given_names": "Anna", "family_name": "Nowak"}

    admin_client.post(url, person)
    candidate = Candidate.objects.get()
    admin_client.post(address("accept", election, candidate.pk))
    candidate.refresh_from_db()
    assert (candidate.state, candidate.consented_at) == ("a_waiting", None)
    edit = address("candidate", election, candidate.pk)
    admin_client.post(edit, {**person, "has_consent": "on", "consent_source": "paper"})
    admin_client.post(address("accept", election, candidate.pk))

    candidate.refresh_from_db()
    assert (candidate.state, candidate.consented_at, candidate.consent_source) == (
        "accepted",
        OPEN,
        "paper",
    )
    assert candidate.consent_text.startswith("I agree that my name")
    second = admin_client.post(url, person)
    assert second.context["form"].errors == {
        "organization": ["This organization has a candidate already, and each may have one."]
    }


def test_invitations_go_out_once(admin_client, mailoutbox, time_machine):
    time_machine.move_to(OPEN, tick=False)
    entry = NGOFactory(parent=NGODirectoryFactory())
    ContactChannelFactory(organization=entry)
    NGOFactory(title="No address")
    election = ElectionFactory()

    admin_client.post(address("invite", election))
    admin_client.post(address("invite", election))
    outbox.deliver(now=OPEN)

    assert len(mailoutbox) == 1


def test_a_link_is_handed_over(admin_client, time_machine):
    time_machine.move_to(OPEN)
    entry = NGOFactory(parent=NGODirectoryFactory())
    election = ElectionFactory()

    response = admin_client.post(address("link", election), {"organization": entry.pk}, follow=True)

    path = re.search(r"/ngo/nominate/[^/\s<]+/", response.content.decode())[0]
    assert admin_client.get(path).status_code == 200


def test_the_roll_page_previews_and_freezes_once(admin_client, django_user_model):
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, title="Fundacja Łąka")
    NGOFactory(parent=directory, title="Koło Zawieszone", status="suspended")
    election = ElectionFactory()
    url = address("roll", election)
    before = admin_client.get(url).content.decode()
    assert "Fundacja Łąka" in before
    assert "Koło Zawieszone: it is not active" in before

    admin_client.post(url)
    NGOFactory(parent=directory, title="Nowa")
    admin_client.post(url)

    after = admin_client.get(url).content.decode()
    assert "Nowa" not in after
    assert RollEntry.objects.entitled().count() == 1


def test_the_desk_searches_ticks_and_undoes(admin_client, time_machine):
    time_machine.move_to(VOTING)
    election = frozen_election(3)
    entry = election.roll.entries.get(name="Organization 001")
    url = address("desk", election)
    tick = address("tick", election, entry.pk)

    found = admin_client.get(url + "?q=001").content.decode()
    assert ("Organization 001" in found, "Organization 002" in found) == (True, False)
    without = admin_client.post(tick, {"q": "001"}, follow=True)
    assert "Write down who takes the ballot." in without.content.decode()
    admin_client.post(tick, {"delegate": "Jan Delegat"})
    twice = admin_client.post(tick, {"delegate": "Kto Inny"}, follow=True)

    entry.refresh_from_db()
    assert (entry.delegate, entry.has_voted) == ("Jan Delegat", True)
    html = twice.content.decode()
    assert "was issued already" in html
    assert "<strong>1</strong> of 3 have their ballots" in html
    assert "<script" not in html
    admin_client.post(tick, {"undo": "1"})
    entry.refresh_from_db()
    assert not entry.has_voted


def test_the_desk_of_one_election_does_not_tick_for_another(admin_client, time_machine):
    time_machine.move_to(VOTING)
    election, other = frozen_election(1), frozen_election(0)
    entry = election.roll.entries.first()

    response = admin_client.post(address("tick", other, entry.pk), {"delegate": "Jan"})

    assert response.status_code == 404
    assert RollEntry.objects.voted().count() == 0


def fields(election, *, issued, valid, invalid, votes, **more):
    numbers = {"issued-0": issued, "valid-0": valid, "invalid-0": invalid, "blank-0": "", **more}
    return numbers | {f"votes-0-{key}": number for key, number in votes.items()}


def test_impossible_sums_are_refused_beside_the_field(admin_client, election, time_machine):
    time_machine.move_to(AFTER)
    key = election.candidates.get().pk
    url = address("count", election)

    wrong_sum = fields(election, issued=3, valid=2, invalid=2, votes={key: 2})
    too_many = fields(election, issued=4, valid=4, invalid=0, votes={key: 4})
    too_high = fields(election, issued=3, valid=2, invalid=1, votes={key: 3})
    unknown = fields(election, issued=3, valid=3, invalid="", votes={key: 3})
    answers = [admin_client.post(url, data) for data in (wrong_sum, too_many, too_high, unknown)]

    assert [answer.status_code for answer in answers] == [422] * 4
    errors = [answer.context["form"].errors for answer in answers]
    assert errors[0] == {"valid-0": ["2 valid and 2 invalid make 4 ballots, not 3."]}
    assert errors[1]["issued-0"][0] == ("4 ballots cannot have been issued: the roll allows 3.")
    assert errors[2] == {
        f"votes-0-{key}": ["3 votes for one candidate are more than 2 valid ballots."]
    }
    assert errors[3] == {"invalid-0": ["This field is required."]}
    assert not ElectionCount.objects.exists()
    html = answers[0].content.decode()
    assert "2 valid and 2 invalid make 4 ballots, not 3." in html


def test_the_whole_way_from_count_to_composition(client, django_user_model, time_machine):
    time_machine.move_to(AFTER, tick=False)
    election = frozen_election(4, seats=1, max_names=2)
    one, two = CandidateFactory.create_batch(2, election=election)
    issue(election, 4)
    names = ("count_ballots", "validate_count", "prepare_election")
    typist = log_in(client, django_user_model, *names, name="typist")
    url = address("count", election)

    client.post(url, fields(election, issued=4, valid=3, invalid=1, votes={one.pk: 2, two.pk: 2}))
    page = client.get(url).content.decode()
    assert f'name="chosen-0-{one.pk}"' in page
    tie = {f"chosen-0-{two.pk}": "on", "tie-0": "By lot."}
    data = fields(election, issued=4, valid=3, invalid=1, votes={one.pk: 2, two.pk: 2}, **tie)
    client.post(url, data)
    own = client.get(address("validate", election)).content.decode()
    assert "You typed this count yourself" in own
    digest = counts.digest_of(counts.open_count(election))
    client.post(address("validate", election), {"digest": digest})
    assert not ElectionCount.objects.validated().exists()

    second = log_in(client, django_user_model, *names, name="second")
    page = client.get(address("validate", election)).content.decode()
    seen = re.search(r'name="digest" value="(\w+)"', page)[1]
    client.post(address("validate", election), {"digest": seen})
    client.post(
        address("composition", election), {"starts_on": "2027-07-01", "ends_on": "2030-06-30"}
    )

    count = ElectionCount.objects.get()
    assert (list(count.typists.all()), count.validated_by) == ([typist], second)
    assert [seat.candidate for seat in CouncilTerm.objects.get().seats.all()] == [two]
    assert client.get(url)["Location"] == reverse("wagtail_ngo_election", args=[election.pk])


def test_a_correction_asks_for_its_reason(admin_client, election, time_machine):
    time_machine.move_to(AFTER)
    issue(election, 3)
    validated(election, {election.candidates.get().pk: 3}, issued=3)
    url = address("correct", election)

    empty = admin_client.post(url, {"reason": ""})
    admin_client.post(url, {"reason": "Mixed up."})

    assert empty.context["form"].errors == {"reason": ["This field is required."]}
    assert [(one.number, one.reason) for one in election.counts.order_by("number")] == [
        (1, ""),
        (2, "Mixed up."),
    ]


# The page


def test_rules_stay_as_they_are_once_the_roll_is_frozen(admin_client, election):
    page = CouncilElectionPage.objects.get(pk=election.pk)
    page.max_names, page.lead = 5, "Nowy wstęp."
    page.save_revision().publish()

    stored = CouncilElectionPage.objects.get(pk=election.pk)
    assert (stored.max_names, stored.lead) == (2, "Nowy wstęp.")
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[election.pk])).content.decode()
    assert "Fixed since the electoral roll was frozen." in html
    assert re.search(r'<input[^>]*name="max_names"[^>]*disabled', html)


def test_areas_of_a_frozen_election_survive_an_old_draft():
    election = ElectionFactory(areas=["Kultura", "Sport"], form="every_area")
    NGOFactory(parent=NGODirectoryFactory())
    draft = election.get_latest_revision_as_object()
    draft.areas = list(draft.areas.all())[:1]
    revision = draft.save_revision()
    from wagtail_ngo.services.council import rolls

    rolls.freeze(election, user=None, now=OPEN)
    revision.publish()

    stored = CouncilElectionPage.objects.get(pk=election.pk)
    assert [area.name for area in stored.areas.all()] == ["Kultura", "Sport"]


def test_dates_out_of_order_are_refused_by_name():
    election = ElectionFactory.build(voting_until=VOTING - datetime.timedelta(hours=1))

    with pytest.raises(Exception, match="lies before the date it follows") as caught:
        election.clean()

    assert set(caught.value.message_dict) == {"voting_until"}


def test_editors_see_which_term_ends(admin_client, time_machine):
    time_machine.move_to(VOTING)
    council = CouncilFactory(title="Rada Organizacji")
    home = reverse("wagtailadmin_home")
    assert "Terms that end soon" not in admin_client.get(home).content.decode()

    CouncilTerm.objects.create(
        council=council,
        starts_on=datetime.date(2024, 7, 1),
        ends_on=datetime.date(2027, 6, 30),
    )

    html = admin_client.get(home).content.decode()
    assert "Terms that end soon" in html
    assert "Rada Organizacji" in html
