#!/usr/bin/env bash
# One would guess: a long header is folded; an ASCII address in it stays as it is.
# What is so: Django 6.0 and 6.1 write a header value of 78 letters and more as an RFC 2047 encoded word; 5.2 folds it
#   without encoding. A mail program does not find the address in List-Unsubscribe any more.
# Why it matters here: one-click unsubscribing needs the address readable (RFC 8058); the package serialises with a longer line.
# Source: RFC 2047 section 5 (no encoded word in structured fields such as a URL list), RFC 2369 section 2; Django 6.0 release notes (email on the modern API).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Django 6 needs Python 3.12 or newer; PYTHON names another one.
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q Django==6.1.3
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

from django.conf import settings

settings.configure()
from django.core.mail import EmailMessage

print("Django", version("Django"))


def line(length):
    address = "<https://town.example/unsubscribe/".ljust(length - 1, "a") + ">"
    headers = {"List-Unsubscribe": address}
    raw = EmailMessage("Hello", "Text", "a@town.example", ["b@town.example"], headers=headers).message().as_bytes()
    lines = raw.decode().splitlines()
    [start] = [number for number, text in enumerate(lines) if text.startswith("List-Unsubscribe")]
    rest = [text for text in lines[start + 1 :]]
    following = next(number for number, text in enumerate(rest) if not text.startswith(" "))
    return [lines[start], *rest[:following]]


for length in (60, 100):
    print(length, *line(length), sep="\n  ")
assert "=?" not in "".join(line(60)) and "=?utf-8?" in "".join(line(100))
PY
