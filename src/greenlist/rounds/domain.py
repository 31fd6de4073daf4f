"""The verbs of a round: prepare, open, close, extend a deadline."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook.schema import Policy
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction

from .law import book_of, keep_law
from .models import Deadline, DeadlineExtension, Round


class RoundRefused(ValueError):
    """What the verb cannot do, in the user's words."""


@transaction.atomic
def open_round(*, policy_id: str, jurisdiction: Jurisdiction, title: str, by: Hat) -> Round:
    """Open a round: keep the law as it is installed now and bind the round to it by hash.

    Raises:
        UnknownLaw, LawInvalid: no such policy, or one that cannot be used.
        RoundRefused: the policy names no process.
    """
    edition = keep_law()
    round_ = Round(
        title=title, jurisdiction=jurisdiction, law=edition, policy_id=policy_id, state=Round.State.OPEN,
        opened_at=clock.now(), created_by=by.person, created_at=clock.now(),
    )  # fmt: skip
    book = book_of(round_)
    policy = book.policy(policy_id)
    process_id = policy.process.value
    if process_id is None:
        raise RoundRefused(_("政策 %(policy)s 没有写明流程（process），请先在政策文件中补上。") % {"policy": policy_id})
    book.process(process_id)
    year = policy.identity.year.value or clock.today().year
    round_.year = year
    round_.evaluation_year = policy.evaluation.by_report_year.value or year - 1
    round_.policy_hash = book.hash_of(policy_id)
    round_.process_id, round_.process_hash = process_id, book.hash_of(process_id)
    round_.save()
    _write_calendar(round_, policy)
    after = {"policy": policy_id, "policy_hash": round_.policy_hash, "law": edition.sha256, "year": year}
    record("round.opened", round_, by=by.actor, after=after)
    return round_


def _write_calendar(round_: Round, policy: Policy) -> None:
    for kind in Deadline.Kind:
        fact: Fact[date | str] = getattr(policy.deadlines, kind.value)
        on = day_of(fact.value, round_.year)
        Deadline.objects.create(
            round=round_, kind=kind, on=on, first_on=on, fact=fact.id, clause=fact.clause or "", mark=str(fact.mark),
        )  # fmt: skip


def day_of(value: date | str | None, year: int) -> date | None:
    """A date of the law in a year: "07-31" is taken in that year."""
    if isinstance(value, str):
        month, day = value.split("-")
        return date(year, int(month), int(day))
    return value


@transaction.atomic
def extend_deadline(*, deadline: Deadline, to: date, reason: str, document: str, by: Hat) -> DeadlineExtension:
    """Move a deadline later, with reason and document.

    Raises RoundRefused where the new date is not later than the one in force.
    """
    held = Deadline.objects.select_for_update().get(pk=deadline.pk)
    if held.on is not None and to <= held.on:
        raise RoundRefused(_("新的截止日期必须晚于现在的 %(on)s。") % {"on": held.on.isoformat()})
    extension = DeadlineExtension.objects.create(
        deadline=held, before=held.on, after=to, reason=reason, document=document, by=by.person, at=clock.now()
    )
    before = {"on": held.on.isoformat() if held.on else None}
    held.on = to
    held.save()
    after = {"on": to.isoformat(), "document": document, "kind": held.kind}
    record("deadline.extended", held.round, by=by.actor, before=before, after=after, reason=reason)
    return extension


@transaction.atomic
def close_round(*, round: Round, by: Hat) -> None:  # noqa: A002 - what it closes
    """Close a round: nothing is submitted any more."""
    held = Round.objects.select_for_update().get(pk=round.pk)
    held.state, held.closed_at = Round.State.CLOSED, clock.now()
    held.save()
    record("round.closed", held, by=by.actor)
