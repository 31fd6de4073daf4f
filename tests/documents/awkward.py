"""PDFs and pictures as strangers hand them in: of every size, turned, left open, hostile."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw

from greenlist.documents.package import About, Binding, Made, Part, build
from greenlist.documents.papers import Heading, Meta, Paper, Paragraph
from greenlist.documents.papers.pdf import pdf as typeset

ABOUT = About("示例工厂申报材料", "长春市工信局", (("申报单位", "示例工厂"),), date(2024, 7, 26))


def part(group: str, title: str, content: bytes, media: Any = "pdf") -> Part:
    return Part(group, title, media, hashlib.sha256(content).hexdigest(), len(content), lambda: content, title)


def made(parts: Sequence[Part], folder: Path, **binding: Any) -> Made:
    room = folder / hashlib.sha256(repr([one.title for one in parts]).encode()).hexdigest()[:12]
    room.mkdir(exist_ok=True)
    return build(ABOUT, parts, Binding(**binding), room)


def ours(title: str = "自评价报告") -> bytes:
    """A paper of ours: PDF/A-2b."""
    blocks = (Heading("一、概况", 1), Paragraph("正文。" * 40), Heading("二、结论", 1), Paragraph("完。"))
    return typeset(Paper(title, Meta("甲", "乙", date(2024, 7, 1)), blocks))


def page(pdf: Pdf, width: float, height: float, *, text: str = "page", **more: Any) -> Dictionary:
    """A page whose content leaves its state open: what is drawn after it would be moved and made larger."""
    content = f"BT /F1 24 Tf 40 {height / 2} Td ({text}) Tj ET q 3 0 0 3 100 100 cm q".encode()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made = pdf.make_indirect(
        Dictionary(
            Type=Name.Page, MediaBox=[0, 0, width, height], Contents=pdf.make_stream(content),
            Resources=Dictionary(Font=Dictionary(F1=font)), **more,
        )
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(made))
    return pdf.pages[-1].obj


def saved(pdf: Pdf, **more: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in more, **more)  # the same bytes every time
    return out.getvalue()


def shapes() -> bytes:
    """Every way a page can lie: the four turns, across, cropped, a sheet of A0, a label, no size at all."""
    pdf = Pdf.new()
    for turned in (0, 90, 180, 270):
        page(pdf, 595, 842, Rotate=turned)
    page(pdf, 842, 595)
    page(pdf, 595, 842, Rotate=90, CropBox=Array([100, 200, 500, 600]))
    page(pdf, 2384, 3370)
    page(pdf, 120, 90)
    page(pdf, 595, 842, UserUnit=2)
    page(pdf, 0, 0)
    with pdf.open_outline() as outline:
        first = pikepdf.OutlineItem("第一章", 0)
        first.children.append(pikepdf.OutlineItem("第一节", 2))
        outline.root += [first, pikepdf.OutlineItem("第二章", 4)]
    return saved(pdf)


def hostile() -> bytes:
    """Scripts on opening, on the page, behind a field and a link; a launch; a file inside; a seal that must stay."""
    pdf = Pdf.new()
    one = page(pdf, 595, 842, text="hostile")
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("x"), script]))
    pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ")
    one.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("cmd.exe")))
    seal = pdf.make_stream(
        b"BT /F1 14 Tf 6 12 Td (SEAL) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 40],
        Resources=one.Resources,
    )  # fmt: skip
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("seal"), Rect=[300, 100, 400, 140], F=4,
            AP=Dictionary(N=seal), A=script,
        )
    )  # fmt: skip
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI=String("http://x.test"))
    )
    one.Annots = Array([field, pdf.make_indirect(link)])
    pdf.Root.AcroForm = Dictionary(Fields=[field])
    return saved(pdf)


def layered() -> bytes:
    """A layer that is switched off."""
    pdf = Pdf.new()
    one = page(pdf, 595, 842)
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("底稿")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(BaseState=Name.OFF))
    one.Resources.Properties = Dictionary(L1=group)
    one.Contents = pdf.make_stream(b"/OC /L1 BDC 0 0 300 300 re f EMC")
    return saved(pdf)


def encrypted(user: str = "") -> bytes:
    pdf = Pdf.new()
    page(pdf, 595, 842)
    return saved(pdf, encryption=pikepdf.Encryption(owner="o", user=user))


def pages(count: int, heavy: int = 0) -> bytes:
    """So many pages; `heavy`: bytes each of which no writer makes smaller."""
    pdf = Pdf.new()
    for number in range(count):
        one = page(pdf, 595, 842, text=f"page {number}")
        if heavy:
            noise = b"".join(hashlib.sha256(b"%d-%d-%d" % (heavy, number, at)).digest() for at in range(heavy // 32))
            picture = pdf.make_stream(
                noise, Type=Name.XObject, Subtype=Name.Image, Width=heavy // 32, Height=32, BitsPerComponent=8,
                ColorSpace=Name.DeviceGray,
            )  # fmt: skip
            one.Resources.XObject = Dictionary(I=picture)
            one.Contents.write(b"q 300 0 0 200 40 40 cm /I Do Q " + one.Contents.read_bytes())
    return saved(pdf)


def repeated(count: int) -> bytes:
    """The same page so many times."""
    pdf = Pdf.new()
    one = Dictionary(Type=Name.Page, MediaBox=[0, 0, 595, 842], Contents=pdf.make_stream(b"9 w 0 0 m 99 99 l S"))
    tree = Dictionary(Type=Name.Pages, Count=count, Kids=Array([pdf.make_indirect(one) for _ in range(count)]))
    pdf.Root.Pages = pdf.make_indirect(tree)
    return saved(pdf)


def looped() -> bytes:
    """A form that draws itself, an outline without end."""
    pdf = Pdf.new()
    one = page(pdf, 595, 842)
    form = pdf.make_stream(b"/F Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    one.Resources.XObject = Dictionary(F=form)
    item = pdf.make_indirect(Dictionary(Title=String("x"), Dest=Array([one, Name.Fit])))
    item.Next = item.First = item
    pdf.Root.Outlines = Dictionary(First=item, Last=item, Count=1)
    return saved(pdf)


def photo(width: int, height: int, kind: str = "JPEG", *, turned: int = 1, mode: str = "RGB") -> bytes:
    """A picture with a mark in the corner that is its upper left when it is not turned."""
    picture = Image.new(mode, (width, height), 200 if mode in {"L", "1"} else "white")
    ImageDraw.Draw(picture).rectangle((0, 0, width // 4, height // 4), fill=0 if mode in {"L", "1"} else "black")
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = turned
    picture.save(out, kind, exif=exif)
    return out.getvalue()
