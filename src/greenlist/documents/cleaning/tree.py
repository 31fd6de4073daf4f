"""The pages of a new PDF set at once: adding them one by one takes the square of their number."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

TURNS = ("/Rotate", "/UserUnit")


def set_pages(pdf: Pdf, pages: Sequence[Object]) -> None:
    """Make these the pages of a PDF whose pages nobody has looked at yet."""
    tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(pages), Kids=Array(pages)))
    for page in pages:
        page.Parent = tree
    pdf.Root.Pages = tree


def copied(page: Page, source: Pdf, target: Pdf) -> Object:
    """A page as an object of another PDF: what it shows, how it lies, and nothing else."""
    made = Dictionary(Type=Name.Page, MediaBox=Array(list(page.mediabox)))
    for key in ("/Contents", "/Resources"):
        if key in page.obj:
            made[key] = target.copy_foreign(source.make_indirect(page.obj[key]))
    for key in TURNS:
        if key in page.obj:
            made[key] = page.obj[key]
    return target.make_indirect(made)
