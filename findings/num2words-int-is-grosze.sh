#!/usr/bin/env bash
# One would guess: an amount is an amount, whether it is an int or a Decimal.
# What is so: num2words takes an int for the smaller unit in Polish currency: 1500 is read "piętnaście złotych",
#   Decimal(1500) "tysiąc pięćset złotych".
# Why it matters here: an award of 1,500 zł in words would be a hundredth of what was granted, and no error says so.
# Source: num2words, Num2Word_Base.to_currency (integers are cents).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q num2words==0.5.14
"$folder/venv/bin/python" - <<'PY'
from decimal import Decimal
from importlib.metadata import version

from num2words import num2words

print("num2words", version("num2words"))
words = [num2words(value, to="currency", lang="pl", currency="PLN") for value in (1500, Decimal(1500))]
print(*words, sep="\n")
assert words == ["piętnaście złotych, zero groszy", "tysiąc pięćset złotych, zero groszy"]
PY
