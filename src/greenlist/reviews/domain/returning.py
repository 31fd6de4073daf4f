"""Send a version back with the items at fault; the check is kept, and the city's own words there end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenlist.applications.locks import Locks
from greenlist.applications.models import Application, Passage, ReturnedItem
from greenlist.applications.process import Matter, TransitionRefused, transition, ways_from
from greenlist.applications.sections import section_of_place, sections_of
from greenlist.parties.access import Hat
from greenlist.reviews.models import CheckedResult, FormalCheck
from greenlist.reviews.queries.checking import Checked, findings_of
from greenlist.reviews.queries.overlay import OFFICES

from .accepting import close
from .holding import newest_version


@dataclass(frozen=True, slots=True)
class Fault:
    """An item at fault: a place of the form or a section, what people call it, and what is wrong."""

    place: str
    label: str
    reason: str


def return_application(
    *, application: Application, items: Sequence[Fault], by: Hat, version: int, note: str = ""
) -> Passage:
    """Send an application back: the items at fault open again, everything else stays locked.

    What the city had corrected at these places (a checked value) ends: the unit states them anew.

    Raises:
        TransitionRefused: no item, an item without a reason or not of this application, no way back from here.
        StaleApplication: the application was moved since `version`.
    """
    _check(application, items)

    def keep(matter: Matter, passage: Passage) -> dict[str, object]:
        return _keep(matter, passage, items, by, note)

    return transition(
        application=application, way=way_back(application), by=by, version=version,
        reason=in_words(items, note), after=keep,
    )  # fmt: skip


def in_words(items: Sequence[Fault], note: str) -> str:
    """What is wrong as the applicant reads it: the note, then a line per item."""
    lines = [_("%(label)s：%(reason)s") % {"label": one.label, "reason": one.reason} for one in items]
    return "\n".join([note, *lines] if note else lines)


def way_back(application: Application) -> str:
    """The way by which a city sends a version back (B01, B02). Raises TransitionRefused."""
    for way in ways_from(application):
        if way.to == "draft" and way.actor == "city" and way.back and way.from_state != "blocked":
            return way.id
    raise TransitionRefused(_("从现在的状态不能退回补正，请刷新后再看。"))


def _check(application: Application, items: Sequence[Fault]) -> None:
    if not items:
        raise TransitionRefused(_("请至少选一项要补正的内容。"))
    sections = sections_of(application)
    for one in items:
        if section_of_place(sections, one.place) is None:
            raise TransitionRefused(_("“%(label)s”不是这份申报的内容，请重新选择。") % {"label": one.label})
        if not one.reason.strip():
            raise TransitionRefused(_("请写明“%(label)s”的问题。") % {"label": one.label})


def _keep(matter: Matter, passage: Passage, items: Sequence[Fault], by: Hat, note: str) -> dict[str, object]:
    application = matter.application
    newest = newest_version(application)
    told = close(
        application, Checked(findings_of(application, newest)), FormalCheck.Outcome.RETURNED, by, passage, note
    )
    rows = [
        ReturnedItem(
            application=application, submission=newest, place=one.place, label=one.label[:200], reason=one.reason,
            by=by.person, at=passage.at,
        )
        for one in items
    ]  # fmt: skip
    ReturnedItem.objects.bulk_create(rows)
    Application.objects.filter(pk=application.pk).update(returned=True)
    application.returned = True
    ended = _end_corrections(application, rows)
    listed = [{"place": one.place, "reason": one.reason} for one in items]
    return {"items": listed} | told | ({"corrections_ended": ended} if ended else {})


def _end_corrections(application: Application, items: Sequence[ReturnedItem]) -> list[str]:
    """The offices' own words at the places that open again: kept as history, deciding no more."""
    locks = Locks(editable=True, limited=True, items=tuple(items), sections=tuple(sections_of(application)))
    words = application.statements.filter(witness__in=OFFICES, current=True)
    ended = [one for one in words if locks.items_at(one.place)]
    application.statements.filter(pk__in=[one.pk for one in ended]).update(current=False)
    CheckedResult.objects.filter(application=application, current=True).update(current=False)
    return [one.place for one in ended]
