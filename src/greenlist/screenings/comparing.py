"""Two runs side by side: which answers changed, what was found anew, what is gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Finding, Run, UnitResult
from .queries import with_findings

Key = tuple[str, str, str, str]  # identity, condition, source, record


@dataclass(frozen=True, slots=True)
class Changed:
    """What was found in both runs and is not the same any more."""

    before: Finding
    after: Finding


@dataclass(frozen=True, slots=True)
class UnitComparison:
    """One unit in two runs. One of `before` and `after` may be None: it was not in that run."""

    before: UnitResult | None
    after: UnitResult | None
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    changed: tuple[Changed, ...] = ()

    @property
    def unit(self) -> UnitResult:
        """The answer to name it by: the later one where there is one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a comparison of nothing")
        return found

    @property
    def differs(self) -> bool:
        """Whether anything about it changed between the runs; a unit of one run alone does not."""
        if self.before is None or self.after is None:
            return False
        moved = self.before.outcome != self.after.outcome
        return moved or bool(self.new or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, unit by unit in the order of the later one, then those of the earlier one alone."""

    earlier: Run
    later: Run
    units: tuple[UnitComparison, ...]

    @property
    def differing(self) -> list[UnitComparison]:
        """The units whose answer or findings changed."""
        return [one for one in self.units if one.differs]

    @property
    def only_earlier(self) -> list[UnitComparison]:
        """The units of the earlier run alone."""
        return [one for one in self.units if one.after is None]

    @property
    def only_later(self) -> list[UnitComparison]:
        """The units of the later run alone."""
        return [one for one in self.units if one.before is None]

    @property
    def same(self) -> int:
        """How many units were in both and did not change."""
        return sum(1 for one in self.units if one.before and one.after and not one.differs)


def compare(earlier: Run, later: Run) -> Comparison:
    """Two runs side by side. Four queries."""
    old, new = _units(earlier), _units(later)
    compared = [compare_units(old.get(key), unit) for key, unit in new.items()]
    compared += [compare_units(unit, None) for key, unit in old.items() if key not in new]
    return Comparison(earlier, later, tuple(compared))


def compare_units(before: UnitResult | None, after: UnitResult | None) -> UnitComparison:
    """One unit in two runs, their findings loaded already."""
    if before is None or after is None:
        return UnitComparison(before, after)
    old, new = _by_key(before.findings.all()), _by_key(after.findings.all())
    changed = [Changed(old[key], one) for key, one in new.items() if key in old and _said(old[key]) != _said(one)]
    return UnitComparison(
        before, after, tuple(one for key, one in new.items() if key not in old),
        tuple(one for key, one in old.items() if key not in new), tuple(changed),
    )  # fmt: skip


def key_of(finding: Finding) -> Key:
    """What makes two findings of two runs the same."""
    return finding.identity, finding.condition, finding.source, finding.record


def _by_key(findings: Iterable[Finding]) -> dict[Key, Finding]:
    return {key_of(one): one for one in findings}


def _said(finding: Finding) -> tuple[str, bool, str]:
    return finding.outcome, finding.history, finding.digest


def _units(run: Run) -> dict[str, UnitResult]:
    """By application, else by code or name."""
    rows = with_findings(run.units.defer("answer").order_by("pk"))
    return {f"a{one.application_id}" if one.application_id else one.uscc or one.name: one for one in rows}
