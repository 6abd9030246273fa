#!/usr/bin/env bash
# One would guess: search_dates() reads a date in a sentence as parse() reads it alone.
# What is so: with languages=["pl"], parse("10.12.2026") is 10 December, search_dates("Zebranie 10.12.2026")
#   finds 12 October.
# Why it matters here: reading dates out of texts that offices send would move meetings by two months, silently.
# Source: dateparser, dateparser.search (DATE_ORDER of the language is not used there).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q dateparser==1.5.0
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import dateparser
from dateparser.search import search_dates

print("dateparser", version("dateparser"))
alone = dateparser.parse("10.12.2026", languages=["pl"])
[(_words, within)] = search_dates("Zebranie 10.12.2026", languages=["pl"])
print(alone.date(), within.date())
assert (f"{alone:%F}", f"{within:%F}") == ("2026-12-10", "2026-10-12")
PY
