"""Differences between supported versions of Python, Django and Wagtail, in one place."""

import django
import wagtail

DJANGO_6 = django.VERSION >= (6, 0)
WAGTAIL_8 = wagtail.VERSION >= (8, 0)
