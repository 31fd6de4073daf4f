"""The shape of result.json, version 1 (docs/result.md says what each key means).

Keys are added in later versions, never renamed or removed within version 1.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from greenlist.engine.case import Kind, Route, Witness
from greenlist.engine.evaluate import Standing, Verdict
from greenlist.engine.outcome import EnergyOutcome, Met, Severity, Tier
from greenlist.engine.scoring.result import State

from .base import Number, Out, Sha256, UsedFact


class GivenOut(Out):
    """One witness of a value; `value` is in the field's unit, `stated` as typed, `reason` why it differs."""

    witness: Witness
    value: Any
    unit: str
    stated: str = ""
    evidence: str = ""
    reason: str = ""


class WitnessesOut(Out):
    """A value that several stated: where it stands, and all of them, the deciding one last."""

    place: str
    given: list[GivenOut]


class TraceNode(Out):
    """A figure and the figures it was made of. `value` null: not handed in, or not determined."""

    key: str
    label: str
    value: Any
    unit: str = ""
    shown: str = ""
    formula: str = ""
    numbers: str = ""
    clause: str = ""
    witness: str = ""  # claimed verified checked judged decided, or who judged
    evidence: str = ""
    stated: str = ""
    reason: str = ""
    witnesses: list[GivenOut] = Field(default_factory=list)
    note: str = ""
    inputs: list[TraceNode] = Field(default_factory=list)
    facts: list[UsedFact] = Field(default_factory=list)


class Unit(Out):
    """Which unit, and the file its data came from."""

    name: str
    uscc: str
    kind: Kind
    evaluation_year: int
    route: Route | None
    industry4: str = ""
    region: str = ""
    recommender: str = ""
    city: str = ""
    county: str = ""
    agency: str = ""
    file: str
    sha256: Sha256 | Literal[""]


class PolicyUsed(Out):
    """The policy in the version that was used."""

    id: str
    title: str
    hash: Sha256


class PackUsed(Out):
    """The rule pack in the version that was used, and why this one."""

    id: str
    title: str
    doc_no: str
    hash: Sha256
    chosen_because: str


class ScoreOut(Out):
    """The computed score; `total` null with a `reason`."""

    name: str
    total: Number | None
    shown: str
    max: Number | None
    level1: dict[str, Number | None]
    reason: str
    by_year: dict[str, Number | None] = Field(default_factory=dict)
    stars: int | None = None
    bonus: Number | None = None


class ClaimedScoreOut(Out):
    """The score printed in the signed report."""

    total: Number
    report: str
    sha256: str
    by_year: dict[str, Number]


class RankingScore(Out):
    """The score that ranks the unit, and which of the two it is."""

    value: Number | None
    origin: Literal["computed", "claimed"] = Field(alias="from")


class PriorityRuleOut(Out):
    """One rule of priority and its answer."""

    id: str
    name: str
    clause: str
    answer: Met
    reason: str


class PriorityOut(Out):
    """Tier and rules asked."""

    tier: Tier
    rules: list[PriorityRuleOut]


class EnergyRow(Out):
    """One product against one row of a benchmark or quota table."""

    product: str
    path: Literal["benchmark", "quota", "none"]
    outcome: EnergyOutcome
    reason: str
    standard: str
    row: str
    indicator: str
    unit: str
    value: Number | None
    claimed: Number | None
    recomputed: Number | None
    limits: dict[str, Number]
    printed_limits: dict[str, Number]
    reached: list[str]
    flags: list[str]
    facts: list[UsedFact]


class EnergyLevelOut(Out):
    """The energy level over all products."""

    outcome: EnergyOutcome
    tier: Tier
    reason: str
    rows: list[EnergyRow]


class EnergyLineOut(Out):
    """One energy line in a total: converted quantity x factor = amount."""

    line: int
    medium: str
    grade: str
    direction: Literal["in", "out"]
    quantity: Number
    unit: str
    converted: Number
    converted_unit: str
    factor: Number
    factor_unit: str
    factor_set: str
    factor_id: str
    amount: Number
    stated_factor: Number | None


class EnergyTotalOut(Out):
    """A total over energy lines; `value` null while anything is in `missing`."""

    value: Number | None
    unit: Literal["tce", "tCO2"]
    lines: list[EnergyLineOut]
    missing: list[str]
    differences: list[str]
    facts: list[str]


class ConditionOut(Out):
    """One condition and its answer. `trace` holds what a computed answer was computed from."""

    id: str
    group: Literal["exclusion", "prerequisite", "eligibility", "basic", "required_item"]
    name: str
    answer: Met
    gate: bool
    reason: str
    clause: str
    proof: list[str]
    queried_on: date | None
    facts: list[UsedFact]
    subjects: list[str] = Field(default_factory=list)
    trace: dict[str, Any] | None = None


class IndicatorOut(Out):
    """One indicator: value, points of max, and the way there."""

    id: str
    name: str
    block: str
    clause: str
    state: State
    value: Number | None
    shown: str
    unit: str
    points: Number | None
    points_shown: str
    max: Number | None
    origin: Literal["", "computed", "declared", "judged"]
    reason: str
    trace: TraceNode | None


class FindingOut(Out):
    """One consistency check that struck."""

    check: str
    severity: Severity
    place: str
    message: str
    way_out: str
    values: dict[str, str]
    rule: UsedFact | None


class ResultFile(Out):
    """result.json: everything the engine says about one unit."""

    greenlist: Literal[1]
    unit: Unit
    policy: PolicyUsed
    pack: PackUsed
    standing: Standing
    verdict: Verdict
    verdict_reasons: list[str]
    score: ScoreOut
    claimed_score: ClaimedScoreOut | None
    ranking_score: RankingScore
    priority: PriorityOut
    energy_level: EnergyLevelOut
    energy_total: EnergyTotalOut
    co2_total: EnergyTotalOut
    conditions: list[ConditionOut]
    indicators: list[IndicatorOut]
    findings: list[FindingOut]
    witnesses: list[WitnessesOut]
    unconfirmed: list[UsedFact]
    sources: dict[str, dict[str, str]]
    problems: list[str]
