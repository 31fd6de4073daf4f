"""From the rulings on a unit's records to its answer per condition. A source that cannot be trusted clears nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from greenlist.engine.messages import Message, say

from .by_hand import BY_HAND, clears
from .matching import in_order
from .outcomes import ConditionAnswer, Outcome, Ruling, SourceState, UnitAnswer
from .rules import Rule, Rules
from .subjects import Subject


@dataclass(slots=True)
class Desk:
    """Answers units one after the other; what most of them have in common is made once."""

    rules: Rules
    states: Mapping[str, SourceState]
    coded: frozenset[str]  # sources whose records carry codes
    _common: dict[tuple[str, str, bool], ConditionAnswer] = field(default_factory=dict)

    def answer(self, subject: Subject, rulings: Mapping[str, Sequence[Ruling]]) -> UnitAnswer:
        """The unit's own answer; `rulings` by fine condition."""
        conditions = tuple(self._condition(rule, subject, rulings.get(rule.id, ())) for rule in self.rules.conditions)
        return UnitAnswer(subject, gravest(one.outcome for one in conditions), conditions)

    def asked(self, rule: Rule, subject: Subject) -> tuple[str, ...]:
        """The sources that bear on the condition for a unit of this kind."""
        return tuple(one for one in rule.feeds if one in self.states and asks(self.rules, one, subject))

    def _condition(self, rule: Rule, subject: Subject, rulings: Sequence[Ruling]) -> ConditionAnswer:
        if rulings or subject.problem:
            return self._made(rule, subject, rulings)
        key = rule.id, subject.kind, bool(subject.uscc)
        if key not in self._common:
            self._common[key] = self._made(rule, subject, ())
        return self._common[key]

    def _made(self, rule: Rule, subject: Subject, rulings: Sequence[Ruling]) -> ConditionAnswer:
        sources = self.asked(rule, subject)
        nothing = [one for one in rulings if clears(one)]  # what a person looked up stands for the list
        open_ = [one for one in sources if one not in {each.match.record.source for each in nothing}]
        gaps = [state.trouble for state in (self.states[one] for one in open_) if state.trouble is not None]
        gaps += self._no_code(open_, subject)
        outcome = gravest([*(one.outcome for one in rulings), Outcome.UNDETERMINED if gaps else Outcome.CLEAR])
        if outcome is Outcome.CLEAR and len(nothing) == len(rulings):
            gaps = [*(one.reason for one in nothing), *([self._clear(open_)] if open_ or not nothing else [])]
        asked = sources or ((BY_HAND,) if rulings else ())
        return ConditionAnswer(rule.id, rule.condition, outcome, _sorted(rulings), tuple(gaps), asked, rule.clause)

    def _no_code(self, sources: Sequence[str], subject: Subject) -> list[Message]:
        """Without a code, lists that are kept by code prove nothing; a park's body may have none."""
        if subject.uscc or (subject.kind == "park" and not subject.problem):
            return []
        names = [self.rules.sources[one].name for one in sources if one in self.coded]
        if not names:
            return []
        if subject.problem:
            return [say("screening.bad_code", sources=names, problem=subject.problem)]
        return [say("screening.no_code", sources=names)]

    def _clear(self, sources: Sequence[str]) -> Message:
        return say("screening.clear", sources=[self._named(one) for one in sources])

    def _named(self, source_id: str) -> Message:
        name = self.rules.sources[source_id].name
        dated = [one.as_of for one in in_order(self.states[source_id].snapshots) if one.as_of]
        if not dated:
            return say("screening.asked_undated", source=name)
        return say("screening.asked", source=name, as_of=dated[-1])


def asks(rules: Rules, source_id: str, subject: Subject) -> bool:
    """Whether the source is about units of this kind; a unit of no stated kind is asked everywhere."""
    kinds = rules.sources[source_id].kinds
    return kinds is None or not subject.kind or subject.kind in kinds


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    """The order is hit > candidate > undetermined > clear; clear where there is none."""
    return max(outcomes, key=lambda one: one.gravity, default=Outcome.CLEAR)


def _sorted(rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Gravest first, then the newest; the order of files and rows does not show."""

    def place(one: Ruling) -> tuple[int, bool, int, str, str]:
        record = one.match.record
        day = record.dated_on or date.min
        return -one.outcome.gravity, one.history, -day.toordinal(), record.source, record.id

    return tuple(sorted(rulings, key=place))
