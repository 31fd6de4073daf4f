"""An evaluation before one person: what may be seen and done; shared by the pages of the work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.work import Work, work_of
from greenlist.agencies.rules.engagements import with_both
from greenlist.agencies.rules.work import work as rules
from greenlist.parties import roles
from greenlist.parties.access import Hat, Ruling, find, require
from greenlist.parties.http import Request, wearer

INVALID = 422  # what was sent is not valid; nothing was changed


@dataclass
class Desk:
    """One engagement before one person."""

    hat: Hat
    engagement: Engagement

    @cached_property
    def work(self) -> Work:
        """The records."""
        return work_of(self.engagement)

    @cached_property
    def of_agency(self) -> bool:
        """Whether this person belongs to the agency."""
        return self.hat.among(roles.AGENCY)

    @cached_property
    def of_unit(self) -> bool:
        """Whether this person belongs to the unit."""
        return self.hat.among(roles.APPLICANT)

    @cached_property
    def reads(self) -> Ruling:
        """Whether the records may be read."""
        return rules.may(self.hat, "read", self.engagement)

    def may(self, act: str) -> Ruling:
        """Whether a part of the work may be done now."""
        return rules.may(self.hat, act, self.engagement)

    def context(self, step: str, act: str) -> dict[str, Any]:
        """What every page of a step shows."""
        return {
            "desk": self, "engagement": self.engagement, "application": self.engagement.application, "work": self.work,
            "step": self.work.step(step), "may": self.may(act),
        }  # fmt: skip


def desk_of(request: Request, pk: int) -> Desk:
    """The engagement by its number. Raises Http404 where this hat may not see it."""
    rows = with_both(rules.visible(request.hat)).select_related("application__round__law")
    return Desk(wearer(request), find(rows, pk=pk))


def records_of(request: Request, pk: int) -> Desk:
    """The same for somebody who may read the records. Raises Http404, NotAllowed."""
    desk = desk_of(request, pk)
    require(desk.reads)
    return desk


def desk_to(request: Request, pk: int, act: str) -> Desk:
    """The same for somebody who may do a part of the work now. Raises Http404, NotAllowed."""
    desk = records_of(request, pk)
    require(desk.may(act))
    return desk
