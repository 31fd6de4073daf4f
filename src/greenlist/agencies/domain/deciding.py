"""What becomes of a case: proposed by one person, decided by another who approves (REQ-54, REQ-55)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import ConductCase, Sanction
from greenlist.agencies.queries.consequences import consequences_of
from greenlist.agencies.rules.conduct import conduct
from greenlist.documents.letters.recommending import number_fault
from greenlist.engine import clock
from greenlist.engine.messages import render
from greenlist.journal.domain import record
from greenlist.paperwork.domain.feet import Foot, lay_foot, told_foot
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify_office
from greenlist.parties.models import Jurisdiction

from .barring import impose
from .casework import hold
from .telling import tell_agency, tell_province

S, F = ConductCase.State, ConductCase.Finding


@transaction.atomic
def propose(
    *, case: ConductCase, finding: str, reasons: str, by: Hat, circular_no: str = "", circular_on: date | None = None,
    foot: Foot | None = None,
) -> ConductCase:  # fmt: skip
    """Propose what was found and why; with number, date and foot of the circular where fraud was found.

    Raises Refused: no finding, no reasons, the agency may still answer, no circular where the law asks for one, a foot
    that is none.
    """
    held = hold(case)
    require(conduct.may(by, "propose", held))
    _check(held, finding, reasons, circular_no.strip(), circular_on)
    held.state, held.finding, held.reasons = S.PROPOSED, finding, reasons.strip()
    held.circular_no, held.circular_on = circular_no.strip(), circular_on
    held.proposed_by, held.proposed_at = by.person, clock.now()
    below = lay_foot(held, foot or Foot())
    held.save(
        update_fields=[
            "state", "finding", "reasons", "circular_no", "circular_on", "proposed_by", "proposed_at", *below,
        ]
    )  # fmt: skip
    tell_province(
        province=held.province, code="conduct_proposed", url=f"/agencies/cases/{held.pk}/",
        params={"agency": held.agency.name, "finding": held.finding},
    )  # fmt: skip
    record("conduct.proposed", held, by=by.actor, after=_told(held), reason=held.reasons)
    return held


def _check(case: ConductCase, finding: str, reasons: str, number: str, on: date | None) -> None:
    if finding not in F.values:
        raise Refused(_("请选择认定。"), "finding")
    if not reasons.strip():
        raise Refused(_("请写明认定的事实和理由。"), "reasons")
    if case.heard_at is None and case.hearing_until is not None and case.hearing_until >= clock.today():
        raise Refused(
            _("机构还可以答复到%(day)s（含当日）；答复以后或期限过后才能拟定意见。")
            % {"day": case.hearing_until.isoformat()}
        )
    if number and (fault := number_fault(number)) is not None:
        raise Refused(render(fault), "circular_no")
    law = consequences_of(case)
    if finding == F.FRAUD and law is not None and law.needs_circular:
        if not number:
            raise Refused(_("查实弄虚作假的要通报；请填写通报文号。"), "circular_no")
        if on is None:
            raise Refused(_("查实弄虚作假的要通报；请填写通报日期。"), "circular_on")


@transaction.atomic
def send_back(*, case: ConductCase, reason: str, by: Hat) -> ConductCase:
    """Do not approve: whoever handles the case proposes anew. Raises Refused: no reason."""
    held = hold(case)
    require(conduct.may(by, "send_back", held))
    if not reason.strip():
        raise Refused(_("请写明退回的理由。"), "reason")
    before, held.state = _told(held), S.HEARING
    held.save(update_fields=["state"])
    tell_province(
        province=held.province, code="conduct_sent_back", url=f"/agencies/cases/{held.pk}/",
        params={"agency": held.agency.name, "reason": reason.strip()},
    )  # fmt: skip
    record("conduct.sent_back", held, by=by.actor, before=before, after={"state": held.state}, reason=reason.strip())
    return held


@transaction.atomic
def decide_case(*, case: ConductCase, by: Hat) -> Sanction | None:
    """Decide as proposed. Fraud bars the agency for as long as the law says, and touches what rests on its results.

    Returns the bar; None where nothing of the kind was found, or where the law sets no years: then nothing is barred.
    Everyone concerned is told: the agency, the cities of the province, the applicants.
    """
    held = hold(case)
    require(conduct.may(by, "decide", held))
    held.state, held.decided_by, held.decided_at = S.DECIDED, by.person, clock.now()
    held.save(update_fields=["state", "decided_by", "decided_at"])
    law = consequences_of(held) if held.finding == F.FRAUD else None
    span = law.bar(held.circular_on) if law is not None else None
    sanction = impose(case=held, law=law, span=span, by=by) if law is not None and span is not None else None
    tell_agency(
        agency=held.agency, code="conduct_decided", url=f"/agency/cases/{held.pk}/",
        params={"province": held.province.name, "finding": held.finding},
    )  # fmt: skip
    if held.finding == F.FRAUD:
        _tell_cities(held)
    bar = {"bar_from": span[0].isoformat(), "bar_until": span[1].isoformat()} if span else {}
    record("conduct.decided", held, by=by.actor, after=_told(held) | bar, reason=held.reasons)
    return sanction


def _tell_cities(case: ConductCase) -> None:
    """The circular goes to every city of the province."""
    params: dict[str, object] = {
        "province": case.province.name, "agency": case.agency.name, "number": case.circular_no,
    }  # fmt: skip
    for city in Jurisdiction.objects.filter(parent=case.province, level=Jurisdiction.Level.CITY):
        notify_office(city=city, code="conduct_circular", params=params, url=f"/agencies/circulars/{case.pk}/")


def _told(case: ConductCase) -> dict[str, object]:
    """A proposal for the journal."""
    return {
        "agency": case.agency.name, "finding": case.finding, "circular_no": case.circular_no,
        "circular_on": case.circular_on.isoformat() if case.circular_on else None, **told_foot(case),
    }  # fmt: skip
