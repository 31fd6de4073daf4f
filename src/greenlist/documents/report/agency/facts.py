"""What an agency's report says beside the evaluation itself: the agency, its records of the process, its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class AgencyInWords:
    """The agency as the report names it. Every text '' and every date None: not stated."""

    name: str
    uscc: str = ""
    address: str = ""
    legal_rep: str = ""
    legal_rep_phone: str = ""
    contact: str = ""
    contact_phone: str = ""
    lead: str = ""  # who answers for the report (报告编制负责人)
    lead_phone: str = ""
    reviewer: str = ""  # 报告审核人
    reviewer_phone: str = ""
    filing_number: str = ""
    filed_with: str = ""  # the province
    filed_on: date | None = None
    filing_until: date | None = None
    kinds: tuple[str, ...] = ()  # what it may evaluate, in Chinese


@dataclass(frozen=True, slots=True)
class ConditionFound:
    """One basic condition of an agency as it stood in the filing: needed, found, answer and proof in Chinese."""

    name: str
    needed: str
    found: str
    answer: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class PlanInWords:
    """Purpose, scope, criteria and calendar."""

    purpose: str = ""
    scope: str = ""
    criteria: str = ""
    schedule: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """Somebody of the team: part and title in Chinese (组长, 高级工程师)."""

    name: str
    part: str
    title: str = ""
    tasks: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """A document of the document review and what was found (in Chinese)."""

    document: str
    finding: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SiteSeen:
    """A site visit. `photos` are captions or file names."""

    from_on: date
    to_on: date
    place: str
    visitors: tuple[str, ...]
    met: str
    seen: str
    sampling: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One internal technical review; `points` is what was looked at with its finding."""

    reviewer: str
    on: date
    passed: bool
    opinion: str
    points: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A nonconformity: place, grade and state in Chinese, how it was answered."""

    place: str
    grade: str
    reason: str
    answer: str
    state: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that the agency verified: `claimed` and `verified` with unit, '' not stated; `by` how far apart."""

    place: str
    claimed: str
    verified: str
    by: str = ""
    basis: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluation by an agency. `chapters` are the texts by key (`chapters_for`).

    `claimed_score` and `verified_score` are what comes out of the claimed values alone, and of both, in words.
    """

    agency: AgencyInWords
    plan: PlanInWords = field(default_factory=PlanInWords)
    team: tuple[TeamPerson, ...] = ()
    documents: tuple[DocumentSeen, ...] = ()
    visits: tuple[SiteSeen, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    issues: tuple[Issue, ...] = ()
    chapters: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    claimed_score: str = ""
    verified_score: str = ""
    conditions: tuple[ConditionFound, ...] = ()
    statement: tuple[str, ...] = ()  # as signed; () the words of the form
    signed_by: str = ""  # '' not signed yet: a draft
    signed_on: date | None = None
    version: int = 1
    version_reason: str = ""  # of a version after the first
