"""Sections of answers: judged items, conditions with their events, declared values, the roster."""

from __future__ import annotations

from typing import Any

from greenlist.documents.form.layout import ANSWERS, EXCLUSION_ANSWERS, JUDGED_ANSWERS, SUB_NAMES
from greenlist.engine.messages import say
from greenlist.engine.units import known as known_unit

from .cells import DATE, NUMBER, TEXT, Reading
from .section import Section

# 符合 under an exclusion condition would read both ways; the drop-down never offers it there.
_CONDITION_WORDS = ANSWERS | EXCLUSION_ANSWERS
_SUB_IDS = {name: sub for sub, name in SUB_NAMES.items()}
_JUDGED_TEXTS = ("reason", "evidence", "assessor")


def read_judged(reading: Reading, section: Section, known: frozenset[str]) -> None:
    """定性评价 into `judged`, `chosen` and `not_applicable`."""
    for row, item in section.named_rows():
        if not _known(reading, section, row, item, known):
            continue
        entry: dict[str, Any] = {}
        if (points := reading.value(section, row, "points", NUMBER)) is not None:
            entry["points"] = points
        if (answer := reading.word(section, row, "answer", JUDGED_ANSWERS)) is not None:
            entry["answer"] = answer
        entry |= {name: text for name in _JUDGED_TEXTS if (text := reading.text(section, row, name))}
        _note_cells(reading, section, row, ("judged", item), entry)
        if entry:
            reading.data.setdefault("judged", {})[item] = entry
        _choice(reading, section, row, item)
        _not_applicable(reading, section, row, item, stated="points" in entry)


def read_declared(reading: Reading, section: Section, known: frozenset[str]) -> None:
    """指标自填值 into `declared`, `chosen` and `not_applicable`."""
    for row, item in section.named_rows():
        if not _known(reading, section, row, item, known):
            continue
        value = reading.value(section, row, "value", NUMBER)
        unit = reading.text(section, row, "unit")
        unit = unit if known_unit(unit) else ""  # 产品计量单位 and the like name no unit
        if value is not None:
            reading.data.setdefault("declared", {})[item] = {"value": value, "unit": unit} if unit else value
            reading.places["declared", item] = section.place(row, "value")
        _choice(reading, section, row, item)
        _not_applicable(reading, section, row, item, stated=value is not None)


def _known(reading: Reading, section: Section, row: int, item: str, known: frozenset[str]) -> bool:
    if known and item not in known:
        place = section.sheet.place(row, section.id_column)
        reading.report(place, say("documents.item_unknown", item=item))
        return False
    return True


def _choice(reading: Reading, section: Section, row: int, item: str) -> None:
    if reading.text(section, row, "chosen") == "是":
        reading.data.setdefault("chosen", []).append(item)
        reading.places["chosen", len(reading.data["chosen"]) - 1] = section.place(row, "chosen")


def _not_applicable(reading: Reading, section: Section, row: int, item: str, *, stated: bool) -> None:
    reason = reading.text(section, row, "na")
    if reason and stated:
        reading.report(section.place(row, "na"), say("documents.value_and_na", label=item))
    elif reason:
        reading.data.setdefault("not_applicable", {})[item] = reason
        reading.places["not_applicable", item] = section.place(row, "na")


def read_conditions(reading: Reading, section: Section) -> None:
    """基本要求与否决条件 into `conditions`."""
    for row, condition in section.named_rows():
        entry: dict[str, Any] = {}
        if (answer := reading.word(section, row, "answer", _CONDITION_WORDS)) is not None:
            entry["answer"] = answer
        if sub := reading.text(section, row, "sub"):
            entry["sub"] = _SUB_IDS.get(sub, sub)
        proofs = _proofs(reading, section, row)
        if proofs:
            entry["proof"] = proofs
        if (day := reading.value(section, row, "queried_on", DATE)) is not None:
            entry["queried_on"] = day
            for proof in proofs:
                proof["queried_on"] = day
        if reason := reading.text(section, row, "reason"):
            entry["reason"] = reason
        _note_cells(reading, section, row, ("conditions", condition), entry)
        if entry:
            reading.data.setdefault("conditions", {})[condition] = entry


def _proofs(reading: Reading, section: Section, row: int) -> list[dict[str, Any]]:
    proofs: list[dict[str, Any]] = []
    for key in [key for key in section.columns if key.startswith("proof")]:
        file = reading.text(section, row, key)
        source = reading.text(section, row, key.replace("proof", "source"))
        if file:  # the source alone was printed by us
            proofs.append({"file": file} | ({"source": source} if source else {}))
    return proofs


def read_events(reading: Reading, section: Section) -> None:
    """近三年事件 into the events of their conditions; called after the conditions."""
    for row in section.rows():
        event = {
            key: text for key in ("kind", "grade", "document", "text") if (text := reading.text(section, row, key))
        }
        days = {key: day for key in ("on", "cleared_on") if (day := reading.value(section, row, key, DATE))}
        if "kind" in event:
            event["kind"] = _SUB_IDS.get(event["kind"], event["kind"])
        named = reading.text(section, row, "condition")
        if not event and not days:
            continue
        if not named:
            reading.report(section.place(row, "condition"), say("documents.event_without_condition"))
            continue
        condition = named.split(maxsplit=1)[0]
        entry = reading.data.setdefault("conditions", {}).setdefault(condition, {"answer": "unknown"})
        entry.setdefault("events", []).append(event | days)
        position = len(entry["events"]) - 1
        reading.places["conditions", condition, "events", position] = section.place(row, "condition")


def read_tenants(reading: Reading, section: Section) -> None:
    """园区企业名单 into `tenants`; an empty roster is no roster."""
    conditions = [key for key in section.columns if key.startswith("cond.")]
    tenants: list[dict[str, Any]] = []
    for row in section.rows():
        tenant: dict[str, Any] = {
            key: text for key in ("name", "uscc") if (text := reading.value(section, row, key, TEXT))
        }
        answers = _tenant_answers(reading, section, row, conditions)
        if not tenant and not answers:
            continue
        if "name" not in tenant:
            reading.report(section.place(row, "name"), say("documents.tenant_without_name"))
            continue
        for key in tenant:
            reading.places["tenants", len(tenants), key] = section.place(row, key)
        tenants.append(tenant | ({"conditions": answers} if answers else {}))
    if tenants:
        reading.data["tenants"] = tenants


def _tenant_answers(reading: Reading, section: Section, row: int, keys: list[str]) -> dict[str, Any]:
    answers = {key: reading.word(section, row, key, EXCLUSION_ANSWERS) for key in keys}
    common: dict[str, Any] = {}
    if reason := reading.text(section, row, "reason"):
        common["reason"] = reason
    queried: dict[str, Any] = {}
    if (day := reading.value(section, row, "queried_on", DATE)) is not None:
        queried = {"queried_on": day}
    proofs = [
        {"file": file, "source": key.removeprefix("proof.")} | queried
        for key in section.columns
        if key.startswith("proof.") and (file := reading.text(section, row, key))
    ]
    common |= queried | ({"proof": proofs} if proofs else {})
    return {key.removeprefix("cond."): {"answer": answer} | common for key, answer in answers.items() if answer}


def _note_cells(reading: Reading, section: Section, row: int, path: tuple[str, str], entry: dict[str, Any]) -> None:
    reading.places[path] = section.place(row, "answer")
    for key in entry:
        column = "proof1" if key == "proof" else key
        reading.places[*path, key] = section.place(row, column)
