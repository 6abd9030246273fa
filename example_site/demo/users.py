"""Accounts to look around with. Their passwords are public: they exist only where DEBUG is on."""

import io

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

from example_site.demo.context import Demo

#: Name, password, group (None: superuser), department.
USERS = [
    ("admin", "demo", None, "Informatyka"),
    ("redaktor", "demo", "Redakcja NGO", "Wydział Komunikacji"),
    ("moderator", "demo", "Moderacja NGO", "Wydział Komunikacji"),
    ("punkt", "demo", "Punkt wydarzeń", "Punkt dla organizacji"),
]


def load(demo: Demo) -> None:
    if not settings.DEBUG:
        demo.say("skipped: DEBUG is off, and these passwords are public")
        return
    call_command("ngo_setup", verbosity=0, stdout=io.StringIO())
    for username, password, group, department in USERS:
        user, is_new = get_user_model().objects.get_or_create(
            username=username,
            defaults={
                "email": f"{username}@example.org",
                "department": department,
                "is_superuser": group is None,
                "is_staff": group is None,
            },
        )
        if is_new:
            user.set_password(password)
            user.save()
            if group:
                user.groups.add(Group.objects.get(name=group))
    demo.say(", ".join(f"{name} / {password}" for name, password, *_rest in USERS))
