"""What is stated in an application, as an application file (docs/application.md) that the engine reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from greenlist.documents.form.suggest import correction_ids
from greenlist.engine import clock
from greenlist.engine.application import ApplicationFile
from greenlist.engine.application.schema import TABLES
from greenlist.engine.case import WITNESS_ORDER
from greenlist.engine.fields import OWN_UNITS, Field, Fields, fields_of
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.law import book_of

from .answers import Data, KeptFile, Reading
from .models import Application, Evidence, Statement, TableRow
from .queries.stated import rows_now
from .receipts import digest_of

VALUES = ("values", "unit", "declared")  # sections whose entries are values with unit, witness, evidence, reason
OWN_UNIT_COLUMNS = frozenset({"factor", "unit_energy"})  # state a unit of their own beside each figure
_ORDER = {witness.value: position for position, witness in enumerate(WITNESS_ORDER)}


def application_data(
    application: Application,
    statements: Iterable[Statement] | None = None,
    *,
    authority: str | None = None,
    evidence: Iterable[Evidence] | None = None,
    rows: Sequence[TableRow] | None = None,
) -> Data:
    """The application as a file's plain data: every witness, rows in their order, tenants, evidence by name.

    What cannot be read in an answer is left out (`answers.py`), in a value it stays for the engine to report.
    At most six queries: statements with evidence, files named in answers, rows, authority, place, tenants. Whoever
    has read statements, the name of the city's authority ('' for none), every file or the rows already hands them in.
    """
    given = list(statements) if statements is not None else current_statements(application)
    current = [one for one in given if one.content is not None]
    writer = _Writer(_head(application, authority), Reading(_files_named(application, current, evidence)))
    by_place: dict[str, list[Statement]] = {}
    for one in sorted(current, key=lambda one: _ORDER[one.witness]):
        by_place.setdefault(one.place, []).append(one)
    for place in sorted(by_place, key=lambda place: by_place[place][0].pk):
        writer.put(place, by_place[place])
    writer.data |= tables_of(application, by_place, rows)
    if application.kind == "park":
        writer.data["tenants"] = [
            {"name": one.name, "uscc": one.uscc, "conditions": one.conditions} for one in application.tenants.all()
        ]
    return {key: value for key, value in writer.data.items() if value not in ({}, [], None)}


def current_statements(application: Application) -> list[Statement]:
    """What is stated now, with its evidence."""
    return list(application.statements.filter(current=True).select_related("evidence__blob"))


def _head(application: Application, authority: str | None) -> Data:
    unit = application.unit
    recommender = (authority_of(application.city) if authority is None else authority) or application.city.name
    own = {
        "name": unit.name, "uscc": unit.uscc, "industry4": unit.industry4, "address": unit.address,
        "legal_rep": unit.legal_rep, "recommender": recommender, "region": unit.jurisdiction.name,
    }  # fmt: skip
    return {
        "greenlist": 1,
        "kind": application.kind,
        "evaluation_year": application.evaluation_year,
        "pack": application.pack_id,
        "route": application.route or None,
        "applied_on": clock.today().isoformat(),  # a draft is looked at as if it were handed in today
        "unit": {key: value for key, value in own.items() if value},
    }


def authority_of(city: Jurisdiction) -> str:
    """The name of the authority of a place, '' for none."""
    authority = city.organisations.filter(kind="authority").first()
    return authority.name if authority else ""


def _files_named(
    application: Application, statements: Iterable[Statement], evidence: Iterable[Evidence] | None
) -> dict[int, KeptFile]:
    """The files that answers name by id, each as its newest version; asked for only where there is one."""
    if not any(isinstance(one.content, dict) and one.content.get("proof") for one in statements):
        return {}
    return files_of(application.evidence.all() if evidence is None else evidence)


def files_of(evidence: Iterable[Evidence]) -> dict[int, KeptFile]:
    """Files by id, an older version standing for the newest one; what was removed is not there."""
    every = {one.pk: one for one in evidence}
    newer = {one.replaces_id: one for one in every.values() if one.replaces_id}
    found = {}
    for pk, one in every.items():
        last = one
        while last.pk in newer:
            last = newer[last.pk]
        if last.removed_at is None:
            found[pk] = KeptFile(last.name, last.blob_id)
    return found


class _Writer:
    """Puts what is stated at a place into the data."""

    def __init__(self, data: Data, reading: Reading) -> None:
        self.data = data
        self.reading = reading

    def put(self, place: str, given: list[Statement]) -> None:
        """All witnesses of one place. Cells of tables are not for here."""
        section, *rest = place.split(".")
        last = given[-1]
        if section in VALUES:
            self._section(section)[rest[0]] = stated(given)
        elif section == "narrative":
            self._section("values")[rest[0]] = stated(given)
        elif section == "years":
            years: dict[int, Data] = self.data.setdefault("years", {})
            years.setdefault(int(rest[0]), {})[rest[1]] = stated(given)
        elif section == "conditions":
            self._section(section)[".".join(rest)] = self.reading.condition(last.content)
        elif section == "judged":
            if block := self.reading.judged(last.content, evidence_text(last)):
                self._section(section)[".".join(rest)] = block
        elif section == "not_applicable":
            self._section(section)[".".join(rest)] = str(last.content)
        elif section == "chosen":
            self.data.setdefault(section, []).append(".".join(rest))
        elif section == "claimed_score":
            self.data[section] = self.reading.score(last.content, last.evidence.name if last.evidence else "")

    def _section(self, name: str) -> Data:
        found: Data = self.data.setdefault(name, {})
        return found


def stated(given: list[Statement], unit: str = "") -> Any:
    """One value as the file writes it: plain where it is one bare claim, else each witness with what goes with it.

    `unit` holds where a statement names none: that of the row.
    """
    blocks = [_block(one, unit) for one in given]
    if len(blocks) == 1 and set(blocks[0]) == {"value", "witness"} and blocks[0]["witness"] == "claimed":
        return blocks[0]["value"]
    return blocks


def _block(one: Statement, unit: str) -> Data:
    block: Data = {"value": one.content, "witness": one.witness}
    if one.unit or unit:
        block["unit"] = one.unit or unit
    if one.evidence:
        block["evidence"] = evidence_text(one)
    if one.reason:
        block["reason"] = one.reason
    return block


def evidence_text(one: Statement) -> str:
    """The file behind a statement with the page, '' without one."""
    return f"{one.evidence.name} {one.page}".strip() if one.evidence else ""


def tables_of(
    application: Application, by_place: Mapping[str, list[Statement]], known: Sequence[TableRow] | None = None
) -> Data:
    """The repeated tables: rows in their order, figures of a row that names its unit in that unit."""
    by_row: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for place, given in by_place.items():
        table, _, rest = place.partition(".")
        if table in TABLES:
            key, _, name = rest.partition(".")
            by_row.setdefault((table, key), {})[name] = given
    rows = (rows_now(application) if known is None else known) if by_row else []
    book = book_of(application.round)
    inputs = correction_ids(book) if any(row.table == "level_inputs" for row in rows) else {}
    data: Data = {}
    for row in rows:
        if given_cells := by_row.get((row.table, row.key)):
            cells = _cells(row, given_cells, fields_of(book))
            if cells.get("input") in inputs:
                cells["input"] = inputs[cells["input"]]
            data.setdefault(row.table, []).append(cells)
    return data


def _cells(row: TableRow, given_cells: Mapping[str, list[Statement]], fields: Fields) -> Data:
    named = given_cells.get("unit")
    unit = str(named[-1].content) if named else ""
    cells: Data = {}
    for name, given in given_cells.items():
        field = fields.by_id.get(f"{row.table}.{name}")
        cells[name] = stated(given, unit if field and counted_in_row_unit(field) else "")
    return cells


def counted_in_row_unit(field: Field) -> bool:
    """Whether a column is counted in the unit that the column `unit` of its row names."""
    name = field.id.partition(".")[2]
    return bool(field.table) and field.unit in OWN_UNITS - {"concentration"} and name not in OWN_UNIT_COLUMNS


__all__ = [
    "TABLES",
    "ApplicationFile",
    "Data",
    "application_data",
    "counted_in_row_unit",
    "current_statements",
    "digest_of",
    "evidence_text",
    "files_of",
    "stated",
]
