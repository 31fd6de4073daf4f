"""Where one applicant stands on the lists, held against what the policy of its round asks (196号 一.1, 二; measures 1).

What only names say is never certain: lists print names, and another firm may bear the same. A code that met on a
published list is. Nothing here overwrites what the applicant states.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from greenlist.engine.case import Kind
from greenlist.engine.facts import AnyFact
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.outcome import Met
from greenlist.parties.models import Jurisdiction
from greenlist.screening.subjects import Subject

from .queries.standing import Standing, standings

LEVELS = ("national", "province", "city")
MET, NOT_MET, UNDETERMINED = Met.MET, Met.NOT_MET, Met.UNDETERMINED


@dataclass(frozen=True, slots=True)
class Answer:
    """What the lists say to one prerequisite. `asked` False: the policy does not ask for it, it is only told."""

    id: str
    name: str
    asked: bool
    answer: Met
    reason: str
    clause: str
    basis: tuple[Standing, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Green factories of one level among tenants or suppliers: by code, and by name alone (to be confirmed)."""

    level: str
    certain: int
    by_name: int
    names: tuple[str, ...]
    of: int  # enterprises asked about

    @property
    def together(self) -> int:
        """Both."""
        return self.certain + self.by_name

    @property
    def share(self) -> Decimal | None:
        """Per cent of all, one decimal; None of none."""
        return _percent(self.together, self.of)


@dataclass(frozen=True, slots=True)
class Green:
    """Green factories among the enterprises of a park or the suppliers of a chain leader."""

    whose: str  # tenants, suppliers
    total: int
    levels: tuple[LevelCount, ...]
    any_level: int  # on a list of at least one level

    @property
    def share(self) -> Decimal | None:
        """Per cent of all, one decimal; None of none."""
        return _percent(self.any_level, self.total)


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """Everything the lists say about one applicant."""

    found: tuple[Standing, ...]
    answers: tuple[Answer, ...]
    removals: tuple[Standing, ...]
    green: Green | None = None
    no_suppliers: bool = field(default=False)  # a chain leader of which no roster of suppliers is here


def standing_of(
    *, authority: Jurisdiction, policy: Policy, kind: str, subject: Subject, suppliers: Sequence[Subject] | None = None
) -> UnitStanding:
    """The standing of one applicant of a round. `subject` carries the tenants of a park; `kind` is what it applies for.

    Three queries, however many tenants or suppliers there are.
    """
    members = [*subject.tenants] if kind == Kind.PARK else [*(suppliers or ())]
    numbered = [replace(one, key=f"{number}") for number, one in enumerate(members)]
    known = standings(authority, [replace(subject, key="unit", tenants=()), *numbered])
    found = known.pop("unit")
    green = None
    if kind == Kind.PARK or suppliers:
        green = _green("tenants" if kind == Kind.PARK else "suppliers", numbered, known)
    return UnitStanding(
        found=tuple(found),
        answers=tuple(_answers(policy, kind, found)),
        removals=tuple(one for one in found if one.status == "removed"),
        green=green,
        no_suppliers=kind == Kind.SUPPLY_CHAIN and not suppliers,
    )


def green_among(*, authority: Jurisdiction, members: Sequence[Subject], whose: str) -> Green:
    """Green factories among any enterprises, by level: those of a roster of suppliers or tenants. Three queries."""
    numbered = [replace(one, key=f"{number}", tenants=()) for number, one in enumerate(members)]
    return _green(whose, numbered, standings(authority, numbered))


def _answers(policy: Policy, kind: str, found: Sequence[Standing]) -> Iterable[Answer]:
    wanted = policy.prerequisite
    fact = wanted.on_province_list[Kind(kind)]
    yield _on_list(policy, fact, kind, "on_province_list", _("省级绿色制造单位"), _of(found, "province"))
    city = wanted.on_city_list[Kind(kind)]
    if city.value:
        yield _on_list(policy, city, kind, "on_city_list", _("市级绿色制造单位"), _of(found, "city"))
    yield _no_repeat(policy, kind, found)


def _of(found: Iterable[Standing], level: str) -> list[Standing]:
    return [one for one in found if one.level == level]


