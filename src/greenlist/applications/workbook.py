"""The form of the pack as a workbook: written with what is stated, read back, and compared cell by cell."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.form import Stated, write_form
from greenlist.documents.form_reader import FormData, read_form
from greenlist.engine.application.schema import TABLES
from greenlist.engine.codes import normalise_uscc
from greenlist.engine.messages import Language
from greenlist.rounds.law import book_of

from .data import Data, application_data
from .evaluating import told
from .models import Application, Statement
from .roster import checked
from .sheet_files import NotThisForm, plain

VALUE_SECTIONS = ("values", "unit", "declared")
MAPPING_SECTIONS = ("judged", "conditions", "not_applicable")


@dataclass(frozen=True, slots=True)
class Claims:
    """What the applicant states, as the form holds it: the data, and the keys of the rows in it."""

    data: Data
    row_keys: dict[str, list[str]]


def claims_of(application: Application) -> Claims:
    """The applicant's own word on everything. At most seven queries."""
    stated = application.statements.filter(current=True, witness="claimed").select_related("evidence__blob")
    claims = [one for one in stated if one.content is not None]
    named = {tuple(one.place.split(".")[:2]) for one in claims}
    keys: dict[str, list[str]] = {}
    for row in application.table_rows.filter(removed_at=None):
        if (row.table, row.key) in named:
            keys.setdefault(row.table, []).append(row.key)
    return Claims(application_data(application, claims), keys)


def write_workbook(application: Application, claims: Claims, path: Path) -> None:
    """The form of the application's pack with what is stated in it. Raises OSError."""
    book = book_of(application.round)
    pack, policy = book.pack(application.pack_id), book.policy(application.round.policy_id)
    write_form(pack, policy, book, path, Stated(claims.data, claims.row_keys))


@dataclass
class Sheet:
    """A form as it was read: the block at each place with the cell it stands in, new rows, problems, the roster."""

    cells: dict[str, dict[str, Any]] = field(default_factory=dict)  # place -> {"block": ..., "cell": 能源!D7}
    new_rows: dict[str, list[str]] = field(default_factory=dict)  # table -> keys of rows that are not there yet
    problems: list[str] = field(default_factory=list)
    tenants: list[Data] = field(default_factory=list)
    seen_rows: list[str] | None = None  # of a report: the rows that stood there when it was read; None of a form

    def block(self, place: str) -> Any:
        """What stands at a place, None for nothing."""
        return self.cells[place]["block"] if place in self.cells else None

    def cell(self, place: str) -> str:
        """The sheet and cell of a place, '' where it is not known."""
        return str(self.cells[place]["cell"]) if place in self.cells else ""

    def source(self, place: str) -> str:
        """Where a report says it, '' for a form; stands as the reason where none is stated."""
        return str(self.cells[place].get("source", "")) if place in self.cells else ""

    def as_json(self) -> Data:
        """As `UploadedSheet.content` keeps it."""
        return {
            "cells": self.cells,
            "new_rows": self.new_rows,
            "problems": self.problems,
            "tenants": self.tenants,
            "seen_rows": self.seen_rows,
        }


