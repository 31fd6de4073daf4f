"""`greenlist lists`: what sources there are, is a file one of them, take it into the site."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from greenlist.cli.common import (
    EXIT_INPUT,
    Lang,
    LangOption,
    LawOption,
    bar,
    console,
    fail,
    law_faults,
    open_book,
)
from greenlist.cli.list_report import report_data, show_report
from greenlist.cli.opening import site
from greenlist.cli.site import under_role
from greenlist.documents.round import to_json
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.engine.messages import Language, Message, render, say
from greenlist.screening.importing import Unreadable, date_in_name, import_list
from greenlist.screening.rules import rules_of

app = typer.Typer(
    help="信用名单：来源、试读、导入网站 / Credit lists: sources, trial reading, import into the site.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
SOURCES_EXAMPLE = "例 Example:  greenlist lists sources --policy jilin-2024"
CHECK_EXAMPLE = "例 Example:  greenlist lists check 处罚.xlsx --source credit_china_penalties --as-of 2024-07-20"
IMPORT_EXAMPLE = "例 Example:  greenlist lists import 处罚_20240720.csv --source credit_china_penalties"
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV、XLSX")]
SourceOption = Annotated[str, typer.Option("--source", help="名单编号，见 greenlist lists sources / id of the source")]
DayOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="名单截止日期，默认取自文件名 / its day, else from the name"),
]


@app.command("sources", epilog=SOURCES_EXAMPLE)
def sources_command(
    policy: Annotated[str, typer.Option("--policy", help="政策编号 / id of the policy")],
    law: LawOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """列出政策要查的名单：编号、列名、状态、标记 / The sources of a policy: ids, columns, states, marks."""
    language = lang.language
    with law_faults(language):
        sources = rules_of(open_book(law), policy).sources
    if as_json:
        sys.stdout.buffer.write(to_json([_source_data(one) for one in sources.values()]))
        return
    for one in sources.values():
        _show_source(one, language)


def _source_data(source: ListSource) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "name_en": source.name_en,
        "office": source.office,
        "public": source.public,
        "mark": source.mark,
        "columns": source.columns,
        "required": source.required,
        "feeds": [{"id": one.id, "effects": one.effects, "mark": one.mark} for one in source.feeds],
    }


def _show_source(source: ListSource, language: Language) -> None:
    name = source.name if language == "zh" or not source.name_en else source.name_en
    console.print(f"{source.id}  {name}", style="bold")
    feeds = [one.id for one in source.feeds]
    mark = say(f"screened.mark_{source.mark}")
    console.print("  " + render(say("screened.source_line", feeds=feeds, mark=mark), language))
    either = render(say("screened.or"), language)
    needed = [either.join(render(_column(one), language) for one in group) for group in source.required]
    console.print("  " + render(say("screened.source_needs", needed=needed), language))
    for column, heads in source.columns.items():
        console.print(f"  {render(_column(column), language)}: {'、'.join(heads)}")
    console.print()


def _column(column: str) -> Message:
    return say(f"screened.column_{column}")


@app.command("check", epilog=CHECK_EXAMPLE)
def check_command(
    file: FileArgument,
    source: SourceOption,
    as_of: DayOption = None,
    policy: Annotated[str | None, typer.Option("--policy", help="政策自有的名单 / for sources of its own")] = None,
    law: LawOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """试读一份名单，报告收了几行、哪几行为什么没收；不用数据库 / Read a list and report; no database."""
    language = lang.language
    with law_faults(language):
        found = source_named(source, open_book(law), policy, language)
    with tempfile.TemporaryDirectory(prefix="greenlist-lists-") as folder, _bar(language) as progress:
        try:
            read = import_list(
                file, found, Path(folder), name=file.name, as_of=day_of(as_of, file), progress=progress
            )  # fmt: skip
        except Unreadable as unreadable:
            fail(f"{file}: {render(unreadable.message, language)}", language)
    if as_json:
        sys.stdout.buffer.write(to_json(report_data(read, language)))
    else:
        show_report(read, language)
    if not read.snapshot.complete:
        raise typer.Exit(EXIT_INPUT)


def source_named(source: str, book: LawBook, policy: str | None, language: Language) -> ListSource:
    """The source of an id; one that is not there is told and leaves with 2."""
    known: Mapping[str, ListSource] = book.list_sources(policy)
    if source not in known:
        fail(say("screened.source_unknown", source=source, sources=list(known)), language)
    return known[source]


def day_of(as_of: datetime | None, file: Path) -> date | None:
    """The day of a list: as said, else as its name says, else unknown."""
    return as_of.date() if as_of else date_in_name(file.name)


def _bar(language: Language) -> Any:
    return bar(render(say("screened.reading_lists"), language), in_bytes=True)


@app.command("import", epilog=IMPORT_EXAMPLE)
def import_command(
    file: FileArgument,
    source: SourceOption,
    as_of: DayOption = None,
    province: Annotated[
        str | None, typer.Option("--province", help="哪个省，行政区划代码；只有一个省时不用写 / code of the province")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """导入一份名单到网站，随后自动重新筛查 / Take a list into the site; whom it concerns is screened again."""
    language = lang.language
    under_role(lang)
    with site(lang):
        from greenlist.cli.importing import take_and_read  # noqa: PLC0415 - models exist once the site is open

        logging.getLogger("procrastinate").setLevel(logging.WARNING)  # jobs put off are no news to a person
        with _bar(language) as progress:
            row = take_and_read(file, source, day_of(as_of, file), province, progress, language)
    if as_json:
        sys.stdout.buffer.write(to_json(row.data))
    else:
        row.show(language)
    if not row.good:
        raise typer.Exit(EXIT_INPUT)
