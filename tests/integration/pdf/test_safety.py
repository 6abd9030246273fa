"""Editors' text can neither make the server ask an address, nor read a file, nor run for ever."""

from __future__ import annotations

import datetime
import io
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest
import weasyprint
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories.issue_content import photo
from wagtail_ngo.domain.pdf import Metadata, PDFError
from wagtail_ngo.services.pdf import child as pdf_child
from wagtail_ngo.services.pdf.child import Job, Limits, job_metadata, run
from wagtail_ngo.services.pdf.fetcher import StorageURLFetcher

BASE = "https://town.example/bulletin/1/"
DAY = datetime.datetime(2017, 12, 1, 12, tzinfo=datetime.UTC)
METADATA = job_metadata(Metadata("T", "A", "A", "A", "pl", DAY, DAY))
SECRET = "the-secret-of-the-server"
#: Everything that made WeasyPrint's own fetcher ask for ``{u}``, or embed a file.
VECTORS = {
    "img": "<img src='{u}/a.png'>",
    "picture": "<picture><source srcset='{u}/b.png'><img src='{u}/b.png'></picture>",
    "svg image": "<svg width='9' height='9'><image href='{u}/c.png' width='9' height='9'/></svg>",
    "svg use": "<svg width='9' height='9'><use href='{u}/d.svg#x'/></svg>",
    "svg in data": "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>"
    "<image href='{u}/e.png'/></svg>\">",
    "object": "<object data='{u}/f.svg'></object>",
    "embed": "<embed src='{u}/g.svg'>",
    "iframe": "<iframe src='{u}/h.html'></iframe>",
    "link": "<link rel='stylesheet' href='{u}/i.css'>",
    "import": "<style>@import url('{u}/j.css');</style>",
    "font": "<style>@font-face {{ font-family: X; src: url('{u}/k.ttf') }} p {{ font-family: X }}"
    "</style>",
    "background": "<p style='background: url({u}/l.png)'>l</p>",
    "list style": "<ul style='list-style-image: url({u}/m.png)'><li>m</ul>",
    "content": "<style>p::before {{ content: url('{u}/n.png') }}</style><p>n</p>",
    "border image": "<p style='border-image: url({u}/o.png) 1; border: 1px solid'>o</p>",
    "page": "<style>@page {{ background: url('{u}/p.png') }}</style>",
    "attachment": "<a rel='attachment' href='{u}/q.txt'>q</a>",
    "attachment of the page": "<link rel='attachment' href='{u}/r.txt'>",
    "base": "<base href='{u}/'><img src='s.png'>",
    "file": "<img src='file://{f}'><a rel='attachment' href='file://{f}'>t</a>"
    "<link rel='attachment' href='file://{f}'>",
    "traversal": "<img src='/media/images/../../{f}'><a rel='attachment' "
    "href='/media/images/%2e%2e/%2e%2e{f}'>u</a>",
}


