"""The verbs that take an application from draft to receipt: self-check, commitment, evaluation done, submission."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.commitments import commitment_for
from greenlist.applications.freezing import freeze
from greenlist.applications.guards import agency_report_there, commitment_signed, ready_to_submit, route_chosen
from greenlist.applications.models import Application, Passage, Statement, Submission
from greenlist.applications.process import (
    Matter,
    Objection,
    TransitionRefused,
    locked,
    transition,
)
from greenlist.applications.rules import applications
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import notify
from greenlist.parties.models import Role
from greenlist.parties.queries import people_of

COMMITMENT = "commitment"  # the place where the signed commitment is stated


def confirm_self_screening(*, application: Application, by: Hat, version: int) -> Passage:
    """Say that the exclusion list was checked (draft to self_screened). Raises TransitionRefused: RS-1 objects."""
    return transition(application=application, way="self_screened", by=by, version=version)


def confirm_self_evaluation(*, application: Application, by: Hat, version: int) -> Passage:
    """Say that the self-evaluation is done, on the route without an agency.

    Raises TransitionRefused: another route, or the commitment is not signed.
    """
    return transition(
        application=application, way="self_evaluated", by=by, version=version, also=(_on_route_self, commitment_signed)
    )


def hand_in_agency_report(*, application: Application, by: Hat, version: int) -> Passage:
    """Hand in the signed report of an agency whose work happened outside of the program.

    Raises TransitionRefused: another route, no score, agency or signed report, or the commitment is not signed.
    """
    return transition(
        application=application,
        way="technically_reviewed",
        by=by,
        version=version,
        also=(_on_route_agency, commitment_signed),
    )


def _on_route_self(matter: Matter) -> list[Objection]:
    if matter.application.route == "agency":
        return [Objection("ROUTE", _("评价方式是第三方评价，请提交第三方评价报告。"), "route")]
    return route_chosen(matter)


def _on_route_agency(matter: Matter) -> list[Objection]:
    if matter.application.route != "agency":
        return [Objection("ROUTE", _("评价方式不是第三方评价。"), "route")]
    return agency_report_there(matter)


@transaction.atomic
def sign_commitment(*, application: Application, by: Hat, version: int) -> Statement:
    """Sign the commitment in the words of the kind.

    Raises TransitionRefused: not the signatory, handed in already; StaleApplication: moved since `version`.
    """
    held = locked(application, version)
    _require_signatory(by)
    ruling = applications.may(by, "sign", held)
    if not ruling:
        raise TransitionRefused(str(ruling.reason))
    before = held.statements.filter(place=COMMITMENT, current=True).first()
    if before is not None:
        held.statements.filter(pk=before.pk).update(current=False)
    signed = Statement.objects.create(
        application=held, place=COMMITMENT, witness="claimed", by=by.person, hat=by.membership, at=clock.now(),
        follows=before, content={"points": commitment_for(held.kind).in_chinese(), "signed_by": by.person.name},
    )  # fmt: skip
    record("application.commitment_signed", held, by=by.actor, after={"points": signed.content["points"]})
    return signed


def _require_signatory(by: Hat) -> None:
    if by.role != Role.APPLICANT_SIGNATORY:
        raise TransitionRefused(_("承诺和提交由单位负责人办理。"))


def submit_application(*, application: Application, by: Hat, version: int, lock: bool = True) -> Submission:
    """Hand the application in: everything is checked again and frozen as a numbered version with its receipt.

    `lock` False: the caller has the row from `locked_row` in this very transaction.

    Raises:
        StaleApplication: the application was moved since `version`.
        TransitionRefused: not the signatory, not ready yet; `objections` say what to do first.
    """
    _require_signatory(by)
    made: list[Submission] = []

    def keep(matter: Matter, passage: Passage) -> dict[str, str]:
        made.append(freeze(matter, passage, by))
        return {"receipt": made[0].receipt_number, "digest": made[0].digest}

    transition(
        application=application, way="submitted", by=by, version=version, also=(ready_to_submit,), after=keep, lock=lock
    )
    return made[0]


def carry_on(*, application: Application, by: Hat) -> list[Passage]:
    """Take the steps before the submission that nothing stands in the way of, for a signatory who has just signed.

    What cannot be taken yet is left, and the check page says why.
    """
    taken = []
    report = application.route == "agency"
    for act in (confirm_self_screening, hand_in_agency_report if report else confirm_self_evaluation):
        try:
            taken.append(act(application=application, by=by, version=application.version))
        except TransitionRefused:
            continue
    return taken


@transaction.atomic
def ask_to_submit(*, application: Application, by: Hat) -> int:
    """Tell those who may submit that the application waits for them; how many were told.

    Raises TransitionRefused: the unit has nobody who may.
    """
    people = people_of(application.unit, {Role.APPLICANT_SIGNATORY})
    if not people:
        raise TransitionRefused(_("本单位还没有单位负责人账号，请先邀请一位。"))
    params: dict[str, object] = {"unit": application.unit.name, "kind": application.kind, "by": by.person.name}
    notify(people=people, code="please_submit", params=params, url=f"/applications/{application.pk}/check/")
    record("application.submission_asked", application, by=by.actor, after={"people": len(people)})
    return len(people)
