"""Small files of every format, harmless and not, made by hand so that a test says what is in them."""

import io
import struct
import zipfile
import zlib

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HYPERLINK = f'<Relationship Id="r1" Type="{OFFICE}/hyperlink" Target="https://x.test" TargetMode="External"/>'
TEMPLATE = f'<Relationship Id="r1" Type="{OFFICE}/attachedTemplate" Target="https://x.test" TargetMode="External"/>'


def pdf(*objects: bytes, trailer: bytes = b"", text: str = "") -> bytes:
    """A PDF of one page. `objects` follow as objects 4, 5 ...; the catalog may refer to them."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % trailer,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>",
        *objects,
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n" + (f"% {text}\n".encode() if text else b""))
    starts = []
    for number, body in enumerate(bodies, 1):
        starts.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.writelines(b"%010d 00000 n \n" % start for start in starts)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table))
    return out.getvalue()


def object_stream(content: bytes, head: bytes = b"/Filter /FlateDecode") -> bytes:
    """An object stream (ISO 32000-1, 7.5.7) that holds `content`."""
    packed = zlib.compress(content)
    return b"<< /Type /ObjStm /N 1 /First 4 %s /Length %d >>\nstream\n%s\nendstream" % (head, len(packed), packed)


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = b"\0" + b"\xff\xff\xff" * min(width, 8)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows * min(height, 8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2) -> bytes:
    """Only its headers."""
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + app0 + frame + b"\xff\xd9"


def packed(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def content_types(kind: str = WORD) -> str:
    return f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'


def relations(inner: str = "") -> str:
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def docx(extra: dict[str, bytes | str] | None = None, *, kind: str = WORD, links: str = "") -> bytes:
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": content_types(kind),
        "_rels/.rels": relations(),
        "word/document.xml": "<w:document/>",
        "word/_rels/document.xml.rels": relations(links),
    }
    return packed(parts | (extra or {}))


def xlsx(extra: dict[str, bytes | str] | None = None) -> bytes:
    parts: dict[str, bytes | str] = {"[Content_Types].xml": content_types("x"), "xl/workbook.xml": "<workbook/>"}
    return packed(parts | (extra or {}))


def ofd(extra: dict[str, bytes | str] | None = None) -> bytes:
    return packed({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<x/>"} | (extra or {}))
