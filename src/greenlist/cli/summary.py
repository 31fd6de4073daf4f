"""`greenlist summary`: check the 推荐汇总表 of an evaluated round cell by cell; write it as PDF and DOCX."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from greenlist.cli.common import (
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
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.papers import FontSet, Meta, MissingGlyph, UnusableFont
from greenlist.documents.summary import Flaw, SummaryRow, counted, lint_table, summary_paper, title_of
from greenlist.documents.summary.choices import choices_of
from greenlist.documents.summary.reading import read_summary
from greenlist.documents.tables import table_docx, table_pdf
from greenlist.engine.case import Kind
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Language, render, say

EXAMPLES = """\b
例 Examples:
  greenlist evaluate samples/jilin-2024 --policy jilin-2024 --out out/demo
  greenlist summary out/demo
  greenlist summary out/demo --out out/table --date 2024-07-26 --office 长春市工业和信息化局
"""
NAME = "推荐汇总表"
EXIT_ERRORS = 1  # a cell would be sent back
SHOWN = 40
STYLES = {"error": "red", "warning": "yellow", "info": ""}


def summary_command(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="greenlist evaluate 的结果文件夹 / folder of an evaluated round")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="另写 PDF 和 DOCX 到这个文件夹 / write PDF and DOCX there")
    ] = None,
    office: Annotated[str, typer.Option("--office", help="编制单位，写入文件属性 / office named in the file")] = "",
    on: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="文件日期，默认政策年末 / date of the file")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="检查结果以 JSON 写到标准输出 / JSON on stdout")] = False,
    font: Annotated[list[Path] | None, typer.Option("--font", help="补充字体文件 / further font")] = None,
    law: LawOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """逐格检查推荐汇总表，写出横排的 PDF 和 Word；有须改正的单元格时返回 1 / Check the summary table."""
    language = lang.language
    targets = [out / f"{NAME}.{form}" for form in ("docx", "pdf")] if out is not None else []
    for target in targets:
        if target.exists() and not force:
            fail(say("input.file_exists", file=str(target)), language)
    with law_faults(language), write_faults(language):
        book = open_book(law)
        policy, rows = _read(folder, book.policy, language)
        fonts = FontSet.of_option(font)
        try:
            found = lint_table(policy, rows, choices=choices_of(fields_of(book)), fonts=fonts)
        except UnusableFont as fault:
            fail(fault.message, language)
        if as_json:
            sys.stdout.write(json.dumps(list(_data(found, language)), ensure_ascii=False, indent=1) + "\n")
        else:
            _tell(found, language)
        if out is not None:
            meta = Meta(office or "greenlist", title_of(policy), on.date() if on else _year_end(policy))
            _write(policy, rows, meta, targets, fonts, language)
    if counted(found)["error"]:
        raise typer.Exit(EXIT_ERRORS)


def _read(folder: Path, policies: Any, language: Language) -> tuple[Policy, dict[Kind, list[SummaryRow]]]:
    try:
        return read_summary(folder, policies)
    except UnreadableFile as unreadable:
        fail(unreadable.message, language)


def _year_end(policy: Policy) -> date:
    return date(policy.identity.year.value or 2000, 12, 31)


def _data(found: Sequence[Flaw], language: Language) -> Iterator[dict[str, Any]]:
    for one in found:
        yield {
            "severity": one.severity.value, "sheet": one.sheet, "row": one.row, "unit": one.unit, "column": one.column,
            "code": one.message.code, "message": render(one.message, language),
        }  # fmt: skip


def _tell(found: Sequence[Flaw], language: Language) -> None:
    """The worst first; the counts last."""
    if not found:
        console.print(render(say("summary.clean"), language))
        return
    order = list(STYLES)
    for one in sorted(found, key=lambda flaw: order.index(flaw.severity))[:SHOWN]:
        word = render(say(f"summary.{one.severity.value}"), language)
        console.print(f"[{word}] {one.sentence(language)}", style=STYLES[one.severity] or None)
    if len(found) > SHOWN:
        console.print(render(say("summary.more", count=len(found) - SHOWN), language))
    console.print(render(say("summary.counts", **counted(found)), language))


def _write(
    policy: Policy, rows: Mapping[Kind, Sequence[SummaryRow]], meta: Meta, targets: Sequence[Path], fonts: FontSet,
    language: Language,
) -> None:  # fmt: skip
    paper = summary_paper(policy, rows, meta)
    try:
        contents = (table_docx(paper, fonts), table_pdf(paper, fonts))
    except (MissingGlyph, UnusableFont) as fault:
        fail(fault.message, language)
    for target, content in zip(targets, contents, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        console_err.print(str(target))
