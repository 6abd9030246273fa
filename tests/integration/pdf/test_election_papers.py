"""Papers of an election: valid, readable by a machine, and a ballot that names no voter."""

import datetime
import io
import re

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from tests.factories.council import (
    VOTING,
    CandidateFactory,
    frozen_election,
    issue,
    validated,
)
from tests.factories.directory import NGOFactory
from wagtail_ngo.models import ElectionArea, ElectionCount
from wagtail_ngo.services.council import counts, papers, privacy
from wagtail_ngo.services.council.counts import Numbers

# What paper shows is the same whichever database the rows come from.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NOW = VOTING + datetime.timedelta(hours=6)


@pytest.fixture
def one_list():
    """Thirty-five organizations, seven names a ballot, a tie decided by lot."""
    NGOFactory(title="Koło Zawieszone", status="suspended")
    election = frozen_election(35, title="Wybory do Rady 2027", seats=2, max_names=7)
    for name in ("Żbik", "Ćma", "Łoś"):
        CandidateFactory(election=election, given_names="Anna", family_name=name)
    issue(election, 30)
    zbik, cma, los = election.candidates.order_by("family_name").values_list("pk", flat=True)
    votes = {zbik: 20, cma: 12, los: 12}
    numbers = {
        None: Numbers(30, 28, 2, 1, votes=votes, chosen=frozenset({los}), tie_note="By lot.")
    }
    count = counts.save_count(election, numbers, voters=30, note="", user=None, now=NOW)
    counts.validate(count, digest=counts.digest_of(count), user=None, now=NOW)
    return election


@pytest.fixture
def by_areas():
    """Nine areas with a candidate and a deputy each."""
    areas = [f"Area {number}" for number in range(1, 10)]
    election = frozen_election(
        18, areas=areas, form="own_area", max_names=1, deputy="required", title="City election"
    )
    rows = list(ElectionArea.objects.order_by("sort_order"))
    for number, entry in enumerate(election.roll.entries.entitled()):
        entry.area = rows[number % 9]
        entry.save()
    for number, area in enumerate(rows):
        CandidateFactory(
            election=election,
            area=area,
            deputy_given_names="Jan",
            deputy_family_name=f"Zastepca{number}",
            deputy_consented_at=NOW,
        )
    issue(election, 18)
    numbers = {area.pk: Numbers(2, 2, 0, votes={area.candidates.get().pk: 2}) for area in rows}
    count = counts.save_count(election, numbers, voters=18, note="", user=None, now=NOW)
    counts.validate(count, digest=counts.digest_of(count), user=None, now=NOW)
    return election


#: Title of the election and name of the paper → file; the fixtures make the same each time.
MADE: dict[tuple[str, str], bytes] = {}


def make(election, name) -> bytes:
    """A paper of one of the two elections, laid out once for all tests that read it."""
    key = election.title, name
    if key not in MADE:
        MADE[key] = lay_out(election, name)
    return MADE[key]


def lay_out(election, name) -> bytes:
    if name == "protocol":
        return papers.protocol(election.counts.get(), now=NOW).data
    return {"roll": papers.roll_sheet, "ballot": papers.ballot_papers}[name](election, now=NOW).data


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = (page.get_textpage().get_text_bounded() for page in document)
    return [re.sub(r"\s+", " ", text) for text in texts]


@pytest.mark.parametrize("form", ["one_list", "by_areas"])
@pytest.mark.parametrize("name", ["roll", "ballot", "protocol"])
def test_every_paper_conforms(request, form, name):
    data = make(request.getfixturevalue(form), name)

    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf_bytes(data, profile=profile)
        assert [(one.rule_id, one.message) for one in report.failures] == [], profile
    document = pikepdf.open(io.BytesIO(data))
    assert document.Root.Lang == "en"


def test_the_roll_sheet_holds_delegates_lines_to_sign_and_reasons(one_list):
    text = " ".join(pages(make(one_list, "roll")))

    assert "Delegate of Organization 000" in text
    assert "Organization 034" in text
    assert "Koło Zawieszone it is not active" in text
    assert text.count("Name and signature:") == 3


def test_a_roll_by_areas_groups_its_organizations(by_areas):
    text = " ".join(pages(make(by_areas, "roll")))

    assert [f"Area {number}" in text for number in range(1, 10)] == [True] * 9


def test_a_ballot_is_one_page_and_names_no_voter(one_list):
    texts = pages(make(one_list, "ballot"))

    assert len(texts) == 1
    assert "at most 7 names" in texts[0]
    names = re.findall(r"(Ćma|Łoś|Żbik) Anna", texts[0])
    assert names == ["Ćma", "Łoś", "Żbik"]
    assert "Delegate" not in texts[0]
    assert "Organization 00" not in texts[0]


def test_nine_areas_make_nine_ballots_with_deputies(by_areas):
    texts = pages(make(by_areas, "ballot"))

    assert [f"Area {number}" in text for number, text in enumerate(texts, 1)] == [True] * 9
    assert "deputy: Zastepca3 Jan" in texts[3]


def test_the_protocol_holds_sums_tie_and_lines_to_sign(one_list):
    text = " ".join(pages(make(one_list, "protocol")))

    for words in (
        "Organizations on the roll 35",
        "30 (turnout 85.7 %)",
        "Ballots issued 30",
        "Valid ballots 28",
        "Invalid ballots 2, of these without a name: 1",
        "Equal votes at the last seat: By lot.",
    ):
        assert words in text
    assert text.count("Name and signature:") == 3
    assert "Delegate" not in text


def test_the_protocol_is_stored_after_confirming_and_made_the_same_again(
    django_capture_on_commit_callbacks,
):
    election = frozen_election(3, seats=1)
    one = CandidateFactory(election=election)
    issue(election, 3)
    with django_capture_on_commit_callbacks(execute=True):
        count = validated(election, {one.pk: 3}, issued=3)

    count.refresh_from_db()
    first = count.protocol.read()
    assert first.startswith(b"%PDF-1.7")
    name = count.protocol.name
    papers.store_protocol(ElectionCount.objects.get(pk=count.pk))
    count.refresh_from_db()
    assert (count.protocol.name, count.protocol.read()) == (name, first)


def test_a_withdrawn_name_leaves_the_stored_protocol(django_capture_on_commit_callbacks):
    election = frozen_election(3, seats=1)
    one = CandidateFactory(election=election, given_names="Anna", family_name="Wycofana")
    issue(election, 3)
    with django_capture_on_commit_callbacks(execute=True):
        count = validated(election, {one.pk: 3}, issued=3)
    count.refresh_from_db()
    storage, before = count.protocol.storage, count.protocol.name
    assert "Anna Wycofana" in pages(count.protocol.read())[0]

    with django_capture_on_commit_callbacks(execute=True):
        privacy.withdraw_consent(one, now=NOW)

    count.refresh_from_db()
    text = pages(count.protocol.read())[0]
    assert "Wycofana" not in text
    assert "name withheld" in text
    assert not storage.exists(before)
