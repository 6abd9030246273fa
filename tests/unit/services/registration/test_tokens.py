"""Links in mails: each opens one thing, for one registration, until its moment."""

import datetime

import pytest
from django.core import signing

from tests.factories.registration import NOW, apply, join, make_date
from wagtail_ngo.models import Registration
from wagtail_ngo.services.registration import tokens
from wagtail_ngo.services.registration.tokens import LinkError, Purpose

pytestmark = pytest.mark.django_db
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)
UNTIL = NOW + HOUR


@pytest.fixture
def row():
    return join(make_date())


def reason(token, purpose=Purpose.MANAGE, *, now=NOW):
    """Why a link does not open."""
    with pytest.raises(LinkError) as refused:
        tokens.read(token, purpose, now=now)
    return str(refused.value)


def signed(*content, purpose=Purpose.MANAGE):
    return signing.dumps(list(content), salt=f"{tokens.SALT}.{purpose}")


def test_a_link_opens_its_registration_until_its_moment(row):
    other = apply(make_date(), 2)
    token = tokens.make(row, Purpose.MANAGE, until=UNTIL)

    assert tokens.read(token, Purpose.MANAGE, now=NOW) == row
    assert tokens.read(token, Purpose.MANAGE, now=UNTIL - SECOND) == row
    assert reason(token, now=UNTIL) == "expired"
    own = tokens.make(other, Purpose.MANAGE, until=UNTIL)
    assert tokens.read(own, Purpose.MANAGE, now=NOW) == other


@pytest.mark.parametrize("made", list(Purpose))
def test_a_link_opens_for_its_own_purpose_alone(row, made):
    token = tokens.make(row, made, until=UNTIL)

    assert tokens.read(token, made, now=NOW) == row
    for other in set(Purpose) - {made}:
        assert reason(token, other) == "tampered"


def test_nothing_of_the_person_is_in_a_link(row):
    token = tokens.make(row, Purpose.CONFIRM, until=UNTIL)

    content = signing.loads(token, salt=f"{tokens.SALT}.confirm")
    assert content == [row.pk, row.nonce[:8], int(UNTIL.timestamp())]


def test_what_we_did_not_sign_is_refused(row):
    token = tokens.make(row, Purpose.MANAGE, until=UNTIL)
    swapped = "A" if token[-1] != "A" else "B"

    assert [reason(text) for text in ("", "x", token[:-1] + swapped, token + "=", "ł")] == [
        "tampered"
    ] * 5


def test_a_text_that_is_too_long_is_not_even_read(row):
    until = int(UNTIL.timestamp())
    long = signed(row.pk, row.nonce[:8], until, *[0] * 200)

    assert len(long) > tokens.LONGEST
    assert reason(long) == "tampered"
    assert tokens.LONGEST == 500


@pytest.mark.parametrize(
    "changed",
    [
        {"pk": "1"}, {"pk": True}, {"pk": None}, {"pk": 2**63}, {"until": "9999999999"},
        {"until": 1.5e10}, {"nonce": "AAAAAAAA"}, {"pk": 0}, {"pk": -1},
    ],
)  # fmt: skip
def test_signed_content_of_another_shape_is_refused(row, changed):
    content = {"pk": row.pk, "nonce": row.nonce[:8], "until": int(UNTIL.timestamp())} | changed

    assert reason(signed(*content.values())) == "tampered"


def test_a_list_of_another_length_is_refused(row):
    assert reason(signed(row.pk, row.nonce[:8])) == "tampered"
    assert reason(signed(row.pk, row.nonce[:8], 1, 2)) == "tampered"


def test_a_link_closes_when_the_person_is_erased_or_the_secret_changed(row):
    token = tokens.make(row, Purpose.MANAGE, until=UNTIL)
    Registration.objects.filter(pk=row.pk).update(erased_on=NOW.date())
    assert reason(token) == "tampered"

    Registration.objects.filter(pk=row.pk).update(erased_on=None, nonce="B" * 32)
    assert reason(token) == "tampered"
    assert reason(signed(row.pk + 1, row.nonce[:8], int(UNTIL.timestamp()))) == "tampered"
