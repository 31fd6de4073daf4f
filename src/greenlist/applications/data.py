"""What is stated in an application, as an application file (docs/application.md) that the engine reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from greenlist.engine.application import ApplicationFile
from greenlist.engine.application.schema import TABLES
from greenlist.engine.case import WITNESS_ORDER

from .models import Application, Statement

Data = dict[str, Any]
VALUES = ("values", "unit", "declared")  # sections whose entries are values with unit, witness, evidence, reason
ANSWERS = ("conditions", "judged")  # sections whose entries are mappings
_ORDER = {witness.value: position for position, witness in enumerate(WITNESS_ORDER)}


def application_data(application: Application, statements: Iterable[Statement] | None = None) -> Data:
    """The application as a file's plain data: every witness, rows in their order, tenants, evidence by name.

    Three queries (statements with evidence, rows, tenants); none of them where `statements` is handed in and the
    kind has neither tables nor tenants.
    """
    current = list(statements) if statements is not None else current_statements(application)
    data: Data = _head(application)
    by_place: dict[str, list[Statement]] = {}
    for one in sorted(current, key=lambda one: _ORDER[one.witness]):
        if one.content is not None:
            by_place.setdefault(one.place, []).append(one)
    for place, given in by_place.items():
        _put(data, place, given)
    _put_rows(data, application, by_place)
    if application.kind == "park":
        tenants = [
            {"name": one.name, "uscc": one.uscc, "conditions": one.conditions} for one in application.tenants.all()
        ]
        data["tenants"] = tenants or None
    return {key: value for key, value in data.items() if value not in ({}, [], None)}


def current_statements(application: Application) -> list[Statement]:
    """What is stated now, with its evidence."""
    return list(application.statements.filter(current=True).select_related("evidence__blob"))


def digest_of(data: Data) -> str:
    """sha256 of application data in canonical JSON."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _head(application: Application) -> Data:
    unit = application.unit
    own = {
        "name": unit.name, "uscc": unit.uscc, "industry4": unit.industry4, "address": unit.address,
        "legal_rep": unit.legal_rep, "recommender": _recommender(application), "region": unit.jurisdiction.name,
    }  # fmt: skip
    return {
        "greenlist": 1,
        "kind": application.kind,
        "evaluation_year": application.evaluation_year,
        "pack": application.pack_id,
        "route": application.route or None,
        "unit": {key: value for key, value in own.items() if value},
    }


def _recommender(application: Application) -> str:
    authority = application.city.organisations.filter(kind="authority").first()
    return authority.name if authority else application.city.name


def _put(data: Data, place: str, given: list[Statement]) -> None:
    section, *rest = place.split(".")
    last = given[-1]
    if section in VALUES:
        data.setdefault(section, {})[rest[0]] = stated(given)
    elif section == "years":
        data.setdefault("years", {}).setdefault(int(rest[0]), {})[rest[1]] = stated(given)
    elif section in ANSWERS:
        data.setdefault(section, {})[".".join(rest)] = last.content
    elif section == "not_applicable":
        data.setdefault(section, {})[".".join(rest)] = str(last.content)
    elif section == "chosen":
        data.setdefault(section, []).append(".".join(rest))
    elif section == "narrative":
        data.setdefault("values", {})[rest[0]] = str(last.content)
    elif section == "claimed_score":
        data[section] = last.content


def stated(given: list[Statement]) -> Any:
    """One value as the file writes it: plain where it is one bare claim, else each witness with what goes with it."""
    blocks = [_block(one) for one in given]
    if len(blocks) == 1 and set(blocks[0]) == {"value", "witness"} and blocks[0]["witness"] == "claimed":
        return blocks[0]["value"]
    return blocks


def _block(one: Statement) -> Data:
    block: Data = {"value": one.content, "witness": one.witness}
    if one.unit:
        block["unit"] = one.unit
    if one.evidence:
        block["evidence"] = f"{one.evidence.name} {one.page}".strip()
    if one.reason:
        block["reason"] = one.reason
    return block


def _put_rows(data: Data, application: Application, by_place: dict[str, list[Statement]]) -> None:
    for row in application.table_rows.filter(removed_at=None):
        start = f"{row.table}.{row.key}."
        cells = {
            place.removeprefix(start): stated(given) for place, given in by_place.items() if place.startswith(start)
        }
        if cells:
            data.setdefault(row.table, []).append(cells)


__all__ = ["TABLES", "ApplicationFile", "application_data", "current_statements", "digest_of", "stated"]
