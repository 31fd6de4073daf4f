"""Answers of a screening as rows: one per unit, and one per record that was found about it or a tenant of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from greenlist.screening.outcomes import Outcome, Ruling, UnitAnswer
from greenlist.screening.report import ruling_data, unit_data
from greenlist.screening.subjects import Subject

from .models import Finding, Run, UnitResult

Data = dict[str, Any]
_NAME_CHARS = 120


def result_of(run: Run, answer: UnitAnswer, application_id: int | None) -> UnitResult:
    """The row of a unit, not saved."""
    return UnitResult(
        run=run, application_id=application_id, name=answer.subject.name[:_NAME_CHARS], uscc=answer.subject.uscc,
        outcome=answer.outcome.value, answer=kept(answer), tenants=len(answer.tenants),
    )  # fmt: skip


def kept(answer: UnitAnswer) -> Data:
    """A unit of screening.json. Of a tenant only the conditions are kept that say more than the park's own."""
    data = unit_data(answer, "zh")
    own = {one["id"]: one["reason"] for one in data["conditions"]}
    for tenant in data["tenants"]:
        tenant["conditions"] = [one for one in tenant["conditions"] if _says_more(one, own)]
    return data


def _says_more(condition: Data, own: dict[str, str]) -> bool:
    if condition["rulings"]:
        return True
    return bool(condition["outcome"] != Outcome.CLEAR.value and condition["reason"] != own.get(condition["id"]))


def findings_of(unit: UnitResult, answer: UnitAnswer) -> list[Finding]:
    """The rows of what was found, not saved: what counts, may count, does not count any more or was decided."""
    subjects = {one.subject.key: one.subject for one in (answer, *answer.tenants)}
    found: dict[tuple[str, ...], Finding] = {}
    for condition, ruling in _rulings(answer):
        record = ruling.match.record
        key = (ruling.match.subject, condition, record.source, record.id)
        if key not in found and worth_keeping(ruling):
            found[key] = _finding(unit, condition, ruling, subjects.get(ruling.match.subject, answer.subject))
            found[key].tenant = ruling.match.subject != answer.subject.key
    return list(found.values())


def worth_keeping(ruling: Ruling) -> bool:
    """Whether a ruling is more than plain clear."""
    return ruling.outcome is not Outcome.CLEAR or ruling.history or bool(ruling.decision or ruling.lapsed)


def _rulings(answer: UnitAnswer) -> Iterator[tuple[str, Ruling]]:
    for one in (answer, *answer.tenants):
        for condition in one.conditions:
            yield from ((condition.id, ruling) for ruling in condition.rulings)


def _finding(unit: UnitResult, condition: str, ruling: Ruling, subject: Subject) -> Finding:
    record = ruling.match.record
    return Finding(
        unit=unit, condition=condition, outcome=ruling.outcome.value, history=ruling.history, source=record.source,
        record=record.id, digest=record.digest, identity=subject.identity[:_NAME_CHARS],
        name=subject.name[:_NAME_CHARS], ruling=ruling_data(ruling, "zh", subject),
    )  # fmt: skip
