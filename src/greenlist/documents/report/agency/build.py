"""The report of an agency as a paper: the form's order, the evaluation's content, the agency's records and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from greenlist.documents.report import around as common
from greenlist.documents.report import computations, conditions, indicators
from greenlist.documents.report.subject import NOT_STATED, Subject, day
from greenlist.engine.evaluate import Evaluation

from . import around, process, values
from .facts import Evaluated
from .forms import HIGHLIGHTS, AgencyChapter, AgencyForm, AgencyPart, AgencyShow, agency_form

TRIAL = "试评稿　不作正式依据"
DRAFT = "草稿　尚未签署"


@dataclass(frozen=True, slots=True)
class _Report:
    """What a report is made from. `claimed`: the evaluation of the claimed values alone, None: not at hand."""

    subject: Subject
    evaluated: Evaluated
    form: AgencyForm
    most: int | None
    claimed: Evaluation | None = None


SHOWS: dict[AgencyShow, Callable[[_Report], list[Block]]] = {
    "summary": lambda one: common.summary(one.subject),
    "energy": lambda one: common.energy(one.subject),
    "exclusion": lambda one: conditions.exclusion(one.subject),
    "prerequisites": lambda one: conditions.prerequisites(one.subject),
    "basic": lambda one: conditions.basic(one.subject),
    "score": lambda one: indicators.score(one.subject),
    "years": lambda one: indicators.years(one.subject),
    "advice": lambda one: common.advice(one.subject),
    "computations": lambda one: computations.computations(one.subject),
    "energy_lines": lambda one: computations.energy_lines(one.subject),
    "evidence": lambda one: common.evidence(one.subject),
    "law": lambda one: common.law(one.subject),
    "plan": lambda one: process.plan(one.evaluated),
    "team": lambda one: process.team(one.evaluated),
    "documents": lambda one: process.documents(one.evaluated),
    "visits": lambda one: process.visits(one.evaluated),
    "issues": lambda one: process.issues(one.evaluated),
    "reviews": lambda one: process.reviews(one.evaluated),
    "version": lambda one: process.version(one.evaluated),
    "differences": lambda one: values.differences(one.evaluated, one.subject, one.claimed),
    "general_table": lambda one: values.general_table(one.subject),
    "year_tables": lambda one: values.year_tables(one.subject),
    "qualification": lambda one: around.qualification(one.evaluated),
    "references": lambda one: around.references(one.subject),
}


def agency_report(
    subject: Subject, evaluated: Evaluated, form: AgencyForm | None = None, *, claimed: Evaluation | None = None
) -> Paper:
    """The report. Without a form, that of the kind in use in the policy's year.

    `subject` is evaluated with what the agency verified; `claimed` is the evaluation of the claimed values alone,
    for the columns of the indicator tables and the two scores. The same input gives the same paper.

    Raises:
        NoTemplate: there is no form of the kind.
    """
    policy = subject.evaluation.policy
    used = form or agency_form(subject.case.kind, policy.identity.year.value)
    most = policy.third_party.procedure.highlights_most.value
    one = _Report(subject, evaluated, used, most, claimed)
    blocks: list[Block] = [_cover(one), Contents("目录"), PageBreak(), *_tables(one), PageBreak()]
    blocks += [*_statement(one), PageBreak()]
    rest = _rest(one)
    for chapter in used.chapters:
        blocks += _chapter(one, chapter, rest)
    meta = Meta(evaluated.agency.name, f"{used.title}（{policy.title}）", _on(one))
    return Paper(f"{subject.case.name}{used.title}", meta, tuple(blocks), _mark(one), _remark(used))


def _on(one: _Report) -> date:
    """The date of the file: of the signature, else of the application, else the last day of the year evaluated."""
    case = one.subject.case
    return one.evaluated.signed_on or case.applied_on or date(case.evaluation_year, 12, 31)


def _mark(one: _Report) -> str:
    draft = "" if one.evaluated.signed_by else DRAFT
    return "；".join(part for part in (draft, TRIAL if one.subject.trial else "") if part)


def _remark(form: AgencyForm) -> str:
    doubts = form.doubts()
    if not doubts:
        return ""
    return f"模板：{form.title}，{form.generation}。尚未核对原文：{'、'.join(doubts)}；核对以前不作正式文本。"


def _cover(one: _Report) -> Cover:
    form = one.form
    lines = tuple((line.label, around.stated(one.subject, one.evaluated, line.value)) for line in form.cover.lines)
    on = one.evaluated.signed_on
    return Cover(form.title, lines, form.cover.maker, day(on) if on else "　　年　　月　　日")


def _tables(one: _Report) -> Iterator[Block]:
    yield Heading("基本信息表", 1)
    for table in one.form.tables:
        rows = tuple(
            (row.label, around.stated(one.subject, one.evaluated, row.value) or NOT_STATED) for row in table.rows
        )
        yield KeyTable(table.caption, rows)
    length = len(one.evaluated.chapters.get(HIGHLIGHTS, "").strip())
    if one.form.highlights and one.most is not None and length > one.most:
        yield Paragraph(f"“主要亮点”现有 {length} 字，超过 {one.most} 字，请精简。", "todo")


def _statement(one: _Report) -> Iterator[Block]:
    statement = one.form.statement
    yield Heading(statement.title, 1)
    yield from (Paragraph(text) for text in (one.evaluated.statement or statement.text))
    yield Signature(tuple(statement.places))
    yield Paragraph(around.signed_words(one.evaluated), "note")


def _rest(one: _Report) -> list[str]:
    """Names of the groups that no section of the form names."""
    named = {name for chapter in one.form.chapters for part in (chapter, *chapter.parts) for name in part.blocks}
    return [block.name for block in one.subject.evaluation.pack.blocks if block.name not in named]


def _chapter(one: _Report, chapter: AgencyChapter, rest: list[str]) -> Iterator[Block]:
    yield Heading(chapter.title, 1)
    yield from _part(one, chapter, rest)
    for part in chapter.parts:
        yield Heading(part.title, 2)
        yield from _part(one, part, rest)


def _part(one: _Report, part: AgencyPart, rest: list[str]) -> Iterator[Block]:
    text = "\n".join(line.strip() for line in one.evaluated.chapters.get(part.key, "").splitlines() if line.strip())
    shown = [*_indicators(one, part, rest), *(block for name in part.show for block in SHOWS[name](one))]
    if text:
        yield Paragraph(text)
    elif part.required:
        yield Paragraph(f"〔待填〕{part.ask}。", "todo")
    elif not shown and (part.key or part.blocks):
        yield Paragraph("本节没有内容。" if not part.blocks else "所用标准没有本节的指标。", "note")
    yield from shown


def _indicators(one: _Report, part: AgencyPart, rest: list[str]) -> Iterator[Block]:
    names = [*part.blocks, *(rest if part.rest else ())]
    for block in one.subject.evaluation.pack.blocks:
        items = [item for item in one.subject.evaluation.items if item.block == block.id]
        if block.name in names and items:
            yield from values.indicator_table(one.subject, block.name, items, one.claimed)
