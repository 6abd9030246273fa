"""A tap at the check-in: what it does, and the answer to a script that sends it, perhaps late."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_ngo.admin.registration.base import BUSY, ERRORS, words
from wagtail_ngo.admin.registration.forms import MOST_COMPANIONS
from wagtail_ngo.models import Attendance, Occurrence, Registration
from wagtail_ngo.services.registration import attendance, lists
from wagtail_ngo.services.registration.transactions import BusyError
from wagtail_ngo.validators import is_row_number


def address(date: Occurrence) -> str:
    """Where taps go; the script writes the registration's key in place of the 0."""
    return reverse("wagtail_ngo_check_in_tick", args=[date.pk, 0])


def act(
    date: Occurrence, row: Registration, fields: Mapping[str, str], *, now: datetime.datetime
) -> Attendance | None:
    """The attendance, None where it was taken back. Raises what a service raises."""
    if "undo" in fields:
        attendance.undo_check_in(date, row, now=now, seen=_number(fields.get("attendance", "")))
        return None
    people = _number(fields.get("people", ""))
    # The number that the form came with says nothing: perhaps others noted the real one since.
    if people == row.seats or (people is not None and not 0 < people <= MOST_COMPANIONS):
        people = None
    return attendance.check_in(date, row, now=now, people=people)


def _number(text: str) -> int | None:
    return int(text) if text and is_row_number(text) else None


def answer(request: HttpRequest, date: Occurrence, row: Registration | None) -> JsonResponse:
    """How things are now. 409: the tap is at odds with that; 503: it should be sent again."""
    if row is None:
        return _json({"problem": _("A registration is not on this list any more.")}, 404)
    try:
        act(date, row, request.POST, now=timezone.now())
    except BusyError:
        return _json({"problem": str(BUSY)}, 503)
    except ERRORS as error:
        return _json({**_state(date, row), "problem": words(error), "name": row.name}, 409)
    return _json(_state(date, row), 200)


def _state(date: Occurrence, row: Registration) -> dict:
    made, there = lists.guest(date, row).attendance, date.named_people
    return {
        "is_here": made is not None,
        "attendance": made.pk if made else None,
        "text": _since(made) if made else "",
        "people": _people(made.people) if made and made.people > 1 else "",
        "there": there,
        "there_words": ngettext("person is here", "people are here", there),
    }


def _since(made: Attendance) -> str:
    time = time_format(timezone.localtime(made.checked_in_at), "H:i")
    return _("here since %(time)s") % {"time": time}


def _people(number: int) -> str:
    return ngettext("%(people)s person", "%(people)s people", number) % {"people": number}


def _json(content: dict, status: int) -> JsonResponse:
    response = JsonResponse(content, status=status)
    response["Cache-Control"] = "no-store"
    return response
