"""A checked value of the city: a further witness, and the version evaluated again with it. The frozen one stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.data import digest_of
from greenlist.applications.domain.checking import CHECKED, check
from greenlist.applications.evaluating import evaluate_data, told
from greenlist.applications.models import Application, Evidence, Statement
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.reviews.models import CheckedResult
from greenlist.reviews.queries.overlay import checked_words, laid_over
from greenlist.reviews.rules import reviews

from .holding import hold, newest_version

SOURCE = "市级核查"  # of the city's own proof of a condition


@dataclass(frozen=True, slots=True)
class Correction:
    """What came of it: the city's word, the result that decides now (None: the frozen one does)."""

    statement: Statement | None
    result: CheckedResult | None


@transaction.atomic
def check_value(
    *, application: Application, place: str, content: Any, by: Hat, reason: str, unit: str = "",
    evidence: Evidence | None = None, page: str = "", base: int | None = None,
) -> Correction:  # fmt: skip
    """Correct a place: the city's word beside claim and verified value, and the version evaluated again with it.

    Raises as `applications.domain.checking.check`; NotAllowed also for a case of one's own; Refused: the evaluation
    cannot read the value, or the application was not handed in.
    """
    held = hold(application)
    require(reviews.may(by, "correct", held))
    said = check(
        application=held, place=place, content=content, by=by, reason=reason, unit=unit, evidence=evidence, page=page,
        base=base,
    )  # fmt: skip
    return Correction(said, evaluate_again(held, by))


def judged_word(points: str, answer: str, reason: str, by: Hat) -> dict[str, Any]:
    """The city's judgement of an item, as it is stated."""
    parts = {"points": points, "answer": answer, "reason": reason, "assessor": str(by.organisation or "")}
    return {key: part for key, part in parts.items() if part}


def answered_word(before: Statement | None, answer: str, reason: str, evidence: Evidence | None) -> dict[str, Any]:
    """The city's answer to a condition: what was handed in as proof stays its proof, the city's stands beside it."""
    kept = before.content if before is not None and isinstance(before.content, dict) else {}
    listed = kept.get("proof")
    proofs: list[Any] = listed if isinstance(listed, list) else []
    if evidence is not None:
        proofs = [*proofs, {"evidence": evidence.pk, "source": SOURCE, "queried_on": clock.today().isoformat()}]
    plain: dict[str, Any] = kept | {"answer": answer, "reason": reason}
    return plain | {"proof": proofs} if proofs else plain


@transaction.atomic
def take_back(*, application: Application, place: str, reason: str, by: Hat) -> Correction:
    """Take a correction back; what was claimed or verified decides again. Raises as `check_value`; Refused: none."""
    held = hold(application)
    require(reviews.may(by, "correct", held))
    if not held.statements.filter(place=place, witness=CHECKED, current=True, content__isnull=False).exists():
        raise Refused(_("这一项没有核对值。"))
    said = check(application=held, place=place, content=None, by=by, reason=reason)
    return Correction(said, evaluate_again(held, by))


def evaluate_again(application: Application, by: Hat) -> CheckedResult | None:
    """Evaluate the newest version with every word of the city laid over it, and keep that as what decides.

    None: nothing is corrected any more. Inside the transaction of the act, on a held row.
    """
    submission = newest_version(application)
    before = CheckedResult.objects.filter(submission=submission, current=True).first()
    places = sorted({one.place for one in checked_words(application)})
    if before is not None:
        CheckedResult.objects.filter(pk=before.pk).update(current=False)
    made = _evaluated(application, by, places) if places else None
    was = {"places": before.places, "digest": before.digest} if before else None
    now = {"version": submission.number, "places": places, "digest": made.digest if made else ""}
    record("application.evaluated_with_checked", application, by=by.actor, before=was, after=now)
    return made


def _evaluated(application: Application, by: Hat, places: list[str]) -> CheckedResult:
    submission = newest_version(application)
    data = laid_over(application, submission, places)
    evaluated = evaluate_data(application.round, data)
    known = set(submission.result.get("problems", ()))
    unread = [line for one in evaluated.problems if (line := told(one, "zh")) not in known]
    if evaluated.result is None or unread:
        raise Refused(_("这样填不能评价：%(why)s") % {"why": "；".join(unread)}, "content")
    return CheckedResult.objects.create(
        application=application, submission=submission, places=places, data=data, result=evaluated.result,
        digest=digest_of({"data": data, "result": evaluated.result}), by=by.person, at=clock.now(),
    )  # fmt: skip
