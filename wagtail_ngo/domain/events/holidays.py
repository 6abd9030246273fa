"""Public holidays, to warn an editor before a meeting is set on one."""

from __future__ import annotations

import datetime

from dateutil.easter import easter
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_FIXED = {
    (1, 1): _("New Year’s Day"),
    (5, 1): _("Labour Day"),
    (5, 3): _("Constitution Day"),
    (8, 15): _("Assumption Day"),
    (11, 1): _("All Saints’ Day"),
    (11, 11): _("Independence Day"),
    (12, 25): _("Christmas Day"),
    (12, 26): _("Second Day of Christmas"),
}
# Once, by the act of 7 November 2018 for the hundredth year of independence.
_CENTENARY = datetime.date(2018, 11, 12)
_AFTER_EASTER = {
    0: _("Easter Sunday"),
    1: _("Easter Monday"),
    49: _("Pentecost"),
    60: _("Corpus Christi"),
}


def poland(day: datetime.date) -> str | None:
    """The name of the public holiday in Poland on ``day``, or None."""
    if (day.month, day.day) == (1, 6) and day.year >= 2011:
        return str(_("Epiphany"))
    if day == _CENTENARY:
        return str(_("Independence Day"))
    if (day.month, day.day) in _FIXED:
        return str(_FIXED[day.month, day.day])
    if (day.month, day.day) == (12, 24) and day.year >= 2025:
        return gettext("Christmas Eve")
    name = _AFTER_EASTER.get((day - easter(day.year)).days)
    return None if name is None else str(name)
