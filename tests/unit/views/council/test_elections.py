"""What the public sees of an election: candidates who agreed, confirmed numbers, and no more."""

import datetime
import html as html_module
import json
import re

import icalendar
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.council import (
    VOTING,
    CandidateFactory,
    CouncilFactory,
    ElectionFactory,
    frozen_election,
    issue,
    validated,
)
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, PublishedEventFactory
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.models import (
    CouncilSeat,
    CouncilTerm,
    ElectionArea,
    ElectionCount,
    NGOPage,
)
from wagtail_ngo.services.council import counts, nominations, privacy
from wagtail_ngo.services.council.composition import publish_composition
from wagtail_ngo.services.council.counts import Numbers

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LISTED = datetime.datetime(2027, 6, 1, 8, tzinfo=datetime.UTC)
COUNTED = VOTING + datetime.timedelta(hours=6)


def text_of(client, page, path="") -> str:
    response = client.get(page.get_url() + path)
    assert response.status_code == 200
    return html_module.unescape(response.content.decode())


@pytest.fixture
def election():
    """Three entitled, two on the list, and everybody who must not be seen."""
    election = frozen_election(3, seats=1, max_names=1)
    CandidateFactory(
        election=election, given_names="Anna", family_name="Jawna", statement="Uczę w szkole."
    )
    CandidateFactory(election=election, given_names="Ewa", family_name="Widoczna")
    hidden = {"statement": "TAJNE", "email": "tajne@example.org", "phone": "599 999 999"}
    CandidateFactory(election=election, family_name="Czeka", state="a_waiting", **hidden)
    CandidateFactory(election=election, family_name="Odrzucona", state="rejected", **hidden)
    CandidateFactory(election=election, family_name="Cofnieta", state="withdrawn", **hidden)
    CandidateFactory(election=election, family_name="Bezzgody", consented_at=None, **hidden)
    gone = CandidateFactory(election=election, family_name="Wycofala", **hidden)
    privacy.withdraw_consent(gone, now=LISTED)
    return election


HIDDEN = [
    "Czeka",
    "Odrzucona",
    "Cofnieta",
    "Bezzgody",
    "Wycofala",
    "TAJNE",
    "tajne@",
    "599 999 999",
]


@pytest.mark.parametrize(
    ("moment", "is_listed"), [(LISTED - DAY / 86400, False), (LISTED, True), (COUNTED, True)]
)
def test_candidates_appear_with_the_list_and_others_never(
    client, election, time_machine, moment, is_listed
):
    time_machine.move_to(moment, tick=False)

    html = text_of(client, election)

    assert ("Anna Jawna" in html, "Uczę w szkole." in html) == (is_listed, is_listed)
    assert [word for word in HIDDEN if word in html] == []


def test_neither_rolls_nor_delegates_nor_drafts_of_counts_are_public(
    client, election, time_machine
):
    time_machine.move_to(COUNTED)
    issue(election, 3)
    entry = election.roll.entries.entitled().first()
    entry.delegate = "Delegatka Tajna"
    entry.save()
    keys = list(election.candidates.standing().values_list("pk", flat=True))
    numbers = {None: Numbers(3, 2, 1, votes={**dict.fromkeys(keys, 0), keys[0]: 2})}
    counts.save_count(election, numbers, voters=3, note="SEKRET", user=None, now=COUNTED)

    html = text_of(client, election)

    for word in ("Delegat", "SEKRET", entry.name, "elected"):
        assert word not in html
    assert client.get(election.get_url() + "protocol/").status_code == 404
    assert client.get(election.get_url() + "protocol/1/").status_code == 404


def confirmed(election, winner="Jawna"):
    issue(election, 3)
    rows = election.candidates.standing()
    votes = {one.pk: 2 if one.family_name == winner else 0 for one in rows}
    votes[rows.get(family_name="Wycofala").pk] = 1
    return validated(election, votes, issued=3)


def test_the_result_is_a_table_with_bars_turnout_and_withheld_names(client, election, time_machine):
    time_machine.move_to(COUNTED)
    confirmed(election)

    html = text_of(client, election)

    row = re.search(r'<tr class="ngo-result__elected">.*?</tr>', html, re.DOTALL)[0]
    assert "Anna Jawna" in row
    assert '<rect width="100.0" height="4"/>' in row
    assert re.findall(r"ngo-turnout__figure\">([^<]+)<", html) == ["3", "3", "100.0 %"]
    assert "name withheld" in html
    assert "Wycofala" not in html
    assert [word for word in HIDDEN if word in html] == []
    assert "Delegate of" not in html
    assert "There is no electronic voting." in html


