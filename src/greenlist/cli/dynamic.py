"""`greenlist dynamic`: the 动态管理表 of a listed unit, to fill in and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

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
from greenlist.documents.dynamic import (
    DynamicForm,
    Known,
    data_year,
    dynamic_form,
    dynamic_paper,
    figures_of,
    read_dynamic,
    write_dynamic,
)
from greenlist.documents.dynamic.layout import CHANGE_COLUMNS, CHANGES, CONDITION_ANSWERS, CONDITION_COLUMNS
from greenlist.documents.papers import FontSet, MissingGlyph, UnusableFont
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.pdf import typeset
from greenlist.documents.round import read_case
from greenlist.engine import clock
from greenlist.engine.case import Case, Kind
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Language, render, say

NAME = "动态管理表"
YEARS = range(2016, 2101)  # the first lists are of 2016
app = typer.Typer(help="动态管理表：生成、读回 / The dynamic-management form.", no_args_is_help=True)
WORDS = CHANGE_COLUMNS | CONDITION_COLUMNS
ANSWERS = {meaning: word for words in (CHANGES, CONDITION_ANSWERS) for word, meaning in words.items()}
MAKE = """\b
例 Examples:
  greenlist dynamic make factory --out out/dynamic --name 甲公司 --uscc 91220101MA0001234X
  greenlist dynamic make park --application samples/jilin-2024/park-01-good.yaml --year 2023 --out out/dynamic
"""
READ = """\b
例 Examples:
  greenlist dynamic read out/dynamic/动态管理表.xlsx
"""


@app.command("make", epilog=MAKE)
def make_command(
    kind: Annotated[Kind, typer.Argument(help="factory | park | supply_chain")],
    out: Annotated[Path, typer.Option("--out", help="写到哪个文件夹 / folder")],
    name: Annotated[str, typer.Option("--name", help="单位名称 / name of the unit")] = "",
    uscc: Annotated[str, typer.Option("--uscc", help="统一社会信用代码")] = "",
    batch: Annotated[
        str, typer.Option("--batch", help="名单的批次或年度，如 2024年度 / batch or year of the list")
    ] = "",
    document: Annotated[str, typer.Option("--document", help="公布文号 / number of the announcement")] = "",
    application: Annotated[
        Path | None, typer.Option("--application", help="申报文件，取单位信息和三年指标 / its figures are taken over")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="数据年度（默认上年）/ year of the figures")] = None,
    font: Annotated[list[Path] | None, typer.Option("--font", help="补充字体文件 / further font")] = None,
    law: LawOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """生成动态管理表（XLSX 填报，DOCX、PDF 签章）/ Make the form: XLSX to fill in, DOCX and PDF to sign."""
    language = lang.language
    of = data_year(clock.today()) if year is None else year
    if of not in YEARS:
        fail(say("dynamic.year_wrong"), language)
    targets = [out / f"{NAME}.{suffix}" for suffix in ("xlsx", "docx", "pdf")]
    if not force and (there := next((one for one in targets if one.exists()), None)):
        fail(say("input.file_exists", file=str(there)), language)
    with law_faults(language), write_faults(language):
        book = open_book(law)
        form = dynamic_form(book, kind)
        stated = {"name": name, "uscc": uscc, "list_batch": batch, "list_document": document}
        known = _known(form, of, stated, _case(application, book, kind, language))
        contents = _contents(form, known, FontSet.of_option(font), language)
        out.mkdir(parents=True, exist_ok=True)
        for target, content in zip(targets, contents, strict=True):
            target.write_bytes(content)
    console.print(render(say("dynamic.written", folder=str(out)), language))
    if form.remark():
        console.print(render(say("papers.template_unverified", remark=form.remark()), language), style="yellow")


def _case(path: Path | None, book: LawBook, kind: Kind, language: Language) -> Case | None:
    if path is None:
        return None
    case, problems = read_case(path, book)
    for problem in problems:
        console_err.print(problem.text(language), style="yellow")
    if case is None:
        raise typer.Exit(EXIT_INPUT)
    if case.kind is not kind:
        own, asked = say(f"documents.kind_{case.kind.value}"), say(f"documents.kind_{kind.value}")
        fail(say("dynamic.other_kind", kind=own, asked=asked), language)
    return case


def _known(form: DynamicForm, year: int, stated: dict[str, str], case: Case | None) -> Known:
    unit = {key: text for key, text in stated.items() if text}
    if case is None:
        return Known(form.kind, year, clock.today(), unit)
    own = {"name": case.name, "uscc": case.uscc}
    own |= {key: str(case.unit[key]) for key in ("region", "address", "legal_rep") if case.unit.get(key)}
    source = f"{Path(case.origin).name}（{case.evaluation_year}年评价数据）"
    return Known(form.kind, year, clock.today(), own | unit, figures_of(case, form, year), source)


def _contents(form: DynamicForm, known: Known, fonts: FontSet, language: Language) -> tuple[bytes, bytes, bytes]:
    paper = dynamic_paper(form, known)
    try:
        printed = typeset(paper, fonts)
        return write_dynamic(form, known), docx(paper, fonts, pages=printed.pages), printed.content
    except (MissingGlyph, UnusableFont) as fault:
        fail(fault.message, language)


@app.command("read", epilog=READ)
def read_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="填好的动态管理表（.xlsx）/ the filled form")],
    law: LawOption = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """读回填好的表，逐格指出问题 / Read a filled form back; every problem is told with its cell."""
    language = lang.language
    with law_faults(language):
        book = open_book(law)
        filled = read_dynamic(file, book, origin=file.name)
        labels = {one.id: one.label for one in dynamic_form(book, filled.kind).fields()} if filled.kind else {}
    table = Table("栏目", "内容", box=None)
    for name, value in filled.values.items():
        table.add_row(labels.get(name, name), _shown(value))
    if filled.values:
        console.print(table)
    for problem in filled.problems:
        console_err.print(problem.text(language), style="yellow")
    if any(problem.fatal for problem in filled.problems):
        raise typer.Exit(EXIT_INPUT)
    counts = {"values": len(filled.values), "problems": len(filled.problems)}
    console.print(render(say("dynamic.read", **counts), language))


def _shown(value: object) -> str:
    if isinstance(value, dict):
        parts = [(WORDS.get(str(key), str(key)), ANSWERS.get(str(one), str(one))) for key, one in value.items()]
        return "　".join(f"{key}：{one}" for key, one in parts)
    return "；".join(_shown(one) for one in value) if isinstance(value, list) else str(value)
