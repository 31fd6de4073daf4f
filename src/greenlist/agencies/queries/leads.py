"""What is worth a look in a province: calendars, alike reports, scores; with what was written beside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from greenlist.agencies.models import AgencyReport, LeadNote, LikenessPair, SiteVisit
from greenlist.agency import calendar
from greenlist.agency.facts import Lead, Visit
from greenlist.agency.inflation import Inflation, Scored, inflation
from greenlist.applications.evaluating import evaluate_data
from greenlist.applications.models import Application, Statement, WitnessKind
from greenlist.applications.process import Matter
from greenlist.applications.queries.witnesses import as_far_as
from greenlist.engine.case import WITNESS_ORDER
from greenlist.engine.decimals import parse_decimal
from greenlist.parties.models import Jurisdiction, Organisation


@dataclass(frozen=True, slots=True)
class Shown:
    """A lead about an agency, the reports it compares where it does, and what was written beside it."""

    agency: Organisation
    lead: Lead
    pair: LikenessPair | None = None
    notes: tuple[LeadNote, ...] = field(default=())

    @property
    def looked_at(self) -> bool:
        """Whether somebody has written beside it."""
        return bool(self.notes)


def leads_of(province: Jurisdiction, agency: Organisation | None = None) -> list[Shown]:
    """Everything worth a look, what nobody has looked at first. About ten queries whatever their number."""
    found = [*_calendar(province, agency), *_alike(province, agency), *_inflated(province, agency)]
    notes = _notes(province)
    shown = [
        Shown(one.agency, one.lead, one.pair, tuple(notes.get((one.agency.pk, one.lead.key), ()))) for one in found
    ]
    return sorted(shown, key=lambda one: (one.looked_at, one.agency.name, one.lead.sort, one.lead.key))


def lead_of(province: Jurisdiction, agency: Organisation, key: str) -> Shown | None:
    """One lead by its key; None: there is none (any more)."""
    return next((one for one in leads_of(province, agency) if one.lead.key == key), None)


def _notes(province: Jurisdiction) -> dict[tuple[int, str], list[LeadNote]]:
    rows: dict[tuple[int, str], list[LeadNote]] = defaultdict(list)
    for one in LeadNote.objects.filter(province=province).select_related("by", "case"):
        rows[one.agency_id, one.lead].append(one)
    return rows


def _calendar(province: Jurisdiction, agency: Organisation | None) -> Iterable[Shown]:
    rows = SiteVisit.objects.filter(engagement__application__city__path__startswith=province.path)
    if agency is not None:
        rows = rows.filter(engagement__agency=agency)
    with_all = rows.select_related("engagement__agency", "engagement__application__unit",
                                   "engagement__application__city", "engagement__plan")  # fmt: skip
    by_agency: dict[Organisation, list[Visit]] = defaultdict(list)
    for one in with_all.prefetch_related("visitors__staff"):
        by_agency[one.engagement.agency].append(_visit(one))
    return [Shown(of, lead) for of, visits in by_agency.items() for lead in calendar.leads(visits)]


def _visit(one: SiteVisit) -> Visit:
    engagement, plan = one.engagement, getattr(one.engagement, "plan", None)
    people = [member.staff for member in one.visitors.all()]
    known = one.latitude is not None and one.longitude is not None
    return Visit(
        key=str(one.pk), unit=engagement.application.unit.name, from_on=one.from_on, to_on=one.to_on,
        evaluators=tuple(person.identity or person.name for person in people),
        names=tuple(person.name for person in people), place=engagement.application.city.name,
        at=(one.latitude, one.longitude) if known else None,  # type: ignore[arg-type]  # known: both are there
        planned=(plan.starts_on, plan.ends_on) if plan else (None, None), contracted_on=engagement.signed_on,
    )  # fmt: skip


def _alike(province: Jurisdiction, agency: Organisation | None) -> Iterable[Shown]:
    rows = LikenessPair.objects.filter(
        report__engagement__application__city__path__startswith=province.path,
        other__engagement__application__city__path__startswith=province.path,
    )
    if agency is not None:
        rows = rows.filter(report__engagement__agency=agency)
    for pair in rows.select_related(
        "report__engagement__agency", "report__engagement__application__unit", "other__engagement__application__unit"
    ).defer("report__content", "other__content"):
        first, second = (one.engagement.application.unit.name for one in (pair.report, pair.other))
        share = (pair.score * 100).quantize(Decimal(1))
        told = {"first": first, "second": second, "share": share}
        message = _("%(first)s和%(second)s的评价报告有%(share)s%%的文字相同（模板和法规标准的文字不计）。") % told
        key = f"likeness:{pair.report.engagement_id}:{pair.other.engagement_id}"
        lead = Lead(key, "likeness", message, figures={"share": str(pair.score)})
        yield Shown(pair.report.engagement.agency, lead, pair)


def _inflated(province: Jurisdiction, agency: Organisation | None) -> Iterable[Shown]:
    agencies = {str(one.pk): one for one in _agencies(_newest(province, agency))}
    return [Shown(agencies[row.agency], row.lead) for row in scores_of(province, agency) if row.lead is not None]


def scores_of(province: Jurisdiction, agency: Organisation | None = None) -> list[Inflation]:
    """How far the scores of each agency (by id) lie above others."""
    reports = _newest(province, agency)
    checked = _checked(reports)
    return inflation([_scored(one, checked) for one in reports])


def _newest(province: Jurisdiction, agency: Organisation | None) -> Sequence[AgencyReport]:
    rows: QuerySet[AgencyReport] = AgencyReport.objects.filter(
        engagement__application__city__path__startswith=province.path
    )
    if agency is not None:
        rows = rows.filter(engagement__agency=agency)
    newest = rows.order_by("engagement_id", "-number").distinct("engagement_id")
    return list(newest.select_related("engagement__agency", "engagement__application__round__law"))


def _agencies(reports: Iterable[AgencyReport]) -> set[Organisation]:
    return {one.engagement.agency for one in reports}


def _scored(report: AgencyReport, checked: dict[int, Decimal | None]) -> Scored:
    result: dict[str, Any] = report.content.get("result", {})
    claimed = parse_decimal(str((result.get("claimed") or {}).get("total") or ""))
    engagement = report.engagement
    return Scored(
        str(report.pk), str(engagement.agency_id), report.score, checked.get(engagement.application_id), claimed
    )


def _checked(reports: Sequence[AgencyReport]) -> dict[int, Decimal | None]:
    """The totals of applications whose city checked a value. Nobody else's are evaluated."""
    applications = {one.engagement.application_id: one.engagement.application for one in reports}
    rows = Statement.objects.filter(application__in=applications, witness=WitnessKind.CHECKED, current=True)
    return {one: _total(applications[one]) for one in set(rows.values_list("application", flat=True))}


def _total(application: Application) -> Decimal | None:
    order = [one.value for one in WITNESS_ORDER]
    data = as_far_as(Matter(application).data, WitnessKind.CHECKED, order)
    result = evaluate_data(application.round, data).result
    return parse_decimal(str(result["score"].get("total") or "")) if result is not None else None