def test_a_correction_is_shown_with_its_reason_and_both_protocols(client, election, time_machine):
    time_machine.move_to(COUNTED)
    first = confirmed(election)
    counts.start_correction(election, reason="Pomylono stosy.", user=make_user(), now=COUNTED)
    numbers = counts.numbers_of(ElectionCount.objects.get(number=2))
    counts.save_count(election, numbers, voters=3, note="", user=None, now=COUNTED)
    second = counts.open_count(election)
    counts.validate(second, digest=counts.digest_of(second), user=None, now=COUNTED)
    for count in (first, second):
        count.refresh_from_db()
        count.protocol.save("p.pdf", ContentFile(f"%PDF-{count.number}".encode()))

    html = text_of(client, election)
    current = client.get(election.get_url() + "protocol/")
    old = client.get(election.get_url() + "protocol/1/")

    assert "corrected: Pomylono stosy." in html
    assert f'href="{election.get_url()}protocol/1/"' in html
    bodies = [b"".join(one.streaming_content) for one in (current, old)]
    assert bodies == [b"%PDF-2", b"%PDF-1"]
    assert current["Content-Type"] == "application/pdf"


def make_user():
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_user("somebody", "s@example.org", "x")


@pytest.mark.parametrize("change", ["unpublish", "restrict"])
def test_a_page_that_is_not_public_gives_nothing_away(client, election, time_machine, change):
    from wagtail.models import PageViewRestriction

    time_machine.move_to(COUNTED)
    count = confirmed(election)
    count.refresh_from_db()
    count.protocol.save("p.pdf", ContentFile(b"%PDF"))
    if change == "unpublish":
        election.unpublish()
    else:
        PageViewRestriction.objects.create(page=election, restriction_type="login")

    for path in ("", "ics/", "protocol/", "protocol/1/"):
        response = client.get(election.get_url() + path)
        assert response.status_code == (404 if change == "unpublish" else 302), path


def test_the_calendar_says_what_is_now(client, election, time_machine):
    time_machine.move_to(VOTING)

    html = text_of(client, election)

    current = re.search(r'<li[^>]* aria-current="step">.*?</li>', html, re.DOTALL)[0]
    assert "Voting" in current
    assert html.count('aria-current="step"') == 1
    assert '<p class="ngo-kicker">Voting</p>' in html


def test_an_election_without_any_date_is_shown(client):
    nominations_dates = {"nominations_from": None, "nominations_until": None}
    voting_dates = {"list_published_at": None, "voting_from": None, "voting_until": None}
    election = ElectionFactory(**nominations_dates, **voting_dates)

    html = text_of(client, election)

    assert "Before the nominations" in html
    assert "ld+json" not in html
    calendar = client.get(election.get_url() + "ics/").content
    assert icalendar.Calendar.from_ical(calendar).events == []


def test_dates_and_structured_data_name_the_voting(client, election):
    calendar = icalendar.Calendar.from_ical(client.get(election.get_url() + "ics/").content)
    data = re.search(r'ld\+json">(.*?)</script>', client.get(election.get_url()).text)[1]

    dates = {
        str(event["summary"]).partition(":")[0]: event.decoded("dtstart")
        for event in calendar.events
    }
    assert dates["Voting"] == VOTING
    assert dates["Nominations end"] == election.nominations_until
    assert json.loads(data)["startDate"] == "2027-06-10T16:00:00+00:00"


def test_the_lot_is_public_with_its_seed(client, election, time_machine):
    time_machine.move_to(LISTED)
    type(election).objects.filter(pk=election.pk).update(candidate_order="drawn")
    assert "will be drawn by lot" in text_of(client, election)

    drawn = nominations.draw(election, user=make_user(), now=LISTED)

    html = text_of(client, election)
    assert f"Seed: {drawn.seed}" in html
    assert "somebody" not in html
    names = re.findall(r'ngo-candidates__name">([^<]+)<', html)
    order = election.candidates.public().order_by("draw_number")
    assert names == [one.name for one in order]


def test_names_are_in_the_order_of_the_polish_alphabet(client, time_machine):
    time_machine.move_to(LISTED)
    election = ElectionFactory()
    for name in ("Zając", "Łoś", "Ćma", "Lis", "Cap", "Żbik"):
        CandidateFactory(election=election, given_names="A", family_name=name)

    names = re.findall(r'ngo-candidates__name">A ([^<]+)<', text_of(client, election))

    assert names == ["Cap", "Ćma", "Lis", "Łoś", "Zając", "Żbik"]


def test_a_deputy_is_named_with_a_consent_only(client, time_machine):
    time_machine.move_to(LISTED)
    election = ElectionFactory(areas=["Kultura"], form="every_area", deputy="allowed")
    area = ElectionArea.objects.get()
    given = {"deputy_given_names": "Jan", "deputy_consented_at": LISTED}
    CandidateFactory(election=election, area=area, deputy_family_name="Zgodny", **given)
    given["deputy_consented_at"] = None
    CandidateFactory(election=election, area=area, deputy_family_name="Niezgodny", **given)

    html = text_of(client, election)

    assert "Jan Zgodny" in html
    assert "Niezgodny" not in html


def test_an_organization_that_is_not_public_is_named_without_a_link(client, time_machine):
    time_machine.move_to(LISTED)
    election = ElectionFactory()
    entry = NGOFactory(title="Fundacja Ukryta")
    CandidateFactory(election=election, organization=entry)
    assert f'href="{entry.get_url()}"' in text_of(client, election)

    NGOPage.objects.get(pk=entry.pk).unpublish()

    html = text_of(client, election)
    assert "Fundacja Ukryta" in html
    assert f'href="{entry.get_url()}"' not in html


