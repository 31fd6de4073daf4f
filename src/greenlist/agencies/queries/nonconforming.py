"""Nonconformities of an application: whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.applications.anchors import Anchors
from greenlist.applications.models import Application, Nonconformity

S, G = Nonconformity.State, Nonconformity.Grade


@dataclass(frozen=True, slots=True)
class Item:
    """A nonconformity with the address at which its place is filled in, '' where no page asks for it."""

    row: Nonconformity
    url: str


def items_of(application: Application) -> list[Item]:
    """All of an application: open ones first, then answered, then closed. One query."""
    order = {S.OPEN: 0, S.ANSWERED: 1, S.CLOSED: 2}
    anchors = Anchors(application)
    rows = application.nonconformities.select_related("by", "answered_by", "closed_by")
    items = [Item(row, anchors.url(row.place)) for row in rows]
    return sorted(items, key=lambda one: (order[S(one.row.state)], one.row.pk))


def grave_open(application: Application) -> int:
    """How many major ones are not closed: none may be when the report is drafted or signed. One query."""
    return application.nonconformities.filter(grade=G.MAJOR).exclude(state=S.CLOSED).count()
