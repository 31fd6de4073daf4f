"""Small PDF files that stand for evidence in the demo: one page with a line of words on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_SHEET = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"
_GB1 = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000"
_SIZES = b"/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93"
_OBJECTS = (  # of the file, by number from 1; the fourth is the line itself
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>" % _SHEET,
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R %s >>" % _GB1,
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 %s >>" % _SIZES,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One made-up file, as an upload."""

    name: str
    words: str

    def chunks(self) -> Iterable[bytes]:
        """The bytes of a one-page PDF, the same for the same words."""
        yield one_page(self.words)


def one_page(words: str) -> bytes:
    """An A4 page with one line in a font that every reader of PDF brings for Chinese."""
    line = words.encode("utf-16-be").hex().upper()
    stream = f"BT /F1 16 Tf 72 720 Td <{line}> Tj ET".encode()
    objects = [*_OBJECTS[:3], b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream), *_OBJECTS[3:]]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
