"""A list handed to whoever releases it, and handed back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.decisions.models import Batch
from greenlist.decisions.quotas import refuse_excess
from greenlist.decisions.rules.batches import APPROVERS, HANDLERS
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

from .holding import hold, save, tell_office

S = Batch.State


@transaction.atomic
def propose(*, batch: Batch, by: Hat, version: int | None) -> Batch:
    """Ask the approvers to release the list as it stands; nobody can change it meanwhile.

    A list that chooses nobody is proposed like any other (宁缺毋滥, REQ-08).

    Raises:
        Refused: more units than places, or a number of places that nobody entered.
        Changed: somebody worked on the list since `version`.
    """
    held = hold(batch, "propose", by, version)
    refuse_excess(held)
    held.state, held.proposed_by, held.proposed_at, held.sent_back_reason = S.PROPOSED, by.person, clock.now(), ""
    save(held, batch, "state", "proposed_by", "proposed_at", "sent_back_reason")
    tell_office(held, APPROVERS, "decision_proposed", by, by=by.person.name)
    counts = {one or "open": held.lines.filter(outcome=one).count() for one in ("yes", "no", "back", "")}
    record("decision.proposed", held, by=by.actor, after={"state": held.state, **counts})
    return held


@transaction.atomic
def send_back(*, batch: Batch, reason: str, by: Hat) -> Batch:
    """Hand a proposed list back to be worked on: an approver who does not agree, or who proposed it and thought again.

    Raises Refused: no reason.
    """
    held = hold(batch, "send_back", by)
    if not reason.strip():
        raise Refused(_("请写明退回的理由。"), "reason")
    held.state, held.sent_back_reason = S.PREPARING, reason.strip()
    save(held, batch, "state", "sent_back_reason")
    tell_office(held, HANDLERS | APPROVERS, "decision_sent_back", by, by=by.person.name, reason=reason.strip())
    after = {"state": held.state}
    record("decision.sent_back", held, by=by.actor, before={"state": S.PROPOSED}, after=after, reason=reason.strip())
    return held
