"""HTML in, accessible PDF bytes and a report out.

    normalise → WeasyPrint (pdf/a-2a, with hints) → finish

makes one file that is both PDF/UA-1 and PDF/A-2a. Nothing here knows Django: the host's files come
in through the URL fetcher that the caller passes. WeasyPrint is imported by ``render`` only when a
file is made, never when one is served.
"""

from wagtail_ngo.domain.pdf.imposition import booklet
from wagtail_ngo.domain.pdf.render import export, web
from wagtail_ngo.domain.pdf.thumbnail import cover_png
from wagtail_ngo.domain.pdf.values import Made, Metadata, PDFError, Report

__all__ = [
    "Made",
    "Metadata",
    "PDFError",
    "Report",
    "booklet",
    "cover_png",
    "export",
    "web",
]
