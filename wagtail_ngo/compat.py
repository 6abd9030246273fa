"""Differences between supported versions of Python, Django and Wagtail, in one place."""

import django
import wagtail
from django.core import mail

DJANGO_6 = django.VERSION >= (6, 0)
WAGTAIL_8 = wagtail.VERSION >= (8, 0)


def mail_connection():
    """The host's way of sending mail, not yet open: MAILERS of Django 6.1, or EMAIL_BACKEND."""
    return mail.mailers.default if hasattr(mail, "mailers") else mail.get_connection()
