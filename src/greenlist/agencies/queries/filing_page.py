"""A filing as its pages show it: each condition with what was counted for it and said of it; what can be begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import QuerySet

from greenlist.agencies.law import has_agencies, policy_of
from greenlist.agencies.models import Filing, FilingPaper, ItemRuling, PastProject, StaffMember
from greenlist.agencies.queries.bars import bar_of
from greenlist.agencies.queries.caps import standing_of
from greenlist.agency.facts import Assessed, Remark
from greenlist.engine import clock
from greenlist.parties.models import Organisation
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round

from .filings import assessed, needs_word, papers_of, remarks, seen_of
from .standing import Standing, standing

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Item:
    """One condition: how it was answered, the people and papers counted, what the province said."""

    found: Assessed
    source: str  # title of the document behind it
    staff: list[StaffMember] = field(default_factory=list)
    papers: list[FilingPaper] = field(default_factory=list)
    ruling: ItemRuling | None = None  # standing
    before: ItemRuling | None = None  # the last one of an earlier handing in

    @property
    def needs_word(self) -> bool:
        """Whether a person must accept it, with a reason, before the filing can be."""
        return needs_word(self.found)


@dataclass(frozen=True, slots=True)
class Noted:
    """A remark with the people and papers it is about."""

    remark: Remark
    staff: list[StaffMember]
    papers: list[FilingPaper]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything of one filing."""

    filing: Filing
    standing: Standing
    items: list[Item]
    remarks: list[Noted]
    staff: list[StaffMember]
    projects: list[PastProject]
    papers: list[FilingPaper]

    @property
    def general_papers(self) -> list[FilingPaper]:
        """Papers about the agency as a whole."""
        return [one for one in self.papers if one.staff_id is None and one.project_id is None]

    @property
    def open_items(self) -> list[Item]:
        """Conditions that keep the filing from being accepted as they stand."""
        return [one for one in self.items if one.needs_word and one.ruling is None]

    @property
    def returned_items(self) -> list[Item]:
        """Conditions that were returned."""
        return [one for one in self.items if one.ruling is not None and one.ruling.verdict == "returned"]


def shown(filing: Filing) -> Shown:
    """A filing with its conditions. The number of queries does not depend on what it holds."""
    papers = list(papers_of(filing).select_related("blob", "staff", "project"))
    staff, projects = list(filing.staff.all()), list(filing.projects.all())
    for person in staff:
        person.shown_papers = [paper for paper in papers if paper.staff_id == person.pk]  # type: ignore[attr-defined]
    for project in projects:
        project.shown_papers = [paper for paper in papers if paper.project_id == project.pk]  # type: ignore[attr-defined]
    people = {one.pk: one for one in staff}
    files = {one.pk: one for one in papers}
    current, earlier = _rulings(filing)
    seen = seen_of(filing)
    titles = {source: entry.title for source, entry in policy_of(filing.round).sources.items()}
    items = [
        Item(
            one, titles.get(one.fact.source, one.fact.source), _of(people, one.staff), _of(files, one.papers),
            current.get(one.id), earlier.get(one.id),
        )
        for one in assessed(filing, seen=seen)
    ]  # fmt: skip
    noted = [Noted(one, _of(people, one.staff), _of(files, one.papers)) for one in remarks(filing, seen=seen)]
    return Shown(filing, standing_now(filing), items, noted, staff, projects, papers)


def _of(rows: dict[int, Row], wanted: Iterable[int]) -> list[Row]:
    return [rows[one] for one in wanted if one in rows]


def _rulings(filing: Filing) -> tuple[dict[str, ItemRuling], dict[str, ItemRuling]]:
    """The rulings that stand, and the last of those that do not, by condition."""
    rows = list(filing.rulings.select_related("by"))
    return (
        {one.item: one for one in rows if one.current},
        {one.item: one for one in rows if not one.current},
    )


def standing_now(filing: Filing) -> Standing:
    """How a filing stands today."""
    if filing.state != Filing.State.ACTIVE:
        return standing(filing, clock.today())
    bar = bar_of(filing.agency, filing.jurisdiction, clock.today())
    return standing(filing, clock.today(), bar=bar, cap=standing_of(filing.agency, filing.round))


@dataclass(frozen=True, slots=True)
class Beginning:
    """A round for which an agency may file, and last year's filing with the same province where there is one."""

    round: Round
    last: Filing | None


def beginnings(agency: Organisation) -> list[Beginning]:
    """The rounds open now that know agencies and for whose year and province nothing was begun."""
    rows = Round.objects.filter(state__in=("prepared", "open")).select_related("jurisdiction", "law")
    own = list(Filing.objects.filter(agency=agency).order_by("-year", "-pk"))
    begun = {(one.jurisdiction_id, one.year) for one in own}
    found: list[Beginning] = []
    for round_ in rows.order_by("-year", "pk"):
        province = province_of(round_.jurisdiction).pk
        if (province, round_.year) in begun or not has_agencies(round_):
            continue
        begun.add((province, round_.year))  # one filing serves every round of the year
        last = next((one for one in own if one.jurisdiction_id == province and one.year < round_.year), None)
        found.append(Beginning(round_, last))
    return found


def waiting(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """Those that wait for the province, the longest waiting first."""
    return filings.filter(state=Filing.State.FILED).order_by("filed_at", "pk")
