"""What a town relies on when it puts our style sheets beside its own."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

STATIC = Path(__file__).parents[2] / "wagtail_ngo" / "static" / "wagtail_ngo"
TEMPLATES = Path(__file__).parents[2] / "wagtail_ngo" / "templates" / "wagtail_ngo"
#: Sheets of the admin; no public page loads them.
ADMIN = {"admin.css", "recurrence-widget.css"}
PUBLIC = sorted(path for path in (STATIC / "css").glob("*.css") if path.name not in ADMIN)
BUDGET = 15_000


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def selectors(css: str) -> list[str]:
    """The selector lists of a sheet; at-rules that hold rules are looked into."""
    return [
        part.strip()
        for part in re.findall(r"([^{};]+)\{", css)
        if part.strip() and not part.strip().startswith("@")
    ]


def test_no_line_of_a_sheet_is_longer_than_the_page():
    package = Path(__file__).parents[2] / "wagtail_ngo"
    sheets = [path for path in package.rglob("*.css") if "vendor" not in path.parts]
    long = [
        f"{path.relative_to(package)}:{number}"
        for path in sheets
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]

    assert len(sheets) > 15
    assert long == []


def test_all_sheets_of_a_public_page_are_small():
    assert sum(len(gzip.compress(path.read_bytes())) for path in PUBLIC) <= BUDGET


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_every_selector_names_our_namespace(path):
    found = [part for part in selectors(without_comments(path)) if "ngo" not in part]

    assert set(found) <= {":where(:root)"}


def blocks(css: str, pattern: str) -> set[str]:
    """Names of the blocks (``ngo-name``) whose selectors match."""
    parts = [part.strip() for found in selectors(css) for part in found.split(",")]
    return {match[1] for part in parts if (match := re.match(pattern, part))}


def test_no_two_subjects_mean_different_things_by_one_class():
    """A page may load the sheets of all subjects: a bold ``ngo-seats`` of events made the whole
    table of a council's seats bold."""
    sheets = {path.name: without_comments(path) for path in PUBLIC if path.name != "ngo.css"}
    clashes = {
        (block, owner, other)
        for owner, css in sheets.items()
        for block in blocks(css, r"\.(ngo-[a-z-]+)$")
        for other, text in sheets.items()
        if other != owner and block in blocks(text, r"\.(ngo-[a-z-]+)(?![\w-]|__|--)")
    }

    assert clashes == set()


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_no_sheet_fetches_from_elsewhere(path):
    urls = re.findall(r"url\(\s*[\"']?([^\"')]+)", without_comments(path))

    assert [url for url in urls if re.match(r"(https?:)?//", url)] == []


def test_every_token_that_is_used_has_a_default():
    text = "".join(without_comments(path) for path in PUBLIC)
    used = set(re.findall(r"var\((--ngo-[\w-]+)\)", text))

    assert used - set(re.findall(r"(--ngo-[\w-]+):", text)) == set()


def test_every_token_a_town_may_set_is_documented():
    text = without_comments(STATIC / "css" / "ngo.css")
    tokens = set(re.findall(r"(--ngo-[a-z-]+):", text))
    document = (Path(__file__).parents[2] / "docs/how-to/theme.md").read_text(encoding="utf-8")

    assert {token for token in tokens if token not in document} <= {
        "--ngo-text-s",
        "--ngo-text-l",
        "--ngo-text-xl",
    }


def test_files_can_be_collected_under_names_with_a_digest(settings, tmp_path):
    """The storage that ``wagtail start`` puts into production settings reads every address."""
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    collected = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert "wagtail_ngo/css/ngo.css" in collected
    assert "wagtail_ngo/fonts/atkinson-regular.woff2" in collected


def test_what_the_pdf_engine_alone_reads_is_not_served():
    kinds = {path.suffix for path in STATIC.rglob("*") if path.is_file()}
    served = [path for path in STATIC.rglob("*.css") if "ngo-asset:" in path.read_text()]

    assert ".ttf" not in kinds
    assert served == []
