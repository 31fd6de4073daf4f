"""The shape of ranking.json, version 1 (docs/result.md says what each key means)."""

from __future__ import annotations

from typing import Literal

from greenlist.engine.case import Kind
from greenlist.engine.evaluate import Standing, Verdict
from greenlist.engine.outcome import Tier

from .base import Number, Out
from .result import ResultFile


class PolicyNamed(Out):
    """The policy of the round."""

    id: str
    title: str


class Counts(Out):
    """How many units came out how; `failed` counts files that gave no unit."""

    eligible: int
    undetermined: int
    not_eligible: int
    failed: int


class PlaceOut(Out):
    """One unit's place; `place` null for units that are not ranked."""

    place: int | None
    name: str
    uscc: str
    verdict: Verdict
    standing: Standing
    priority: Tier
    score: Number | None
    reason: str
    reasons: list[str]
    file: str
    result: str


class FailedOut(Out):
    """A file that gave no unit, with the reasons."""

    file: str
    problems: list[str]


class RankingFile(Out):
    """ranking.json, and what `greenlist evaluate --json` prints (there with `units`, the results in full)."""

    greenlist: Literal[1]
    policy: PolicyNamed
    counts: Counts
    kinds: dict[Kind, list[PlaceOut]]
    failed: list[FailedOut]
    units: list[ResultFile] | None = None
