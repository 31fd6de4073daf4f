"""The verbs of the formal check: accept for review, send back with the items at fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.applications.models import Application, Passage, ReturnedItem, Submission
from greenlist.applications.process import Matter, TransitionRefused, transition, ways_from
from greenlist.applications.sections import section_of_place, sections_of
from greenlist.parties.access import Hat


@dataclass(frozen=True, slots=True)
class Fault:
    """An item at fault: a place of the form or a section, what people call it, and what is wrong."""

    place: str
    label: str
    reason: str


def accept(*, application: Application, by: Hat, version: int, note: str = "") -> Passage:
    """Accept what was handed in for review. Raises TransitionRefused, StaleApplication."""
    return transition(
        application=application, way=_way(application, "formally_checked"), by=by, version=version, reason=note
    )


def return_application(
    *, application: Application, items: Sequence[Fault], by: Hat, version: int, note: str = ""
) -> Passage:
    """Send an application back: the items at fault open again, everything else stays locked.

    Raises:
        TransitionRefused: no item, an item without a reason or not of this application, no way back from here.
        StaleApplication: the application was moved since `version`.
    """
    _check(application, items)

    def keep(matter: Matter, passage: Passage) -> dict[str, object]:
        _keep(matter, passage, items, by)
        return {"items": [{"place": one.place, "reason": one.reason} for one in items]}

    return transition(
        application=application, way=_way(application, "draft"), by=by, version=version,
        reason=in_words(items, note), after=keep,
    )  # fmt: skip


def in_words(items: Sequence[Fault], note: str) -> str:
    """What is wrong as the applicant reads it: the note, then a line per item."""
    lines = [_("%(label)s：%(reason)s") % {"label": one.label, "reason": one.reason} for one in items]
    return "\n".join([note, *lines] if note else lines)


def _way(application: Application, state: str) -> str:
    for way in ways_from(application):
        if way.to == state:
            return way.id
    raise TransitionRefused(_("从现在的状态不能走这一步，请刷新后再看。"))


def _check(application: Application, items: Sequence[Fault]) -> None:
    if not items:
        raise TransitionRefused(_("请至少选一项要补正的内容。"))
    sections = sections_of(application)
    for one in items:
        if section_of_place(sections, one.place) is None:
            raise TransitionRefused(_("“%(label)s”不是这份申报的内容，请重新选择。") % {"label": one.label})
        if not one.reason.strip():
            raise TransitionRefused(_("请写明“%(label)s”的问题。") % {"label": one.label})


def _keep(matter: Matter, passage: Passage, items: Sequence[Fault], by: Hat) -> None:
    application = matter.application
    newest = Submission.objects.only("pk").filter(application=application).latest("number")
    ReturnedItem.objects.bulk_create(
        ReturnedItem(
            application=application, submission=newest, place=one.place, label=one.label[:200], reason=one.reason,
            by=by.person, at=passage.at,
        )
        for one in items
    )  # fmt: skip
    Application.objects.filter(pk=application.pk).update(returned=True)
    application.returned = True
