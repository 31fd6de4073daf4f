"""How an agency and an applicant are related: what they declare, what their data show, what the law makes of it.

One name may be two people's and one address two bodies': what is computed says what agrees; a person says what it
means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from greenlist.engine.conditions.windows import years_before
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema.policy import AgencyRelations
from greenlist.screening.names import read_name

from .contacts import address_key, mail_domain, person_key, phone_keys, same_domain
from .facts import Body, Relation
from .groups import one_legal_person
from .names import legal_person

# Sorts in the order of the law, with what people call them.
SORTS: dict[str, str] = {
    "wrote_self_evaluation": "参与编写自评价报告",
    "same_legal_rep": "法定代表人相同",
    "shareholding": "持股或同受一方控制",
    "staff_worked_there": "人员曾在对方任职",
    "consulting": "为对方提供咨询",
    "same_address": "地址相同",
    "same_phone": "电话相同",
    "same_mail_domain": "邮箱域名相同",
}
_ENDS = frozenset({"shareholding"})  # over once it has ended; what somebody wrote or where he worked stays true


@dataclass(frozen=True, slots=True)
class Declared:
    """What one of the two sides declares; `until`: the last day, None while it lasts."""

    sort: str  # a key of AgencyRelations
    detail: str = ""
    until: date | None = None


def relations(
    agency: Body,
    unit: Body,
    rule: AgencyRelations,
    *,
    declared: Sequence[Declared],
    worked_at: Mapping[str, Sequence[str]],
    on: date,
) -> tuple[Relation, ...]:
    """Every relation in the order of the law, declared ones first. `worked_at`: a person's name -> former employers.

    A relation whose effect the law leaves open is disclosed. Raises KeyError for a declared sort the law has not.
    """
    found = [_declared(one, rule, on) for one in declared]
    found += [
        Relation(sort, _effect(_fact(rule, sort)), detail, declared=False, fact=_fact(rule, sort))
        for sort, detail in _computed(agency, unit, worked_at)
    ]
    order = list(SORTS)
    return tuple(sorted(found, key=lambda one: (order.index(one.sort), not one.declared, one.detail)))


def _fact(rule: AgencyRelations, sort: str) -> AnyFact:
    if sort not in SORTS:
        raise KeyError(sort)
    return cast("AnyFact", getattr(rule, sort))


def _effect(fact: AnyFact) -> Literal["forbid", "disclose"]:
    return "forbid" if fact.value == "forbid" else "disclose"


def _declared(one: Declared, rule: AgencyRelations, on: date) -> Relation:
    fact = _fact(rule, one.sort)
    words = [f"{SORTS[one.sort]}（已申报）"]
    if one.detail:
        words.append(one.detail)
    over = _over(one, rule, on)
    if one.until is not None:
        words.append(f"至{one.until.isoformat()}" + (f"，{over}，只披露" if over else ""))
    return Relation(one.sort, "disclose" if over else _effect(fact), "：".join(words), declared=True, fact=fact)


def _over(one: Declared, rule: AgencyRelations, on: date) -> str:
    """Why a declared relation no longer has its effect; '' where it has."""
    if one.until is None or one.until >= on:
        return ""
    if one.sort in _ENDS:
        return "已结束"
    years = rule.consulting_years.value
    if one.sort == "consulting" and years is not None and one.until < years_before(on, years):
        return f"超过{years}年"
    return ""


def _computed(agency: Body, unit: Body, worked_at: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The sorts that the data of the two show, each with the values that agree."""
    if person_key(agency.legal_rep) and person_key(agency.legal_rep) == person_key(unit.legal_rep):
        yield "same_legal_rep", f"双方法定代表人同名：{agency.legal_rep}，是否同一人请核实"
    if _one_legal_person(agency, unit):
        yield "shareholding", f"双方为同一法人：{agency.name}、{unit.name}"
    for name, employers in worked_at.items():
        for employer in employers:
            if _is_the_unit(employer, unit):
                yield "staff_worked_there", f"机构人员{name}曾在{employer.strip()}任职"
    if address_key(agency.address) and address_key(agency.address) == address_key(unit.address):
        yield "same_address", f"双方地址相同：{_both(agency.address, unit.address)}"
    if phone_keys(agency.phone) & phone_keys(unit.phone):
        yield "same_phone", f"双方电话相同：{'、'.join(sorted(phone_keys(agency.phone) & phone_keys(unit.phone)))}"
    domains = mail_domain(agency.email), mail_domain(unit.email)
    if same_domain(*domains):
        yield "same_mail_domain", f"双方邮箱域名相同：{_both(*domains)}"


def _one_legal_person(agency: Body, unit: Body) -> bool:
    # the two are asked under keys of their own: a caller may number both alike
    one, other = ("agency", agency), ("unit", unit)
    bodies = [Body(key, body.name, body.uscc) for key, body in (one, other)]
    return one_legal_person(bodies).together("agency", "unit")


def _is_the_unit(employer: str, unit: Body) -> bool:
    """Whether a former employer is the unit: its name, a name the unit or the employer had before, or a branch's."""
    theirs, ours = read_name(employer), read_name(unit.name)
    if not theirs.key:
        return False
    known = {theirs.key, theirs.former_key} - {""}
    return not known.isdisjoint({ours.key, ours.former_key}) or legal_person(employer) == legal_person(unit.name)


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one}、{other}"
