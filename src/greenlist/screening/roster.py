"""Rows of a roster, and application files, into the units to be screened; a park takes its tenants along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from greenlist.engine.case import Case, Kind
from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.messages import Language, Message, render, say
from greenlist.engine.problems import InputProblem

from .names import name_key
from .roster_rows import Entry, split_names
from .subjects import Subject

NAMED = 5  # units without a code that are named; all of them are undetermined in the result


@dataclass(slots=True)
class Roster:
    """The units of all files together, in their order, and what is wrong. A fatal problem: a row not screened."""

    subjects: list[Subject]
    problems: list[InputProblem]


def subject_of(case: Case, key: str, language: Language = "zh") -> Subject:
    """An application as a subject, a park with its tenants."""
    tenants = tuple(
        named(f"{key}/{number}", one.name, one.uscc, language) for number, one in enumerate(case.tenants or (), 1)
    )
    subject = named(key, case.name, case.uscc, language)
    return replace(
        subject,
        former_names=split_names(str(case.unit.get("former_names") or "")),
        region=str(case.unit.get("region") or ""),
        kind=case.kind.value,
        tenants=tenants,
    )


def named(key: str, name: str, code: str, language: Language = "zh", *, fault: Message | None = None) -> Subject:
    """A subject from a name and a code as written; `fault`: why the code could not be read at all."""
    uscc = normalise_uscc(code)
    if fault is None and uscc:
        fault = uscc_problem(uscc)
    return Subject(key, name, "" if fault else uscc, problem=render(fault, language) if fault else "")


def gather(entries: Sequence[Entry], others: Sequence[Subject] = (), language: Language = "zh") -> Roster:
    """The units of all rosters and applications: tenants go to their park, the same row twice is taken once."""
    problems: list[InputProblem] = []
    rows = list(_once(entries, others, problems))
    parks = _parks(rows, others)
    homes = {row.key: _home(row, parks) for row in rows}
    problems += [*_without_home(rows, parks), *_codes(rows, homes)]
    members: dict[str, list[Subject]] = {}
    for row in rows:
        if home := homes[row.key]:
            members.setdefault(home, []).append(_subject(row, language))
    units = [_with_tenants(one, members) for one in others]
    units += [
        _with_tenants(_subject(row, language, park=row.kind == Kind.PARK or row.key in members), members)
        for row in rows
        if not homes[row.key]
    ]
    return Roster(units, problems)


def _subject(row: Entry, language: Language, *, park: bool = False) -> Subject:
    subject = named(row.key, row.name, row.code, language, fault=row.fault)
    kind = Kind.PARK.value if park else row.kind
    return replace(subject, former_names=row.former_names, region=row.region, kind=kind)


def _with_tenants(subject: Subject, members: Mapping[str, list[Subject]]) -> Subject:
    more = members.get(subject.key, ())
    return replace(subject, tenants=(*subject.tenants, *more)) if more else subject


def _once(entries: Iterable[Entry], others: Iterable[Subject], problems: list[InputProblem]) -> Iterator[Entry]:
    """Rows without those that say the same again; a code under two names stays twice and is told."""
    seen: dict[tuple[str, str, str], str] = {}
    codes: dict[tuple[str, str], str] = {}
    for one in others:
        seen["", one.uscc, name_key(one.name)] = one.key
        if one.uscc:
            codes["", one.uscc] = one.key
    for row in entries:
        code, park = normalise_uscc(row.code), name_key(row.park)
        first = seen.setdefault((park, code, name_key(row.name)), row.place)
        if first != row.place:
            problems.append(InputProblem(row.file, row.place, say("screened.row_twice", name=row.name, first=first)))
            continue
        if code and codes.setdefault((park, code), row.place) != row.place:
            told = say("screened.code_twice", uscc=code, first=codes[park, code])
            problems.append(InputProblem(row.file, row.place, told))
        yield row


def _parks(rows: Iterable[Entry], others: Iterable[Subject]) -> dict[str, str]:
    """Name keys and codes of everything that could be named as a park -> its key. Rows without a park go first."""
    found: dict[str, str] = {}
    for one in others:
        if one.kind == Kind.PARK:
            found.setdefault(name_key(one.name), one.key)
            found.setdefault(one.uscc or one.name, one.key)
    for row in sorted(rows, key=lambda row: (bool(row.park), row.kind != Kind.PARK)):
        for key in (name_key(row.name), normalise_uscc(row.code), *map(name_key, row.former_names)):
            if key:
                found.setdefault(key, row.key)
    return found


def _home(row: Entry, parks: Mapping[str, str]) -> str:
    """The key of the park that a row belongs to, '' for a unit of its own."""
    home = parks.get(name_key(row.park)) or parks.get(normalise_uscc(row.park), "")
    return "" if not row.park or home == row.key else home


def _without_home(rows: Iterable[Entry], parks: Mapping[str, str]) -> list[InputProblem]:
    """Parks that rows name and that are no units themselves: told once each, their rows are units of their own."""
    lost: dict[str, list[Entry]] = {}
    for row in rows:
        if row.park and name_key(row.park) not in parks and normalise_uscc(row.park) not in parks:
            lost.setdefault(row.park, []).append(row)
    return [
        InputProblem(members[0].file, members[0].place, say("screened.park_unknown", park=park, count=len(members)))
        for park, members in lost.items()
    ]


def _codes(rows: Sequence[Entry], homes: Mapping[str, str]) -> list[InputProblem]:
    """Codes that cannot be used, each where it stands; rows without a code together. A park may have none."""
    wrong = [(row, fault) for row in rows if (fault := row.fault or (uscc_problem(row.code) if row.code else None))]
    problems = [InputProblem(row.file, row.place, fault) for row, fault in wrong]
    parks = {row.key for row in rows if row.kind == Kind.PARK} | set(homes.values())
    bare = [row for row in rows if not row.code and not row.fault and row.key not in parks]
    if bare:
        told = say("screened.codes_missing", count=len(bare), names=[row.name for row in bare[:NAMED]])
        problems.append(InputProblem(bare[0].file, bare[0].place, told))
    return problems
