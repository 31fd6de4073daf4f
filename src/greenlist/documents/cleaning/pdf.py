"""A PDF cleaned: each page a drawing on a page of ours, with nothing that acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf

from .active import carried, defuse
from .archival import found_against, not_claimed
from .boxes import visible_box
from .layers import keep_layers
from .outline import bookmarks
from .tree import set_pages

MOST_PAGES = 5000
OTHER_BOXES = (Name.BleedBox, Name.ArtBox, Name.CropBox)


def clean_pdf(source: Path, target: Path) -> dict[str, Any]:
    """Write it; what is told of it is `client.Cleaned`, or a fault."""
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError:
        return {"fault": "encrypted"}
    with pdf:
        fault = _fault(pdf)
        if fault:
            return {"fault": fault}
        told = {"pages": len(pdf.pages), "bookmarks": bookmarks(pdf), "removed": sorted(carried(pdf))}
        claim = not_claimed(pdf)
        _settle_forms(pdf)
        out = _drawn(pdf)
        defuse(out)
        out.remove_unreferenced_resources()
        out.save(target, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    with pikepdf.open(target) as made:
        return told | {"archival": claim or found_against(made)}


def _fault(pdf: Pdf) -> str:
    """Why it cannot be pages; '' where it can."""
    if pdf.is_encrypted:  # it opens without a password, but its owner forbids what is done here
        return "encrypted"
    count = len(pdf.pages)
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form and bool(pdf.Root.get(Name.NeedsRendering, False)):
        return "dynamic_form"  # its only page asks for another reader
    return "too_many_pages" if count > MOST_PAGES else "" if count else "unreadable"


def _settle_forms(pdf: Pdf) -> None:
    """What fields, seals and notes show becomes part of the page; fields not drawn yet are drawn first."""
    noted = [page for page in pdf.pages if Name.Annots in page.obj]
    if not noted:
        return
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and bool(form.get(Name.NeedAppearances, False)):
        pdf.generate_appearance_streams()
    for page in noted:  # what a page leaves open would move them
        page.obj.MediaBox = Array(visible_box(page))
        drawing = _written(pdf, _drawing(page))
        page.obj.Contents = pdf.make_stream(b"/P Do")
        page.obj.Resources = Dictionary(XObject=Dictionary(P=drawing))
    pdf.flatten_annotations("all")


def _written(pdf: Pdf, drawing: Object) -> Object:
    """A drawing with its content; else that is read from its page on saving, and the page is another by then."""
    made = pdf.make_stream(drawing.read_bytes())
    for key, value in drawing.items():
        if key not in {"/Length", "/Filter", "/DecodeParms"}:
            made[key] = value
    return made


def _drawing(page: Page) -> Object:
    """What is seen of a page as one drawing; qpdf cuts it to the trim box."""
    for name in OTHER_BOXES:
        if name in page.obj:
            del page.obj[name]
    page.obj.TrimBox = page.obj.MediaBox
    return page.as_form_xobject(handle_transformations=False)


def _drawn(pdf: Pdf) -> Pdf:
    """The pages, each its content as one drawing: a state left open in it cannot reach what is stamped later."""
    out = Pdf.new()
    pages = []
    for page in pdf.pages:
        visible, turned = visible_box(page), page.rotation % 360
        page.obj.MediaBox = Array(visible)
        drawing = out.copy_foreign(pdf.make_indirect(_drawing(page)))
        made = Dictionary(
            Type=Name.Page, MediaBox=Array(visible), Rotate=turned, Contents=out.make_stream(b"/P Do"),
            Resources=Dictionary(XObject=Dictionary(P=drawing)),
        )  # fmt: skip
        unit = page.obj.get(Name.UserUnit)
        if unit is not None:
            made.UserUnit = unit
        pages.append(out.make_indirect(made))
    set_pages(out, pages)
    keep_layers(pdf, out)
    return out
