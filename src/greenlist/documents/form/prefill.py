"""Stated data written into the input cells of a form that stands already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from xlsxwriter.worksheet import Worksheet

from greenlist.engine.application.schema import AnswerBlock, EventBlock, JudgedBlock, ProofBlock

from .draft import Draft, Pages
from .layout import ANSWERS, EXCLUSION_ANSWERS, JUDGED_ANSWERS, ROUTES, SUB_NAMES
from .stated import CellValue, claim

EXACT_DIGITS = 15  # what a number cell keeps; a longer number is written as text, which the reader takes too


def put_value(draft: Pages, sheet: Worksheet, row: int, column: int, value: CellValue, name: str = "in_text") -> None:
    """An input cell with its value; nothing is written for None."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), draft.fmt("in_date"))
    elif isinstance(value, Decimal) and _exact(value):
        sheet.write_number(row, column, float(value), draft.fmt("in_number"))
    elif isinstance(value, Decimal):
        sheet.write_string(row, column, format(value, "f"), draft.fmt("in_number"))
    else:
        sheet.write_string(row, column, value, draft.fmt(name))


def _exact(value: Decimal) -> bool:
    return len(value.as_tuple().digits) <= EXACT_DIGITS and Decimal(repr(float(value))) == value


def unit_values(draft: Draft) -> dict[str, CellValue]:
    """What the sheet 单位信息 holds of the data, by the id of its line; the unit's own fields are not among them."""
    data, out = draft.stated.data, dict[str, CellValue]()
    if draft.stated.year is not None:
        out["evaluation_year"] = Decimal(draft.stated.year)
    out["route"] = _word(ROUTES, data.get("route"))
    out["applied_on"] = _day(data.get("applied_on"))
    claimed = data.get("claimed_score") or {}
    if claimed.get("total") is not None:
        out["claimed.total"] = Decimal(str(claimed["total"]))
    for year, total in (claimed.get("by_year") or {}).items():
        out[f"claimed.year{int(year) - (draft.stated.year or 0)}"] = Decimal(str(total))
    out |= {f"claimed.{key}": claimed.get(key) for key in ("report", "sha256")}
    return out


def _word(words: Mapping[str, str], meaning: Any) -> str | None:
    return next((word for word, one in words.items() if one == meaning), None)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value


def judged_values(draft: Draft, item: str) -> dict[str, CellValue]:
    """What is judged of an item, by column."""
    try:
        block = JudgedBlock.model_validate(draft.stated.section("judged").get(item) or {})
    except ValidationError:
        return {}
    answer = _word(JUDGED_ANSWERS, block.answer)
    return {"points": block.points, "answer": answer} | {
        key: getattr(block, key) for key in ("reason", "evidence", "assessor")
    }


def item_extras(draft: Draft, item: str) -> dict[str, CellValue]:
    """Whether an optional item is chosen, and why one does not apply."""
    chosen = "是" if item in (draft.stated.data.get("chosen") or ()) else None
    return {"chosen": chosen, "na": draft.stated.section("not_applicable").get(item)}


def answer_of(entry: Any) -> AnswerBlock | None:
    """An answer to a condition, None where its shape is wrong."""
    try:
        return AnswerBlock.model_validate(entry or {})
    except ValidationError:
        return None


def proofs_of(answer: AnswerBlock) -> list[ProofBlock]:
    """The proofs of an answer, also where it names a single file."""
    if isinstance(answer.proof, list):
        return answer.proof
    if not answer.proof:
        return []
    return [ProofBlock(file=answer.proof, source=answer.source, queried_on=answer.queried_on)]


def queried_on(answers: Iterable[AnswerBlock]) -> date | None:
    """The one day the form has room for: the earliest."""
    days = [day for one in answers for day in (one.queried_on, *(proof.queried_on for proof in proofs_of(one))) if day]
    return min(days, default=None)


def answer_values(entry: Any, *, exclusion: bool) -> dict[str, CellValue]:
    """An answer to a condition by column; proofs apart, for they go beside their sources."""
    answer = answer_of(entry)
    if answer is None or not entry:
        return {}
    words = EXCLUSION_ANSWERS if exclusion else ANSWERS
    return {
        "answer": _word(words, answer.answer) if "answer" in entry else None,
        "sub": SUB_NAMES.get(answer.sub, answer.sub),
        "queried_on": queried_on([answer]),
        "reason": answer.reason,
    }


def proof_slots(proofs: Sequence[ProofBlock], sources: Sequence[str], count: int) -> dict[int, ProofBlock]:
    """The proof column of each proof: beside its own source where that is printed, else the first free one."""
    slots: dict[int, ProofBlock] = {}
    own = list(sources)
    for proof in proofs:
        beside = [n for n, source in enumerate(own) if source == proof.source and n not in slots]
        free = [n for n in (*range(len(own), count), *range(len(own))) if n not in slots]
        if beside or free:
            slots[(beside or free)[0]] = proof
    return slots


def event_values(event: EventBlock, condition: str) -> dict[str, CellValue]:
    """An event by column."""
    texts = {key: getattr(event, key) for key in ("grade", "document", "text")}
    days = {"on": event.on, "cleared_on": event.cleared_on}
    return {"condition": condition, "kind": SUB_NAMES.get(event.kind, event.kind)} | texts | days


def declared_value(draft: Draft, item: str) -> tuple[dict[str, Any], bool]:
    """The block of a value the unit worked out itself, and whether there is one."""
    value = draft.stated.section("declared").get(item)
    return ({}, False) if value is None else (claim(value), True)


def tenant_values(tenant: Mapping[str, Any], conditions: Sequence[str]) -> dict[str, CellValue]:
    """An enterprise of the roster by column: one day, one remark and one proof per source for all its answers."""
    given = tenant.get("conditions") or {}
    entries = {one: given.get(one, given.get("all")) for one in conditions}
    answers = {one: answer for one, entry in entries.items() if entry and (answer := answer_of(entry))}
    out: dict[str, CellValue] = {"name": str(tenant.get("name") or ""), "uscc": str(tenant.get("uscc") or "")}
    out |= {f"cond.{one}": _word(EXCLUSION_ANSWERS, answer.answer) for one, answer in answers.items()}
    for answer in answers.values():
        out |= {f"proof.{proof.source}": proof.file for proof in proofs_of(answer)}
    out["queried_on"] = queried_on(answers.values())
    out["reason"] = "；".join(dict.fromkeys(one.reason for one in answers.values() if one.reason))
    return out
