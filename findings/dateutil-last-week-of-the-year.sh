#!/usr/bin/env bash
# One would guess: BYWEEKNO counts weeks as ISO 8601 does, the last days of a year included.
# What is so: dateutil gives the first days of January to week 53 where they are the end of week 52 of the year
#   before, and leaves them out of week 52: 1 and 2 January of 2011, 2022, 2039.
# Why it matters here: a rule "in the last week of the year" would lose or invent a date; the package counts
#   numbered weeks by itself and exports weeks 52 and 53 as single dates.
# Source: RFC 5545 section 3.3.10 (BYWEEKNO is as defined in ISO 8601); python-dateutil, dateutil.rrule.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q python-dateutil==2.9.0.post0
"$folder/venv/bin/python" - <<'PY'
import datetime
from importlib.metadata import version

from dateutil.rrule import FR, MO, SA, SU, TH, TU, WE, YEARLY, rrule

print("python-dateutil", version("python-dateutil"))
start, end = datetime.datetime(2010, 1, 1, 10), datetime.datetime(2059, 12, 31, 10)
days = [start + datetime.timedelta(number) for number in range((end - start).days + 1)]
for week in (51, 52, 53):
    wanted = {day for day in days if day.isocalendar().week == week}
    found = set(
        rrule(YEARLY, dtstart=start, until=end, byweekno=week, byweekday=(MO, TU, WE, TH, FR, SA, SU))
    )
    missing, invented = sorted(wanted - found), sorted(found - wanted)
    print("week", week, "missing", [f"{day:%F}" for day in missing], "invented", [f"{day:%F}" for day in invented])
    if week == 51:
        assert not missing and not invented
    if week == 52:
        assert [f"{day:%F}" for day in missing[:4]] == ["2011-01-01", "2011-01-02", "2022-01-01", "2022-01-02"]
    if week == 53:
        assert [f"{day:%F}" for day in invented[:4]] == ["2011-01-01", "2011-01-02", "2022-01-01", "2022-01-02"]
PY
