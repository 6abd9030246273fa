"""WeasyPrint's tagged PDF/A-2a made PDF/UA-1 as well, and made to read as it was written."""

from __future__ import annotations

import io
import json
import zlib

import pikepdf
from pikepdf import Dictionary, Name, String

from wagtail_ngo.domain.pdf import artifacts, line_ends, links, merge, roles, xmp
from wagtail_ngo.domain.pdf.tree import Tree
from wagtail_ngo.domain.pdf.values import Metadata, Report

AMBIGUOUS = b"\r\nendstream"


def finish(data: bytes, *, metadata: Metadata, producer: str, report: Report) -> bytes:
    """The repaired file. The same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        hints = _take_hints(pdf)
        _mend_tree(pdf, report)
        line_ends.mend_line_ends(pdf, hints, report.repairs)
        line_ends.soften_hyphens(pdf, report.repairs)
        xmp.describe(pdf, metadata, producer=producer)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        report.pages = len(pdf.pages)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, compact and without anything that changes from run to run."""
    pdf.remove_unreferenced_resources()
    if "/ID" in pdf.trailer:
        # Made of WeasyPrint's bytes, hints and all; the new one is made of ours.
        del pdf.trailer["/ID"]
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and _ends_like_a_line(item):
            _pad(item)
    data = _written(pdf, pikepdf.ObjectStreamMode.generate)
    if AMBIGUOUS in data:
        # One of the streams that the writer itself makes.
        data = _written(pdf, pikepdf.ObjectStreamMode.disable)
    return data


def _written(pdf: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=mode,
        compress_streams=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return out.getvalue()


def _ends_like_a_line(stream: pikepdf.Stream) -> bool:
    """Whether the stored data will end in a carriage return.

    With the line feed before ``endstream`` it looks like one line end, and /Length like one byte
    too many (ISO 19005-2 6.1.7.1). Compressed data ends in its Adler-32 checksum.
    """
    if "/Filter" in stream:
        return stream.Filter == Name.FlateDecode and stream.read_raw_bytes()[-1:] == b"\r"
    return zlib.adler32(stream.read_bytes()) & 0xFF == ord("\r")


def _pad(stream: pikepdf.Stream) -> None:
    """One byte more, which readers of content, fonts and pictures pass over."""
    data = stream.read_bytes() + b"\n"
    stream.write(data)
    if "/Length1" in stream:
        stream.Length1 = len(data)


def _take_hints(pdf: pikepdf.Pdf) -> dict:
    if "/WNhints" not in pdf.Root:
        return {}
    hints = json.loads(str(pdf.Root.WNhints))
    del pdf.Root["/WNhints"]
    return hints


def _mend_tree(pdf: pikepdf.Pdf, report: Report) -> None:
    repairs = report.repairs
    tree = Tree.of(pdf)
    merge.apply_roles(tree, repairs)
    merge.join_pieces(tree, repairs)
    tree.index()
    links.mend_links(tree, repairs)
    decoration = artifacts.drop_decoration(tree, repairs)
    tree.index()
    artifacts.drop_empty(tree, repairs)
    tree.index()
    artifacts.mark_artifacts(tree, decoration, repairs)
    roles.mend_roles(tree, repairs)
    tree.index()
    roles.mend_contents(tree, repairs)
    if "/T" not in tree.document and "/Info" in pdf.trailer:
        tree.document.T = String(str(pdf.trailer.Info.get("/Title", "")))
