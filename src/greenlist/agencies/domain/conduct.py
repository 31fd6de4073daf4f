"""Cases about agencies: opened, proved, heard, answered, dropped. What is decided stands in `deciding`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import CasePaper, ConductCase, Engagement
from greenlist.agencies.rules.conduct import conduct
from greenlist.applications.domain.keeping import Upload
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Organisation
from greenlist.parties.queries import province_of

from .casework import hold, keep
from .deciding import decide_case, propose, send_back
from .telling import tell_agency, tell_province

__all__ = [
    "add_case_paper", "answer_hearing", "ask_hearing", "decide_case", "drop_case", "open_case", "propose", "send_back",
]  # fmt: skip
S = ConductCase.State


@transaction.atomic
def open_case(
    *, agency: Organisation, source: str, ground: str, by: Hat, engagement: Engagement | None = None,
    papers: Sequence[Upload] = (),
) -> ConductCase:  # fmt: skip
    """Open a case about an agency; the agency is told nothing yet.

    Raises:
        Refused: no ground, no such source, an evaluation of another agency.
        FileRefused: a paper is not one that is taken.
    """
    require(conduct.may_open(by))
    if not ground.strip():
        raise Refused(_("请写明反映的问题。"), "ground")
    if source not in ConductCase.Source.values:
        raise Refused(_("请选择来源。"), "source")
    if agency.kind != Organisation.Kind.AGENCY:
        raise Refused(_("只能核查第三方评价机构。"), "agency")
    if engagement is not None and engagement.agency_id != agency.pk:
        raise Refused(_("这次评价不是这家机构做的，请重新选择。"), "engagement")
    if by.jurisdiction is None:
        raise RuntimeError("an office has its place")
    case = ConductCase.objects.create(
        agency=agency, province=province_of(by.jurisdiction), engagement=engagement, source=source,
        ground=ground.strip(), opened_by=by.person, opened_at=clock.now(),
    )  # fmt: skip
    kept = [keep(case, one, by) for one in papers]
    after = {"agency": agency.name, "source": source, "ground": case.ground, "papers": [one.name for one in kept]}
    record("conduct.opened", case, by=by.actor, after=after)
    return case


@transaction.atomic
def add_case_paper(*, case: ConductCase, upload: Upload, by: Hat) -> CasePaper:
    """Keep a file with a case: proof, or the circular as it was sent out. Raises FileRefused."""
    held = hold(case)
    require(conduct.may(by, "paper", held))
    paper = keep(held, upload, by)
    record("conduct.paper_added", held, by=by.actor, after={"name": paper.name, "sha256": paper.blob_id})
    return paper


@transaction.atomic
def ask_hearing(*, case: ConductCase, until: date, by: Hat) -> ConductCase:
    """Ask the agency what it has to say, until a day; from now on it sees the case. Raises Refused: a day gone by."""
    held = hold(case)
    require(conduct.may(by, "hearing", held))
    if until < clock.today():
        raise Refused(_("答复期限已经过去，请填今天或以后的日期。"), "until")
    held.state, held.hearing_until = S.HEARING, until
    held.save(update_fields=["state", "hearing_until"])
    tell_agency(
        agency=held.agency, code="conduct_hearing", url=f"/agency/cases/{held.pk}/",
        params={"province": held.province.name, "until": until.isoformat()},
    )  # fmt: skip
    record("conduct.hearing_asked", held, by=by.actor, after={"until": until.isoformat()})
    return held


@transaction.atomic
def answer_hearing(*, case: ConductCase, text: str, by: Hat, paper: Upload | None = None) -> ConductCase:
    """What the agency has to say, with a paper if it likes; while the hearing lasts it may say more.

    Raises Refused: nothing said. FileRefused: the paper is not one that is taken.
    """
    held = hold(case)
    require(conduct.may(by, "answer", held))
    if not text.strip():
        raise Refused(_("请写明机构的意见。"), "text")
    before = held.heard
    held.heard, held.heard_by, held.heard_at = text.strip(), by.person, clock.now()
    held.save(update_fields=["heard", "heard_by", "heard_at"])
    kept = keep(held, paper, by, of_agency=True) if paper is not None else None
    tell_province(
        province=held.province, code="conduct_answered", url=f"/agencies/cases/{held.pk}/",
        params={"agency": held.agency.name},
    )  # fmt: skip
    after = {"heard": held.heard, "paper": kept.name if kept else "", "sha256": kept.blob_id if kept else ""}
    record("conduct.answered", held, by=by.actor, before={"heard": before}, after=after)
    return held


@transaction.atomic
def drop_case(*, case: ConductCase, reason: str, by: Hat) -> ConductCase:
    """End a case before anything is proposed. An agency that was heard is told. Raises Refused: no reason."""
    held = hold(case)
    require(conduct.may(by, "drop", held))
    if not reason.strip():
        raise Refused(_("请写明为什么不再核查。"), "reason")
    before, held.state, held.reasons = held.state, S.DROPPED, reason.strip()
    held.decided_by, held.decided_at = by.person, clock.now()
    held.save(update_fields=["state", "reasons", "decided_by", "decided_at"])
    if held.hearing_until is not None:
        tell_agency(
            agency=held.agency, code="conduct_dropped", url=f"/agency/cases/{held.pk}/",
            params={"province": held.province.name, "reason": held.reasons},
        )  # fmt: skip
    record("conduct.dropped", held, by=by.actor, before={"state": before}, reason=held.reasons)
    return held
