"""What an officer says of the points that the program cannot decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Submission
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.reviews.models import CheckedPoint, FormalCheck
from greenlist.reviews.queries.checking import Checked, findings_of
from greenlist.reviews.rules import reviews

from .holding import hold, newest_version, open_check

MOST = 500  # characters of a note


@dataclass(frozen=True, slots=True)
class Answer:
    """A word on one point: fine, fault or unclear; the last two say why."""

    answer: str
    note: str = ""


@transaction.atomic
def answer_points(*, application: Application, submission: Submission, answers: Mapping[str, Answer], by: Hat) -> int:
    """Say what was found on some points of a version; a later word on a point takes the place of an earlier one.

    How many words are new or changed. `submission`: the version that was looked at.

    Raises:
        NotAllowed: not the city's, not while the city checks, or a case of one's own.
        Refused: a newer version is there, no such point, or a fault without a note (`field` is the point).
    """
    held = hold(application)
    require(reviews.may(by, "check", held))
    newest = newest_version(held)
    if newest.pk != submission.pk:
        raise Refused(_("单位已提交了新的版本，请按新版本核对。"))
    rows = {one.id: one for one in findings_of(held, newest) if one.decided_by == "person"}
    for point, one in answers.items():
        _check(one, point, known=point in rows)
    check = open_check(newest)
    said = {one.point: one for one in check.points.all()}
    changed = {point: one for point, one in answers.items() if _differs(said.get(point), one)}
    for point, one in changed.items():
        _keep(check, said.get(point), point, one, by)
    left = len(Checked(findings_of(held, newest)).left)
    FormalCheck.objects.filter(pk=check.pk).update(left=left)
    if changed:
        told = {point: {"answer": one.answer, "note": one.note} for point, one in changed.items()}
        record("formal_check.answered", held, by=by.actor, after={"version": newest.number, "points": told})
    return len(changed)


def _check(one: Answer, point: str, *, known: bool) -> None:
    if not known:
        raise Refused(_("这一点现在不用判断，请刷新后再看。"), point)
    if one.answer not in CheckedPoint.Answer.values:
        raise Refused(_("请选择判断。"), point)
    if one.answer != CheckedPoint.Answer.FINE and not one.note.strip():
        raise Refused(_("请写明问题，或为什么无法判断。"), point)
    if len(one.note) > MOST:
        raise Refused(_("说明最多 %(most)d 字。") % {"most": MOST}, point)


def _differs(said: CheckedPoint | None, one: Answer) -> bool:
    return said is None or (said.answer, said.note) != (one.answer, one.note.strip())


def _keep(check: FormalCheck, said: CheckedPoint | None, point: str, one: Answer, by: Hat) -> None:
    row = said or CheckedPoint(check_of=check, point=point)
    row.answer, row.note, row.by, row.at = one.answer, one.note.strip(), by.person, clock.now()
    row.save()


@transaction.atomic
def answer_all(*, application: Application, by: Hat, answer: str = "fine", note: str = "") -> int:
    """Say the same of every point that must still be decided; how many they were. Raises as `answer_points`."""
    newest = newest_version(application)
    left = Checked(findings_of(application, newest)).left
    answers = {one.id: Answer(answer, note) for one in left}
    return answer_points(application=application, submission=newest, answers=answers, by=by)
