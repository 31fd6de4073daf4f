"""May this person, under this hat, do this to this row - and if not, why. Every app's `rules.py` answers with it.

Each model has one access object with two methods:

    may(hat, act, row) -> Ruling          # may this hat do `act` to `row`, and why not
    visible(hat) -> QuerySet              # the rows this hat may see; what is not in it answers 404

`visible` and `may(hat, "see", row)` must agree; tests hold them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils.functional import Promise

from greenlist.journal.context import Actor

from .models import Jurisdiction, Membership, Organisation, Person, Role

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Ruling:
    """Yes, or no with the reason that people are told."""

    allowed: bool
    reason: Text = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Ruling(allowed=True)


def no(reason: Text) -> Ruling:
    """A no with its reason."""
    return Ruling(allowed=False, reason=reason)


class NotAllowed(PermissionDenied):
    """An act that the ruling forbids; the page says why."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.reason)
        self.ruling = ruling


@dataclass(frozen=True, slots=True)
class Hat:
    """A person in one role in one organisation. `membership` None: signed in, but without any role yet."""

    person: Person
    membership: Membership | None = None

    @property
    def role(self) -> str:
        """The role, '' without one."""
        return self.membership.role if self.membership else ""

    @property
    def organisation(self) -> Organisation | None:
        """Where the role is held."""
        return self.membership.organisation if self.membership else None

    @property
    def jurisdiction(self) -> Jurisdiction | None:
        """The place the role is held in."""
        return self.membership.organisation.jurisdiction if self.membership else None

    @property
    def label(self) -> str:
        """What the hat is called: 长春市工信局 · 市级经办."""
        return str(self.membership) if self.membership else ""

    @property
    def actor(self) -> Actor:
        """The same for the journal."""
        return Actor(str(self.person.pk), f"{self.person.name}（{self.person.login}）", self.label)

    def among(self, group: frozenset[Role]) -> bool:
        """Whether the role is one of a group of `parties.roles`."""
        return self.role in group


def require(ruling: Ruling) -> None:
    """Go on, or stop with the reason. Raises NotAllowed (403)."""
    if not ruling:
        raise NotAllowed(ruling)


Row = TypeVar("Row", bound=models.Model)


def find(visible: models.QuerySet[Row], **key: object) -> Row:
    """The row among the visible ones. Raises Http404 also where it exists but may not be seen."""
    row = visible.filter(**key).first()
    if row is None:
        raise Http404
    return row
