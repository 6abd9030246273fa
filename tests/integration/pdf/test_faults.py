"""Faults of pictures, tables, links and disks that once gave a bad file, or none."""

from __future__ import annotations

import datetime
import errno
import io
import re
from dataclasses import replace

import pikepdf
import pytest
import weasyprint
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.template.loader import get_template
from pikepdf import Name
from PIL import Image, ImageCms

from tests.factories.issue_content import picture, sample_issue
from tests.integration.pdf.test_hostile_issues import assert_valid
from tests.integration.pdf.test_stored_files import issue  # noqa: F401 -- a fixture
from wagtail_ngo import tasks
from wagtail_ngo.domain.bulletin.content import PicturesItem, Section, TableItem
from wagtail_ngo.domain.pdf.tables import mend_tables
from wagtail_ngo.domain.pdf.values import Report
from wagtail_ngo.enums import FileStatus
from wagtail_ngo.models import BulletinFile
from wagtail_ngo.services.bulletin.pdf import is_overdue
from wagtail_ngo.services.pdf.assets import ASSETS

INKS = (0, 200, 200, 20)  # a red


def store(name: str, image: Image.Image, kind: str = "JPEG", **options) -> None:
    out = io.BytesIO()
    image.save(out, kind, **options)
    default_storage.save(name, ContentFile(out.getvalue()))


def pictures_of(data: bytes) -> list[tuple[str, tuple]]:
    """Colour space, and the colour in the middle, of every large picture of a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [
            stream
            for stream in pdf.objects
            if isinstance(stream, pikepdf.Stream)
            and stream.get("/Subtype") == "/Image"
            and int(stream.Width) > 200
        ]
        opened = [(str(stream.ColorSpace), pikepdf.PdfImage(stream)) for stream in found]
        return [
            (space, image.as_pil_image().convert("RGB").getpixel((150, 100)))
            for space, image in opened
        ]


def issue_with(*items):
    return sample_issue(cover=None, sections=(Section(heading="A", anchor="a", items=items),))


def shown(name: str) -> PicturesItem:
    return PicturesItem(pictures=(replace(picture(0), name=name),))


@pytest.mark.parametrize("variant", ["web", "print"])
def test_a_picture_in_printing_inks_becomes_one_in_screen_colours(make, variant):
    store("images/inks.jpg", Image.new("CMYK", (300, 200), INKS))

    made, _html = make(issue_with(shown("images/inks.jpg")), variant)

    [(space, (red, green, blue))] = pictures_of(made.data)
    assert "CMYK" not in space
    assert red > 150
    assert max(green, blue) < 100
    if variant == "web":
        assert_valid(made.data)


def test_a_broken_profile_of_a_picture_is_left_aside(make):
    store("images/inks.jpg", Image.new("CMYK", (300, 200), INKS), icc_profile=b"no profile")

    made, _html = make(issue_with(shown("images/inks.jpg")))

    assert len(pictures_of(made.data)) == 1
    assert_valid(made.data)


def test_a_picture_of_sixteen_bits_is_shown_and_valid(make):
    store("images/deep.png", Image.new("I;16", (300, 200), 30000), "PNG")

    made, _html = make(issue_with(shown("images/deep.png")))

    assert_valid(made.data)


def test_a_picture_in_screen_colours_goes_in_as_it_is(make):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    store("images/rgb.jpg", Image.new("RGB", (300, 200), (200, 30, 30)), icc_profile=profile)

    made, _html = make(issue_with(shown("images/rgb.jpg")))

    [(_space, (red, _green, _blue))] = pictures_of(made.data)
    assert abs(red - 200) < 6


# Tables


def laid_out(html: str):
    """Cells of a laid out table, with our style sheets."""
    sheets = [weasyprint.CSS(string=_without_fonts(name)) for name in sheets_of_an_issue()]
    pages = weasyprint.HTML(string=html).render(stylesheets=sheets).pages
    boxes = [box for page in pages for box in page._page_box.descendants()]
    return pages, [box for box in boxes if type(box).__name__ == "TableCellBox"]


def sheets_of_an_issue() -> list[str]:
    """Names of the style sheets that every variant of an issue links."""
    template = get_template("wagtail_ngo/pdf/issue.html").template.source
    pattern = r'^  <link rel="stylesheet" href="ngo-asset:pdf/([a-z]+\.css)">'
    return re.findall(pattern, template, re.MULTILINE)


def _without_fonts(name: str) -> str:
    return re.sub(r"@font-face \{[^}]*\}", "", (ASSETS / "pdf" / name).read_text())


def test_no_cell_asks_for_the_narrowest_width_letter_by_letter():
    """Such a search takes a time that grows with the square of the letters: minutes for a page."""
    table = "<table><tr><td>Ala ma kota</td><td>a</td></tr></table>"
    _pages, cells = laid_out(
        f"<html><body>{table}<div class='data'>{table}</div><div class='text'>{table}</div>"
        f"{table.replace('<table>', '<table class=events>')}</body></html>"
    )

    assert len(cells) == 8
    assert {cell.style["overflow_wrap"] for cell in cells} == {"break-word"}


def test_a_word_that_no_column_holds_stays_on_the_page():
    soup = BeautifulSoup(
        f"<table><tr><td>{'x' * 300}</td><td>Adres</td><td>Trzy</td></tr></table>", "html.parser"
    )
    mend_tables(soup, Report())

    pages, cells = laid_out(f"<html><body><div class='data'>{soup}</div></body></html>")

    right = max(cell.position_x + cell.margin_width() for cell in cells)
    page = pages[0]._page_box
    assert right <= page.position_x + page.margin_left + page.width + 1
    assert min(cell.width for cell in cells) > 50


def test_short_words_leave_the_columns_to_the_layout():
    soup = BeautifulSoup("<table><tr><td>Ala ma kota</td><td>a</td></tr></table>", "html.parser")

    mend_tables(soup, Report())

    assert soup.table.get("class") is None


def test_a_cell_of_some_thousand_letters_gives_a_file(make):
    text = "Zapisy trwają do końca miesiąca. " * 130
    made, _html = make(issue_with(TableItem(rows=(("Kto", "Co"), ("Fundacja", text)))))

    assert made.report.pages >= 2
    assert_valid(made.data)


# Links


def links_without_content(data: bytes) -> list[str]:
    """Names of the links whose element holds nothing that is read out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [name for name, has_content in _links(pdf.Root.StructTreeRoot) if not has_content]


