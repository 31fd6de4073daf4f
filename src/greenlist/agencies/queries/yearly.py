"""The yearly work report of an agency: assembled from what is here, with its corrections, or as it was confirmed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Min, Q
from django.utils.timezone import localtime
from django.utils.translation import override

from greenlist.agencies.law import policy_of
from greenlist.agencies.models import AgencyReport, ConductCase, Engagement, Filing, Sanction, YearlyReport
from greenlist.agency import yearly
from greenlist.agency.yearly import Correction, Trouble, Yearly, YearRow
from greenlist.applications.models import Passage
from greenlist.parties.models import Organisation

LEVELS = {"national": "国家级", "province": "省级", "city": "市级"}
GONE = frozenset({"rejected", "blocked", "not_listed"})
HEARD = (ConductCase.State.HEARING, ConductCase.State.PROPOSED, ConductCase.State.DECIDED)


@dataclass(frozen=True, slots=True)
class Stands:
    """A year's report as it stands: what it says, its row where there is one, whether the data moved since then."""

    agency: Organisation
    year: int
    report: Yearly
    row: YearlyReport | None
    corrections: tuple[Correction, ...] = ()
    moved: bool = False  # confirmed, and what would be assembled today says something else

    @property
    def confirmed(self) -> bool:
        """Whether the head of the agency stands behind it."""
        return self.row is not None and self.row.confirmed_at is not None

    @property
    def digest(self) -> str:
        """SHA-256 of what it says: who confirms, confirms what was seen."""
        return digest_of(self.report)


