"""`greenlist import`: filled reports into unit files, and summary tables as rows, with what was not understood."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

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
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.report_reader import (
    Draft,
    Report,
    Unread,
    asked_by,
    draft_of,
    read_report,
    table_words,
    unit_file,
)
from greenlist.documents.round import to_json
from greenlist.engine.case import Kind
from greenlist.engine.harmless import csv_text
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Language, render, say
from greenlist.recommendations.received import NoTable, TableIn, read_table, tables_in

app = typer.Typer(
    help="读回已填的文件：评价报告、推荐汇总表 / Read filled files back: evaluation reports, summary tables.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
REPORT_EXAMPLE = "例 Example:  greenlist import report 第三方评价报告.docx --policy jilin-2024 --out units"
TABLE_EXAMPLE = "例 Example:  greenlist import table 推荐汇总表.xlsx --policy jilin-2024 --json > rows.json"
LEFT_NAME = "未读懂.csv"
MOST_WORDS = 60  # of what was not understood, on the screen; the table keeps all
PolicyOption = Annotated[str, typer.Option("--policy", help="政策编号 / id of the policy; greenlist law list")]


@app.command("report", epilog=REPORT_EXAMPLE)
def report_command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", dir_okay=False, help="评价报告（.docx）/ evaluation reports")
    ],
    policy: PolicyOption,
    out: Annotated[Path, typer.Option("--out", help="申报文件写到哪个文件夹 / folder of the unit files")],
    pack: Annotated[
        str | None, typer.Option("--pack", help="规则包，默认取政策的 / rule pack, else the policy's")
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="报告看不出类别时指明 / where the report does not say")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="评价年，默认为政策年份的上一年 / evaluation year")] = None,
    law: LawOption = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """把评价报告读成申报文件，列出没有读懂的 / Read reports into unit files; list what was not understood."""
    language = lang.language
    left: list[tuple[str, Unread]] = []
    failed = False
    with law_faults(language), write_faults(language):
        book = open_book(law)
        targets = {file: out / f"{file.stem}.json" for file in files}
        for target in [*targets.values(), out / LEFT_NAME]:
            if target.exists() and not force:
                fail(say("input.file_exists", file=str(target)), language)
        out.mkdir(parents=True, exist_ok=True)
        for file, target in targets.items():
            try:
                report = read_report(file)
            except UnreadableFile as unreadable:
                console_err.print(render(unreadable.message, language), style="red")
                failed = True
                continue
            draft = _draft(report, file, (policy, pack, kind, year), book, language)
            target.write_bytes(to_json(draft[1]))
            left += [(file.name, one) for one in _left_of(draft[0], language)]
            _tell(file, draft[0], target, language)
        (out / LEFT_NAME).write_bytes(_table(left, language))
    if failed:
        raise typer.Exit(EXIT_INPUT)


def _draft(
    report: Report,
    file: Path,
    asked: tuple[str, str | None, Kind | None, int | None],
    book: LawBook,
    language: Language,
) -> tuple[Draft, dict[str, Any]]:
    policy_id, pack, kind, year = asked
    policy, of_kind = book.policy(policy_id), kind or report.kind
    if of_kind is None:
        fail(f"{file.name}: {render(say('reading.kind_needed'), language)}", language)
    rule = policy.standards.get(of_kind)
    pack_id = pack or (rule.default.value if rule else None)
    if not pack_id:
        fail(say("reading.pack_needed", policy=policy_id), language)
    last = year or (policy.identity.year.value or 0) - 1
    asks = asked_by(book, policy_id, pack_id, last)
    draft = draft_of(report, asks, file.name)
    return draft, unit_file(draft, asks, agency=report.agency, source=file.name)


def _tell(file: Path, draft: Draft, target: Path, language: Language) -> None:
    tables, chapters = _tables_of(draft, language), _chapters_of(draft, language)
    left = len(draft.left) + len(tables) + len(chapters)
    counted = say("reading.read", file=file.name, taken=draft.count, left=left)
    console.print(render(counted, language), markup=False)
    for title, group in (("left", draft.left), ("left_tables", tables), ("left_chapters", chapters)):
        if group:
            console.print(render(say(f"reading.{title}"), language), style="yellow")
        for one in group:
            words = one.text[:MOST_WORDS] if group is draft.left else one.text
            console.print(f"  {one.at} {words}: {render(one.why, language)}", markup=False)
    console.print(render(say("reading.written", file=str(target)), language))


def _left_of(draft: Draft, language: Language) -> list[Unread]:
    """Everything that was not taken: cells and rows, tables, texts of chapters."""
    return [*draft.left, *_tables_of(draft, language), *_chapters_of(draft, language)]


def _tables_of(draft: Draft, language: Language) -> list[Unread]:
    """The tables that were not read, by caption or heading, number of rows and first header cells."""
    return [Unread(one.at, render(table_words(one), language), one.why) for one in draft.tables]


def _chapters_of(draft: Draft, language: Language) -> list[Unread]:
    return [
        Unread(one.at, render(say("reading.chapter_words", title=one.title, length=len(one.text)), language), one.why)
        for one in draft.chapters
    ]


def _table(left: Sequence[tuple[str, Unread]], language: Language) -> bytes:
    """What was not understood as CSV for Excel; no cell is a formula."""
    heads = {"zh": ("文件", "位置", "原文", "原因和办法"), "en": ("file", "place", "text", "why")}
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heads[language])
    writer.writerows(
        [csv_text(cell) for cell in (file, one.at, one.text, render(one.why, language))] for file, one in left
    )
    return stream.getvalue().encode("utf-8-sig")


@app.command("table", epilog=TABLE_EXAMPLE)
def table_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="推荐汇总表：.xlsx、.docx、.csv")],
    policy: Annotated[
        str | None, typer.Option("--policy", help="认得政策自定的列名 / knows the policy's columns")
    ] = None,
    law: LawOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """读一份推荐汇总表：单位、类别、各列，列出问题 / Read a summary table: units, kinds, columns, faults."""
    language = lang.language
    with law_faults(language):
        chosen = open_book(law).policy(policy) if policy else None
    try:
        table = read_table(tables_in(file), chosen)
    except UnreadableFile as unreadable:
        fail(unreadable.message, language)
    except NoTable as none:
        fail(f"{file.name}: {render(none.message, language)}", language)
    if as_json:
        sys.stdout.buffer.write(to_json(_data(table, language)))
    else:
        _show(file, table, language)


def _data(table: TableIn, language: Language) -> dict[str, Any]:
    faults = [asdict(one) | {"reason": render(one.reason, language)} for one in table.faults]
    sheets = [
        {"sheet": one.name, "title": one.title, "kind": one.kind or None, "columns": one.columns,
         "unknown_columns": one.unknown, "rows": [{"line": row.line, **row.cells} for row in one.rows]}
        for one in table.sheets
    ]  # fmt: skip
    return {"sheets": sheets, "faults": faults}


def _show(file: Path, table: TableIn, language: Language) -> None:
    counted = say("reading.table_read", file=file.name, rows=len(table.rows), faults=len(table.faults))
    console.print(render(counted, language))
    for sheet in table.sheets:
        kind = render(say(f"documents.kind_{sheet.kind}"), language) if sheet.kind in set(Kind) else "—"
        console.print(f"{sheet.name}  {kind}  {len(sheet.rows)}", style="bold")
        for row in sheet.rows:
            console.print(
                f"  {row.line}  {row.name}  {row.cells.get('uscc', '')}  {row.cells.get('score', '')}".rstrip()
            )
        for column in sheet.unknown:
            console.print(f"  {render(say('reading.column_unknown', column=column), language)}", style="yellow")
    for one in table.faults:
        console.print(f"{one.sheet} {one.line} {one.name}: {render(one.reason, language)}", style="yellow")
