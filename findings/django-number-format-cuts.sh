#!/usr/bin/env bash
# One would guess: number_format(93.79, 1), which templates and forms use, rounds as floatformat does.
# What is so: it cuts. 93.79 is written "93.7" and Decimal("5.567") with two places "5.56"; floatformat gives 93.8 and 5.57.
# Why it matters here: turnouts, changes in per cent and sums of grants are written for reports; a figure that was not rounded
#   before is too small on the page, and another one where a template writes it.
# Source: django.utils.numberformat.format (the decimal part is sliced), django.template.defaultfilters.floatformat.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q Django==5.2.9
"$folder/venv/bin/python" - <<'PY'
from decimal import Decimal

import django
from django.conf import settings

settings.configure(USE_I18N=True, LANGUAGE_CODE="en")
django.setup()
from django.template.defaultfilters import floatformat
from django.utils.formats import number_format

print("Django", django.get_version())
seen = [(number_format(value, places), str(floatformat(value, places)))
        for value, places in ((93.79, 1), (Decimal("93.79"), 1), (Decimal("5.567"), 2))]
print(*seen, sep="\n")
assert seen == [("93.7", "93.8"), ("93.7", "93.8"), ("5.56", "5.57")]
PY
