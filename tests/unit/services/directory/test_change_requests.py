"""A request for a change is decided once, field by field."""

import datetime

import pytest
from wagtail.models import PageLogEntry

from tests.factories.directory import NGOFactory
from wagtail_ngo.enums import ChangeSource, ChangeState
from wagtail_ngo.models import ChangeRequest, NGOPage
from wagtail_ngo.services.directory.change_requests import close_request
from wagtail_ngo.services.locks import AlreadyDecidedError

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)


def request(entry, *fields) -> ChangeRequest:
    made = ChangeRequest.objects.create(
        entry=entry, source=ChangeSource.VISITOR, reply_to="a@example.org"
    )
    for key, new in fields:
        made.fields.create(key=key, old="", new=new)
    return made


@pytest.mark.parametrize(
    ("accepted", "state"),
    [
        ([], ChangeState.REJECTED),
        (["lead"], ChangeState.PARTLY),
        (["lead", "short_name"], ChangeState.ACCEPTED),
    ],
)
def test_what_is_accepted_is_published_and_the_request_is_closed(admin_user, accepted, state):
    entry = NGOFactory(lead="Dawny", short_name="D")
    asked = request(entry, ("lead", "Nowy"), ("short_name", "N"))
    other = request(entry, ("lead", "Inny"))

    close_request(asked, accepted=accepted, publish=True, user=admin_user, now=NOW)

    stored = ChangeRequest.objects.get(pk=asked.pk)
    assert (stored.state, stored.closed_at, stored.closed_by, stored.reply_to) == (
        state,
        NOW,
        admin_user,
        "",
    )
    taken = {field.key: field.is_accepted for field in stored.fields.all()}
    assert taken == {key: key in accepted for key in ("lead", "short_name")}
    page = NGOPage.objects.get()
    assert (page.lead, page.short_name) == (
        "Nowy" if "lead" in accepted else "Dawny",
        "N" if "short_name" in accepted else "D",
    )
    log = PageLogEntry.objects.get(action="wagtail_ngo.change_request")
    assert log.data == {"accepted": accepted, "request": asked.pk}
    waiting = ChangeRequest.objects.get(pk=other.pk)
    assert (waiting.state, waiting.reply_to) == (ChangeState.WAITING, "a@example.org")


def test_a_request_is_decided_once(admin_user):
    entry = NGOFactory(lead="Dawny")
    asked = request(entry, ("lead", "Nowy"))
    close_request(asked, accepted=[], publish=True, user=admin_user, now=NOW)

    with pytest.raises(AlreadyDecidedError):
        close_request(asked, accepted=["lead"], publish=True, user=admin_user, now=NOW)

    assert ChangeRequest.objects.get().state == ChangeState.REJECTED
    assert NGOPage.objects.get().lead == "Dawny"
