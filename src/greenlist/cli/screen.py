"""`greenlist screen`: units of a roster against the credit lists of a folder."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
    write_faults,
)
from greenlist.cli.evaluate import tell
from greenlist.cli.screened import show_screening, words_of
from greenlist.cli.units import decisions_of, read_units
from greenlist.documents.round import to_json
from greenlist.documents.screening_table import SCREENING_NAME, write_screening
from greenlist.engine.clock import today
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Language, render, say
from greenlist.engine.problems import InputProblem
from greenlist.screening.decision_rows import Decisions
from greenlist.screening.folder import Lists, read_folder
from greenlist.screening.fuzzy import finder
from greenlist.screening.outcomes import Screening
from greenlist.screening.report import screening_data
from greenlist.screening.roster import Roster
from greenlist.screening.rules import rules_of
from greenlist.screening.screen import screen

EXAMPLES = """\b
例 Examples:
  greenlist screen samples/screening/roster.csv --policy jilin-2024 --lists samples/screening/lists --as-of 2024-07-26
  greenlist screen 名册.xlsx --policy jilin-2024 --lists 名单 --out 筛查 --decisions 认定.xlsx
  greenlist screen samples/jilin-2024 --policy jilin-2024 --lists 名单 --json > screening.json
"""
JSON_NAME = "screening.json"


def screen_command(
    roster: Annotated[
        list[Path], typer.Argument(metavar="ROSTER", help="名册（CSV、XLSX）、申报文件或文件夹 / rosters, applications")
    ],
    policy: Annotated[str, typer.Option("--policy", help="政策编号，如 jilin-2024；见 greenlist law list")],
    lists: Annotated[
        Path,
        typer.Option(
            "--lists", exists=True, file_okay=False, help="名单文件夹，文件名以名单编号开头 / folder of lists"
        ),
    ],
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], help="截至哪一天，默认今天 / reference day, today by default"),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", exists=True, dir_okay=False, help="填好认定的筛查结果 / workbook with decisions"),
    ] = None,
    cache: Annotated[
        Path | None, typer.Option("--cache", file_okay=False, help="留存读好的名单，下次免读 / keeps lists read")
    ] = None,
    law: LawOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="结果文件夹（默认 screen-<政策编号>）/ folder of results")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果以 JSON 写到标准输出 / JSON on stdout")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有结果 / overwrite results")] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """按信用名单筛查单位和园区内企业 / Screen units and the enterprises of parks against credit lists."""
    language, folder = lang.language, out if out is not None or as_json else Path(f"screen-{policy}")
    with law_faults(language), write_faults(language), _kept(cache) as kept:
        book = open_book(law)
        sources = rules_of(book, policy).sources
        if folder is not None:
            _check_room(folder, decisions, force=force, language=language)
        units = read_units(roster, book, language)
        decided = decisions_of(decisions) if decisions else Decisions()
        with bar(render(say("screened.reading_lists"), language), in_bytes=True) as progress:
            read = read_folder(lists, sources, kept, progress=progress)
        problems = [*units.problems, *read.problems, *decided.problems]
        tell(((f"{one.file} {one.place}".strip(), one.message) for one in problems), language)
        if not units.subjects:
            raise typer.Exit(EXIT_INPUT)
        day = as_of.date() if as_of else today()
        done = _screen(units, read, decided, book, policy, day)
        if decisions is not None and (idle := _idle(decided, done)):
            tell([(str(decisions), say("screened.decisions_idle", count=idle))], language)
        data, words = screening_data(done, language), words_of(book, policy, language)
        if folder is not None:
            _write(folder, data, problems, words, language)
    if as_json:
        sys.stdout.buffer.write(to_json(data))
    else:
        show_screening(done, book.policy(policy).title, words, language)
    if folder is not None and not as_json:
        files = [SCREENING_NAME, JSON_NAME]
        console.print(render(say("screened.files_written", folder=str(folder), files=files), language))
    if any(problem.fatal for problem in problems):
        raise typer.Exit(EXIT_INPUT)


@contextmanager
def _kept(cache: Path | None) -> Iterator[Path]:
    """Where lists are kept once read: the folder asked for, else one that goes away."""
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        yield cache
        return
    with tempfile.TemporaryDirectory(prefix="greenlist-lists-") as folder:
        yield Path(folder)


def _check_room(folder: Path, decisions: Path | None, *, force: bool, language: Language) -> None:
    """Refuse to overwrite results without --force, and the file of decisions in any case."""
    existing = [name for name in (SCREENING_NAME, JSON_NAME) if (folder / name).exists()]
    if existing and not force:
        fail(say("screened.output_exists", folder=str(folder)), language)
    if decisions is not None and (folder / SCREENING_NAME).resolve() == decisions.resolve():
        fail(say("screened.decisions_overwritten", file=str(decisions)), language)


def _screen(units: Roster, lists: Lists, decided: Decisions, book: LawBook, policy: str, day: date) -> Screening:
    return screen(
        units.subjects,
        lists.snapshots,
        rules_of(book, policy),
        as_of=day,
        decisions=decided.decisions,
        fuzzy=finder(lists.snapshots),
        troubles=lists.troubles,
    )


def _idle(decided: Decisions, done: Screening) -> int:
    """How many decisions met no record: of units that were not screened, or records that are gone."""
    met = {
        (subject.subject.identity, ruling.match.record.id, condition.id)
        for unit in done.units
        for subject in (unit, *unit.tenants)
        for condition in subject.conditions
        for ruling in condition.rulings
    }
    return sum((one.subject, one.record, one.condition) not in met for one in decided.decisions)


def _write(
    folder: Path, data: dict[str, Any], problems: list[InputProblem], words: dict[str, str], language: Language
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / JSON_NAME).write_bytes(to_json(data))
    remarks = [(f"{one.file} {one.place}".strip(), render(one.message, language)) for one in problems]
    write_screening(folder / SCREENING_NAME, data, words=words, remarks=remarks, language=language)