def test_the_event_and_the_election_lead_to_each_other(client):
    event = PublishedEventFactory(title="Zebranie wyborcze")
    hidden = ElectionFactory(title="Szkic wyborów", event=event, live=False)
    election = ElectionFactory(title="Wybory 2027", event=event)

    on_event, on_election = text_of(client, event), text_of(client, election)

    assert f'href="{election.get_url()}"' in on_event
    assert hidden.title not in on_event
    assert f'href="{event.get_url()}"' in on_election
    event.unpublish()
    assert f'href="{event.get_url()}"' not in text_of(client, election)


def test_the_page_costs_the_same_for_one_and_for_three(client, time_machine):
    time_machine.move_to(COUNTED)
    elections = [frozen_election(3, seats=1), frozen_election(0, seats=1)]
    for election, candidates in zip(elections, (1, 3), strict=True):
        rows = CandidateFactory.create_batch(candidates, election=election)
        issue(election, 3)
        votes = {one.pk: 3 if one == rows[0] else 0 for one in rows}
        validated(election, votes, issued=3)
    costs = []
    for election in elections:
        client.get(election.get_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(election.get_url())
        costs.append(len(captured))

    assert costs[0] == costs[1]


# The council


def test_the_council_shows_who_sits_there_now_and_who_did(client, election, time_machine):
    time_machine.move_to(COUNTED)
    confirmed(election)
    council = election.get_parent().specific
    publish_composition(
        election, starts_on=datetime.date(2027, 6, 1), ends_on=datetime.date(2030, 5, 31), user=None
    )
    past = CouncilTerm.objects.create(
        council=council,
        starts_on=datetime.date(2023, 6, 1),
        ends_on=datetime.date(2027, 5, 31),
    )
    agreed = {"consented_on": past.starts_on, "family_name": "Dawny", "given_names": "Jan"}
    CouncilSeat.objects.create(term=past, **agreed)
    CouncilSeat.objects.create(term=past, family_name="Bezimienna", organization_name="Koło")
    coming = CouncilTerm.objects.create(council=council, starts_on=datetime.date(2030, 6, 1))
    CouncilSeat.objects.create(term=coming, **{**agreed, "family_name": "Przyszły"})

    html = text_of(client, council)

    now, _rest, earlier = html.partition("Earlier terms")
    assert "Anna Jawna" in now
    assert "Jan Dawny" in earlier
    assert "Jan Dawny" not in now
    assert "Koło" in earlier
    assert "Bezimienna" not in html
    assert "Przyszły" not in html


def test_a_seat_is_shown_while_it_is_held(client, time_machine):
    time_machine.move_to(COUNTED)
    council = CouncilFactory()
    term = CouncilTerm.objects.create(council=council, starts_on=datetime.date(2027, 1, 1))
    today = COUNTED.date()
    for name, held in (
        ("Ostatni", {"until_day": today}),
        ("Odszedł", {"until_day": today - DAY}),
        ("Milczy", {"until_day": today - DAY, "consented_on": None}),
        ("Pierwszy", {"from_day": today}),
        ("Przyjdzie", {"from_day": today + DAY}),
    ):
        CouncilSeat.objects.create(
            **{"term": term, "family_name": name, "consented_on": today, **held}
        )

    members, _summary, former = text_of(client, council).partition("Who left during the term")

    names = ("Ostatni", "Odszedł", "Pierwszy", "Przyjdzie", "Milczy")
    assert [name for name in names if name in members] == ["Ostatni", "Pierwszy"]
    assert [name for name in names if name in former] == ["Odszedł"]


def test_the_council_lists_meetings_documents_and_elections(client, time_machine):
    from wagtail.documents.models import Document

    time_machine.move_to(VOTING)
    event = EventFactory(title="Posiedzenie Rady", start_date=datetime.date(2027, 7, 1))
    event.save_revision().publish()
    council = CouncilFactory(meetings=event, office_email="biuro@example.org")
    file = Document.objects.create(title="p", file=ContentFile(b"x", name="p.pdf"))
    for day, title in ((3, "Protokół starszy"), (9, "Protokół nowszy")):
        council.documents.create(
            kind="minutes", dated_on=datetime.date(2027, 3, day), title=title, document=file
        )
    council.save()
    ElectionFactory(parent=council, title="Wybory 2027")
    ElectionFactory(parent=council, title="Szkic", live=False)

    html = text_of(client, council)

    assert f'href="{event.get_url()}2027-07-01/"' in html
    assert html.index("Protokół nowszy") < html.index("Protokół starszy")
    assert "Wybory 2027" in html
    assert "Szkic" not in html
    assert "biuro@example.org" not in html


def test_names_of_those_who_wait_are_in_no_state_public():
    states = {state for state in CandidateState.values if state != CandidateState.ACCEPTED}
    election = ElectionFactory()
    for state in states:
        CandidateFactory(election=election, state=state)

    assert list(election.candidates.public()) == []
