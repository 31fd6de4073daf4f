"""A screening as plain data: screening.json, and one unit of it (docs/screening.md says what each key means)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from greenlist.engine.messages import Language, Message, render, say

from .differences import of_match
from .outcomes import (
    ConditionAnswer,
    Decision,
    NotScreened,
    Outcome,
    Ruling,
    Screening,
    SourceState,
    UnitAnswer,
)
from .records import Record
from .snapshots import Snapshot
from .subjects import Subject

Data = dict[str, Any]
_WHERE = {"same": "both", "only_left": "unit", "only_right": "record"}
_JOIN = {"zh": "；", "en": "; "}


def screening_data(screening: Screening, language: Language = "zh") -> Data:
    """The whole as screening.json holds it."""
    return {
        "as_of": screening.as_of.isoformat(),
        "policy": {"id": screening.policy, "hash": screening.policy_hash, "lists": screening.lists_hash},
        "sources": sources_data(screening.sources, language),
        "not_screened": not_screened_data(screening.not_screened, language),
        "units": [unit_data(unit, language) for unit in screening.units],
    }


def sources_data(states: Iterable[SourceState], language: Language = "zh") -> list[Data]:
    """Every file of every source; a source without one has a line of its own, with what is wrong."""
    return [_source(state, snapshot, language) for state in states for snapshot in (state.snapshots or (None,))]


def _source(state: SourceState, snapshot: Snapshot | None, language: Language) -> Data:
    trouble = render(state.trouble, language) if state.trouble else None
    if snapshot is None:
        return {"id": state.source, "file": None, "sha256": None, "snapshot": None, "rows": None, "trouble": trouble}
    return {
        "id": state.source,
        "file": snapshot.file,
        "sha256": snapshot.sha256,
        "snapshot": _day(snapshot.as_of),
        "rows": snapshot.rows,
        "trouble": trouble or snapshot.trouble or None,
    }


def not_screened_data(items: Iterable[NotScreened], language: Language = "zh") -> list[Data]:
    """The conditions that a person answers."""
    return [{"id": one.id, "reason": render(one.reason, language)} for one in items]


def unit_data(answer: UnitAnswer, language: Language = "zh") -> Data:
    """One unit, a park with its tenants in the same shape."""
    return {
        "name": answer.subject.name,
        "uscc": answer.subject.uscc,
        "outcome": answer.outcome.value,
        "conditions": [_condition(one, answer, language) for one in answer.conditions],
        "tenants": [unit_data(tenant, language) for tenant in answer.tenants],
    }


def _condition(answer: ConditionAnswer, unit: UnitAnswer, language: Language) -> Data:
    rulings = [ruling_data(one, language, unit.subject) for one in answer.rulings]
    place = gravest(answer)
    chosen = rulings[place] if place is not None else None
    return {
        "id": answer.id,
        "outcome": answer.outcome.value,
        "source": chosen["source"] if chosen else ", ".join(answer.sources) or None,
        "record": chosen["record"] if chosen else None,
        "clause": answer.clause,
        "window": chosen["window"] if chosen else None,
        "reason": _reason(answer, chosen["reason"] if chosen else "", language, park=bool(unit.tenants)),
        "rulings": rulings,
    }


def gravest(answer: ConditionAnswer) -> int | None:
    """Which ruling decides a condition, by position; None where the sources do, or where nothing was found."""
    if answer.outcome is Outcome.CLEAR:
        return None
    deciding = (n for n, one in enumerate(answer.rulings) if one.outcome is answer.outcome and not one.history)
    return next(deciding, None)


def _reason(answer: ConditionAnswer, of_ruling: str, language: Language, *, park: bool) -> str:
    """The gravest ruling's, of a park with what its tenants bring; else what the sources say."""
    reasons: list[Message] = list(answer.reasons) if park or not of_ruling else []
    if not of_ruling and not reasons:
        history = say("screened.clear_history", count=len(answer.rulings))
        reasons = [history if answer.rulings else say("screened.clear")]
    return _JOIN[language].join([*([of_ruling] if of_ruling else []), *(render(one, language) for one in reasons)])


def ruling_data(ruling: Ruling, language: Language = "zh", subject: Subject | None = None) -> Data:
    """One record against one condition; of similar names the `subject` tells where they differ."""
    match = ruling.match
    return {
        "outcome": ruling.outcome.value,
        "history": ruling.history,
        "reason": render(ruling.reason, language),
        "how": match.how,
        "on": match.on,
        "score": None if match.score is None else format(Decimal(repr(match.score)).quantize(Decimal("0.1")), "f"),
        "differences": _differences(subject, ruling),
        "source": match.record.source,
        "snapshot": _day(match.snapshot.as_of) if match.snapshot else None,
        "record": record_data(match.record),
        "window": _window(ruling.window),
        "decision": _decision(ruling.decision),
        "lapsed": _decision(ruling.lapsed),
    }


def record_data(record: Record) -> Data:
    """A record of a list; `original` is the row as it came, header -> cell."""
    return {
        "id": record.id,
        "digest": record.digest,
        "line": record.line,
        "name": record.name,
        "uscc": record.uscc,
        "doc_no": record.doc_no,
        "dated_on": _day(record.dated_on),
        "ended_on": _day(record.ended_on),
        "status": record.status,
        "category": record.category,
        "reason": record.reason,
        "authority": record.authority,
        "amount": None if record.amount is None else format(record.amount, "f"),
        "original": orjson.loads(record.original) if record.original else {},
    }


def _differences(subject: Subject | None, ruling: Ruling) -> list[Data]:
    """Two similar names as one row of pieces, each standing in both, in the unit's or in the record's only."""
    if subject is None or ruling.match.how != "fuzzy":
        return []
    return [{"text": one.text, "where": _WHERE[one.where]} for one in of_match(subject, ruling.match)]


def _window(window: tuple[date, date] | None) -> Data | None:
    return {"from": window[0].isoformat(), "to": window[1].isoformat()} if window else None


def _decision(decision: Decision | None) -> Data | None:
    if decision is None:
        return None
    return {
        "verdict": decision.verdict,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "reason": decision.reason,
        "document": decision.document,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
