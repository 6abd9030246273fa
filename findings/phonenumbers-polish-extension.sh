#!/usr/bin/env bash
# One would guess: a library that reads extensions in eighty languages reads the Polish "wew.".
# What is so: phonenumbers knows "ext." and "#", and takes the digits after "wew." and "w." into the number:
#   twelve or more digits, invalid; letters become keypad digits.
# Why it matters here: "59 842 10 00 wew. 12" is how offices write an extension; reading it with the library alone
#   would refuse the number of half the town hall. The package cuts the extension off first.
# Source: phonenumbers (port of libphonenumber), PhoneNumberMatcher and the parsing of extensions; number: made up.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q phonenumbers==9.0.43
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import phonenumbers

print("phonenumbers", version("phonenumbers"))
found = {}
for text in ("59 842 10 00 ext. 12", "59 842 10 00 #12", "59 842 10 00 wew. 12", "59 842 10 00 w. 12"):
    number = phonenumbers.parse(text, "PL")
    found[text] = (number.national_number, number.extension, phonenumbers.is_valid_number(number))
    print(text, *found[text])
assert list(found.values()) == [
    (598421000, "12", True),
    (598421000, "12", True),
    (59842100093912, None, False),
    (59842100012, None, False),
]
PY