def present(application: Application) -> Sheet:
    """The form as it would be downloaded now, read back: what an untouched upload says, cell by cell.

    The roster is left out; it is compared by itself.
    """
    claims = claims_of(application)
    data = {key: value for key, value in claims.data.items() if key != "tenants"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_workbook(application, Claims(data, claims.row_keys), path)
        form = read_form(path, book_of(application.round))
    return flat(form, form.row_keys)


def read_workbook(application: Application, path: Path, name: str, language: Language) -> Sheet:
    """Read an uploaded form for an application.

    Raises NotThisForm: no form, a damaged or hostile file, the form of another kind, standard, unit or year.
    """
    form = read_form(path, book_of(application.round), origin=name)
    fatal = [problem for problem in form.problems if problem.fatal]
    if fatal:
        raise NotThisForm(told(fatal[0], language))
    refuse_other(application, form.data)
    now = present(application)
    keys = row_keys(form, now)
    sheet = flat(form, keys)
    known = {place.rpartition(".")[0] for place in now.cells}
    sheet.new_rows = {table: [key for key in group if f"{table}.{key}" not in known] for table, group in keys.items()}
    sheet.problems = [told(problem, language) for problem in form.problems]
    tenants = form.data.get("tenants") or []
    places = (form.places.get(("tenants", number, "name"), "") for number in range(len(tenants)))
    sheet.tenants, wrong = checked(zip(tenants, places, strict=True), language)
    sheet.problems += [f"{one.cell} {one.name}: {one.text}" for one in wrong]
    return sheet


def refuse_other(application: Application, data: Data) -> None:
    """Raises NotThisForm where the head of a form is not that of the application."""
    if data.get("kind") != application.kind:
        raise NotThisForm(_("这是另一类申报的采集表，请下载本申报的采集表填写。"))
    if data.get("pack") != application.pack_id:
        raise NotThisForm(
            _("这份表按 %(theirs)s 制作，本次申报按 %(own)s 评价，请重新下载采集表。")
            % {"theirs": data.get("pack") or "—", "own": application.pack_id}
        )
    if data.get("evaluation_year") != application.evaluation_year:
        raise NotThisForm(
            _("表里的评价年是 %(theirs)s，本次申报是 %(own)s；请改正“单位信息”中的评价年，或重新下载采集表。")
            % {"theirs": data.get("evaluation_year") or "—", "own": application.evaluation_year}
        )
    theirs = normalise_uscc(str((data.get("unit") or {}).get("uscc") or ""))
    if theirs and application.unit.uscc and theirs != normalise_uscc(application.unit.uscc):
        raise NotThisForm(
            _("表里的统一社会信用代码 %(code)s 不是本单位的，请核对是不是拿错了文件。") % {"code": theirs}
        )


def row_keys(form: FormData, now: Sheet) -> dict[str, list[str]]:
    """The key of each row of an upload: its own where the application has it, that of an equal row, else a new one."""
    present_rows = rows_of(now)
    found: dict[str, list[str]] = {}
    for table in TABLES:
        records = form.data.get(table) or []
        mine = present_rows.get(table, {})
        named = form.row_keys.get(table, [])
        taken = {key for key in named if key in mine}
        used: set[str] = set()
        for record, key in zip(records, named, strict=True):
            own = key if key in mine and key not in used else _equal(record, mine, taken | used) or secrets.token_hex(4)
            used.add(own)
            found.setdefault(table, []).append(own)
    return found


def _equal(record: Data, mine: Mapping[str, Data], taken: set[str]) -> str:
    """The key of a row that says just the same, '' without one."""
    said = {name: as_block(value) for name, value in record.items()}
    return next((key for key, cells in mine.items() if key not in taken and cells == said), "")


def rows_of(sheet: Sheet) -> dict[str, dict[str, Data]]:
    """The rows of the tables: table, key, column -> block."""
    rows: dict[str, dict[str, Data]] = {}
    for place, one in sheet.cells.items():
        table, _dot, rest = place.partition(".")
        if table in TABLES:
            key, _dot, column = rest.partition(".")
            rows.setdefault(table, {}).setdefault(key, {})[column] = one["block"]
    return rows


def flat(form: FormData, keys: Mapping[str, list[str]]) -> Sheet:
    """A form as blocks by place of the application."""
    data, sheet = form.data, Sheet()

    def put(place: str, block: Any, *path: str | int) -> None:
        sheet.cells[place] = {"block": block, "cell": form.places.get(path, "")}

    for section in VALUE_SECTIONS:
        for name, value in (data.get(section) or {}).items():
            put(f"{section}.{name}", as_block(value), section, name)
    for year, fields in (data.get("years") or {}).items():
        for name, value in fields.items():
            put(f"years.{year}.{name}", as_block(value), "years", str(year), name)
    for section in MAPPING_SECTIONS:
        for name, value in (data.get(section) or {}).items():
            put(f"{section}.{name}", plain(value), section, name)
    for number, item in enumerate(data.get("chosen") or ()):
        put(f"chosen.{item}", True, "chosen", number)
    if data.get("claimed_score"):
        put("claimed_score", plain(data["claimed_score"]), "claimed_score", "total")
    for table in TABLES:
        for number, (record, key) in enumerate(zip(data.get(table) or (), keys.get(table, ()), strict=True)):
            for name, value in record.items():
                put(f"{table}.{key}.{name}", as_block(value), table, number, name)
    return sheet


def as_block(value: Any) -> Data:
    """A value with what goes with it."""
    block = value if isinstance(value, dict) else {"value": value}
    return {key: plain(one) for key, one in block.items() if one not in (None, "")}


def sheet_of(content: Data) -> Sheet:
    """An upload as it was kept."""
    return Sheet(
        content["cells"], content["new_rows"], content["problems"], content["tenants"], content.get("seen_rows")
    )


def claims_by_place(application: Application) -> dict[str, Statement]:
    """What the applicant states now, with who and on what evidence. One query."""
    rows = application.statements.filter(current=True, witness="claimed").select_related("by", "evidence")
    return {one.place: one for one in rows}
