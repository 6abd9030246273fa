"""Freezing a report and releasing it, by whoever may."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.models import ReportFreeze

pytestmark = pytest.mark.django_db


def url(page) -> str:
    return reverse("wagtail_ngo_report_freeze", args=[page.pk])


def test_pressing_twice_freezes_once(admin_client):
    page = ActivityReportFactory()

    for _press in range(2):
        assert admin_client.post(url(page)).status_code == 302

    kept = ReportFreeze.objects.get()
    admin_client.post(url(page))
    assert ReportFreeze.objects.get().frozen_at == kept.frozen_at


def test_a_release_needs_a_reason(admin_client):
    page = ActivityReportFactory()
    admin_client.post(url(page))

    admin_client.post(url(page), {"release": "1", "reason": "  "})
    assert ReportFreeze.objects.count() == 1
    admin_client.post(url(page), {"release": "1", "reason": "Poprawione listy obecności"})
    assert ReportFreeze.objects.count() == 0


def test_looking_changes_nothing(admin_client):
    page = ActivityReportFactory()

    assert admin_client.get(url(page)).status_code == 200
    assert ReportFreeze.objects.count() == 0


def test_whoever_may_not_publish_is_refused(client):
    page = ActivityReportFactory()
    user = get_user_model().objects.create_user("reader", "r@example.org", "secret")
    client.force_login(user)

    client.post(url(page))

    assert ReportFreeze.objects.count() == 0


def test_the_editor_is_offered_every_figure(admin_client):
    page = ActivityReportFactory()

    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    content = answer.content.decode()
    assert 'id="ngo-report-figures"' in content
    assert "wagtail_ngo/js/report-figures.js" in content
    assert '["training_days", ' in content
