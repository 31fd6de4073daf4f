"""What the rules are asked about: an agency as it files, its projects, the two sides of an engagement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from greenlist.engine.facts import Fact

Title = Literal["none", "junior", "middle", "senior"]
Answer = Literal["met", "not_met", "undetermined"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that proves something. `until`: its last day, None where it has none."""

    id: int
    name: str
    purpose: str  # agencies.models.FilingPaper.Purpose
    staff: int | None = None  # position in `Filed.staff` by id
    project: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody on the staff list. `full_time`, `insured_since` None: not stated. `identity` '': not stated."""

    id: int
    name: str
    title: Title
    field: str = ""
    identity: str = ""
    full_time: bool | None = None
    insured_since: date | None = None
    certificate_until: date | None = None
    kinds: frozenset[str] = frozenset()
    certificate: str = ""  # its number; '': not stated


@dataclass(frozen=True, slots=True)
class Project:
    """Something done before. `finished_on` None: not stated."""

    id: int
    name: str
    sort: str
    level: str
    kind: str = ""
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """An agency as it files."""

    name: str
    uscc: str
    legal_rep: str
    kinds: frozenset[str]
    office_address: str = ""
    office_province: str = ""
    finance_note: str = ""
    training_note: str = ""
    clean_record: bool | None = None
    staff: tuple[Staff, ...] = ()
    projects: tuple[Project, ...] = ()
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class ElsewhereFiled:
    """Somebody filed by another agency in the same year; `full_time` as filed there.

    Met by identity, or by name and number of the certificate.
    """

    identity: str
    agency: str
    full_time: bool | None
    name: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """One condition answered: what is needed, what was found, on which proof, by which fact of the law.

    `needed`, `found` and `because` are Chinese sentences or figures; `staff` ids of the people counted. `decides`
    False: the law sets no such condition or its value is not known; it is listed with what was found, `answer` is
    then undetermined, and nobody need rule on it.
    """

    id: str
    name: str
    answer: Answer
    needed: str
    found: str
    because: str
    fact: Fact[Any]
    papers: tuple[int, ...] = ()
    staff: tuple[int, ...] = ()
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a filing that a person must look at: a finding, not a condition."""

    code: str  # two_agencies, expired_certificate, counted_twice, ...
    message: str
    staff: tuple[int, ...] = ()
    papers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A legal person as the cap and the relations see it."""

    key: str  # unique: the id of the organisation, or its name
    name: str
    uscc: str = ""
    legal_rep: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A project that the cap may count: by whom, under which legal representative then, of which year and batch."""

    agency: str  # key of the body
    legal_rep: str
    kind: str
    year: int
    batch: str = ""
    province: str = ""
    waits: bool = False  # the event that makes it count is still to come


@dataclass(frozen=True, slots=True)
class CapRule:
    """The cap as the policy sets it; `cap` value None: the policy sets none."""

    cap: Fact[int]
    unit: Fact[Any]  # 法人 | 法定代表人 | incl_affiliates
    scope: Fact[Any]  # national_year | batch | province


@dataclass(frozen=True, slots=True)
class CapStanding:
    """How many places are taken and left for an agency. `left` None: no cap."""

    used: int
    cap: int | None
    group: tuple[str, ...]  # names of the bodies counted together, the agency's own first
    near: bool = False  # few places left
    by_kind: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # Chinese sentences: what the count could not know, or left out
    waiting: int = 0  # under contract, not counted yet

    @property
    def left(self) -> int | None:
        """Places left, None where there is no cap."""
        return None if self.cap is None else max(self.cap - self.used, 0)

    @property
    def full(self) -> bool:
        """Whether no place is left."""
        return self.left == 0


@dataclass(frozen=True, slots=True)
class Relation:
    """How an agency and an applicant are related, where it was seen, and what the policy makes of it."""

    sort: str  # a key of AgencyRelations
    effect: Literal["forbid", "disclose"]
    detail: str  # a Chinese sentence with the values that agree
    declared: bool  # by one of the two; False: computed
    fact: Fact[Any]


@dataclass(frozen=True, slots=True)
class Visit:
    """A site visit as the calendar sees it. Place: prefecture or province code; coordinates where known."""

    key: str
    unit: str
    evaluators: tuple[str, ...]  # identity or name of each
    names: tuple[str, ...]
    from_on: date
    to_on: date
    place: str = ""
    at: tuple[Decimal, Decimal] | None = None  # latitude, longitude in degrees
    planned: tuple[date | None, date | None] = (None, None)  # first and last day of the evaluation plan
    contracted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Something worth looking at. Never a verdict."""

    key: str  # stable: the same lead has the same key tomorrow
    sort: str  # two_sites_one_day, many_sites_one_week, outside_plan, before_contract, likeness, inflation
    message: str
    about: tuple[str, ...] = ()  # keys of visits or reports
    figures: dict[str, Any] = field(default_factory=dict)
