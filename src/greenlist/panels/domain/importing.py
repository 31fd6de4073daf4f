"""A table of experts: kept as it was read, looked at, applied."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.panels.models import ExpertTable
from greenlist.panels.rules.experts import experts
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Organisation, Person

from .experts import import_experts


@transaction.atomic
def keep_table(*, pool: Organisation, name: str, content: dict[str, Any], by: Hat) -> ExpertTable:
    """Keep a table as it was read, for a look. Nothing of the register changes. Raises Refused: no line holds."""
    require(experts.may_handle(by))
    if not content["lines"] and not content["refused"]:
        raise Refused(_("表里没有专家。"), "sheet")
    return ExpertTable.objects.create(pool=pool, name=name[:200], content=content, by=by.person, at=clock.now())


@transaction.atomic
def apply_table(*, table: ExpertTable, by: Hat) -> tuple[int, int]:
    """Enter and change what the table says. All or none. Returns how many were entered and changed.

    Raises Refused: applied already, no line holds, or somebody has left the pool since; NotAllowed.
    """
    require(experts.may_handle(by))
    held = ExpertTable.objects.select_for_update(of=("self",)).select_related("pool").get(pk=table.pk)
    if held.applied_at is not None:
        raise Refused(_("这张表已经导入。"))
    if not held.content["lines"]:
        raise Refused(_("没有可以导入的行；请改好再传。"))
    people = Person.objects.in_bulk([one["person"] for one in held.content["lines"]])
    lines = [(people[one["person"]], one["values"]) for one in held.content["lines"]]
    entered, changed = import_experts(pool=held.pool, lines=lines, by=by)
    held.applied_at = clock.now()
    held.save(update_fields=["applied_at"])
    after = {"entered": entered, "changed": changed, "refused": len(held.content["refused"])}
    record("experts.imported", held, by=by.actor, after=after)
    return entered, changed
