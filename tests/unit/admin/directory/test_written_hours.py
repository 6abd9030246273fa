"""Office hours in one line: what the admin answers, and what saving without scripts does."""

import datetime
import json
import re

import pytest
from django.urls import reverse

from tests.factories.directory import NGOFactory
from wagtail_ngo.editing.forms import NGOPageForm
from wagtail_ngo.models import NGOPage, OpeningHours

pytestmark = pytest.mark.django_db


def ask(client, line):
    return client.post(reverse("wagtail_ngo_written_hours"), {"line": line}).text


def rows(html):
    return json.loads(re.search(r"<script[^>]*>(.*?)</script>", html, re.S)[1])


def test_line_becomes_a_row_a_day(admin_client):
    html = ask(admin_client, "pon.–pt. 8–16; sob. 9:30–13 (po umówieniu)")

    week = [(row["weekday"], row["opens"], row["closes"], row["note"]) for row in rows(html)]
    assert week == [
        *((str(day), "08:00", "16:00", "") for day in range(5)),
        ("5", "09:30", "13:00", "po umówieniu"),
    ]
    assert "Monday: 08:00–16:00" in html
    assert "Not understood" not in html


@pytest.mark.parametrize("line", ["po południu", "pon. 16–8", "<b>", ""])
def test_what_is_not_understood_changes_no_row(admin_client, line):
    html = ask(admin_client, line)

    assert "<script" not in html
    assert "<b>" not in html


def test_half_understood_line_is_said_and_changes_no_row(admin_client):
    html = ask(admin_client, "pon. 8–16, we wtorki różnie")

    assert "we wtorki różnie" in html
    assert "Monday: 08:00–16:00" in html
    assert "<script" not in html


def form_of(entry, line):
    form_class = NGOPage.get_edit_handler().get_form_class()
    assert issubclass(form_class, NGOPageForm)
    form = form_class({"hours_line": line}, instance=entry)
    form.fields = {"hours_line": form.fields["hours_line"]}
    form.formsets = {}
    return form


def test_saving_without_scripts_replaces_the_rows():
    entry = NGOFactory()
    OpeningHours.objects.create(organization=entry, weekday=6, opens="10:00", closes="11:00")

    form = form_of(NGOPage.objects.get(pk=entry.pk), "pon.–wt. 8–16")
    assert form.is_valid(), form.errors
    form.save()

    saved = NGOPage.objects.get(pk=entry.pk).opening_hours.all()
    assert [(row.weekday, row.opens, row.closes) for row in saved] == [
        (day, datetime.time(8), datetime.time(16)) for day in (0, 1)
    ]


def test_empty_line_leaves_the_rows():
    entry = NGOFactory()
    OpeningHours.objects.create(organization=entry, weekday=6, opens="10:00", closes="11:00")

    form = form_of(NGOPage.objects.get(pk=entry.pk), "  ")
    assert form.is_valid(), form.errors
    form.save()

    assert [row.weekday for row in NGOPage.objects.get(pk=entry.pk).opening_hours.all()] == [6]


def test_line_that_cannot_be_read_is_an_error_beside_it():
    form = form_of(NGOFactory(), "pon. 8–16 i kiedy indziej")

    assert not form.is_valid()
    assert "kiedy indziej" in str(form.errors["hours_line"])


def test_editor_has_the_line(admin_client):
    html = admin_client.get(
        reverse("wagtailadmin_pages:edit", args=[NGOFactory().pk])
    ).content.decode()

    assert 'name="hours_line"' in html
    assert "written-hours.js" in html


def test_the_line_stands_in_the_form_once(admin_client):
    """Of two fields of one name a browser sends both, and the empty last one counts."""
    entry = NGOFactory()

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[entry.pk])).content.decode()

    assert html.count('name="hours_line"') == 1
