#!/usr/bin/env bash
# One would guess: a word that is written with a hyphen may end a line at that hyphen, with one hyphen.
# What is so: pyphen offers the place before the written hyphen, so inserted() and wrap() print two:
#   "spo-łecz-no--kul-tu-ral-ny".
# Why it matters here: names such as "Stowarzyszenie Społeczno-Kulturalne" are in every bulletin; whoever breaks lines
#   with the dictionary alone prints a double hyphen.
# Source: pyphen with hyph_pl_PL; Polish spelling repeats the hyphen only at the start of the next line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q pyphen==0.18.1
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import pyphen

print("pyphen", version("pyphen"))
polish = pyphen.Pyphen(lang="pl_PL")
made = [polish.inserted(word) for word in ("społeczno-kulturalny", "biało-czerwony")]
print(*made)
assert made == ["spo-łecz-no--kul-tu-ral-ny", "bia-ło--czer-wo-ny"]
PY
