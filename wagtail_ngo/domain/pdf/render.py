"""One HTML document to one PDF: the accessible web file, or a plain one for the printer."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from wagtail_ngo.domain.pdf.finish import finish, saved
from wagtail_ngo.domain.pdf.normalise import normalise
from wagtail_ngo.domain.pdf.values import Made, Metadata, PDFError, Report

# Photographs are scaled down to what an A4 page can show.
DPI = 220
LOGGER = "weasyprint"


class _Notes(logging.Handler):
    """WeasyPrint's warnings about things that are missing, as notes."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.ERROR)
        self.report = report

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if text.startswith("Failed to load image"):
            self.report.note("image-missing", text[:200])


def web(
    html: str, *, metadata: Metadata, fonts: tuple[Path, ...], fetcher: Any, base_url: str
) -> Made:
    """The accessible file: PDF/UA-1 and PDF/A-2a in one."""
    report = Report()
    from wagtail_ngo.domain.pdf.hooks import hints  # noqa: PLC0415 -- slow import

    clean = normalise(html, fonts=fonts, report=report)
    with hints() as collected:
        raw, producer = _write(
            clean,
            fetcher=fetcher,
            base_url=base_url,
            report=report,
            pdf_variant="pdf/a-2a",
            finisher=collected.finisher if collected.hinted else None,
        )
    if not collected.hinted:
        report.note("weasyprint-unknown", producer)
    return Made(finish(raw, metadata=metadata, producer=producer, report=report), report)


def export(
    html: str, *, metadata: Metadata, fonts: tuple[Path, ...], fetcher: Any, base_url: str
) -> Made:
    """A file for the printer: the same text, without a tag tree; never the file for the web."""
    import io  # noqa: PLC0415 -- slow import

    import pikepdf  # noqa: PLC0415 -- slow import

    report = Report()
    clean = normalise(html, fonts=fonts, report=report)
    raw, producer = _write(clean, fetcher=fetcher, base_url=base_url, report=report)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        report.pages = len(pdf.pages)
        info = {"Title": metadata.title, "Author": metadata.author, "Producer": producer}
        pdf.trailer.Info = pdf.make_indirect(
            pikepdf.Dictionary({f"/{key}": pikepdf.String(value) for key, value in info.items()})
        )
        return Made(saved(pdf), report)


def _write(
    html: str, *, fetcher: Any, base_url: str, report: Report, **options: Any
) -> tuple[bytes, str]:
    """WeasyPrint's bytes and its name with version; PDFError where its libraries are missing."""
    try:
        import weasyprint  # noqa: PLC0415 -- slow import
    except OSError as error:
        raise PDFError(
            "The PDF cannot be made: a system library of WeasyPrint is missing "
            f"({str(error).splitlines()[0]}). On Debian or Ubuntu: apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
        ) from error
    handler, logger = _Notes(report), logging.getLogger(LOGGER)
    logger.addHandler(handler)
    try:
        document = weasyprint.HTML(string=html, base_url=base_url, url_fetcher=fetcher)
        data = document.write_pdf(dpi=DPI, **options)
    except RecursionError as error:
        raise PDFError("The text is nested too deeply.") from error
    finally:
        logger.removeHandler(handler)
    return data, f"WeasyPrint {weasyprint.__version__}"
