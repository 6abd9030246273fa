"""The XMP packet that declares PDF/UA-1 and PDF/A-2a and describes the issue."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, Pdf, String

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.pdf.values import Metadata

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
EXTENSION = "http://www.aiim.org/pdfa/ns/"


def describe(pdf: Pdf, metadata: Metadata, *, producer: str) -> None:
    """Write the packet and the same facts in the information dictionary."""
    stream = pdf.make_stream(packet(metadata, producer=producer).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    pdf.Root.Lang = String(metadata.language)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(metadata.title),
            Author=String(metadata.author),
            Subject=String(metadata.description),
            Keywords=String(", ".join(metadata.keywords)),
            Creator=String(metadata.creator_tool),
            Producer=String(producer),
            CreationDate=String(_pdf_date(metadata.created)),
            ModDate=String(_pdf_date(metadata.modified)),
        )
    )


def packet(metadata: Metadata, *, producer: str) -> str:
    """The whole packet as text."""
    parts = [
        _description("pdfuaid", _tag("pdfuaid:part", "1")),
        _description("pdfaid", _tag("pdfaid:part", "2") + _tag("pdfaid:conformance", "A")),
        _description("dc", _dublin_core(metadata)),
        _description("xmp", _dates(metadata)),
        _description(
            "pdf",
            _tag("pdf:Producer", producer) + _tag("pdf:Keywords", ", ".join(metadata.keywords)),
        ),
    ]
    schemas = [_schema("PDF/UA identification", "pdfuaid", {"part": "Integer"})]
    if metadata.issn:
        fields = {
            "issn": metadata.issn,
            "number": metadata.number,
            "publicationName": metadata.publication,
            "coverDate": metadata.cover_date,
        }
        fields = {name: value for name, value in fields.items() if value}
        body = "".join(_tag(f"prism:{name}", value) for name, value in fields.items())
        parts.append(_description("prism", body))
        schemas.append(_schema("PRISM basic", "prism", dict.fromkeys(fields, "Text")))
    parts.append(_extensions(schemas))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">\n'
        + "\n".join(parts)
        + '\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )


def _description(prefix: str, body: str) -> str:
    return (
        f'<rdf:Description rdf:about="" xmlns:{prefix}="{NAMESPACES[prefix]}">'
        f"{body}</rdf:Description>"
    )


def _text(text: str) -> str:
    return escape(printable(text))


def _tag(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _container(name: str, kind: str, values: tuple[str, ...]) -> str:
    items = "".join(_tag("rdf:li", value) for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _languages(name: str, text: str, language: str) -> str:
    items = "".join(
        f'<rdf:li xml:lang="{key}">{_text(text)}</rdf:li>' for key in ("x-default", language)
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _dublin_core(metadata: Metadata) -> str:
    parts = [
        _languages("dc:title", metadata.title, metadata.language),
        _container("dc:creator", "Seq", (metadata.author,)),
        _container("dc:publisher", "Bag", (metadata.publisher,)),
        _languages("dc:description", metadata.description, metadata.language),
        _container("dc:language", "Bag", (metadata.language,)),
        _tag("dc:format", "application/pdf"),
    ]
    if metadata.keywords:
        parts.append(_container("dc:subject", "Bag", metadata.keywords))
    if metadata.identifier:
        parts.append(_tag("dc:identifier", metadata.identifier))
    return "".join(parts)


def _dates(metadata: Metadata) -> str:
    created, modified = (
        moment.isoformat(timespec="seconds") for moment in (metadata.created, metadata.modified)
    )
    return (
        _tag("xmp:CreatorTool", metadata.creator_tool)
        + _tag("xmp:CreateDate", created)
        + _tag("xmp:ModifyDate", modified)
        + _tag("xmp:MetadataDate", modified)
    )


def _pdf_date(moment: datetime) -> str:
    """``D:20171203101500+01'00'`` (ISO 32000-1 7.9.4)."""
    offset = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _schema(name: str, prefix: str, fields: dict[str, str]) -> str:
    """Declaration of properties PDF/A does not know (ISO 19005-2 6.6.2.3)."""
    category = "internal" if prefix == "pdfuaid" else "external"
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        + _tag("pdfaProperty:name", field)
        + _tag("pdfaProperty:valueType", kind)
        + _tag("pdfaProperty:category", category)
        + _tag("pdfaProperty:description", f"{field} of {name}")
        + "</rdf:li>"
        for field, kind in fields.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        + _tag("pdfaSchema:schema", f"{name} schema")
        + _tag("pdfaSchema:namespaceURI", NAMESPACES[prefix])
        + _tag("pdfaSchema:prefix", prefix)
        + f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _extensions(schemas: list[str]) -> str:
    return (
        f'<rdf:Description rdf:about="" xmlns:pdfaExtension="{EXTENSION}extension/" '
        f'xmlns:pdfaSchema="{EXTENSION}schema#" xmlns:pdfaProperty="{EXTENSION}property#">'
        "<pdfaExtension:schemas><rdf:Bag>"
        + "".join(schemas)
        + "</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )
