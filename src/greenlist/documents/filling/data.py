"""A document's content as the rows a template is filled with; blocks are made by our own writers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI

from greenlist.documents.letters import Letter
from greenlist.documents.letters.docx import clauses_xml, tables_xml
from greenlist.documents.letters.noticing import PublicNotice
from greenlist.documents.letters.noticing import clauses_xml as notice_clauses
from greenlist.documents.letters.noticing import lists_xml as notice_lists
from greenlist.documents.papers import Contents, Cover, Heading, KeyTable, PageBreak, Paper, Table
from greenlist.documents.papers.docx import blocks_xml
from greenlist.documents.papers.docx_tables import TEXT_WIDTH

from .kinds import Content
from .sandbox import Budget, Row, Rows

_STYLE = re.compile(r'(<w:pStyle w:val=")(\w+)(")')


class Block:
    """Ready paragraphs and tables; they are made when the template asks for them, and put in as they are."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def __html__(self) -> str:
        return self._make()

    def __str__(self) -> str:
        return self._make()


def data_of(content: Content, document: Document, budget: Budget) -> dict[str, object]:
    """What the template's placeholders stand for (see `fields`); blocks go into `document`."""
    if isinstance(content, Letter):
        return _letter(content, document, budget).names()
    if isinstance(content, PublicNotice):
        return _notice(content, document, budget).names()
    return _paper(content, document, budget).names()


def _texts(texts: Iterable[str], budget: Budget) -> Rows:
    return Rows((Row(text=text) for text in texts), budget)


def _pairs(pairs: Iterable[tuple[str, str]], budget: Budget) -> Rows:
    return Rows((Row(label=label, value=value) for label, value in pairs), budget)


def _tables(tables: Iterable[Table], budget: Budget) -> Rows:
    return Rows(
        (
            Row(
                caption=one.caption,
                heads=_texts((column.title for column in one.columns), budget),
                rows=Rows((Row(cells=_texts(row, budget)) for row in one.rows), budget),
            )
            for one in tables
        ),
        budget,
    )


class _Written:
    """The blocks of a paper, written once into a document; its styles are called as the template calls them."""

    def __init__(self, paper: Paper, document: Document) -> None:
        self.paper = paper
        self.document = document

    @cached_property
    def pieces(self) -> list[str]:
        """Each block's XML, in order."""
        named = style_ids(self.document)
        before = set(self.document.part.rels)
        pieces = [_renamed(piece, named) for piece in blocks_xml(self.document, self.paper)]
        for number, key in enumerate(sorted(set(self.document.part.rels) - before), 1):
            relation = self.document.part.rels[key]
            if relation.reltype == RELATIONSHIP_TYPE.CHART:  # the template may have charts of its own
                relation.target_part.partname = PackURI(f"/word/charts/greenlist{number}.xml")
        return pieces

    def part(self, first: int, last: int) -> str:
        """The blocks from one to before another, the cover left to the template."""
        blocks = self.paper.blocks
        return "".join(self.pieces[at] for at in range(first, last) if not isinstance(blocks[at], Cover))


def style_ids(document: Document) -> Mapping[str, str]:
    """Our style ids -> those of the document: Word in Chinese calls the style `heading 1` by the id `1`."""
    ids = {str(one.name).lower(): str(one.style_id) for one in document.styles if one.name and one.style_id}
    ours = {"Heading1": "heading 1", "Heading2": "heading 2", "Heading3": "heading 3", "Caption": "caption"}
    return {ours_id: ids[name] for ours_id, name in ours.items() if name in ids} | _title(ids)


def _title(ids: Mapping[str, str]) -> dict[str, str]:
    return {"Title": ids["title"]} if "title" in ids else {}


def _renamed(xml: str, named: Mapping[str, str]) -> str:
    return _STYLE.sub(lambda found: found[1] + named.get(found[2], found[2]) + found[3], xml)


def _paper(paper: Paper, document: Document, budget: Budget) -> Row:
    written, blocks = _Written(paper, document), paper.blocks
    cover = next((one for one in blocks if isinstance(one, Cover)), Cover("", ()))
    heads = [at for at, one in enumerate(blocks) if isinstance(one, Heading) and one.level == 1]
    spans = [*zip(heads, [*heads[1:], len(blocks)], strict=True)]
    return Row(
        title=paper.title, author=paper.meta.author, subject=paper.meta.subject, trial=paper.trial,
        remark=paper.remark, date=_day(paper),
        cover=Row(title=cover.title, lines=_pairs(cover.lines, budget), maker=cover.maker, date=cover.date),
        body=Block(lambda: written.part(0, len(blocks))),
        sections=Rows((_section(written, first, last) for first, last in spans), budget),
        basics=_pairs((row for one in blocks if isinstance(one, KeyTable) for row in one.rows), budget),
        tables=_tables((one for one in blocks if isinstance(one, Table)), budget),
    )  # fmt: skip


def _section(written: _Written, first: int, last: int) -> Row:
    blocks = written.paper.blocks
    head = blocks[first]
    while last > first + 1 and isinstance(blocks[last - 1], PageBreak | Contents):
        last -= 1
    return Row(title=head.text if isinstance(head, Heading) else "", body=Block(lambda: written.part(first + 1, last)))


def _day(content: Content) -> str:
    on = content.meta.on
    return f"{on.year}年{on.month}月{on.day}日"


def _letter(letter: Letter, document: Document, budget: Budget) -> Row:
    named = style_ids(document)
    printed_by, _, printed_on = letter.printed.partition("　")
    annex = letter.annex
    clauses = (Row(text=one.text, level=str(one.level), todo=one.todo) for one in letter.body)
    return Row(
        title=letter.title, author=letter.meta.author, subject=letter.meta.subject, trial=letter.trial,
        office=letter.office, number=letter.number, signer=letter.signer, upward=letter.upward,
        addressee=letter.addressee, date=letter.date, printed_by=printed_by, printed_on=printed_on,
        copies="，".join(letter.copies),
        body=Block(lambda: _renamed(clauses_xml(letter), named)), clauses=Rows(clauses, budget),
        annex_title=annex.title if annex else "",
        annex=Block(lambda: tables_xml(annex)),
        annex_narrow=Block(lambda: tables_xml(annex, width=TEXT_WIDTH)),
        tables=_tables(annex.tables if annex else (), budget),
    )  # fmt: skip


def _notice(notice: PublicNotice, document: Document, budget: Budget) -> Row:  # noqa: ARG001 - as the others
    return Row(
        title=notice.title, author=notice.meta.author, subject=notice.meta.subject, trial=notice.draft,
        office=notice.office, number=notice.number, remark=notice.remark, date=notice.date,
        body=Block(lambda: notice_clauses(notice)), clauses=_texts(notice.body, budget),
        lists=Block(lambda: notice_lists(notice)), tables=_tables((table for _head, table in notice.tables()), budget),
    )  # fmt: skip
