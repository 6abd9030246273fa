"""The only way a PDF reads anything: Django's storages and the package's own assets.

WeasyPrint's default fetcher opens any URL: an editor's ``<img src="http://169.254.169.254/…">``
would be asked for by the server, and ``file:`` links would embed its files. This one has no
network code path. It is imported where a file is made, never where one is served.
"""

from __future__ import annotations

import io
import mimetypes
import posixpath
import time
from collections.abc import Callable
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files import File
from django.core.files.storage import default_storage
from PIL import Image, ImageCms
from weasyprint.urls import URLFetcher, URLFetcherResponse

from wagtail_ngo.services.pdf import assets

ASSET_SCHEME = "ngo-asset:"
MEDIA_SCHEME = "ngo-media:"
RASTER = {"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"}
# What a screen shows and PDF/A allows without a profile.
SCREEN_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}
FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF"]
STATIC = RASTER | {"text/css", "font/ttf", "font/otf", "font/woff", "font/woff2"}
MAX_FILE_BYTES = 20 << 20
MAX_TOTAL_BYTES = 300 << 20
MAX_PIXELS = 40_000_000


class DeniedError(ValueError):
    """The address is not one a bulletin may read."""


class StorageURLFetcher(URLFetcher):
    """Reads media below the allowed folders, static files, assets and ``data:`` pictures."""

    def __init__(
        self,
        base_url: str,
        *,
        media_folders: tuple[str, ...],
        deadline: float | None = None,
        grey: bool = False,
    ) -> None:
        # The inherited network handlers are never reached; belt and braces all the same.
        super().__init__(timeout=1, allowed_protocols=("data",), allow_redirects=False)
        self.media_folders = tuple(f"{folder.strip('/')}/" for folder in media_folders)
        self.deadline = deadline
        self.grey = grey
        self.total = 0
        self.denied: list[tuple[str, str]] = []
        # Files of the package that are not there: a file made without them is not ready.
        self.missing: set[str] = set()
        self.readers: list[tuple[str, Callable[[str, str], URLFetcherResponse]]] = [
            (urljoin(base_url, settings.STATIC_URL or "/static/"), self._static),
            (urljoin(base_url, settings.MEDIA_URL or "/media/"), self._media),
        ]
        if prefix := _storage_prefix(base_url):
            self.readers.append((prefix, self._media))

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        """What the address holds; DeniedError for every address that is not listed above."""
        try:
            return self._fetch(url)
        except DeniedError as error:
            self.denied.append((url[:200], str(error)))
            raise

    def _fetch(self, url: str) -> URLFetcherResponse:
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise DeniedError("out of time")
        if url.startswith("data:"):
            return self._data(url)
        if url.startswith(ASSET_SCHEME):
            return self._asset(url, _clean(url[len(ASSET_SCHEME) :]))
        if url.startswith(MEDIA_SCHEME):
            return self._media(url, _clean(url[len(MEDIA_SCHEME) :]))
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}{parts.path}"
        for prefix, reader in self.readers:
            if address.startswith(prefix):
                return reader(url, _clean(address[len(prefix) :]))
        raise DeniedError("neither media nor static file of this site")

    def _answer(self, url: str, data: bytes, mime: str) -> URLFetcherResponse:
        self.total += len(data)
        if self.total > MAX_TOTAL_BYTES:
            raise DeniedError("all files together are too large")
        if mime in RASTER:
            data, mime = self._picture(data, mime)
        return URLFetcherResponse(url, data, {"Content-Type": mime})

    def _picture(self, data: bytes, mime: str) -> tuple[bytes, str]:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise DeniedError(f"{image.width} × {image.height} pixels are too many")
            if getattr(image, "n_frames", 1) > 1:
                raise DeniedError("animated picture")
            if not self.grey:
                return (data, mime) if image.mode in SCREEN_MODES else _for_screens(image)
            out = io.BytesIO()
            if "A" in image.getbands():
                image.convert("LA").save(out, "PNG")
                return out.getvalue(), "image/png"
            image.convert("L").save(out, "JPEG", quality=85)
            return out.getvalue(), "image/jpeg"

    def _data(self, url: str) -> URLFetcherResponse:
        if len(url) > MAX_FILE_BYTES * 4 // 3:
            raise DeniedError("data: too large")
        mime = url[5:].split(",", 1)[0].split(";", 1)[0].strip().lower()
        if mime not in RASTER:
            raise DeniedError("data: not a raster picture")
        return self._answer(url, super().fetch(url).read(), mime)

    def _asset(self, url: str, name: str) -> URLFetcherResponse:
        mime = _mime(name)
        if mime not in STATIC:
            raise DeniedError("not a kind of static file a bulletin uses")
        try:
            data = (assets.ASSETS / name).read_bytes()
        except OSError:
            self.missing.add(name)
            raise
        return URLFetcherResponse(url, data, {"Content-Type": mime})

    def _static(self, url: str, name: str) -> URLFetcherResponse:
        mime = _mime(name)
        if mime not in STATIC:
            raise DeniedError("not a kind of static file a bulletin uses")
        with _open_static(name) as file:
            return self._answer(url, _read(file), mime)

    def _media(self, url: str, name: str) -> URLFetcherResponse:
        if not name.startswith(self.media_folders):
            raise DeniedError(f"media outside {', '.join(self.media_folders)}")
        mime = _mime(name)
        if mime not in RASTER:
            raise DeniedError("not a raster picture")
        with default_storage.open(name) as file:
            return self._answer(url, _read(file), mime)


def _for_screens(image: Image.Image) -> tuple[bytes, str]:
    """The picture in sRGB, by the profile that it brings.

    A picture in printing inks goes into the file as it is, and PDF/A knows no inks without a
    profile of the page.
    """
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, profile, srgb, outputMode="RGB")
        # Only with ``inPlace`` there is nothing to give back.
        image = converted or image
    except (KeyError, OSError, ImageCms.PyCMSError):
        image = image.convert("RGB")
    image.info.pop("icc_profile", None)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue(), "image/jpeg"


def _clean(path: str) -> str:
    """The path below its root; DeniedError where it leaves it."""
    name = posixpath.normpath(unquote(path))
    if name.startswith(("/", "..")) or "\x00" in name or "\\" in name:
        raise DeniedError("path leaves its folder")
    return name


def _mime(name: str) -> str:
    if name.endswith((".ttf", ".otf", ".woff", ".woff2")):
        return f"font/{name.rsplit('.', 1)[1]}"
    return mimetypes.guess_type(name)[0] or ""


def _read(file: File) -> bytes:
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise DeniedError("file too large")
    return data


def _open_static(name: str) -> File:
    try:
        return staticfiles_storage.open(name)
    except (NotImplementedError, OSError):
        path = finders.find(name)
        if not path:
            raise FileNotFoundError(name) from None
        return File(open(path, "rb"))  # noqa: PTH123 -- closed by the caller


def _storage_prefix(base_url: str) -> str:
    """Public address below which the default storage's files lie, without a signature's query."""
    probe = "ngo-probe"
    try:
        parts = urlsplit(urljoin(base_url, default_storage.url(probe)))
    except (NotImplementedError, ValueError):
        return ""
    address = f"{parts.scheme}://{parts.netloc}{parts.path}"
    return address.removesuffix(probe) if address.endswith(probe) else ""
