"""What `greenlist screen` is given: rosters and application files, and a file of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from greenlist.documents.form_reader.section import find_section
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.round import application_files, read_case
from greenlist.documents.sheets import Sheet, read_tables
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Language
from greenlist.engine.problems import InputProblem
from greenlist.screening.decision_rows import Decisions, read_decisions
from greenlist.screening.roster import Roster, gather, subject_of
from greenlist.screening.roster_rows import Entry, read_entries
from greenlist.screening.subjects import Subject

TABLE_SUFFIXES = frozenset({".csv", ".txt", ".tsv"})


def read_units(paths: Iterable[Path], book: LawBook, language: Language) -> Roster:
    """The units that rosters (CSV, XLSX), application files and folders of them name, with what is wrong.

    A workbook is a filled form where it bears the marks of one, else a roster. A fatal problem is something that
    was not screened.
    """
    entries: list[Entry] = []
    cases: list[Subject] = []
    files, problems = _files(paths)
    for path in files:
        sheets = _sheets(path, problems)
        if sheets is None:
            case, found = read_case(path, book)
            problems += found
            cases += [subject_of(case, str(path), language)] if case else []
        elif sheets:
            rows, found = read_entries(sheets, str(path))
            entries += rows
            problems += found
    roster = gather(entries, cases, language)
    return replace(roster, problems=[*problems, *roster.problems])


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[InputProblem]]:
    """Files in the order given; those of a folder in order of name, with the text rosters among them."""
    files: list[Path] = []
    problems: list[InputProblem] = []
    for path in paths:
        found, missing = application_files([path])
        problems += missing
        files += sorted({*found, *_text_rosters(path)})
    return list(dict.fromkeys(files)), problems


def _text_rosters(path: Path) -> Iterator[Path]:
    if path.is_dir():
        inside = (one for one in path.rglob("*") if one.suffix.lower() in TABLE_SUFFIXES and one.is_file())
        yield from (one for one in inside if not one.name.startswith((".", "~$")))


def _sheets(path: Path, problems: list[InputProblem]) -> Sequence[Sheet] | None:
    """The tables of a roster; none where it cannot be read (then told); None for an application file."""
    if path.suffix.lower() not in TABLE_SUFFIXES | {".xlsx", ".xlsm", ".xls"}:
        return None
    try:
        sheets = read_tables(path)
    except UnreadableFile as unreadable:
        problems.append(InputProblem(str(path), "", unreadable.message, fatal=True))
        return ()
    return None if any(find_section(sheet) for sheet in sheets) else sheets


def decisions_of(path: Path) -> Decisions:
    """The decisions of a file. Never raises for what is in it."""
    try:
        return read_decisions(read_tables(path), str(path))
    except UnreadableFile as unreadable:
        return Decisions(problems=[InputProblem(str(path), "", unreadable.message, fatal=True)])
