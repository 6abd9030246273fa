"""An activity report for office programs: DOCX and ODT, where their libraries are installed."""

from __future__ import annotations

import io
import zipfile
from importlib.util import find_spec

from wagtail_ngo.domain.reports.document import ReportDocument

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
#: The module that each format needs: ``pip install wagtail-ngo[reports]``.
LIBRARIES = {"docx": "docx", "odt": "odfdo"}
#: The first moment that a ZIP file can hold.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def is_available(ending: str) -> bool:
    return find_spec(LIBRARIES[ending]) is not None


def available() -> list[str]:
    return [ending for ending in LIBRARIES if is_available(ending)]


def write(document: ReportDocument, ending: str) -> bytes:
    """The file. Equal documents give equal bytes, so that a reader's copy can be told current."""
    if ending == "docx":
        from wagtail_ngo.exports.reports import word  # noqa: PLC0415 -- optional dependency

        return _undated(word.write(document))
    from wagtail_ngo.exports.reports import open_document  # noqa: PLC0415 -- optional dependency

    return _undated(open_document.write(document))


def _undated(data: bytes) -> bytes:
    """The archive without the moment of its making; order and compression of its members stay."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, ZIP_DATE)
            entry.compress_type = member.compress_type
            target.writestr(entry, source.read(member))
    return out.getvalue()
