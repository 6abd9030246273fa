#!/usr/bin/env bash
# One would guess: the lemma of a noun's form is the noun.
# What is so: simplemma knows "stowarzyszenia" as stowarzyszenie but makes a verb of "stowarzyszeń" and "zebrań";
#   two forms of one word then have two keys.
# Why it matters here: "of the associations" is how half of all names and questions go; a search keyed by these
#   lemmas would not find them. The package has a normaliser of its own (ADR 9).
# Source: simplemma, language data for Polish.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q simplemma==2.0.0
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import simplemma

print("simplemma", version("simplemma"))
words = ("stowarzyszenia", "stowarzyszeń", "zebrania", "zebrań", "fundacji")
found = {word: simplemma.lemmatize(word, lang="pl") for word in words}
print(found)
assert found["stowarzyszenia"] == "stowarzyszenie" and found["zebrania"] != found["zebrań"]
assert (found["stowarzyszeń"], found["zebrań"], found["fundacji"]) == ("stowarzyszyć", "zebrać", "fundacja")
PY
