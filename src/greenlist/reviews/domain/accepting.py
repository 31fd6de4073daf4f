"""Accept a version for review; its check is kept as it stood."""

from __future__ import annotations

from django.utils.translation import ngettext

from greenlist.applications.models import Application, Passage
from greenlist.applications.process import Matter, Objection, TransitionRefused, transition
from greenlist.parties.access import Hat
from greenlist.reviews.models import FormalCheck
from greenlist.reviews.queries.checking import Checked, findings_of

from .holding import newest_version, open_check, way_to


def accept(*, application: Application, by: Hat, version: int, note: str = "") -> Passage:
    """Accept what was handed in for review (REQ-43); the check with everything found is kept.

    Raises:
        TransitionRefused: a point that a person must decide is open (`objections` name them), or an error of the
            program's checks stands and `note` does not say why it is accepted all the same.
        StaleApplication: the application was moved since `version`.
    """
    way = way_to(application, "formally_checked", back=False)
    seen: list[Checked] = []

    def decided(matter: Matter) -> list[Objection]:
        held = matter.application
        seen.append(Checked(findings_of(held, newest_version(held))))
        return [Objection("CHECK", one.text, one.place) for one in seen[0].left]

    def reasoned(_matter: Matter) -> list[Objection]:
        errors = seen[0].errors
        if not errors or note.strip():
            return []
        words = ngettext("还有 %(count)d 处错误，请在说明里写明为什么仍然受理。",
                         "还有 %(count)d 处错误，请在说明里写明为什么仍然受理。", len(errors))  # fmt: skip
        return [Objection("CHECK", words % {"count": len(errors)})]

    def keep(matter: Matter, passage: Passage) -> dict[str, object]:
        return close(matter.application, seen[0], FormalCheck.Outcome.ACCEPTED, by, passage, note)

    try:
        return transition(
            application=application, way=way, by=by, version=version, reason=note, also=(decided, reasoned), after=keep
        )
    except TransitionRefused as refused:
        if any(one.guard == "CHECK" for one in refused.objections):
            raise TransitionRefused(_refusal(refused.objections, seen[0]), refused.objections) from refused
        raise


def _refusal(against: list[Objection], seen: Checked) -> str:
    if not seen.left:
        return against[0].reason
    left = len(seen.left)
    words = ngettext("还有 %(count)d 点要由您判断，答完才能受理。", "还有 %(count)d 点要由您判断，答完才能受理。", left)
    return words % {"count": left}


def close(
    application: Application, seen: Checked, outcome: str, by: Hat, passage: Passage, note: str
) -> dict[str, object]:
    """End the check of the newest version, with the findings as they stand; what is told to the journal."""
    check = open_check(newest_version(application))
    check.findings, check.left = [one.as_data for one in seen.rows], len(seen.left)
    check.outcome, check.note, check.by, check.hat, check.at = outcome, note, by.person, by.label[:200], passage.at
    check.save()
    counts = {"errors": len(seen.errors), "decided": seen.must - len(seen.left), "faults": len(seen.faults)}
    return {"check": {"id": check.pk, "version": check.submission.number} | counts}
