"""`greenlist evaluate`: a round of application files to results, ranking and summary table."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from greenlist.cli.common import (
    EXIT_INPUT,
    Lang,
    LangOption,
    LawOption,
    bar,
    console,
    console_err,
    fail,
    law_faults,
    write_faults,
)
from greenlist.documents.round import (
    SUMMARY_NAME,
    OutputExists,
    RoundResult,
    all_problems,
    application_files,
    counts,
    ranking_json,
    run_round,
    to_json,
)
from greenlist.documents.round.output import summary_rows
from greenlist.documents.summary import counted, lint_table
from greenlist.documents.summary.choices import OURS
from greenlist.engine.case import Kind
from greenlist.engine.decimals import grouped
from greenlist.engine.messages import Language, Message, render, say
from greenlist.engine.ranking import Place

EXAMPLES = """\b
例 Examples:
  greenlist evaluate samples/jilin-2024 --policy jilin-2024 --out out
  greenlist evaluate a.yaml b.xlsx --policy cn-2025 --law my-law --force
  greenlist evaluate a.yaml --policy jilin-2024 --json > a.json
"""
SHOWN_ROWS = 100  # of a kind on the screen; ranking.json and the summary table hold all
MARKS = {"eligible": "✓", "undetermined": "?", "not_eligible": "✗"}


def evaluate_command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="申报文件（YAML、JSON、XLSX）或文件夹 / files or folders")
    ],
    policy: Annotated[str, typer.Option("--policy", help="政策编号，如 jilin-2024；见 greenlist law list")],
    law: LawOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="结果文件夹（默认 out-<政策编号>）/ folder of results")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果以 JSON 写到标准输出 / JSON on stdout")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有结果 / overwrite results")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """评价一轮申报：指标、得分、条件、能效水平、排序和推荐汇总表 / Evaluate a round."""
    language = lang.language
    files, missing = application_files(paths)
    if not files:
        tell(((problem.file, problem.message) for problem in missing), language)
        if missing:
            raise typer.Exit(EXIT_INPUT)
        fail(say("input.no_files", paths=[str(path) for path in paths]), language)
    folder = out if out is not None or as_json else Path(f"out-{policy}")
    with law_faults(language), write_faults(language), bar(render(say("documents.evaluating"), language)) as progress:
        try:
            result = run_round(
                files, law or [], policy, out=folder, force=force, language=language, progress=progress, missing=missing
            )
        except OutputExists as exists:
            fail(exists.message, language)
    tell(all_problems(result), language)
    if as_json:
        sys.stdout.buffer.write(to_json(_json(result, language)))
    else:
        show_round(result, language)
    if not result.complete:
        raise typer.Exit(EXIT_INPUT)


def tell(problems: Iterable[tuple[str, Message]], language: Language) -> None:
    """Print each problem of a file with its place."""
    for place, message in problems:
        console_err.print(f"{place}: {render(message, language)}", style="yellow")


def _json(result: RoundResult, language: Language) -> dict[str, object]:
    data = ranking_json(result, language)
    bodies = [unit.body for unit in result.units if unit.body is not None]
    return data | ({"units": bodies} if bodies else {})


def show_round(result: RoundResult, language: Language) -> None:
    """Print the ranking of each kind, the counts, and where the files are."""
    console.print(result.policy.title, style="bold")
    for kind in Kind:
        if result.places.get(kind):
            console.print(_table(kind, result.places[kind], language))
    numbers = counts(result)
    console.print(render(say("documents.round_counts", **numbers), language))
    if result.units and numbers["eligible"] == 0:
        console.print(render(say("documents.nobody_eligible"), language))
    if any(unit.trial for unit in result.units):
        console.print(render(say("documents.trial_note"), language), style="yellow")
    if result.out is not None:
        console.print(render(say("documents.files_written", folder=str(result.out), summary=SUMMARY_NAME), language))
        _tell_table(result, language)


def _tell_table(result: RoundResult, language: Language) -> None:
    """How many cells of the table would be sent back, and how to see which."""
    found = counted(lint_table(result.policy, summary_rows(result), choices=OURS))
    style = "red" if found["error"] else "yellow" if found["warning"] else None
    console.print(render(say("summary.counts", **found), language), style=style)
    console.print(render(say("summary.see", folder=str(result.out)), language))


def _table(kind: Kind, places: list[Place], language: Language) -> Table:
    heads = ("place", "unit", "verdict", "priority", "score", "reason")
    table = Table(
        title=render(say(f"documents.kind_{kind.value}"), language),
        box=box.SIMPLE_HEAD,
        title_justify="left",
        expand=False,
    )
    for head in heads:
        title = render(say(f"documents.head_{head}"), language)
        table.add_column(title, justify="right" if head in {"place", "score"} else "left", overflow="fold")
    for one in places[:SHOWN_ROWS]:
        entry = one.entry
        table.add_row(
            str(one.place or "—"),
            entry.name,
            f"{MARKS[entry.verdict.value]} {render(say(f'documents.verdict_{entry.verdict.value}'), language)}",
            render(say(f"scoring.tier_{entry.tier.value}"), language),
            "—" if entry.score is None else grouped(entry.score, places=2),
            render(one.reason, language),
        )
    if len(places) > SHOWN_ROWS:
        table.caption = render(say("documents.rows_more", count=len(places) - SHOWN_ROWS), language)
    return table
