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
from greenlist.parties.domain import notify
from greenlist.parties.models import Jurisdiction

from .law import book_of, keep_law
from .models import Deadline, DeadlineExtension, Round
from .queries import people_of_place, people_of_round


class RoundRefused(ValueError):
    """What the verb cannot do, in the user's words."""


@transaction.atomic
def open_round(*, policy_id: str, jurisdiction: Jurisdiction, title: str, by: Hat, law: str | None = None) -> Round:
    """Open a round: keep the law as it is installed now and bind the round to it by hash.

    `law` is the hash of the law that was looked at before; another one is not opened by surprise.

    Raises:
        UnknownLaw, LawInvalid: no such policy, or one that cannot be used.
        RoundRefused: the policy names no process, the place has this round already, or the law is another one now.
    """
    if Round.objects.filter(jurisdiction=jurisdiction, policy_id=policy_id).exists():
        raise RoundRefused(_("%(place)s已经按这份政策开启过轮次。") % {"place": jurisdiction.name})
    edition = keep_law()
    if law is not None and law != edition.sha256:
        raise RoundRefused(_("安装的规则文件刚刚更换过，请重新查看后再开启。"))
    round_ = Round(
        title=title, jurisdiction=jurisdiction, law=edition, policy_id=policy_id, state=Round.State.OPEN,
        opened_at=clock.now(), created_by=by.person, created_at=clock.now(),
    )  # fmt: skip
    policy = _bind(round_)
    round_.save()
    _write_calendar(round_, policy)
    notify(
        people=people_of_place(jurisdiction), code="round_opened", params={"round": title}, url=f"/rounds/{round_.pk}/"
    )
    after = {"policy": policy_id, "policy_hash": round_.policy_hash, "law": edition.sha256, "year": round_.year}
    record("round.opened", round_, by=by.actor, after=after)
    return round_


def _bind(round_: Round) -> Policy:
    """Write into the round what its law says of it: process, years, hashes."""
    book = book_of(round_)
    policy = book.policy(round_.policy_id)
    process_id = policy.process.value
    if process_id is None:
        named = {"policy": round_.policy_id}
        raise RoundRefused(_("政策 %(policy)s 没有写明流程（process），请先在政策文件中补上。") % named)
    book.process(process_id)
    round_.year = policy.identity.year.value or clock.today().year
    round_.evaluation_year = policy.evaluation.by_report_year.value or round_.year - 1
    round_.policy_hash = book.hash_of(policy.id)
    round_.process_id, round_.process_hash = process_id, book.hash_of(process_id)
    return policy


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
    """Move a deadline later, with reason and document; everyone who works on the round is told.

    Raises RoundRefused: the new date is not later than the one in force or already past, or the round is closed.
    """
    held = Deadline.objects.select_for_update(of=("self",)).select_related("round").get(pk=deadline.pk)
    _check_extension(held, to)
    extension = DeadlineExtension.objects.create(
        deadline=held, before=held.on, after=to, reason=reason, document=document, by=by.person, at=clock.now()
    )
    before = {"on": held.on.isoformat() if held.on else None}
    held.on = to
    held.save()
    told: dict[str, object] = {"round": held.round.title, "deadline": held.kind, "on": to.isoformat(), "reason": reason}
    notify(people=people_of_round(held.round), code="deadline_extended", params=told, url=f"/rounds/{held.round_id}/")
    after = {"on": to.isoformat(), "document": document, "kind": held.kind}
    record("deadline.extended", held.round, by=by.actor, before=before, after=after, reason=reason)
    return extension


def _check_extension(deadline: Deadline, to: date) -> None:
    if deadline.round.state != Round.State.OPEN:
        raise RoundRefused(_("这一轮次已经结束。"))
    if deadline.on is not None and to <= deadline.on:
        raise RoundRefused(_("新的截止日期必须晚于现在的 %(on)s。") % {"on": deadline.on.isoformat()})
    if to < clock.today():
        raise RoundRefused(_("新的截止日期已经过去，请改为今天或以后的日期。"))


@transaction.atomic
def close_round(*, round: Round, by: Hat, reason: str = "") -> None:  # noqa: A002 - what it closes
    """Close a round: nothing is submitted any more. Raises RoundRefused where it is closed already."""
    held = Round.objects.select_for_update().get(pk=round.pk)
    if held.state != Round.State.OPEN:
        raise RoundRefused(_("这一轮次已经结束。"))
    before = {"state": held.state}
    held.state, held.closed_at = Round.State.CLOSED, clock.now()
    held.save()
    notify(people=people_of_round(held), code="round_closed", params={"round": held.title}, url=f"/rounds/{held.pk}/")
    record("round.closed", held, by=by.actor, before=before, after={"state": held.state}, reason=reason)
