"""What the process table asks about consultation: RS-4 before selection, G-CONSULT before recommendation (REQ-44)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from weakref import WeakKeyDictionary

from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.applications.process import GUARDS, Matter, Objection

from .queries.standing import Standing, standings

PLACE = "consultation"  # the page of the consultation, not a place of the form
_known: WeakKeyDictionary[Matter, Standing] = WeakKeyDictionary()
_together: ContextVar[Mapping[int, Standing] | None] = ContextVar("greenlist_consultations_together", default=None)


@contextmanager
def asked_together(applications: Sequence[Application]) -> Iterator[None]:
    """Within this the guards know of these applications what was read at its beginning: four queries for all of them.

    For one act over many applications, whose rows it has locked; what comes in meanwhile counts as come later.
    """
    token = _together.set(standings(applications))
    try:
        yield
    finally:
        _together.reset(token)


def nothing_reported(matter: Matter) -> list[Objection]:
    """RS-4: no department's objection is undecided, and none stands."""
    one = _standing(matter)
    against = []
    if one.open_objections:
        names = _("、").join(row.letter.addressee for row in one.replies if row.state == "objection")
        words = _("%(who)s有异议，还没有认定是否成立。")
        against.append(Objection("RS-4", words % {"who": names}, PLACE))
    if one.standing_objections:
        names = _("、").join(row.letter.addressee for row in one.replies if row.state == "stands")
        against.append(Objection("RS-4", _("%(who)s的异议已认定成立。") % {"who": names}, PLACE))
    return against


def departments_answered(matter: Matter) -> list[Objection]:
    """G-CONSULT: each mandatory department has answered about the newest version, and nothing stands against it.

    Silence is an answer where the policy says so, and then by the rule alone; asking for more time is none.
    """
    one = _standing(matter)
    if one.consulted is None:
        return [Objection("G-CONSULT", _("这一版材料还没有征求部门意见。"), PLACE)]
    against = nothing_reported(matter)
    if one.waiting_for:
        words = _("还没有收到%(who)s的意见。")
        against.append(Objection("G-CONSULT", words % {"who": _("、").join(one.waiting_for)}, PLACE))
    return against


def _standing(matter: Matter) -> Standing:
    """Asked once for all guards of a step."""
    if matter not in _known:
        application, together = matter.application, _together.get() or {}
        _known[matter] = together.get(application.pk) or standings([application])[application.pk]
    return _known[matter]


GUARDS.update({"RS-4": nothing_reported, "G-CONSULT": departments_answered})
