"""What the frozen evaluation of a version says: what could not be read, consistency checks, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.anchors import Anchors
from greenlist.applications.guards import ON_PROVINCE_LIST, condition_name, place_of
from greenlist.applications.models import Application, Submission
from greenlist.applications.sheets import Layout
from greenlist.engine.conditions.prerequisites import RULES
from greenlist.rounds.law import book_of

from .rows import CheckRow

GROUP_OF = {"exclusion": "exclusion", "prerequisite": "prerequisite"}  # eligibility, basic, items: gates
BY_PEOPLE = frozenset({"eligibility", "basic", "prerequisite"})


def rows(submission: Submission, layout: Layout) -> Iterator[CheckRow]:
    """The lines that the result holds. No query."""
    result, application = submission.result, layout.application
    for number, problem in enumerate(result.get("problems", ()), start=1):
        yield CheckRow(f"reading:{number}", "reading", "error", problem)
    anchors = Anchors(application)
    for one in result.get("findings", ()):
        yield _finding(one, anchors)
    judged = by_people(application)
    for one in result.get("conditions", ()):
        if one["id"] != ON_PROVINCE_LIST and (row := _condition(one, judged)) is not None:
            yield row


def _finding(one: dict[str, Any], anchors: Anchors) -> CheckRow:
    where = anchors.find(one["place"])
    person = one["severity"] == "warning"  # an error is one; a warning is to be explained, and somebody must agree
    return CheckRow(
        f"finding:{one['check']}@{one['place']}", "checks", one["severity"], one["message"],
        place=where[1] if where else "", decided_by="person" if person else "program", must=person,
        number=one["check"], hint=one["way_out"],
    )  # fmt: skip


def by_people(application: Application) -> frozenset[str]:
    """The conditions that no formula and no list answers: a person's word decides them."""
    book = book_of(application.round)
    policy, pack = book.policy(application.round.policy_id), book.pack(application.pack_id)
    gates = {one.id for one in policy.gates if one.test is None or not one.test.value}
    basics = {one.id for one in pack.requirements if one.check is None or not one.check.value}
    return frozenset(gates | basics | (set(type(policy.prerequisite).model_fields) - set(RULES)))


def _condition(one: dict[str, Any], judged: frozenset[str]) -> CheckRow | None:
    """A condition that is not met or open; and, whatever is said of it, one that decides and that people judge."""
    person = one["group"] in BY_PEOPLE and one["id"] in judged
    if one["answer"] == "met" and not (person and one["gate"]):
        return None
    decided_by = "person" if person and one["answer"] != "not_met" else "program"
    met = decided_by == "person" and one["answer"] == "met"
    answer = {"met": "info", "not_met": "error" if one["gate"] else "warning"}
    severity = answer.get(one["answer"], "warning" if one["gate"] else "info")
    return CheckRow(
        f"condition:{one['id']}", GROUP_OF.get(one["group"], "gates"), severity,  # type: ignore[arg-type]
        _text(one, person=decided_by == "person"), place=place_of(one), decided_by=decided_by,  # type: ignore[arg-type]
        must=decided_by == "person" and one["gate"], number="" if one["id"].islower() else one["id"],
        hint=_("；").join(part for part in (one["reason"] if met else "", one["clause"]) if part),
    )  # fmt: skip


def _text(one: dict[str, Any], *, person: bool) -> str:
    """What the condition asks, and how it stands: of one that only the applicant says is met, that."""
    if person and one["answer"] == "met":
        return _("%(name)s：申报称符合，请核实。") % {"name": _name(one)}
    return _("%(name)s：%(reason)s") % {"name": _name(one), "reason": one["reason"]}


def _name(one: dict[str, Any]) -> str:
    return one["name"] if one["id"].islower() else condition_name(one).removeprefix(f"{one['id']} ")
