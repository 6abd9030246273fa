"""The bundled fonts draw Polish as it is written, and nothing else is ever used."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.factories.hostile_issues import hostile_issue
from wagtail_ngo.domain import pdf
from wagtail_ngo.services.bulletin import pdf as bulletin_pdf
from wagtail_ngo.services.pdf.assets import FONTS
from wagtail_ngo.services.pdf.child import Job, job_metadata, run

REFERENCE = Path(__file__).parents[2] / "data" / "pdf" / "pangram.png"
PANGRAM = (
    "Pchnąć w tę łódź jeża lub ośm skrzyń fig. PCHNĄĆ W TĘ ŁÓDŹ JEŻA LUB OŚM SKRZYŃ FIG. „0–9”"
)
DAY = datetime.datetime(2017, 12, 1, 12, tzinfo=datetime.UTC)
TILE, BOX = 8, Image.Resampling.BOX
# Difference of grey that two versions of a renderer may show between tiles of the same picture.
TOLERANCE = 12
METADATA = pdf.Metadata("Próba", "A", "A", "A", "pl", DAY, DAY)


def drawn(text: str) -> Image.Image:
    """The text in the four faces, as pixels."""
    faces = f"<p>{text}</p><p><b>{text}</b></p><p><i>{text}</i></p><p><b><i>{text}</i></b></p>"
    html = (
        '<!DOCTYPE html><html lang="pl"><head><title>Próba</title>'
        '<link rel="stylesheet" href="ngo-asset:pdf/issue.css"><style>@page { size: 170mm 45mm; '
        "margin: 3mm; @top-left { content: none } @bottom-right { content: none } } p { font-size: "
        f"10.5pt }}</style></head><body>{faces}</body></html>"
    )
    made = run(Job(html, job_metadata(METADATA), "https://town.example/", ("images/",)))
    page = pypdfium2.PdfDocument(made.data)[0]
    return page.render(scale=2, grayscale=True).to_pil().convert("L")


def distance(one: Image.Image, other: Image.Image) -> int:
    """Largest difference of grey between tiles of the size of a letter: one letter counts."""
    small = [image.resize((one.width // TILE, one.height // TILE), BOX) for image in (one, other)]
    return ImageChops.difference(*small).getextrema()[1]


def test_polish_pangram_is_drawn_as_it_was_read_by_a_person():
    reference = Image.open(REFERENCE)

    found = drawn(PANGRAM)

    assert found.size == reference.size
    assert distance(found, reference) < TOLERANCE


def test_the_ruler_tells_letters_from_letters_with_marks():
    one_mark_less = drawn(PANGRAM.replace("ą", "a", 1))

    assert distance(one_mark_less, Image.open(REFERENCE)) > TOLERANCE


ELSEWHERE = """
import hashlib, json, sys
import django; django.setup()
from django.test.utils import override_settings
from wagtail_ngo.services.pdf.child import Job, run
asked = json.load(sys.stdin)
with override_settings(MEDIA_ROOT=asked["media"]):
    for job in asked["jobs"]:
        print(hashlib.sha256(run(Job(**job)).data).hexdigest())
"""


@pytest.mark.usefixtures("pictures")
def test_bytes_are_equal_where_the_system_has_no_font(make, settings, tmp_path):
    """An empty fontconfig: no font, no substitution, no default."""
    contents = [replace(hostile_issue(seed), edition=1) for seed in (7, 11)]
    jobs = [job_of(content) for content in contents]
    here = [hashlib.sha256(run(job).data).hexdigest() for job in jobs]
    configuration = tmp_path / "fonts.conf"
    configuration.write_text('<?xml version="1.0"?><fontconfig></fontconfig>')
    asked = {"jobs": [asdict(job) for job in jobs], "media": str(settings.MEDIA_ROOT)}

    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps(asked),
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "FONTCONFIG_FILE": str(configuration),
            "XDG_CACHE_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout.split(), done.returncode) == (here, 0), done.stderr[-2000:]


def job_of(content) -> Job:

    return bulletin_pdf._job(content, variant="web", moment=DAY)


@pytest.mark.parametrize("face", ["regular", "bold", "italic", "bold-italic"])
def test_every_face_has_the_hyphen_and_the_polish_letters(face):
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / f"atkinson-{face}.ttf", lazy=True) as font:
        assert {ord(c) for c in PANGRAM + "\u2010\u2014\u2026×·"} <= set(font.getBestCmap())