def _on_list(policy: Policy, fact: AnyFact, kind: str, name: str, label: str, lines: Sequence[Standing]) -> Answer:
    """On a published list of the level, of the kind applied for; 拟认定 counts where the policy says so."""
    of_kind = [one for one in lines if one.kind == kind]
    counts = policy.prerequisite.proposed_counts

    def said(answer: Met, reason: str, basis: Sequence[Standing] = ()) -> Answer:
        return Answer(
            name, label, bool(fact.value), answer, reason, _clause(policy, fact), tuple(basis), str(fact.mark)
        )

    listed = [one for one in of_kind if one.on_list]
    if certain := [one for one in listed if one.certain]:
        return said(MET, _("在公布的名单上，信用代码相同。"), certain)
    if listed:
        return said(UNDETERMINED, _("公布的名单上有名称相同的单位；名单没有印代码，请核对是否同一家。"), listed)
    if proposed := [one for one in of_kind if one.status == "proposed"]:
        return said(*_proposed(None if counts is None else counts.value, proposed), proposed)
    if removed := [one for one in of_kind if one.status == "removed"]:
        return said(NOT_MET if any(one.certain for one in removed) else UNDETERMINED, _("已从名单移出。"), removed)
    if lines:
        return said(UNDETERMINED, _("在这一级名单上，但不是申报的这一类；是否算数请按通知判断。"), lines)
    return said(UNDETERMINED, _("已导入的名单里没有找到。名单可能没有导齐，也可能用的是别的名称，请核对后再定。"))


def _proposed(counts: bool | None, lines: Sequence[Standing]) -> tuple[Met, str]:
    if counts is None:
        return UNDETERMINED, _("只在公示名单上（拟认定）；通知没有写拟认定是否算数，请省厅明确。")
    if not counts:
        return NOT_MET, _("只在公示名单上（拟认定），按本轮政策不算。")
    sure = any(one.certain for one in lines)
    return (MET if sure else UNDETERMINED), (
        _("在公示名单上（拟认定），按本轮政策算数。") if sure else _("公示名单上有名称相同的单位，请核对是否同一家。")
    )


def _no_repeat(policy: Policy, kind: str, found: Sequence[Standing]) -> Answer:
    """Not on the list that is applied for, of the same kind, already; a unit that was removed may come back."""
    fact = policy.prerequisite.no_repeat_same_kind
    level = policy.identity.level.value
    there = [one for one in found if level in {None, one.level} and one.kind == kind and one.on_list]

    def said(answer: Met, reason: str, basis: Sequence[Standing] = ()) -> Answer:
        label = _("未重复申报同类名单")
        clause = _clause(policy, fact)
        return Answer(
            "no_repeat_same_kind", label, bool(fact.value), answer, reason, clause, tuple(basis), str(fact.mark)
        )

    if there and level is None:
        return said(UNDETERMINED, _("在同类名单上；政策没有写本轮是哪一级名单，请按通知判断。"), there)
    if any(one.certain for one in there):
        return said(NOT_MET, _("已在同类名单上，信用代码相同。"), there)
    if there:
        return said(UNDETERMINED, _("同类名单上有名称相同的单位，请核对是否同一家。"), there)
    return said(MET, _("已导入的同类名单上没有这家单位。"))


def _clause(policy: Policy, fact: AnyFact) -> str:
    known = policy.sources.get(fact.source)
    name = (known.doc_no or known.title) if known else fact.source
    return f"{name} {fact.clause or ''}".strip()


def _green(whose: str, members: Sequence[Subject], known: dict[str, list[Standing]]) -> Green:
    """Enterprises on a published list of factories, each counted once on every level it stands on."""
    levels = []
    anywhere: set[str] = set()
    for level in LEVELS:
        certain, named, names = 0, 0, []
        for one in members:
            lines = [line for line in _of(known[one.key], level) if line.kind == "factory" and line.on_list]
            if not lines:
                continue
            sure = any(line.certain for line in lines)
            certain, named = certain + sure, named + (not sure)
            names.append(one.name)
            anywhere.add(one.key)
        levels.append(LevelCount(level, certain, named, tuple(names), len(members)))
    return Green(whose, len(members), tuple(levels), len(anywhere))


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1")) if whole else None
