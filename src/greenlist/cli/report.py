"""`greenlist report`: the self-evaluation report of one application as DOCX and PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from greenlist.cli.common import (
    EXIT_INPUT,
    Lang,
    LangOption,
    LawOption,
    console,
    console_err,
    fail,
    law_faults,
    open_book,
    write_faults,
)
from greenlist.documents.papers import FontSet, MissingGlyph, Paper, UnusableFont
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.glyphs import FAMILY
from greenlist.documents.papers.pdf import typeset
from greenlist.documents.report import NoTemplate, Subject, industry_names, self_report
from greenlist.documents.report.evidence import digests_of
from greenlist.documents.round import read_case
from greenlist.engine.case import Case, Route
from greenlist.engine.evaluate import NotInRound, evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Language, render, say
from greenlist.engine.problems import InputProblem

EXAMPLES = """\b
例 Examples:
  greenlist report samples/jilin-2024/park-01-good.yaml --policy jilin-2024 --out out/report
  greenlist report 甲公司.yaml --policy jilin-2024 --law my-law --font 生僻字.ttf --force
"""
NAME = "自评价报告"


def report_command(
    application: Annotated[
        Path, typer.Argument(metavar="APPLICATION", help="一个申报文件（YAML、JSON、XLSX）/ one application file")
    ],
    policy: Annotated[str, typer.Option("--policy", help="政策编号，如 jilin-2024；见 greenlist law list")],
    out: Annotated[
        Path | None, typer.Option("--out", help="写到哪个文件夹（默认 out-<政策编号>/<文件名>）/ folder")
    ] = None,
    font: Annotated[
        list[Path] | None,
        typer.Option("--font", help="补充字体文件，用于生僻字，可多次给出 / further font for rare characters"),
    ] = None,
    law: LawOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """写出自评价报告（DOCX 和 PDF）/ Write the self-evaluation report (DOCX and PDF)."""
    language = lang.language
    folder = out or Path(f"out-{policy}") / application.stem
    targets = [folder / f"{NAME}.docx", folder / f"{NAME}.pdf"]
    for target in targets:
        if target.exists() and not force:
            fail(say("input.file_exists", file=str(target)), language)
    with law_faults(language), write_faults(language):
        paper = _paper(application, policy, open_book(law), language)
        contents = _contents(paper, FontSet.of_option(font), language)
        folder.mkdir(parents=True, exist_ok=True)
        for target, content in zip(targets, contents, strict=True):
            target.write_bytes(content)
    _tell(paper, folder, language)


def _paper(path: Path, policy_id: str, book: LawBook, language: Language) -> Paper:
    policy = book.policy(policy_id)
    case, problems = _read(path, book, language)
    try:
        evaluation = evaluate(case, policy, book)
        evaluation.problems = [problem.text("zh") for problem in problems]
        subject = Subject(evaluation, fields_of(book), industry_names(book))
        digests = digests_of(case, subject.file_fields, path.parent)
        return self_report(replace(subject, digests=digests))
    except (NotInRound, NoTemplate) as reason:
        fail(reason.message, language)


def _read(path: Path, book: LawBook, language: Language) -> tuple[Case, list[InputProblem]]:
    """The application; what could not be read is told, and stands in the report as a problem."""
    case, problems = read_case(path, book)
    for problem in problems:
        console_err.print(problem.text(language), style="yellow")
    if case is None:
        raise typer.Exit(EXIT_INPUT)
    if case.route is Route.AGENCY:
        console_err.print(render(say("papers.route_agency"), language), style="yellow")
    return case, problems


def _contents(paper: Paper, fonts: FontSet, language: Language) -> tuple[bytes, bytes]:
    try:
        printed = typeset(paper, fonts)
        return docx(paper, fonts, pages=printed.pages), printed.content
    except (MissingGlyph, UnusableFont) as fault:
        fail(fault.message, language)


def _tell(paper: Paper, folder: Path, language: Language) -> None:
    if paper.trial:
        console.print(render(say("papers.trial"), language), style="yellow")
    if paper.remark:
        console.print(render(say("papers.template_unverified", remark=paper.remark), language), style="yellow")
    console.print(render(say("papers.written", folder=str(folder), name=NAME, family=FAMILY), language))
