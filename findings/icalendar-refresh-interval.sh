#!/usr/bin/env bash
# One would guess: the library writes VALUE=DURATION where RFC 7986 demands it, as it writes VALUE=DATE for dates.
# What is so: icalendar adds REFRESH-INTERVAL without the parameter; strict readers take it for text or skip it.
# Why it matters here: a subscribed calendar would not be fetched as often as the town wants; we add the parameter.
# Source: RFC 7986 section 5.7 ("VALUE=DURATION" is required); icalendar.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q icalendar==7.3.2
"$folder/venv/bin/python" - <<'PY'
import datetime
from importlib.metadata import version

from icalendar import Calendar

print("icalendar", version("icalendar"))
calendar = Calendar()
calendar.add("prodid", "-//a//b//")
calendar.add("version", "2.0")
calendar.add("refresh-interval", datetime.timedelta(hours=12))
lines = calendar.to_ical().decode().splitlines()
print(*lines, sep="\n")
assert "REFRESH-INTERVAL:PT12H" in lines
calendar = Calendar()
calendar.add("refresh-interval", datetime.timedelta(hours=12), parameters={"VALUE": "DURATION"})
assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in calendar.to_ical().decode()
PY
