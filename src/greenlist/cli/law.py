"""`greenlist law`: look at the law, check it, compare it, confirm it, complete it."""

from __future__ import annotations

import json
import sys
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
)
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.points_table import PointsTableInvalid, read_points_table, write_points_template
from greenlist.engine.clock import today
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook, LawInvalid, LawProblem
from greenlist.engine.lawbook.book import unknown_id
from greenlist.engine.lawbook.check import check_book
from greenlist.engine.lawbook.compare import Difference, compare, facts_by_path
from greenlist.engine.lawbook.confirm import CannotWrite, confirm, write_points
from greenlist.engine.lawbook.files import FOLDERS, LISTS, FileKind
from greenlist.engine.lawbook.reasons import yaml_reason
from greenlist.engine.lawbook.schema import LawFile
from greenlist.engine.messages import Language, render, say
from greenlist.engine.trace import fact_json, plain_value
from greenlist.engine.yamlfile import YamlProblem, load_yaml

app = typer.Typer(
    help="规则文件：查看、检查、比较、核定、补全 / The law files.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
MARK_WORDS = {"published": "原文", "secondary": "转述", "unverified": "待核"}
OverlayOption = Annotated[
    Path,
    typer.Option("--law", help="写入的规则文件夹（没有则新建）/ overlay folder to write to", file_okay=False),
]


@app.command("list", epilog="例 Example:  greenlist law list")
def list_command(law: LawOption = None, lang: LangOption = Lang.ZH) -> None:
    """列出政策、规则包、流程和数值表 / List policies, packs, processes and tables."""
    language = lang.language
    with law_faults(language):
        book = open_book(law)
        for kind in FOLDERS:
            console.print(render(say(f"documents.law_{kind}"), language), style="bold")
            for document_id in book.ids(kind):
                document = _document(book, document_id, language)
                console.print(f"  {document_id:<28} {_title(document, language)}")
        console.print(render(say("documents.law_table"), language), style="bold")
        for table_id in book.table_ids():
            console.print(f"  {table_id:<28} {book.index.tables[table_id].title}")
        if book.merged_lists:
            console.print(f"  {LISTS.stem:<28} {_title(book.list_file, language)}")


@app.command(
    "show",
    epilog="例 Examples:  greenlist law show jilin-2024  |  greenlist law show energy_benchmarks --json",
)
def show_command(
    document: Annotated[str, typer.Argument(help="政策、规则包、流程或表的编号 / id")],
    law: LawOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """逐条列出一个文件的规则事实、标记和条款 / Show every fact with its mark and clause."""
    language = lang.language
    with law_faults(language):
        book = open_book(law)
        if document in book.table_ids():
            facts = [fact_json(row.cite()) | {"cells": plain_cells(row.cells)} for row in book.table(document).rows]
            title = book.index.tables[document].title
        else:
            found = _document(book, document, language)
            facts = [fact_json(fact) for fact in facts_by_path(found).values()]
            title = _title(found, language)
    if as_json:
        sys.stdout.write(
            json.dumps({"id": document, "title": title, "facts": facts}, ensure_ascii=False, indent=1) + "\n"
        )
        return
    console.print(f"{document}  {title}", style="bold")
    for fact in facts:
        console.print("  " + _line(fact, language))


def plain_cells(cells: dict[str, Any]) -> dict[str, Any]:
    """A table row's cells as JSON holds them."""
    return {name: plain_value(value) for name, value in cells.items()}


def _line(fact: dict[str, Any], language: Language) -> str:
    mark = MARK_WORDS[fact["mark"]] if language == "zh" else fact["mark"]
    value = _words(fact["value"], language)
    if "cells" in fact:
        value = ", ".join(
            f"{name}={cell}" for name, cell in fact["cells"].items() if name not in {"id", "mark", "note"}
        )
    confirmed = f" ✓ {fact['confirmed']['by']}" if "confirmed" in fact else ""
    return f"{fact['fact']} = {value}  [{mark}] {fact['source']} {fact['clause']}{confirmed}"


def _words(value: Any, language: Language) -> str:
    """A value of the law as people read it."""
    if value is None:
        return render(say("documents.open_value"), language)
    if isinstance(value, bool):
        return render(say("documents.yes" if value else "documents.no"), language)
    if isinstance(value, (list, tuple)):
        listed = ("、" if language == "zh" else ", ").join(_words(one, language) for one in value)
        return listed or render(say("documents.nothing"), language)
    if isinstance(value, dict):
        return ", ".join(f"{name}={_words(one, language)}" for name, one in value.items())
    return str(value)


def _document(book: LawBook, document_id: str, language: Language) -> LawFile:
    for kind in FOLDERS:
        if document_id in book.ids(kind):
            return _open(book, kind, document_id)
    if document_id == LISTS.stem and book.merged_lists:
        return book.list_file
    known = [one for kind in FOLDERS for one in book.ids(kind)] + book.table_ids() + [LISTS.stem]
    return fail(unknown_id("document", document_id, known), language)


def _open(book: LawBook, kind: FileKind, document_id: str) -> LawFile:
    if kind == "policy":
        return book.policy(document_id)
    return book.pack(document_id) if kind == "pack" else book.process(document_id)


def _title(document: LawFile, language: Language) -> str:
    return document.title_en or document.title if language == "en" else document.title


@app.command("check", epilog="例 Examples:  greenlist law check  |  greenlist law check my-law")
def check_command(
    path: Annotated[
        Path | None,
        typer.Argument(help="自己的规则文件夹；不给则检查随附规则 / your own folder", exists=True, file_okay=False),
    ] = None,
    law: LawOption = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """检查规则文件：标记、引用、公式、单位、分值合计、日期 / Check law files."""
    language = lang.language
    overlays = [*(law or []), *([path] if path else [])]
    problems = _faults(overlays)
    for problem in problems:
        console_err.print(problem.text(language), style="red")
    if problems:
        raise typer.Exit(EXIT_INPUT)
    book = open_book(overlays)
    numbers = {kind: len(book.ids(kind)) for kind in FOLDERS} | {"table": len(book.table_ids())}
    console.print(render(say("law.check_passed", **numbers), language))


@app.command("diff", epilog="例 Example:  greenlist law diff jilin-2024 cn-2025")
def diff_command(
    first: Annotated[str, typer.Argument(help="第一个文件的编号")],
    second: Annotated[str, typer.Argument(help="第二个文件的编号")],
    law: LawOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """逐条比较两个政策或规则包 / What differs, clause by clause."""
    language = lang.language
    with law_faults(language):
        book = open_book(law)
        left, right = _document(book, first, language), _document(book, second, language)
        if type(left) is not type(right):
            fail(say("law.diff_kinds", first=first, second=second), language)
        differences = compare(left, right)
    if as_json:
        rows = [
            {
                "path": one.path,
                first: one.first and fact_json(one.first),
                second: one.second and fact_json(one.second),
            }
            for one in differences
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    for one in (one for one in differences if not one.only_citation):
        _show_difference(one, first, second, language)
    silent = sum(one.only_citation for one in differences)
    changed = len(differences) - silent
    console.print(render(say("law.diff_counts", changed=changed, cited=silent), language))


def _show_difference(one: Difference, first: str, second: str, language: Language) -> None:
    console.print(one.path, style="bold")
    for sign, name, fact in (("-", first, one.first), ("+", second, one.second)):
        if fact is None:
            console.print(f"  {sign} {name}: " + render(say("law.not_there"), language))
            continue
        value = _words(plain_value(fact.value), language)
        mark = MARK_WORDS[fact.mark.value] if language == "zh" else fact.mark.value
        console.print(f"  {sign} {name}: {value}  [{mark}] {fact.source} {fact.clause}".rstrip())


@app.command(
    "confirm",
    epilog="例 Example:  greenlist law confirm factory-2025/items.C1-07.leading --value 90 "
    "--document 'XX行业评价方案 表1' --by 张三 --law my-law",
)
def confirm_command(
    fact: Annotated[str, typer.Argument(help="规则事实的编号 / id of the fact")],
    document: Annotated[str, typer.Option("--document", help="依据的文件和条款 / where it was read")],
    by: Annotated[str, typer.Option("--by", help="核定人 / who confirms")],
    law: OverlayOption,
    value: Annotated[str | None, typer.Option("--value", help="读到的值；不给则按现值核定 / the value read")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """核定一条规则事实，记入自己的规则文件夹 / Record a confirmation in your overlay."""
    language = lang.language
    with law_faults(language):
        book = open_book([law])
        try:
            path = confirm(book, law, fact, document=document, by=by, on=today(), value=_typed(value, language))
        except CannotWrite as cannot:
            fail(cannot.message, language)
    for problem in _faults([law]):
        console_err.print(problem.text(language), style="yellow")
    console.print(render(say("law.confirmed", fact=fact, file=str(path)), language))


def _typed(text: str | None, language: Language) -> Any:
    """A value as the command line gives it: true/false, a number, [a, b], text in quotes, or plain text."""
    if text is None or text.lower() in {"true", "false"}:
        return None if text is None else text.lower() == "true"
    if text[:1] in set("[{\"'"):
        try:
            return load_yaml(text)[0]
        except YamlProblem as problem:
            fail(say("law.not_yaml", reason=yaml_reason(problem.reason)), language)
    number = parse_decimal(text)
    return text if number is None else number


@app.command(
    "import-points",
    epilog="例 Examples:  greenlist law import-points factory-2018 评分表.xlsx --document '第三批通知附件2' "
    "--by 张三 --law my-law  |  greenlist law import-points factory-2018 空表.xlsx --template",
)
def import_points_command(
    pack: Annotated[str, typer.Argument(help="规则包编号，如 factory-2018")],
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="官方模板格式的评分表")],
    document: Annotated[str, typer.Option("--document", help="评分表出自哪个文件 / where the table comes from")] = "",
    by: Annotated[str, typer.Option("--by", help="导入人 / who imports")] = "",
    law: Annotated[Path, typer.Option("--law", help="写入的规则文件夹 / overlay folder", file_okay=False)] = Path(
        "law"
    ),
    template: Annotated[bool, typer.Option("--template", help="只写一张空的评分表 / write an empty table")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件 / overwrite")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """把官方评分表（分值、权重）导入为叠加规则包 / Import a points table into an overlay pack."""
    language = lang.language
    if template:
        _write_template(file, force=force, language=language)
        return
    if not document or not by:
        fail(say("law.import_needs"), language)
    target = law / "packs" / f"{pack}.yaml"
    if target.exists() and not force:
        fail(say("input.file_exists", file=str(target)), language)
    with law_faults(language):
        shipped = LawBook()
        try:
            rows = read_points_table(file)
            path = write_points(
                shipped, shipped.pack(pack), rows, law, document=document, by=by, on=today(),
                faults=lambda: _faults([law]),
            )  # fmt: skip
        except (UnreadableFile, CannotWrite) as cannot:
            fail(cannot.message, language)
        except PointsTableInvalid as invalid:
            fail("\n".join(problem.text(language) for problem in invalid.problems), language)
    console.print(render(say("law.points_imported", count=len(rows), file=str(path)), language))


def _faults(overlays: list[Path]) -> list[LawProblem]:
    """Every problem of the shipped law with overlays."""
    book = open_book(overlays)
    try:
        return check_book(book, fields_of(book).unit_of)
    except LawInvalid as invalid:
        return invalid.problems


def _write_template(file: Path, *, force: bool, language: Language) -> None:
    if file.exists() and not force:
        fail(say("input.file_exists", file=str(file)), language)
    write_points_template(file)
    console.print(render(say("documents.form_written", file=str(file)), language))
