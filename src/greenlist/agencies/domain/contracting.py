"""The verbs of a contract: kept, signed by the unit's signatory, ended before the report is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.caps import hold as hold_cap
from greenlist.agencies.queries.engagements import filing_for
from greenlist.agencies.queries.relations import as_json, relations_of
from greenlist.agencies.rules.engagements import engagements
from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.domain.submitting import confirm_self_screening
from greenlist.applications.limits import limits_of
from greenlist.applications.models import Application, Blob, Passage, Route
from greenlist.applications.process import Matter, Objection, TransitionRefused, transition, ways_from
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.queries import province_of

from .asking import LONGEST, hold, tell_agency, tell_unit, told
from .releasing import release


@dataclass(frozen=True, slots=True)
class Contract:
    """What is said of a contract: its number and days. The paper may come with it."""

    number: str
    signed_on: date
    starts_on: date  # the first day of the evaluation: on it the filing must be in force (196号 四)


@transaction.atomic
def keep_contract(*, engagement: Engagement, contract: Contract, by: Hat, paper: Upload | None = None) -> Engagement:
    """Keep the contract with its number and days; both sides may until it is signed here.

    Raises:
        NotAllowed: not one of the two sides, not accepted yet or signed already.
        Refused: no paper at all, or days that cannot be.
        FileRefused: the paper is not one that is taken.
    """
    held = hold(engagement)
    require(engagements.may(by, "contract", held))
    _check_days(held, contract)
    if paper is not None:
        with received(paper, limits_of(held.application.round)) as (incoming, name, kind):
            held.contract, held.contract_name = keep_blob(incoming, kind), name
    if held.contract is None:
        raise Refused(_("请上传双方签章的合同。"), "paper")
    held.contract_no, held.signed_on, held.starts_on = contract.number.strip(), contract.signed_on, contract.starts_on
    held.save(update_fields=["contract", "contract_name", "contract_no", "signed_on", "starts_on"])
    tell = tell_unit if by.organisation == held.agency else tell_agency
    tell(held, "agency_contract_kept")
    record("engagement.contract_kept", held, by=by.actor, after=told(held) | _paper(held))
    return held


def _check_days(held: Engagement, contract: Contract) -> None:
    if contract.signed_on > clock.today():
        raise Refused(_("签订日期晚于今天，请核对。"), "signed_on")
    if contract.starts_on < contract.signed_on:
        raise Refused(_("评价在合同签订之后才能开始，请核对。"), "starts_on")
    held.starts_on = contract.starts_on
    accepted = held.filing.accepted_on if held.filing else None
    if accepted is not None and contract.starts_on < accepted:
        words = _("评价不能早于机构备案之日（%(day)s）开始：备案在开展评价之前（196号 四）。")
        raise Refused(words % {"day": accepted.isoformat()}, "starts_on")


@transaction.atomic
def sign_contract(*, engagement: Engagement, by: Hat, version: int | None = None) -> Passage:
    """Conclude the contract: the application is the agency's to evaluate, its place under the cap is taken.

    A draft whose exclusion list is answered is taken through the self-check first. Everything is asked again - bar,
    filing on the first day, cap, relations - while nobody else takes a place.

    Raises:
        NotAllowed: not the unit's signatory, or not accepted yet.
        Refused: the contract is not kept yet, or its paper is infected or still being scanned.
        TransitionRefused: guards object (`objections`); StaleApplication: moved since `version`.
    """
    held = hold(engagement)
    require(engagements.may(by, "sign", held))
    _check_paper(held)
    hold_cap(held.application.round)
    application = held.application
    if application.state == "draft":
        confirm_self_screening(application=application, by=by, version=version or application.version)
        version = None
    return transition(
        application=application, way="contracted", by=by, version=version, also=(_on_route,),
        after=lambda matter, passage: _concluded(held, matter, passage, by),
    )  # fmt: skip


def _check_paper(held: Engagement) -> None:
    if held.contract is None or held.starts_on is None:
        raise Refused(_("请先上传双方签章的合同，并填写编号和日期。"), "paper")
    if held.contract.scan == Blob.Scan.PENDING:
        raise Refused(_("合同正在等候查毒，请稍后再签。"), "paper")
    if held.contract.scan == Blob.Scan.INFECTED:
        raise Refused(_("合同文件有病毒，已隔离，请换一份文件。"), "paper")


def _on_route(matter: Matter) -> list[Objection]:
    if matter.application.route == Route.AGENCY:
        return []
    return [Objection("ROUTE", _("评价方式不是第三方评价；要委托机构，请先改选评价方式。"), "route")]


def _concluded(held: Engagement, matter: Matter, passage: Passage, by: Hat) -> dict[str, Any]:
    application, round_ = matter.application, held.application.round
    found = relations_of(held.agency, application.unit, round_)
    held.state, held.contracted_at, held.contracted_by = Engagement.State.CONTRACTED, passage.at, by.person
    held.filing = filing_for(held) or held.filing
    held.legal_rep, held.agency_uscc = held.agency.legal_rep, held.agency.uscc
    held.year, held.province, held.relations = round_.year, province_of(round_.jurisdiction), as_json(found)
    held.save()
    Application.objects.filter(pk=application.pk).update(agency=held.agency)
    application.agency = held.agency
    tell_agency(held, "agency_contracted")
    return {"engagement": held.pk, "agency": held.agency.name, "uscc": held.agency_uscc, "legal_rep": held.legal_rep,
            "relations": held.relations, **_paper(held)}  # fmt: skip


def _paper(held: Engagement) -> dict[str, Any]:
    return {
        "contract": held.contract_no, "sha256": held.contract.pk if held.contract else None,
        "signed_on": held.signed_on.isoformat() if held.signed_on else None,
        "starts_on": held.starts_on.isoformat() if held.starts_on else None,
    }  # fmt: skip


@transaction.atomic
def end_engagement(*, engagement: Engagement, by: Hat, reason: str, version: int | None = None) -> Passage:
    """End a contract before the report is signed: the unit may choose another agency, or evaluate itself.

    Raises:
        NotAllowed: not the unit's signatory, or the report is signed already.
        Refused: no reason. TransitionRefused, StaleApplication: as `process.transition`.
    """
    held = hold(engagement)
    require(engagements.may(by, "end", held))
    said = reason.strip()[:LONGEST]
    if not said:
        raise Refused(_("请写明解除委托的原因。"), "reason")
    way = next((one.id for one in ways_from(held.application) if one.back and one.actor == "applicant"), None)
    if way is None:
        raise TransitionRefused(_("从现在的状态不能走这一步，请刷新后再看。"))
    made = transition(
        application=held.application, way=way, by=by, version=version, reason=said,
        after=lambda matter, _passage: release(
            engagement=held, application=matter.application, by=by, reason=said
        ),
    )  # fmt: skip
    tell_agency(held, "agency_ended", reason=said)
    return made


@transaction.atomic
def ask_to_end(*, engagement: Engagement, by: Hat, reason: str) -> Engagement:
    """The agency asks the unit to end the contract. Raises NotAllowed; Refused: no reason."""
    held = hold(engagement)
    require(engagements.may(by, "ask_to_end", held))
    said = reason.strip()[:LONGEST]
    if not said:
        raise Refused(_("请写明为什么要解除委托。"), "reason")
    tell_unit(held, "agency_asks_to_end", reason=said)
    record("engagement.end_asked", held, by=by.actor, after=told(held), reason=said)
    return held