def digest_of(report: Yearly) -> str:
    """SHA-256 of a report."""
    text = json.dumps(yearly.to_json(report), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def stands(agency: Organisation, year: int) -> Stands:
    """The report of an agency and year. About eight queries."""
    row = YearlyReport.objects.filter(agency=agency, year=year).select_related("confirmed_by").first()
    corrections = corrections_of(row)
    now = yearly.corrected(assembled(agency, year, row.note if row else ""), corrections)
    if row is None or row.confirmed_at is None:
        return Stands(agency, year, now, row, corrections)
    kept = yearly.from_json(row.confirmed)
    return Stands(agency, year, kept, row, corrections, moved=digest_of(kept) != digest_of(now))


def confirmed_of(row: YearlyReport) -> Stands:
    """A confirmed report as it was confirmed, without reading anything else. No query beside its agency."""
    return Stands(row.agency, row.year, yearly.from_json(row.confirmed), row)


def corrections_of(row: YearlyReport | None) -> tuple[Correction, ...]:
    """The corrections that the agency made, in their order."""
    return tuple(Correction(**one) for one in row.corrections) if row else ()


def assembled(agency: Organisation, year: int, note: str = "") -> Yearly:
    """What the data of this system say, in Chinese whatever the language of the page."""
    with override("zh-hans"):
        cases, bars = _cases(agency, year), _bars(agency, year)
        return yearly.assemble(
            agency.name, agency.uscc, agency.legal_rep, year, rows=_rows(agency, year), titles=_titles(agency, year),
            complaints=cases, penalties=bars, note=note,
        )  # fmt: skip


def agencies_of(year: int) -> list[Organisation]:
    """The agencies that filed, or had a contract, for a year, by name. One query."""
    filed = Filing.objects.filter(year=year, state=Filing.State.ACTIVE).values("agency")
    worked = Engagement.objects.filter(year=year, contracted_at__isnull=False).values("agency")
    return list(Organisation.objects.filter(Q(pk__in=filed) | Q(pk__in=worked)).order_by("name", "pk"))


def years_of(agency: Organisation) -> list[int]:
    """The years an agency has anything of, newest first. Two queries."""
    filed = Filing.objects.filter(agency=agency).values_list("year", flat=True).distinct()
    worked = Engagement.objects.filter(agency=agency, year__isnull=False).values_list("year", flat=True).distinct()
    return sorted({*filed.order_by(), *(year for year in worked.order_by() if year)}, reverse=True)


def _rows(agency: Organisation, year: int) -> Iterable[YearRow]:
    around = ("application__unit", "application__round__law", "province")
    contracts = Engagement.objects.filter(agency=agency, year=year, contracted_at__isnull=False)
    dated = contracts.select_related(*around).annotate(site_on=Min("visits__from_on")).order_by("pk")
    rows: list[Engagement] = list(dated)
    reports = _reports(rows)
    recommended = set(
        Passage.objects.filter(application__in=[one.application_id for one in rows], to_state="recommended")
        .values_list("application", flat=True)
    )  # fmt: skip
    return [_row(one, reports.get(one.pk, []), recommended) for one in rows]


def _reports(rows: list[Engagement]) -> dict[int, list[dict[str, Any]]]:
    """Number, time, score and answers to the conditions of every signed version, in their order."""
    found: dict[int, list[dict[str, Any]]] = {}
    kept = AgencyReport.objects.filter(engagement__in=[one.pk for one in rows]).order_by("number")
    for one in kept.values("engagement", "at", "score", conditions=F("content__result__conditions")):
        found.setdefault(one["engagement"], []).append({**one})
    return found


def _row(one: Engagement, reports: list[dict[str, Any]], recommended: set[int]) -> YearRow:
    application = one.application
    newest = reports[-1] if reports else None
    gone = application.state in GONE
    level = policy_of(application.round).identity.level.value
    contract = one.signed_on or (localtime(one.contracted_at).date() if one.contracted_at else None)
    return YearRow(
        key=str(one.pk), applicant=application.unit.name, kind=application.kind,
        province=one.province.name if one.province else "", level=LEVELS.get(level or "", ""),
        contract_on=contract, site_on=one.site_on,  # type: ignore[attr-defined] # annotated
        report_on=localtime(reports[0]["at"]).date() if reports else None,
        score=newest["score"] if newest else None, conclusion=_conclusion(one, newest),
        recommended=True if application.pk in recommended else False if gone else None,
        listed=True if application.state == "listed" else False if gone else None,
    )  # fmt: skip


def _conclusion(one: Engagement, newest: dict[str, Any] | None) -> str:
    """What the newest report says of the basic requirements."""
    if newest is None:
        return "委托已解除" if one.state == Engagement.State.ENDED else ""
    answers = {found["answer"] for found in newest["conditions"] or () if found["group"] == "basic"}
    if "not_met" in answers:
        return "基本要求不符合"
    return "基本要求符合" if answers == {"met"} else "基本要求未定"


def _titles(agency: Organisation, year: int) -> list[str]:
    """The titles of the staff of the year's filing; of several provinces, the one accepted last."""
    filings = Filing.objects.filter(agency=agency, year=year, state=Filing.State.ACTIVE)
    newest = filings.order_by("-accepted_on", "-pk").first()
    return list(newest.staff.values_list("title", flat=True)) if newest else []


def _cases(agency: Organisation, year: int) -> list[Trouble]:
    """The cases that the agency was heard about, or that were decided; others it does not know of."""
    rows = ConductCase.objects.filter(agency=agency, opened_at__year=year, state__in=HEARD).order_by("opened_at", "pk")
    return [
        Trouble(
            localtime(one.opened_at).date(), f"{one.get_source_display()}：{one.ground}",
            one.get_finding_display() if one.state == ConductCase.State.DECIDED else "处理中",
        )
        for one in rows
    ]  # fmt: skip


def _bars(agency: Organisation, year: int) -> list[Trouble]:
    rows = Sanction.objects.filter(agency=agency, bar_from__year=year).select_related("province").order_by("bar_from")
    return [
        Trouble(
            one.bar_from, f"{one.province.name}通报（{one.circular_no}）",
            f"自{one.bar_from}至{one.bar_until}不采信其评价结果",
        )
        for one in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overseen:
    """An agency that filed with a province for a year, and when it confirmed its report (None: not yet)."""

    agency: Organisation
    filing: Filing
    report: YearlyReport | None

    @property
    def confirmed_at(self) -> Any:
        """When the head confirmed it."""
        return self.report.confirmed_at if self.report else None


def overseen(filings: Iterable[Filing], year: int) -> list[Overseen]:
    """Who of these has confirmed, those who have not first. One query."""
    rows = list(filings)
    reports = {
        one.agency_id: one
        for one in YearlyReport.objects.filter(
            Q(confirmed_at__isnull=False), agency__in=[row.agency_id for row in rows], year=year
        ).select_related("confirmed_by")
    }
    found = [Overseen(one.agency, one, reports.get(one.agency_id)) for one in rows]
    return sorted(found, key=lambda one: (one.confirmed_at is not None, one.agency.name))
