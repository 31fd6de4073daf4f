"""What is known of experts and cases where it is asked whether the two may meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from greenlist.engine.messages import Message


class Sort(StrEnum):
    """Why an expert must not review a case, in the order in which it is told."""

    DECLARED = "declared"  # the expert says so
    MEMBER = "member"  # wears a hat of the unit or agency: it would be their own case
    EMPLOYER = "employer"
    FORMER = "former"  # worked there within the years of the law
    STAFF = "staff"  # on the staff list that the agency filed
    SHARED = "shared"  # wrote a report or standard, or did a project, together with it
    LEGAL_REP = "legal_rep"  # bears the name of its legal representative
    EMPLOYER_REP = "employer_rep"  # the employer has a legal representative of the same name


class About(StrEnum):
    """Which side of a case a conflict is about."""

    CASE = "case"
    UNIT = "unit"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Body:
    """A unit or an agency. `id`: the organisation; None where it is only named."""

    name: str
    uscc: str = ""
    legal_rep: str = ""
    former_names: tuple[str, ...] = ()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An application: who applies, and who evaluated."""

    key: int
    unit: Body
    agency: Body | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties an expert to a body, found by any of code, name, organisation or legal representative.

    `until`: the last day of a former employment, or for which a staff list speaks. `certain` False: a person must say
    whether it is so; until then it counts as a conflict.
    """

    sort: Sort
    name: str = ""
    uscc: str = ""
    id: int | None = None
    rep: str = ""
    until: date | None = None
    what: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Reviewer:
    """An expert. `declared`: case -> reason; `cleared`: sorts and organisations that a person found to be no tie."""

    key: int
    ties: tuple[Tie, ...] = ()
    declared: Mapping[int, str] = field(default_factory=dict)
    cleared: frozenset[tuple[Sort, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """The law: so many years a former employer is a conflict (None: the law leaves it open), counted back from `on`."""

    years: int | None
    on: date


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason why an expert must not review a case. Not `certain`: the province may find that it is none."""

    sort: Sort
    about: About
    certain: bool
    message: Message
    organisation: int | None = None
