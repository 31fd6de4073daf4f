"""What makes a volume PDF/A: metadata that says so, the output intent, files inside as the standard wants them.

A volume without files inside says PDF/A-2b. One that holds a Word or Excel file says PDF/A-3b: 2b allows only files
inside that are PDF/A themselves (ISO 19005-2, 6.8), 3b is the same with any file (ISO 19005-3, 6.8).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from .parts import Part

CLAIMS = {"2": "PDF/A-2b", "3": "PDF/A-3b"}
PRODUCER = "greenlist"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
_IDENTITY = '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>'
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{producer}</pdf:Producer></rdf:Description>
{identity}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def describe(pdf: Pdf, title: str, author: str, part: str) -> None:
    """Title and author, the same in both places; `part`: of PDF/A, '' to claim nothing."""
    identity = _IDENTITY.format(part=part) if part else ""
    text = _METADATA.format(title=escape(title), author=escape(author), producer=PRODUCER, identity=identity)
    pdf.Root.Metadata = pdf.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String("zh-CN")
    for key, value in (("/Title", title), ("/Author", author), ("/Producer", PRODUCER)):
        pdf.docinfo[key] = String(value)


def take_intent(pdf: Pdf, source: Pdf) -> None:
    """The output intent (sRGB) of a page of ours holds for the volume."""
    pdf.Root.OutputIntents = pdf.copy_foreign(source.make_indirect(source.Root.OutputIntents))


def attach(pdf: Pdf, parts: Sequence[Part], on: date) -> None:
    """Parts as files inside, each with what it is; a reader lists them beside the pages."""
    if not parts:
        return
    specs = [_spec(pdf, part, on) for part in parts]
    tree = NameTree.new(pdf)
    for number, (part, spec) in enumerate(zip(parts, specs, strict=True), 1):
        tree[f"{number:04d} {part.name or part.title}"] = spec
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree.obj)
    pdf.Root.AF = Array(specs)


def _spec(pdf: Pdf, part: Part, on: date) -> Object:
    content, name = part.open(), part.name or part.title
    suffix = PurePosixPath(name).suffix.lstrip(".").lower()
    moment = String(f"D:{on:%Y%m%d}000000+08'00'")
    kept = pdf.make_stream(
        content, Type=Name.EmbeddedFile, Subtype=Name("/" + TYPES.get(suffix, "application/octet-stream")),
        Params=Dictionary(
            Size=len(content), ModDate=moment,
            CheckSum=String(hashlib.md5(content, usedforsecurity=False).digest()),
        ),
    )  # fmt: skip
    said = f"{part.title}（SHA-256 {part.sha256}）"
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec, F=String(name), UF=String(name), Desc=String(said),
            AFRelationship=Name.Supplement, EF=Dictionary(F=kept, UF=kept),
        )
    )  # fmt: skip
