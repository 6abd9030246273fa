"""Why a calendar could not be read, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.services.events.import_remarks import REFUSALS

#: By the code of a FetchError; ``%(detail)s`` is its detail.
PROBLEMS = {
    "host": _(
        "%(detail)s is not among the hosts that may be asked. Whoever looks after the server adds "
        "it to EVENT_SOURCE_HOSTS."
    ),
    "scheme": _(
        "The address, or one that it leads on to, does not begin with https://, or holds a "
        "password or a port."
    ),
    "unknown_host": _("There is no host %(detail)s, or it cannot be found just now."),
    "private": _("%(detail)s leads into a private network. Such addresses are never asked."),
    "connection": _("%(detail)s does not answer."),
    "certificate": _("The certificate of %(detail)s is not valid."),
    "late": _("The calendar did not arrive within %(detail)s seconds."),
    "size": _("The calendar is larger than %(detail)s MB."),
    "redirects": _("The address leads on more than %(detail)s times."),
    "status": _("The server answers %(detail)s instead of a calendar. Check the address."),
    "packed": _("The server sends a packed file, which was not asked for."),
    "broken_off": _("The calendar broke off before its end."),
    "failed": _("Reading it failed in a way that nobody thought of. See the server's log."),
}


def words(error: Mapping[str, str]) -> str:
    """What ``CalendarSource.error`` means; "" for no error."""
    if not error:
        return ""
    code, detail = error["code"], error.get("detail", "")
    if code in PROBLEMS:
        return str(PROBLEMS[code] % {"detail": detail})
    if code in REFUSALS:
        return str(REFUSALS[code] % {"limit": detail, "megabytes": detail})
    return code
