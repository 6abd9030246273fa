#!/usr/bin/env bash
# One would guess: <ol start=5> counts from 5 in a PDF as in the browser.
# What is so: WeasyPrint 70 prints 1., 2. and ignores start, value and type; the style counter-reset does work.
# Why it matters here: a town's own block, or text brought from elsewhere, whose list goes on after a picture
#   starts again at 1 in print and says another thing than the web page: give it the style as well.
# Source: HTML Living Standard, the ol element (attributes start, type; value of li); WeasyPrint.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# WeasyPrint needs Pango from the system.
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --disable-pip-version-check install -q weasyprint==70.0 pypdfium2==5.13.0
"$folder/venv/bin/python" - <<'PY'
from importlib.metadata import version

import pypdfium2
import weasyprint

print("weasyprint", version("weasyprint"))


def text(html):
    data = weasyprint.HTML(string=f"<html lang=en><title>a</title>{html}").write_pdf()
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split()


plain = text("<ol start=5><li>five<li>six</ol>")
styled = text("<ol style='counter-reset: list-item 4'><li>five<li>six</ol>")
print(plain, styled)
assert "5." not in plain and "1." in plain
assert "5." in styled and "6." in styled
PY
