"""The self-evaluation report of one unit as a paper: the template's order, the evaluation's content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from greenlist.documents.papers import (
    Block,
    Contents,
    Cover,
    Heading,
    KeyTable,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
)

from . import around, computations, conditions, indicators
from .subject import NOT_STATED, Subject
from .template import Chapter, Part, Show, Template, template_for

TRIAL = "试评稿　不作正式依据"
SHOWS: dict[Show, Callable[[Subject], list[Block]]] = {
    "intro": around.intro,
    "summary": around.summary,
    "energy": around.energy,
    "exclusion": conditions.exclusion,
    "prerequisites": conditions.prerequisites,
    "basic": conditions.basic,
    "score": indicators.score,
    "years": indicators.years,
    "witnesses": indicators.witnesses,
    "advice": around.advice,
    "computations": computations.computations,
    "energy_lines": computations.energy_lines,
    "evidence": around.evidence,
    "law": around.law,
}


def self_report(subject: Subject, template: Template | None = None) -> Paper:
    """The report. Without a template, the form of the kind that was in use in the policy's year.

    Raises:
        NoTemplate: no form of the kind was in use then.
    """
    form = template or template_for(subject.case.kind, subject.evaluation.policy.identity.year.value)
    blocks: list[Block] = [_cover(subject, form), Contents("目录"), PageBreak()]
    blocks += [Heading(form.basic.caption, 1), *_basic(subject, form), PageBreak()]
    blocks += [Heading(form.commitment.title, 1), *(Paragraph(text) for text in form.commitment.text)]
    blocks += [Signature(tuple(form.commitment.places)), PageBreak()]
    rest = _rest(subject, form)
    for chapter in form.chapters:
        blocks += _chapter(subject, chapter, rest)
    title = f"{subject.case.name}{form.title}"
    meta = Meta(subject.case.name, f"{form.title}（{subject.evaluation.policy.title}）", _on(subject))
    return Paper(title, meta, tuple(blocks), TRIAL if subject.trial else "", _remark(form))


def _on(subject: Subject) -> date:
    """The date of the file: of the application, else the last day of the year evaluated."""
    return subject.case.applied_on or date(subject.case.evaluation_year, 12, 31)


def _remark(form: Template) -> str:
    doubts = form.doubts()
    if not doubts:
        return ""
    return f"模板：{form.title}，{form.generation}。尚未核对原文：{'、'.join(doubts)}；核对以前不作正式文本。"


def _cover(subject: Subject, form: Template) -> Cover:
    lines = tuple((line.label, subject.stated(line.value)) for line in form.cover.lines)
    return Cover(form.title, lines, form.cover.maker, around.date_words(subject))


def _basic(subject: Subject, form: Template) -> list[Block]:
    rows = tuple((row.label, subject.stated(row.value) or NOT_STATED) for row in form.basic.rows)
    blocks: list[Block] = [KeyTable(form.basic.caption, rows)]
    for row in form.basic.rows:
        length = len(subject.stated(row.value))
        if row.limit and length > row.limit:
            blocks.append(Paragraph(f"“{row.label}”现有 {length} 字，超过 {row.limit} 字，请精简。", "todo"))
    return blocks


def _rest(subject: Subject, form: Template) -> list[str]:
    """Names of the groups that no section of the template names."""
    named = {name for chapter in form.chapters for part in (chapter, *chapter.parts) for name in part.blocks}
    return [block.name for block in subject.evaluation.pack.blocks if block.name not in named]


def _chapter(subject: Subject, chapter: Chapter, rest: list[str]) -> Iterator[Block]:
    yield Heading(chapter.title, 1)
    yield from _part(subject, chapter, rest)
    for part in chapter.parts:
        inner = list(_part(subject, part, rest))
        if inner:
            yield Heading(part.title, 2)
            yield from inner


def _part(subject: Subject, part: Part, rest: list[str]) -> Iterator[Block]:
    if part.ask and not (part.show[:1] == ["intro"] and around.intro(subject)):
        yield Paragraph(f"〔待填〕{part.ask}。", "todo")
    names = [*part.blocks, *(rest if part.rest else ())]
    yield from _indicators(subject, names, alone=not part.rest)
    for name in part.show:
        yield from SHOWS[name](subject)


def _indicators(subject: Subject, names: list[str], *, alone: bool) -> Iterator[Block]:
    for block in subject.evaluation.pack.blocks:
        if block.name not in names:
            continue
        items = [one for one in subject.evaluation.items if one.block == block.id]
        if not items:
            continue
        if not alone:
            yield Heading(block.name, 3)
        yield from indicators.block_table(subject, block.name, items)
    if alone and names and not subject.evaluation.items:
        yield Paragraph("所用标准的指标表未载入，本节没有可列的指标。", "note")
