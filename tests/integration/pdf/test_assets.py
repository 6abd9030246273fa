"""A file is ready only with all of its fonts and style sheets."""

import datetime
import shutil

import pytest

from wagtail_ngo.domain.pdf.values import Metadata, PDFError
from wagtail_ngo.services.pdf import assets, child

DAY = datetime.datetime(2026, 11, 29, tzinfo=datetime.UTC)
METADATA = Metadata("Próba", "A", "A", "A", "pl", DAY, DAY)
HTML = (
    '<html lang="pl"><head><title>Próba</title>'
    '<link rel="stylesheet" href="ngo-asset:pdf/issue.css">'
    "</head><body><h1>Zażółć</h1></body></html>"
)


def job():
    return child.Job(HTML, child.job_metadata(METADATA), "https://example.org/", ())


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The assets of the package in a folder that a test may damage."""
    folder = tmp_path / "assets"
    shutil.copytree(assets.ASSETS, folder)
    monkeypatch.setattr(assets, "ASSETS", folder)
    monkeypatch.setattr(assets, "FONTS", folder / "fonts")
    return folder


def test_the_whole_package_makes_a_file(copied):
    assert child.run(job()).data.startswith(b"%PDF")


def test_an_empty_font_folder_makes_no_file(copied):
    shutil.rmtree(copied / "fonts")
    (copied / "fonts").mkdir()

    with pytest.raises(PDFError, match="fonts of wagtail-ngo are missing"):
        child.run(job())


@pytest.mark.parametrize("name", ["fonts/atkinson-bold.ttf", "pdf/issue.css"])
def test_a_missing_part_makes_no_file(copied, name):
    (copied / name).unlink()

    with pytest.raises(PDFError, match=f"missing: {name}"):
        child.run(job())