def _kids(element) -> list:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _links(element):
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/S") == Name.Link:
                names = [k.Obj.get("/Contents") for k in _kids(kid) if _is_reference(k)]
                yield str(names), _has_content(kid)
            yield from _links(kid)


def _is_reference(kid) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == Name.OBJR


def _has_content(element) -> bool:
    return any(
        not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid or _has_content(kid)
        for kid in _kids(element)
        if not _is_reference(kid)
    )


@pytest.mark.parametrize("has_picture", [True, False])
def test_every_link_has_content(make, has_picture):
    content = sample_issue() if has_picture else sample_issue(cover=None)
    made, html = make(content)

    assert html.count('class="teaser"') == 3
    assert links_without_content(made.data) == []


# Disks


class FullDisk(InMemoryStorage):
    """A storage that takes nothing of one kind."""

    def _save(self, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")


class RoomForTheFileOnly(InMemoryStorage):
    def _save(self, name, content):
        if name.endswith(".png"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return super()._save(name, content)


@pytest.mark.django_db
@pytest.mark.parametrize("storage", [FullDisk, RoomForTheFileOnly])
def test_a_full_disk_is_a_failure_in_words_and_leaves_nothing_half_done(
    issue,  # noqa: F811
    settings,
    storage,
):
    file = BulletinFile.objects.get()
    BulletinFile.objects.update(file="", thumbnail="", status=FileStatus.QUEUED)
    own = {"BACKEND": f"{__name__}.{storage.__name__}"}
    settings.STORAGES = {**settings.STORAGES, "default": own}

    tasks.make_bulletin_file.enqueue(file.pk)

    file.refresh_from_db()
    assert file.status == FileStatus.FAILED
    assert file.error == "The file could not be stored: No space left on device"
    assert (file.file.name, file.thumbnail.name) == ("", "")
    assert not default_storage.exists("ngo_bulletins") or default_storage.listdir(
        f"ngo_bulletins/{issue.pk}"
    ) == ([], [])


def test_a_file_whose_process_died_can_be_made_again(settings):
    settings.WAGTAIL_NGO = {"PDF_LIMITS": {"cpu": 10, "wall": 60, "memory": 1}}
    now = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)

    def overdue(status, minutes):
        moment = now - datetime.timedelta(minutes=minutes)
        return is_overdue(
            BulletinFile(status=status, started_at=moment, created_at=moment), now=now
        )

    assert [overdue(FileStatus.RENDERING, minutes) for minutes in (1, 4, 4.1)] == [
        False,
        False,
        True,
    ]
    assert [overdue(FileStatus.QUEUED, minutes) for minutes in (119, 121)] == [False, True]
    assert [overdue(status, 9999) for status in (FileStatus.READY, FileStatus.FAILED)] == [
        False,
        False,
    ]


def test_a_list_of_links_alone_is_a_contents_and_sentences_with_links_are_not(make):
    """Entries keep their page numbers; words beside a link make a sentence."""
    place = sample_issue().sections[0].anchor
    sentences = "".join(f'<li>Zobacz <a href="#{place}">część {n}</a>.</li>' for n in range(3))

    made, html = make(sample_issue(editorial=f"<p>Krótko.</p><ul>{sentences}</ul>"))

    assert html.count("Zobacz") == 3
    assert made.report.repairs["contents"] == 1
