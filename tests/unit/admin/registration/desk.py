"""What the tests of the desk share: a clerk, dates with people, presses."""

import datetime
import re

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from tests.factories.events import EventFactory
from tests.factories.registration import join_many, make_date
from wagtail_ngo.models import OutgoingMail, Registration
from wagtail_ngo.services.events import occurrences

PERMISSIONS = (
    "view_registration",
    "add_registration",
    "change_registration",
    "add_attendance",
    "add_occurrenceclosing",
    "change_occurrenceclosing",
)
DAY = datetime.timedelta(days=1)


def log_in(client, django_user_model, *codenames):
    user = django_user_model.objects.create_user("clerk", "clerk@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return user


def coming(**fields):
    now = timezone.now()
    fields = {"start_date": timezone.localdate(now) + 7 * DAY, **fields}
    return make_date(now=now, **fields)


def people(date, numbers):
    return join_many(date, numbers, now=timezone.now())


def yesterday(**fields):
    """A date of yesterday, whatever happened before."""
    page = EventFactory(registration_mode="here", start_date=timezone.localdate() - DAY, **fields)
    occurrences.rebuild(page, now=timezone.now() - 3 * DAY)
    return page.occurrences.get()


def url(name, *args):
    return reverse(f"wagtail_ngo_{name}", args=args)


def act(client, row, action, **fields):
    data = {"status": row.status, **fields}
    return client.post(url("registration_act", row.pk, action), data, follow=True)


def status(row):
    return Registration.objects.get(pk=row.pk).status


def letters(kind):
    return OutgoingMail.objects.filter(kind=f"registration.{kind}").count()


def submission(response) -> str:
    return re.search(r'name="submission" value="([^"]+)"', response.content.decode())[1]
