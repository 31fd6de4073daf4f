"""A value of the city or the province: a further witness, the version evaluated again with it. The frozen one stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.data import digest_of
from greenlist.applications.domain.checking import CHECKED, DECIDED, check
from greenlist.applications.evaluating import evaluate_data, told
from greenlist.applications.models import Application, Evidence, Statement
from greenlist.applications.queries.witnesses import as_far_as
from greenlist.engine import clock
from greenlist.engine.case import WITNESS_ORDER
from greenlist.journal.domain import record
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.reviews.models import CheckedResult
from greenlist.reviews.queries.overlay import laid_over, office_words
from greenlist.reviews.rules import reviews

from .holding import hold, newest_version

SOURCES = {CHECKED: "市级核查", DECIDED: "省级审定"}  # of the office's own proof of a condition
ORDER = [one.value for one in WITNESS_ORDER]


def witness_of(by: Hat) -> str:
    """As which witness an office speaks: the city checks, the province decides."""
    return DECIDED if by.among(roles.PROVINCE) else CHECKED


@dataclass(frozen=True, slots=True)
class Correction:
    """What came of it: the office's word, the result that decides now (None: the frozen one does)."""

    statement: Statement | None
    result: CheckedResult | None


@transaction.atomic
def check_value(
    *, application: Application, place: str, content: Any, by: Hat, reason: str, unit: str = "",
    evidence: Evidence | None = None, page: str = "", base: int | None = None,
) -> Correction:  # fmt: skip
    """Correct a place: the office's word beside what others said, and the version evaluated again with it.

    A city's is a checked value, a province's a decided one (`witness_of`); the later witness decides.

    Raises as `applications.domain.checking.check`; NotAllowed also for a case of one's own; Refused: the evaluation
    cannot read the value, or the application was not handed in.
    """
    held = hold(application)
    require(reviews.may(by, "correct", held))
    said = check(
        application=held, place=place, content=content, by=by, reason=reason, unit=unit, evidence=evidence, page=page,
        base=base, witness=witness_of(by),
    )  # fmt: skip
    return Correction(said, evaluate_again(held, by))


def judged_word(points: str, answer: str, reason: str, by: Hat) -> dict[str, Any]:
    """The office's judgement of an item, as it is stated."""
    parts = {"points": points, "answer": answer, "reason": reason, "assessor": str(by.organisation or "")}
    return {key: part for key, part in parts.items() if part}


def answered_word(
    before: Statement | None, answer: str, reason: str, evidence: Evidence | None, witness: str
) -> dict[str, Any]:
    """The office's answer to a condition: what was handed in as proof stays its proof, the office's stands beside."""
    kept = before.content if before is not None and isinstance(before.content, dict) else {}
    listed = kept.get("proof")
    proofs: list[Any] = listed if isinstance(listed, list) else []
    if evidence is not None:
        proofs = [
            *proofs,
            {"evidence": evidence.pk, "source": SOURCES[witness], "queried_on": clock.today().isoformat()},
        ]
    plain: dict[str, Any] = kept | {"answer": answer, "reason": reason}
    return plain | {"proof": proofs} if proofs else plain


@transaction.atomic
def take_back(*, application: Application, place: str, reason: str, by: Hat) -> Correction:
    """Take a correction back; what was claimed or verified decides again. Raises as `check_value`; Refused: none."""
    held = hold(application)
    require(reviews.may(by, "correct", held))
    witness = witness_of(by)
    if not held.statements.filter(place=place, witness=witness, current=True, content__isnull=False).exists():
        raise Refused(_("这一项没有审定值。") if witness == DECIDED else _("这一项没有核对值。"))
    said = check(application=held, place=place, content=None, by=by, reason=reason, witness=witness)
    return Correction(said, evaluate_again(held, by))


def evaluate_again(application: Application, by: Hat) -> CheckedResult | None:
    """Evaluate the newest version with every word of the offices laid over it, and keep that as what decides.

    None: nothing is corrected any more. Inside the transaction of the act, on a held row.
    """
    submission = newest_version(application)
    before = CheckedResult.objects.filter(submission=submission, current=True).first()
    words = office_words(application)
    if before is not None:
        CheckedResult.objects.filter(pk=before.pk).update(current=False)
    made = _evaluated(application, by, words) if words else None
    was = {"places": before.places, "digest": before.digest} if before else None
    now = {"version": submission.number, "places": made.places if made else [], "digest": made.digest if made else ""}
    record("application.evaluated_with_checked", application, by=by.actor, before=was, after=now)
    return made


def _evaluated(application: Application, by: Hat, words: Sequence[Statement]) -> CheckedResult:
    submission, places = newest_version(application), sorted({one.place for one in words})
    data = laid_over(application, submission, places)
    said_by = {one.witness for one in words}
    evaluated = evaluate_data(application.round, data)
    known = set(submission.result.get("problems", ()))
    unread = [line for one in evaluated.problems if (line := told(one, "zh")) not in known]
    if evaluated.result is None or unread:
        raise Refused(_("这样填不能评价：%(why)s") % {"why": "；".join(unread)}, "content")
    return CheckedResult.objects.create(
        application=application, submission=submission, places=places, data=data, result=evaluated.result,
        digest=digest_of({"data": data, "result": evaluated.result}), by=by.person, at=clock.now(),
        witness=DECIDED if DECIDED in said_by else CHECKED,
        checked_score=_checked_score(application, data) if said_by == {CHECKED, DECIDED} else "",
    )  # fmt: skip


def _checked_score(application: Application, data: dict[str, Any]) -> str:
    """The score as far as the city's words go; '' where there is none."""
    result = evaluate_data(application.round, as_far_as(data, CHECKED, ORDER)).result
    return str(((result or {}).get("ranking_score") or {}).get("value") or "")