class Counting(BaseHTTPRequestHandler):
    """Answers every request, and remembers it."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(302 if self.path.endswith(".png") else 200)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = HTTPServer(("127.0.0.1", 0), Counting)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def secret_file(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


def document(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="pl"><head><title>T</title>{head}</head><body><h1>T</h1>{body}'
    )


def job(body: str, head: str = "") -> Job:
    return Job(document(body, head), METADATA, BASE, ("images/",))


def assert_nothing_came_in(data: bytes, server, secret: str = SECRET) -> None:
    assert server.asked == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.attachments) == 0
        kinds = {str(o.get("/Subtype")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)}
        assert "/FileAttachment" not in kinds
        streams = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        assert not any(secret.encode() in stream.read_raw_bytes() for stream in streams)


@pytest.mark.parametrize("vector", VECTORS)
def test_editors_text_asks_for_nothing(vector, server, secret_file):
    address = f"http://127.0.0.1:{server.server_port}"
    body = VECTORS[vector].format(u=address, f=secret_file)

    made = run(job(f"{body}<p>koniec</p>"))

    assert_nothing_came_in(made.data, server)


@pytest.mark.parametrize("vector", VECTORS)
def test_fetcher_alone_asks_for_nothing(vector, server, secret_file):
    """Also where nothing is stripped before, as in a template of the host."""
    address = f"http://127.0.0.1:{server.server_port}"
    body = VECTORS[vector].format(u=address, f=secret_file)
    fetcher = StorageURLFetcher(BASE, media_folders=("images/",))

    html = weasyprint.HTML(string=document(body), base_url=BASE, url_fetcher=fetcher)
    data = html.write_pdf()

    assert_nothing_came_in(data, server)


def test_vectors_are_twenty_one_and_the_usual_fetcher_follows_them(server, secret_file):
    """The test can fail: without our fetcher addresses are asked for and the file is embedded."""
    address = f"http://127.0.0.1:{server.server_port}"
    data = b""
    for name in ("img", "link", "file"):
        body = VECTORS[name].format(u=address, f=secret_file)
        data = weasyprint.HTML(string=document(body), base_url=BASE).write_pdf()
    asked, server.asked[:] = list(server.asked), []

    assert (len(VECTORS), len(asked) >= 2) == (21, True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.attachments) == 1


def test_pictures_come_from_a_storage_without_paths(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    default_storage.save("images/only-in-memory.jpg", ContentFile(photo(1, width=300, height=200)))

    made = run(job("<img src='ngo-media:images/only-in-memory.jpg' alt='obraz'>"))

    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        pictures = pdf.pages[0].Resources.XObject
        assert [str(pictures[name].Subtype) for name in sorted(pictures.keys())] == ["/Image"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("images/big.png", b"\x89PNG" + b"0" * (21 << 20), "file too large"),
        ("documents/a.png", b"", "media outside images/"),
        ("images/a.svg", b"<svg/>", "not a raster picture"),
        ("images/a.exe", b"MZ", "not a raster picture"),
    ],
)
def test_refused_file_is_a_note_and_the_text_goes_on(name, content, reason):
    stored = default_storage.save(name, ContentFile(content))

    made = run(job(f"<img src='ngo-media:{stored}' alt='obraz'><p>koniec</p>"))

    assert ("address-refused", f"ngo-media:{stored}: {reason}") in made.report.notes


def test_a_child_that_takes_too_long_is_ended_with_a_reason(monkeypatch):
    monkeypatch.setattr(pdf_child, "run", lambda job, deadline: time.sleep(60))
    started = time.monotonic()

    with pytest.raises(PDFError, match="not ready after 1 seconds"):
        pdf_child._forked(job("<p>x"), Limits(cpu=60, memory=8 << 30, wall=1))

    assert time.monotonic() - started < 30


def test_a_child_that_computes_too_much_is_ended_with_a_reason(monkeypatch):
    def count(job, deadline):
        end = time.process_time() + 20
        while time.process_time() < end:
            pass

    monkeypatch.setattr(pdf_child, "run", count)

    with pytest.raises(PDFError, match="more than 1 seconds of processor time"):
        pdf_child._forked(job("<p>x"), Limits(cpu=1, memory=8 << 30, wall=120))


def test_a_child_that_takes_too_much_memory_is_told_so(monkeypatch):
    monkeypatch.setattr(pdf_child, "run", lambda job, deadline: bytearray(16 << 30))

    with pytest.raises(PDFError, match="more memory than one file may take"):
        pdf_child._forked(job("<p>x"), Limits(cpu=20, memory=8 << 30, wall=60))


def test_too_deep_nesting_is_said():
    with pytest.raises(PDFError, match="nested more than 120 elements deep"):
        run(job("<div>" * 400 + "x"))


def test_new_interpreter_makes_the_same_file():
    limits = Limits(cpu=60, memory=2 << 30, wall=120)
    asked = job("<p>Zażółć</p>")

    spawned = pdf_child._spawned(asked, limits)

    assert spawned.data == run(asked).data
