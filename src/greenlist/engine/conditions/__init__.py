"""Conditions: exclusions, prerequisites, gates and basic requirements, each met, not met or undetermined."""

from __future__ import annotations

from greenlist.engine.case import Case
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Pack, Policy
from greenlist.engine.outcome import ConditionResult

from .basic import basic_requirements
from .exclusions import exclusions
from .formulas import Checker
from .gates import gates
from .prerequisites import FIELDS_READ, asked, open_parameters, prerequisites

__all__ = [
    "FIELDS_READ",
    "asked",
    "basic_requirements",
    "conditions",
    "exclusions",
    "gates",
    "open_parameters",
    "prerequisites",
]


def conditions(case: Case, policy: Policy, pack: Pack, book: LawBook) -> tuple[ConditionResult, ...]:
    """Every condition one unit is held to, in the order of the notice.

    Exclusions (196号 一.2), prerequisites (一.1 and the typed parameters of the policy), eligibility gates of
    the unit's kind (二), basic requirements of the pack. Never raises for missing data: what cannot be
    answered is `undetermined` and its reason names what to hand in.
    """
    checker = Checker(case, book)
    return (
        *exclusions(case, policy),
        *prerequisites(case, policy),
        *gates(case, policy, checker),
        *basic_requirements(case, pack, checker),
    )
