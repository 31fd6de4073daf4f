"""Sending the letters of a batch: in one act for all of them."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.applications.process import transition
from greenlist.consultations.models import Consultation, ConsultedUnit
from greenlist.consultations.queries.holding import held_consultation
from greenlist.consultations.queries.previewing import Preview, preview
from greenlist.consultations.rules.consultations import consultations
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused, notify
from greenlist.parties.models import Person

STEP = "consulted"


@transaction.atomic
def send_letters(*, consultation: Consultation, digest: str, by: Hat) -> Consultation:
    """Send every letter of a batch and move every unit on (T13), each person being told once.

    `digest` is that of the preview the approver saw: what changed since then stops the act.

    Raises:
        Refused: no date, nobody to ask, the preview is not this any more, a unit that moved elsewhere.
        TransitionRefused: a unit that cannot take the step; nothing was sent then.
    """
    held = held_consultation(consultation.pk)
    require(consultations.may(by, "send", held))
    seen = preview(held)
    _check(held, seen, digest)
    for one in seen.units:
        transition(application=one.consulted.application, way=STEP, by=by, tell=False)
    _freeze(seen)
    held.state, held.sent_by, held.sent_at = Consultation.State.SENT, by.person, clock.now()
    held.save(update_fields=["state", "sent_by", "sent_at"])
    held.letters.filter(issued_on=None).update(issued_on=clock.today())
    _tell_departments(held, seen)
    _tell_units(seen)
    after = {
        "letters": [{"to": one.letter.addressee, "field": one.letter.field} for one in seen.letters],
        "units": [one.shown.name for one in seen.units], "due_on": _due(held),
    }  # fmt: skip
    record("consultation.sent", held, by=by.actor, after=after)
    return held


def _check(held: Consultation, seen: Preview, digest: str) -> None:
    if held.due_on is None:
        raise Refused(_("请先定下答复期限。"), "due_on")
    if held.due_on <= clock.today():
        raise Refused(_("答复期限已到，请改到今天以后再发。"), "due_on")
    if not seen.units or not seen.letters:
        raise Refused(_("没有单位或没有主送部门，不能发函。"))
    if seen.stopped:
        names = _("、").join(one.shown.name for one in seen.stopped)
        raise Refused(_("%(units)s已不在待征求意见之列，请从这一批中去掉后再发。") % {"units": names})
    if seen.digest != digest:
        raise Refused(_("预览之后内容有变动，没有发出。请重新核对预览。"))


def _freeze(seen: Preview) -> None:
    """Keep how the letters name the units, and by which version."""
    rows = []
    for one in seen.units:
        one.consulted.submission_id, one.consulted.shown = one.version, one.shown.plain()
        rows.append(one.consulted)
    ConsultedUnit.objects.bulk_update(rows, ["submission", "shown"])


def _tell_departments(held: Consultation, seen: Preview) -> None:
    """Each person of the departments once, whatever the number of their letters."""
    letters: dict[Person, list[int]] = defaultdict(list)
    for one in seen.letters:
        for person in one.people:
            letters[person].append(one.letter.pk)
    params: dict[str, object] = {"city": _office(held), "count": len(seen.units), "due": _due(held)}
    for person, mine in letters.items():
        url = f"/letters/{mine[0]}/" if len(mine) == 1 else "/letters/"
        notify(people=[person], code="consult_asked", params=params, url=url)


def _tell_units(seen: Preview) -> None:
    """Each person of the units once: that it takes place, never with whom."""
    mine: dict[Person, list[str]] = defaultdict(list)
    url: dict[Person, str] = {}
    for one in seen.units:
        for person in one.people:
            mine[person].append(one.shown.name)
            url[person] = f"/applications/{one.consulted.application_id}/" if len(mine[person]) == 1 else "/"
    for person, names in mine.items():
        units = _("、").join(dict.fromkeys(names))
        notify(people=[person], code="consult_began", params={"units": units}, url=url[person])


def _due(held: Consultation) -> str:
    return held.due_on.isoformat() if held.due_on else ""


def _office(held: Consultation) -> str:
    return held.city.name
