"""What the ledger of the green lists knows for certain, beside what the applicant states: a witness of its own.

Only a code that met on a published list is certain; what names suggest is for people to look at and never comes here.
Nothing that is stated is taken away: the claim stays and the ledger's word stands after it, with list and document as
its basis. Where an answer has no room for two witnesses (a condition), a contrary word stands as the judgement beside
it, and the engine holds two that differ to be undetermined (engine.conditions.answers).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from greenlist.engine.case import WITNESS_ORDER
from greenlist.engine.lawbook.schema.policy import Prerequisite
from greenlist.rounds.law import book_of

from .data import Data, application_data
from .models import Application
from .queries.around import Listed, around

BY = "名单台账"
HOW = "信用代码相同"
LEVELS = {"national": "国家级", "province": "省级", "city": "市级"}
NO_REPEAT = "no_repeat_same_kind"
_ORDER = {witness.value: position for position, witness in enumerate(WITNESS_ORDER)}


def draft_data(application: Application) -> Data:
    """What is stated now, with what the ledger knows. At most six queries, see `application_data`."""
    known = around(application)
    return with_ledger(application, application_data(application, authority=known.authority), known.listed)


def with_ledger(application: Application, data: Data, listed: Iterable[Listed]) -> Data:
    """The data with the ledger's word where the policy of the round asks for it; the same where it has none."""
    of_kind = [one for one in listed if one.kind == application.kind]
    if not of_kind:
        return data
    policy = book_of(application.round).policy(application.round.policy_id)
    wanted: Prerequisite = policy.prerequisite
    of_level = {one.level: one for one in reversed(of_kind)}  # the newest of each level
    asked = {kind.value: fact.value for kind, fact in wanted.on_province_list.items()}
    if asked.get(application.kind) and "province" in of_level:
        data = data | {"unit": _listed(data["unit"], of_level["province"])}
    level = policy.identity.level.value
    if wanted.no_repeat_same_kind.value and level in of_level:
        data = _repeated(data, of_level[level])
    return data


def _listed(unit: Data, one: Listed) -> Data:
    told = {"status": "已公布", "year": one.year, "doc": one.document}
    words = {f"province_list_{name}": value for name, value in told.items() if value}
    return unit | {name: _beside(unit.get(name), value, one) for name, value in words.items()}


def _beside(stated: Any, value: Any, one: Listed) -> list[Data]:
    """The witnesses of a value with the ledger among them; a person who has checked the same keeps the last word."""
    blocks: list[Data] = stated if isinstance(stated, list) else [] if stated is None else [_block(stated)]
    if any(block.get("witness") == "checked" for block in blocks):
        return blocks
    ours = {"value": value, "witness": "checked", "evidence": basis(one), "reason": f"{BY}：{HOW}"}
    return sorted([*blocks, ours], key=lambda block: _ORDER[block.get("witness", "claimed")])


def _block(stated: Any) -> Data:
    return stated if isinstance(stated, dict) else {"value": stated, "witness": "claimed"}


def _repeated(data: Data, one: Listed) -> Data:
    """Already on the list that is applied for, of the same kind: the answer, or a word against the one given."""
    answer = (data.get("conditions") or {}).get(NO_REPEAT)
    reason = f"{BY}：已在{basis(one)}同类名单上，{HOW}"
    if answer is None:
        told = {"answer": "not_met", "reason": reason, "by": BY}
        return data | {"conditions": (data.get("conditions") or {}) | {NO_REPEAT: told}}
    word = {"answer": "not_met", "reason": reason, "evidence": basis(one), "assessor": BY}
    return data | {"judged": {NO_REPEAT: word} | (data.get("judged") or {})}


def basis(one: Listed) -> str:
    """The list as people cite it: 省级2024年度 吉工信〔2024〕1号."""
    return f"{LEVELS[one.level]}{one.label} {one.document}".strip()
