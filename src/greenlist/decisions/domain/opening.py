"""A list opened, brought up to date, given up."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from greenlist.applications.models import Application
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.queries.preparing import candidates, open_batch_of
from greenlist.decisions.ranking import ranked_lines
from greenlist.decisions.rules.batches import batches
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round

from .holding import hold, save

WRITTEN = ("kind", "county", "submission", "verdict", "tier", "score", "keys", "place", "place_reason", "position",
           "outcome", "reason", "decided_by", "decided_at")  # fmt: skip
_ROWS = 500  # of one statement


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: units that came, units that went, choices undone because the unit may not be chosen."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    undone: tuple[str, ...]


@transaction.atomic
def open_batch(*, round: Round, stage: str, by: Hat, title: str = "") -> Batch:  # noqa: A002 - what is decided on
    """Open the list of a stage at the office of `by`, with everything that waits for it, ranked.

    Raises Refused: the office has one open already.
    """
    require(batches.may_open(by, stage, round))
    place = _place_of(by, round)
    if open_batch_of(round, stage, place) is not None:
        raise Refused(_("这个轮次已有一份没有发布的名单，请在那一份上继续。"))
    made = Batch(
        round=round, place=place, stage=stage, title=title.strip()[:120] or _titled(round, stage, place),
        created_by=by.person, created_at=clock.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # a colleague was first
        raise Refused(_("这个轮次已有一份没有发布的名单，请在那一份上继续。")) from None
    filled = _fill(made)
    after = {"round": round.pk, "stage": stage, "place": place.code, "title": made.title, "units": len(filled.added)}
    record("decision.opened", made, by=by.actor, after=after)
    return made


def _place_of(by: Hat, round_: Round) -> Jurisdiction:
    place = by.jurisdiction
    if place is None or not place.path.startswith(round_.jurisdiction.path):
        raise Refused(_("这个轮次不由您所在的地方办理。"))
    return place


def _titled(round_: Round, stage: str, place: Jurisdiction) -> str:
    """A list without a title of its own; numbered from the second of an office on."""
    before = Batch.objects.filter(round=round_, stage=stage, place=place).count()
    words = _("%(place)s遴选名单") if stage == Stage.SELECTION else _("%(place)s审定名单")
    number = _("（第 %(number)d 批）") % {"number": before + 1} if before else ""
    return (words % {"place": place.name} + number)[:120]


@transaction.atomic
def refresh(*, batch: Batch, by: Hat, version: int | None = None) -> Refreshed:
    """Bring a list up to date: units that came to its stage are added, units that left it go, all is ranked anew.

    Raises Changed.
    """
    held = hold(batch, "edit", by, version)
    done = _fill(held)
    save(held, batch)
    after = {"added": [*done.added], "removed": [*done.removed], "undone": [*done.undone]}
    record("decision.refreshed", held, by=by.actor, after=after)
    return done


def _fill(held: Batch) -> Refreshed:
    """The lines as they have to be now. No verb of its own."""
    before = {one.application_id: one for one in held.lines.select_related("application__unit")}
    chosen = {pk for pk, one in before.items() if one.outcome == Line.Outcome.YES}
    found = candidates(held.round, held.stage, held.place).select_related("unit").order_by("pk")
    lines = ranked_lines(held, list(found), before)
    here = {one.application_id for one in lines}
    gone = [one for pk, one in before.items() if pk not in here]
    Line.objects.filter(pk__in=[one.pk for one in gone]).delete()
    new, old = [one for one in lines if one.pk is None], [one for one in lines if one.pk is not None]
    Line.objects.bulk_create(new, batch_size=_ROWS)
    _write(old)
    undone = [one for one in lines if one.application_id in chosen and not one.outcome]
    return Refreshed(_names(new), _names(gone), _names(undone))


def _write(lines: list[Line]) -> None:
    """The lines that were there, in one statement each so many: an upsert, for an update of many columns is slow."""
    Line.objects.bulk_create(
        lines, batch_size=_ROWS, update_conflicts=True, unique_fields=["id"], update_fields=[*WRITTEN]
    )


def _names(lines: list[Line]) -> tuple[str, ...]:
    return tuple(_name(one.application) for one in lines)


def _name(application: Application) -> str:
    return application.unit.name


@transaction.atomic
def drop(*, batch: Batch, reason: str, by: Hat) -> None:
    """Give a list up; its applications stay where they are. Raises Refused: no reason."""
    held = hold(batch, "drop", by)
    if not reason.strip():
        raise Refused(_("请写明撤销的理由。"), "reason")
    before = {"state": held.state}
    held.state, held.dropped_by, held.dropped_at = Batch.State.DROPPED, by.person, clock.now()
    held.dropped_reason = reason.strip()
    save(held, batch, "state", "dropped_by", "dropped_at", "dropped_reason")
    record("decision.dropped", held, by=by.actor, before=before, after={"state": held.state}, reason=reason.strip())
