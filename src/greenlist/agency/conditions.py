"""The basic conditions of an agency, each answered from what it files and on which proof (196号 四, REQ-49, REQ-50).

Met: stated and proven. Not met: what is filed says otherwise. Undetermined: something is not filed, not proven, expired
or contradictory; missing is not zero. A condition that the law does not set, or whose value is not known, is listed
with what was found and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from greenlist.engine.decimals import brief
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema.policy import AgencyConditions

from . import establishment, headcount
from .establishment import Finding
from .experience import experience
from .facts import Assessed, ElsewhereFiled, Filed
from .headcount import Counted
from .people import Asking, Someone
from .remarks import remarks

__all__ = ["CONDITIONS", "assess", "remarks"]


def assess(
    filed: Filed,
    rule: AgencyConditions,
    *,
    kinds: Sequence[str],
    province: str,
    on: date,
    elsewhere: Sequence[ElsewhereFiled] = (),
) -> tuple[Assessed, ...]:
    """Every condition of the law in its order, also those it does not set (`Assessed.decides` False).

    `kinds`: those of the round. `province`: where it is filed, with or without 省. `elsewhere`: people as other
    agencies file them in the same year; somebody full-time there too counts for nobody until a person has looked.
    """
    people = Asking(filed, on, elsewhere, rule.senior_fields.value).people()
    case = _Case(filed, rule, kinds, province, on, people)
    return tuple(_assessed(one, case) for one in CONDITIONS)


@dataclass(frozen=True, slots=True)
class _Case:
    filed: Filed
    rule: AgencyConditions
    kinds: Sequence[str]
    province: str
    on: date
    people: Sequence[Someone]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: id (key of AgencyConditions), name, what it needs ({} is the threshold), how it is found."""

    id: str
    name: str
    needs: str
    find: Callable[[_Case], Finding | Counted]


def _assessed(condition: Condition, case: _Case) -> Assessed:
    fact = cast("AnyFact", getattr(case.rule, condition.id))
    found = condition.find(case)
    decides = fact.value is not None and fact.value is not False
    return Assessed(
        id=condition.id,
        name=condition.name,
        answer=found.answer if decides else "undetermined",
        needed=_needed(condition, fact),
        found=found.found,
        because=found.because if decides else _open(fact) + found.because,
        fact=fact,
        papers=found.papers if isinstance(found, Finding) else _papers(case, found),
        staff=found.staff if isinstance(found, Counted) else (),
        decides=decides,
    )


def _needed(condition: Condition, fact: AnyFact) -> str:
    if fact.value is None:
        return "未定要求"
    if fact.value is False:
        return "不作要求"
    return condition.needs.format(_threshold(condition, fact.value))


def _threshold(condition: Condition, value: object) -> str:
    if condition.id == "min_senior_ratio":
        return brief(Decimal(str(value)) * 100)
    return str(value)


def _open(fact: AnyFact) -> str:
    if fact.value is False:
        return "政策不作要求，不据此判断。"
    return f"政策未定或原文未见，不据此判断{f'（{fact.note}）' if fact.note else ''}。"


def _papers(case: _Case, counted: Counted) -> tuple[int, ...]:
    """Proof of title and insurance of those who count."""
    rows = {one.id for person in case.people if person.rows[0].id in counted.staff for one in person.rows}
    return tuple(
        one.id
        for one in case.filed.papers
        if rows and one.purpose in {"title", "insurance"} and (one.staff is None or one.staff in rows)
        and (one.until is None or one.until >= case.on)
    )  # fmt: skip


def _experience(case: _Case) -> Finding:
    return Finding(*experience(case.filed, case.on, case.rule.experience_years.value))


CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "legal_person", "独立法人", "在中国境内注册，具有独立法人资格",
        lambda case: establishment.legal_person(case.filed, case.on),
    ),
    Condition(
        "fixed_office", "固定办公场所", "有固定办公场所和工作条件",
        lambda case: establishment.office(case.filed, case.on),
    ),
    Condition(
        "office_inside_province", "办公场所在本省", "在本省有固定办公场所",
        lambda case: establishment.office_inside(case.filed, case.on, case.province),
    ),
    Condition(
        "financial_rules", "财务管理制度", "财务管理制度健全", lambda case: establishment.finance(case.filed, case.on)
    ),
    Condition(
        "trained_staff", "人员培训", "人员遵守法律和程序，熟悉政策和标准",
        lambda case: establishment.training(case.filed, case.on),
    ),
    Condition(
        "all_kinds", "评价类型", "具备评价本轮次各类型的能力",
        lambda case: establishment.every_kind(case.filed, case.on, case.kinds),
    ),
    Condition(
        "min_mid_title", "中级职称以上专职人员", "从事绿色评价的中级职称以上专职人员不少于{}人",
        lambda case: headcount.middle(case.people, case.rule.min_mid_title.value),
    ),
    Condition(
        "min_senior_ratio", "高级职称人员比例", "其中能源、环境、生态、系统评价等专业高级职称人员不少于{}%",
        lambda case: headcount.senior_share(case.people, case.rule.min_senior_ratio.value),
    ),
    Condition(
        "min_senior_count", "高级职称人员人数", "能源、环境、生态、系统评价等专业高级职称人员不少于{}人",
        lambda case: headcount.senior(case.people, case.rule.min_senior_count.value),
    ),
    Condition(
        "experience_years", "近年业绩",
        "近{}年主持或参与绿色制造评审、评价，或省级以上课题、国家或行业标准、政策制定", _experience,
    ),
    Condition(
        "clean_record_years", "信用记录", "近{}年无违法违规和不良信用记录",
        lambda case: establishment.clean_record(case.filed, case.on),
    ),
)  # fmt: skip
