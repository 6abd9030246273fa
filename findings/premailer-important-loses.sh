#!/usr/bin/env bash
# One would guess: the CSS cascade: a rule marked !important wins over a style attribute.
# What is so: premailer merges the sheet into the attribute, the attribute's own value wins, and the mark is gone.
# Why it matters here: a mail made narrower for phones by !important in its sheet leaves with the wide value; the
#   bulletin's mail therefore writes its styles where they are needed.
# Source: CSS Cascading and Inheritance Level 4, section 6.1 (importance comes before the style attribute); premailer.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q premailer==3.10.0
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

from premailer import transform

print("premailer", version("premailer"))
page = """<!DOCTYPE html><html><head><title>a</title><style>p { width: 50px !important }</style></head>
<body><p style="width:400px">a</p></body></html>"""
made = transform(page)
print(made)
assert 'style="width:400px"' in made and "50px" not in made
PY
