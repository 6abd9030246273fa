"""How seats are sold without thinking: count, then insert. The control of the races."""

import os
import time
from pathlib import Path

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Registration
from wagtail_ngo.models.person_keys import person_key
from wagtail_ngo.views.events.pages import get_occurrence


def register(request: HttpRequest, page, day: str) -> HttpResponse:
    date = get_occurrence(request, page, day)
    if request.method != "POST":
        return HttpResponse(f'value="{get_token(request)}"')
    taken = Registration.objects.filter(occurrence=date).aggregate(n=Sum("seats_held"))["n"] or 0
    if taken >= date.capacity:
        return HttpResponse("full", status=409)
    wait_for_the_others(date.capacity)
    email = request.POST["email"]
    key = person_key(email)
    Registration.objects.create(
        occurrence=date,
        status=RegistrationStatus.CONFIRMED,
        email=email,
        person_key=key,
        seat_key=key,
        seats_held=1,
    )
    return HttpResponse("registered")


def wait_for_the_others(seats: int) -> None:
    """Until more people than there are seats have looked, in all processes of the server.

    Between looking and taking, a real page writes a letter; how many look in that time is a matter
    of chance, and a control must not be.
    """
    looked = Path(os.environ["NGO_NAIVE"])
    with looked.open("ab") as file:
        file.write(b".")
    until = time.monotonic() + 60
    while looked.stat().st_size <= seats and time.monotonic() < until:
        time.sleep(0.02)
