"""Closing a date and reopening it."""

import pytest
from wagtail.models import ModelLogEntry

from tests.factories.bulletin import BulletinIssueFactory
from tests.factories.directory import NGOFactory
from tests.unit.admin.registration.desk import url, yesterday
from wagtail_ngo.enums import DateRole
from wagtail_ngo.models import OccurrenceClosing
from wagtail_ngo.services.registration import attendance

pytestmark = pytest.mark.django_db


def test_closing_records_what_took_place_and_twice_changes_nothing(desk):
    date, issue = yesterday(), BulletinIssueFactory()
    guest, typed = NGOFactory(title="Guest"), NGOFactory(title="Typed")
    attendance.walk_in(date, name="Ewa", organization=guest, now=date.starts_at)
    address = url("close", date.pk)
    assert desk.get(address).context["form"].initial["present"] == [guest.pk]
    data = {
        "was_held": "yes", "head_count": "14", "present": [guest.pk],
        "others": "typed\nKoło bez wpisu\n\n koło  bez wpisu", "summary": "One <b>\n\nTwo",
        f"copies_{issue.pk}": "30",
    }  # fmt: skip

    low = desk.post(address, {**data, "head_count": "0"}).content.decode()
    desk.post(address, data)
    again = desk.post(address, {**data, "head_count": "99"})

    assert "cannot be lower" in low
    closing = OccurrenceClosing.objects.get()
    assert (closing.head_count, closing.copies, closing.closed_by.username) == (14, 30, "clerk")
    assert closing.summary == "<p>One &lt;b&gt;</p>\n\n<p>Two</p>"
    date.refresh_from_db()
    present = date.organization_links.filter(role=DateRole.PRESENT)
    assert [link.name for link in present] == ["Guest", "Typed", "Koło bez wpisu"]
    assert [link.organization for link in present] == [guest, typed, None]
    assert again.url == address
    assert "14" in desk.get(address).content.decode()


def test_reopening_asks_why_and_the_form_keeps_what_was_said(desk):
    date, words = yesterday(), "<p>All <b>well</b></p><ul><li>One &amp; two</li></ul>"
    desk.post(url("close", date.pk), {"was_held": "yes", "head_count": "14"})
    OccurrenceClosing.objects.update(summary=words)

    assert "Say why" in desk.post(url("reopen", date.pk), {}, follow=True).content.decode()
    date.refresh_from_db()
    assert date.is_closed
    page = desk.post(url("reopen", date.pk), {"reason": "Miscounted"}, follow=True)

    assert 'value="14"' in page.content.decode()
    log = ModelLogEntry.objects.get(action="wagtail_ngo.reopen_date")
    assert log.data == {"reason": "Miscounted"}
    summary = page.context["form"].initial["summary"]
    assert summary == "All well\n\nOne & two"
    data = {"was_held": "yes", "head_count": "15", "summary": summary.replace("\n", "\r\n")}
    desk.post(url("close", date.pk), data)
    closing = OccurrenceClosing.objects.get()
    assert (closing.head_count, closing.summary) == (15, words)
