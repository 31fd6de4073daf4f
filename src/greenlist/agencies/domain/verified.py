"""The verbs of verification: the verified value of a place, a judged item, an answer to a condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.reports import contracted
from greenlist.agencies.queries.verifying import values_of
from greenlist.agencies.rules.reports import reports
from greenlist.applications.domain.verifying import verify
from greenlist.applications.models import Application, Evidence, Statement
from greenlist.engine import clock
from greenlist.parties.access import Hat, no, require
from greenlist.parties.domain import Refused

from .nonconforming import answer_nonconformity, ask_again, close_nonconformity, raise_nonconformity

MOST = 400  # places confirmed at once
SOURCE = "第三方核查"  # of the agency's own proof of a condition


def engaged(application: Application, by: Hat, act: str = "verify") -> Engagement:
    """The engagement in force of an application, if this hat may do `act` in it now. Raises NotAllowed."""
    found = contracted(application)
    if found is None:
        require(no(_("这份申报没有委托评价机构。")))
        raise AssertionError
    require(reports.may(by, act, found))
    return found


@transaction.atomic
def verify_value(
    *, application: Application, place: str, content: Any, by: Hat, reason: str, unit: str = "",
    evidence: Evidence | None = None, page: str = "", base: int | None = None,
) -> Statement | None:  # fmt: skip
    """State the verified value of a place, in `unit` ('' is the dictionary's), with its basis and evidence.

    Raises as `applications.domain.verifying.verify`; NotAllowed also for a signed report without an open revision.
    """
    engaged(application, by)
    return verify(
        application=application, place=place, content=content, by=by, reason=reason, unit=unit, evidence=evidence,
        page=page, base=base,
    )  # fmt: skip


@transaction.atomic
def judge_item(
    *, application: Application, place: str, answer: str, reason: str, by: Hat, points: str = "",
    evidence: Evidence | None = None, page: str = "", base: int | None = None,
) -> Statement | None:  # fmt: skip
    """Judge a qualitative item (`judged.`: points or an answer) or answer a condition (`conditions.`), with reason.

    What the unit handed in as proof of a condition stays its proof; the agency's evidence stands beside it.

    Raises as `verify_value`; Refused: neither points nor an answer.
    """
    if not (answer or points):
        raise Refused(_("请给出判断。"), "answer")
    claim = application.statements.filter(place=place, witness="claimed", current=True).first()
    judged = place.startswith("judged.")
    content = _judged(points, answer, reason, by) if judged else _answered(claim, answer, reason, evidence)
    return verify_value(
        application=application, place=place, content=content, by=by, reason=reason, evidence=evidence, page=page,
        base=base,
    )  # fmt: skip


def _judged(points: str, answer: str, reason: str, by: Hat) -> dict[str, Any]:
    parts = {"points": points, "answer": answer, "reason": reason, "assessor": str(by.organisation or "")}
    return {key: part for key, part in parts.items() if part}


def _answered(claim: Statement | None, answer: str, reason: str, evidence: Evidence | None) -> dict[str, Any]:
    kept = claim.content if claim is not None and isinstance(claim.content, dict) else {}
    listed = kept.get("proof")
    proofs: list[Any] = listed if isinstance(listed, list) else []
    if evidence is not None:
        proofs = [*proofs, {"evidence": evidence.pk, "source": SOURCE, "queried_on": clock.today().isoformat()}]
    plain: dict[str, Any] = kept | {"answer": answer, "reason": reason}
    return plain | {"proof": proofs} if proofs else plain


@transaction.atomic
def confirm_as_claimed(*, application: Application, places: Sequence[str], reason: str, by: Hat) -> list[Statement]:
    """Verify several places as they are claimed, on one basis. All or none.

    Raises:
        NotAllowed: not this hat's, or the report is signed and no revision open.
        Refused: no basis, nothing chosen, or a place where nothing is claimed.
    """
    engaged(application, by)
    if not reason.strip():
        raise Refused(_("请写明共同的核查依据：看了什么、怎么核对的。"), "reason")
    known = {one.place: one for one in values_of(application)}
    chosen = [known.get(place) for place in dict.fromkeys(places[:MOST])]
    if not chosen:
        raise Refused(_("请至少勾选一项。"))
    made = []
    for one in chosen:
        if one is None or one.claimed is None:
            raise Refused(_("有的项目单位没有填报，不能按申报值确认；请刷新后再选。"))
        said = one.claimed
        content = said.content
        if one.shape == "judged" and isinstance(content, dict):
            content = content | {"assessor": str(by.organisation or "")}
        stated = verify(
            application=application, place=one.place, content=content, by=by, reason=reason.strip(), unit=said.unit,
            evidence=_in_force(said.evidence), page=said.page,
        )  # fmt: skip
        if stated is not None:
            made.append(stated)
    return made


def _in_force(evidence: Evidence | None) -> Evidence | None:
    """The newest version of the file that a claim names, None where it was taken out."""
    while evidence is not None:
        newer = Evidence.objects.filter(replaces=evidence).first()
        if newer is None:
            return evidence if evidence.removed_at is None else None
        evidence = newer
    return None


__all__ = [
    "answer_nonconformity",
    "ask_again",
    "close_nonconformity",
    "confirm_as_claimed",
    "engaged",
    "judge_item",
    "raise_nonconformity",
    "verify_value",
]
