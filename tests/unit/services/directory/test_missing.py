"""A hint of a visitor becomes a draft, once."""

import datetime

import pytest
from wagtail.models import PageLogEntry

from tests.factories.directory import NGODirectoryFactory
from wagtail_ngo.models import MissingOrganization, NGOPage
from wagtail_ngo.services.directory import missing
from wagtail_ngo.services.locks import AlreadyDecidedError

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)


def test_a_hint_becomes_an_unpublished_entry_and_its_address_goes(admin_user):
    directory = NGODirectoryFactory()
    words = {"contact": "ul. Długa", "message": "Działają", "reply_to": "a@example.org"}
    hint, other = (missing.report(directory, name=name, **words) for name in ("Klub", "Inny"))
    assert (hint.is_closed, hint.reply_to, hint.contact) == (False, "a@example.org", "ul. Długa")

    entry = missing.make_entry(hint, user=admin_user, now=NOW)

    stored = NGOPage.objects.get()
    assert (stored.pk, stored.title, stored.live, stored.owner) == (
        entry.pk,
        "Klub",
        False,
        admin_user,
    )
    assert stored.has_unpublished_changes
    assert (stored.latest_revision.user, stored.get_parent().pk) == (admin_user, directory.pk)
    assert PageLogEntry.objects.filter(page=entry.pk, user=admin_user).exists()
    for row in (hint, MissingOrganization.objects.get(pk=hint.pk)):
        assert (row.is_closed, row.closed_at, row.closed_by) == (True, NOW, admin_user)
        assert (row.reply_to, row.entry_id) == ("", entry.pk)
    rest = MissingOrganization.objects.get(pk=other.pk)
    assert (rest.is_closed, rest.reply_to) == (False, "a@example.org")
    with pytest.raises(AlreadyDecidedError):
        missing.make_entry(hint, user=admin_user, now=NOW)
    assert NGOPage.objects.count() == 1
