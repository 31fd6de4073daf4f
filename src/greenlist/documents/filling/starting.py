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

from .kinds import TemplateKind

_META = Meta("{{ author }}", "{{ subject }}", date(2024, 1, 1))
COVER_GAP, LINE_GAP = "2680", "320"  # twips, as on our own cover
_MARK = "{% if trial %}{{ trial }}{% endif %}"


def starting(kind: TemplateKind) -> bytes:
    """The DOCX to begin with; filled, it says what our own writer says."""
    if kind.shape == "notice":
        return notice_docx(_notice())
    if kind.shape in {"letter", "letter_with_annex"}:
        made = letter_docx(_letter(annex=kind.shape == "letter_with_annex"))
        return _around(made, "{{ annex_title }}", after=("{{p annex }}",), last=True)
    made = docx(_paper(cover=kind.shape == "report"))
    return _around(made, "{{ line.value }}", before=("", "{%p for line in cover.lines %}"), after=("{%p endfor %}",))


def _paper(*, cover: bool) -> Paper:
    blocks: list[Block] = []
    if cover:
        lines = (("{{ line.label }}", "{{ line.value }}"),)
        blocks.append(Cover("{{ cover.title }}", lines, "{{ cover.maker }}", "{{ cover.date }}"))
    blocks.append(Paragraph("{{p body }}"))
    return Paper("{{ title }}", _META, tuple(blocks), _MARK, "{{ remark }}")


def _letter(*, annex: bool) -> Letter:
    return Letter(
        "{{ office }}", "{{ number }}", "{{ signer }}", "{{ title }}", "{{ addressee }}", (Clause("{{p body }}"),),
        Annex("{{ annex_title }}", ()) if annex else None, "{{ date }}", "{{ printed_by }}　{{ printed_on }}", _META,
        _MARK, upward=annex,
    )  # fmt: skip


def _notice() -> PublicNotice:
    return PublicNotice(
        "{{ office }}", "{{ title }}", "{{ number }}", ("{{p body }}", "{{p lists }}"), (), "{{ date }}", _META,
        "{{ remark }}", _MARK,
    )  # fmt: skip


def _around(
    content: bytes, text: str, *, before: tuple[str, ...] = (), after: tuple[str, ...] = (), last: bool = False
) -> bytes:
    """Paragraphs put before and after the one that holds a text (the first, or the last); nothing where none does."""
    document = python_docx.Document(io.BytesIO(content))
    found = [one for one in document.element.body.iterchildren() if text in "".join(one.itertext())]
    if not found:
        return content
    place = found[-1 if last else 0]
    for spacing in place.iter(qn("w:spacing")) if before else ():
        spacing.set(qn("w:before"), LINE_GAP)  # of every line; the room above the first is a paragraph of its own
    for words in before:
        place.addprevious(_plain(words))
    for words in reversed(after):
        place.addnext(_plain(words))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain(words: str) -> object:
    room = "" if words else f'<w:pPr><w:spacing w:before="{COVER_GAP}" w:line="20" w:lineRule="exact"/></w:pPr>'
    return parse_xml(f"<w:p {nsdecls('w')}>{room}<w:r><w:t>{words}</w:t></w:r></w:p>")
