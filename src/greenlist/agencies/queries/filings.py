"""What is read of filings: the one in force, what it says, and how the conditions stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from greenlist.agencies.law import policy_of, third_party
from greenlist.agencies.models import Filing, FilingPaper, PastProject, StaffMember
from greenlist.agency import conditions, facts
from greenlist.engine import clock
from greenlist.engine.facts import Fact
from greenlist.listings.regions import regions_of
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.law import book_of

_ALIVE = Filing.State.ACTIVE


def in_force(on: date) -> Q:
    """Filings in force on a day: accepted by then and not past their last day. A bar is asked for apart."""
    return Q(state=_ALIVE, accepted_on__lte=on) & (Q(valid_until__gte=on) | Q(valid_until=None))


def active_filing(agency: Organisation, province: Jurisdiction, on: date) -> Filing | None:
    """The filing by which an agency may evaluate in a province on a day, the newest; None: none. A bar is not asked."""
    rows = Filing.objects.filter(in_force(on), agency=agency, jurisdiction=province)
    return rows.select_related("round").order_by("-accepted_on", "-pk").first()


def filed_of(filing: Filing) -> facts.Filed:
    """A filing as the rules see it. Three queries."""
    agency = filing.agency
    return facts.Filed(
        name=agency.name, uscc=agency.uscc, legal_rep=agency.legal_rep, kinds=frozenset(filing.kinds),
        office_address=filing.office_address, office_province=filing.office_province,
        finance_note=filing.finance_note, training_note=filing.training_note, clean_record=filing.clean_record,
        staff=tuple(_staff(one) for one in filing.staff.all()),
        projects=tuple(_project(one) for one in filing.projects.all()),
        papers=tuple(_paper(one) for one in papers_of(filing)),
    )  # fmt: skip


def papers_of(filing: Filing) -> QuerySet[FilingPaper]:
    """The papers that were not taken out."""
    return filing.papers.filter(removed_at=None)


def _staff(one: StaffMember) -> facts.Staff:
    title: Any = one.title
    return facts.Staff(
        id=one.pk, name=one.name, title=title, field=one.field, identity=one.identity, full_time=one.full_time,
        insured_since=one.insured_since, certificate_until=one.certificate_until, kinds=frozenset(one.kinds),
        certificate=one.certificate_no,
    )  # fmt: skip


def _project(one: PastProject) -> facts.Project:
    return facts.Project(one.pk, one.name, one.sort, one.level, one.kind, one.finished_on)


def _paper(one: FilingPaper) -> facts.Paper:
    return facts.Paper(one.pk, one.name, one.purpose, one.staff_id, one.project_id, one.expires_on)


def elsewhere(filing: Filing) -> tuple[facts.ElsewhereFiled, ...]:
    """Who of the staff was handed in by another agency, too, for the same year, in whatever province. One query.

    By identity, or by name and certificate.
    """
    mine = filing.staff.exclude(identity="").values("identity")
    certified = filing.staff.exclude(certificate_no="").filter(
        name=OuterRef("name"), certificate_no=OuterRef("certificate_no")
    )
    rows = StaffMember.objects.filter(Q(identity__in=mine) | Exists(certified), filing__year=filing.year)
    rows = rows.exclude(filing__state=Filing.State.DRAFT).exclude(filing__agency=filing.agency_id)
    found = rows.values_list("identity", "filing__agency__name", "full_time", "name", "certificate_no")
    return tuple(facts.ElsewhereFiled(*row) for row in found.distinct().order_by("pk"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a filing says and who of it is filed elsewhere, read once for both the conditions and the remarks."""

    filed: facts.Filed
    elsewhere: tuple[facts.ElsewhereFiled, ...]


def seen_of(filing: Filing) -> Seen:
    """Four queries."""
    return Seen(filed_of(filing), elsewhere(filing))


def assessed(filing: Filing, *, anew: bool = False, seen: Seen | None = None) -> tuple[facts.Assessed, ...]:
    """The conditions: as frozen when it was filed, or computed from what stands there now (`anew`, and in a draft)."""
    if not anew and filing.assessment and filing.state in {Filing.State.FILED, Filing.State.ACTIVE}:
        return tuple(_thawed(one) for one in filing.assessment)
    seen = seen or seen_of(filing)
    return conditions.assess(
        seen.filed, third_party(filing.round).basic, kinds=kinds_of(filing), province=province_name(filing),
        on=clock.today(), elsewhere=seen.elsewhere,
    )  # fmt: skip


def needs_word(item: facts.Assessed) -> bool:
    """Whether a person must say that a condition is accepted: the law decides it, and it was not found met."""
    return item.decides and item.answer != "met"


def remarks(filing: Filing, *, seen: Seen | None = None) -> tuple[facts.Remark, ...]:
    """What a person must look at, as of today: an agency that files the same people later shows here, too."""
    seen, rule = seen or seen_of(filing), third_party(filing.round).basic
    return conditions.remarks(seen.filed, on=clock.today(), elsewhere=seen.elsewhere, rule=rule)


def kinds_of(filing: Filing) -> tuple[str, ...]:
    """The kinds of the round."""
    return tuple(str(one) for one in policy_of(filing.round).kinds.value or ())


def province_name(filing: Filing) -> str:
    """The province of a filing as the table of regions calls it: 吉林, not 吉林省."""
    return regions_of(book_of(filing.round)).normalised(filing.jurisdiction.name)


def provinces(filing: Filing) -> list[str]:
    """The names of the provinces in the table of regions."""
    return [one.name for one in regions_of(book_of(filing.round)).all if one.kind == "province"]


def frozen(items: tuple[facts.Assessed, ...]) -> list[dict[str, Any]]:
    """The conditions as JSON, to be kept with the filing."""
    return [asdict(one) | {"fact": one.fact.model_dump(mode="json")} for one in items]


def _thawed(kept: dict[str, Any]) -> facts.Assessed:
    more = {"papers": tuple(kept["papers"]), "staff": tuple(kept["staff"])}
    return facts.Assessed(**{**kept, **more, "fact": Fact[Any].model_validate(kept["fact"])})
