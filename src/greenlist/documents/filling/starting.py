"""The template an administrator begins with: our own layout of a kind, with placeholders where its content stands.

It is made by the writers themselves from a document whose texts are placeholders, so it looks as what it replaces.
"""

from __future__ import annotations

import io
from datetime import date

import docx as python_docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from greenlist.documents.letters import Annex, Clause, Letter
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.noticing import PublicNotice, notice_docx
from greenlist.documents.papers import Block, Cover, Meta, Paper, Paragraph
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.docx_pack import repacked

from .kinds import TemplateKind

_META = Meta("{{ author }}", "{{ subject }}", date(2024, 1, 1))
MORE = 3 * 22 * 12700  # EMU: three lines
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
COVER_GAP, LINE_GAP = "2680", "320"  # twips, as on our own cover
_MARK = "{% if trial %}{{ trial }}{% endif %}"


def starting(kind: TemplateKind) -> bytes:
    """The DOCX to begin with; filled, it says what our own writer says."""
    if kind.shape == "notice":
        return notice_docx(_notice())
    if kind.shape in {"letter", "letter_with_annex"}:
        made = _around(letter_docx(_letter(kind)), "{{ annex_title }}", after=("{{p annex }}",), last=True)
        if kind.form == "correspondence":  # the whole foot
            return _around(made, "{{ copies }}", before=("{%p if copies %}",), after=("{%p endif %}",), apart=False)
        return _row_if(made, "copies")
    made = docx(_paper(cover=kind.shape == "report"))
    return _around(made, "{{ line.value }}", before=("", "{%p for line in cover.lines %}"), after=("{%p endfor %}",))


def _paper(*, cover: bool) -> Paper:
    blocks: list[Block] = []
    if cover:
        lines = (("{{ line.label }}", "{{ line.value }}"),)
        blocks.append(Cover("{{ cover.title }}", lines, "{{ cover.maker }}", "{{ cover.date }}"))
    blocks.append(Paragraph("{{p body }}"))
    return Paper("{{ title }}", _META, tuple(blocks), _MARK, "{{ remark }}")


def _letter(kind: TemplateKind) -> Letter:
    annex = Annex("{{ annex_title }}", ()) if kind.shape == "letter_with_annex" else None
    return Letter(
        "{{ office }}", "{{ number }}", "{{ signer }}", "{{ title }}", "{{ addressee }}", (Clause("{{p body }}"),),
        annex, "{{ date }}", "{{ printed_by }}　{{ printed_on }}", _META,
        _MARK, upward=kind.id == "recommendation_letter", copies=("{{ copies }}",), form=kind.form,
    )  # fmt: skip


def _notice() -> PublicNotice:
    return PublicNotice(
        "{{ office }}", "{{ title }}", "{{ number }}", ("{{p body }}", "{{p lists }}"), (), "{{ date }}", _META,
        "{{ remark }}", _MARK,
    )  # fmt: skip


def _around(
    content: bytes, text: str, *, before: tuple[str, ...] = (), after: tuple[str, ...] = (), last: bool = False,
    apart: bool = True,
) -> bytes:  # fmt: skip
    """Paragraphs put before and after the one that holds a text (the first, or the last); nothing where none does.

    `apart`: with room over each of its lines.
    """
    document = python_docx.Document(io.BytesIO(content))
    found = [one for one in document.element.body.iterchildren() if text in "".join(one.itertext())]
    if not found:
        return content
    place = found[-1 if last else 0]
    for spacing in place.iter(qn("w:spacing")) if before and apart else ():
        spacing.set(qn("w:before"), LINE_GAP)  # of every line; the room above the first is a paragraph of its own
    for words in before:
        place.addprevious(_plain(words))
    for words in reversed(after):
        place.addnext(_plain(words))
    return repacked(document)


def _row_if(content: bytes, name: str) -> bytes:
    """The row of a table that holds a placeholder made one that is left out where there is nothing to put in."""
    document = python_docx.Document(io.BytesIO(content))
    held = f"{{{{ {name} }}}}"
    row = next(one for one in document.element.body.iter(qn("w:tr")) if held in "".join(one.itertext()))
    for extent in document.element.body.iter(f"{_DRAWN}ext", _EXTENT):  # nobody knows yet how many lines it takes
        if held in "".join(next(extent.iterancestors(qn("w:drawing"))).itertext()):
            extent.set("cy", str(int(extent.get("cy")) + MORE))
    row.addprevious(_row(f"{{%tr if {name} %}}"))
    row.addnext(_row("{%tr endif %}"))
    return repacked(document)


def _row(words: str) -> object:
    return parse_xml(f"<w:tr {nsdecls('w')}><w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>")


def _plain(words: str) -> object:
    room = "" if words else f'<w:pPr><w:spacing w:before="{COVER_GAP}" w:line="20" w:lineRule="exact"/></w:pPr>'
    return parse_xml(f"<w:p {nsdecls('w')}>{room}<w:r><w:t>{words}</w:t></w:r></w:p>")
