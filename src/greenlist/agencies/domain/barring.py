"""The bar: imposed by a decision, lifted by an approver; otherwise it ends with its last day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import ConductCase, Sanction
from greenlist.agencies.queries.consequences import Consequences
from greenlist.agencies.rules.conduct import sanctions
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify_office
from greenlist.parties.models import Jurisdiction

from .affecting import affect, decide_affected
from .telling import tell_agency

__all__ = ["decide_affected", "impose", "lift_sanction"]


def impose(*, case: ConductCase, law: Consequences, span: tuple[date, date], by: Hat) -> Sanction:
    """The bar of a decided case, and what it does to applications. Part of `decide_case`, no verb of its own."""
    sanction = Sanction.objects.create(
        case=case, agency=case.agency, legal_rep=case.agency.legal_rep, province=case.province,
        circular_no=case.circular_no, bar_from=span[0], bar_until=span[1], clause=law.clause, at=clock.now(),
    )  # fmt: skip
    affect(sanction=sanction, rule=law.law.earlier_reports.value, by=by)
    return sanction


@transaction.atomic
def lift_sanction(*, sanction: Sanction, reason: str, by: Hat) -> Sanction:
    """End a bar before its last day, from today on. Raises Refused: no reason, over already."""
    rows = Sanction.objects.select_for_update(of=("self",)).select_related("agency", "province", "case")
    held = rows.get(pk=sanction.pk)
    require(sanctions.may(by, "lift", held))
    if not reason.strip():
        raise Refused(_("请写明解除的理由。"), "reason")
    if held.bar_until < clock.today():
        raise Refused(_("不予采信期已经届满，不需要解除。"))
    held.lifted_on, held.lifted_by, held.lifted_reason = clock.today(), by.person, reason.strip()
    held.save(update_fields=["lifted_on", "lifted_by", "lifted_reason"])
    _tell(held)
    before = {"bar_from": held.bar_from.isoformat(), "bar_until": held.bar_until.isoformat()}
    after = {"lifted_on": held.lifted_on.isoformat()}
    record("sanction.lifted", held, by=by.actor, before=before, after=after, reason=held.lifted_reason)
    return held


def _tell(sanction: Sanction) -> None:
    params: dict[str, object] = {
        "province": sanction.province.name, "agency": sanction.agency.name, "reason": sanction.lifted_reason,
    }  # fmt: skip
    tell_agency(agency=sanction.agency, code="sanction_lifted", params=params, url=f"/agency/cases/{sanction.case_id}/")
    for city in Jurisdiction.objects.filter(parent=sanction.province, level=Jurisdiction.Level.CITY):
        notify_office(city=city, code="sanction_lifted", params=params, url=f"/agencies/circulars/{sanction.case_id}/")
