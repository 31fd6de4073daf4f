"""One unit's data as the engine sees it, after reading and before judging."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The three kinds of the list (REQ-03)."""

    FACTORY = "factory"
    PARK = "park"
    SUPPLY_CHAIN = "supply_chain"


class Route(StrEnum):
    """Who evaluated (REQ-05)."""

    SELF = "self"
    AGENCY = "agency"


class Witness(StrEnum):
    """Who stands behind a value; later ones decide, none overwrites another."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    CHECKED = "checked"
    JUDGED = "judged"
    DECIDED = "decided"


WITNESS_ORDER = tuple(Witness)

Scalar = Decimal | str | bool | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A stated value in the storage unit of its field, with what was typed, by whom, on what evidence."""

    value: Scalar
    unit: str = ""
    witness: Witness = Witness.CLAIMED
    evidence: str = ""
    stated: str = ""  # as typed, with its unit, where a conversion took place
    reason: str = ""
    earlier: tuple[Given, ...] = ()  # the witnesses before it, in cells that keep the deciding one on top


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's judgement of a qualitative item: points 0..max, or met / not_met / unknown."""

    points: Decimal | None = None
    answer: str | None = None
    reason: str = ""
    evidence: str = ""
    assessor: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A capture, reply or file behind an answer."""

    file: str = ""
    source: str = ""
    queried_on: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: an accident, a penalty, a removal, a rectification order."""

    kind: str = ""
    on: date | None = None
    grade: str = ""
    document: str = ""
    cleared_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the file says to one condition: met / not_met / unknown, with proofs and events."""

    answer: str  # met | not_met | unknown
    proofs: tuple[Proof, ...] = ()
    events: tuple[Event, ...] = ()
    reason: str = ""
    by: str = ""
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Tenant:
    """An enterprise inside a park with its own answers to the exclusion conditions (REQ-10)."""

    name: str
    uscc: str
    answers: dict[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClaimedScore:
    """The score stated in a signed report, with the digest of the report."""

    total: Decimal
    report: str
    sha256: str = ""
    by_year: dict[int, Decimal] = field(default_factory=dict)


Row = dict[str, Given]


@dataclass(slots=True)
class Case:
    """One application. `values` are of the evaluation year or of no year; `years` holds yearly values."""

    kind: Kind
    name: str
    uscc: str
    evaluation_year: int
    unit: dict[str, Any] = field(default_factory=dict)  # industry4, region, recommender, address ...
    pack: str | None = None
    route: Route | None = None
    applied_on: date | None = None
    values: dict[str, tuple[Given, ...]] = field(default_factory=dict)  # witnesses in order
    years: dict[int, dict[str, tuple[Given, ...]]] = field(default_factory=dict)
    tables: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)
    conditions: dict[str, Answer] = field(default_factory=dict)
    tenants: tuple[Tenant, ...] | None = None  # None: no roster handed in
    declared: dict[str, Given] = field(default_factory=dict)  # indicator id -> value stated by the applicant
    not_applicable: dict[str, str] = field(default_factory=dict)  # item or field -> reason
    chosen: tuple[str, ...] = ()  # optional indicators chosen (parks)
    dated: frozenset[str] = frozenset()  # yearly fields stated in `values`: they are of the evaluation year
    claimed_score: ClaimedScore | None = None
    origin: str = ""  # file it was read from
    sha256: str = ""

    def deciding(self, field_id: str, year: int | None = None) -> Given | None:
        """The value that decides: the latest witness of a field, of a year where one is asked for."""
        witnesses = self.witnesses(field_id, year)
        return witnesses[-1] if witnesses else None

    def witnesses(self, field_id: str, year: int | None = None) -> tuple[Given, ...]:
        """Everyone who stated a field, the deciding one last; empty where nobody did."""
        year = self.evaluation_year if year is None else year
        witnesses = self.years.get(year, {}).get(field_id)
        if witnesses is None and year == self.evaluation_year:
            witnesses = self.values.get(field_id)
        return witnesses or ()

    def number(self, field_id: str, year: int | None = None) -> Decimal | None:
        """`deciding` as a number, None where missing or not a number."""
        given = self.deciding(field_id, year)
        return given.value if given and isinstance(given.value, Decimal) else None
