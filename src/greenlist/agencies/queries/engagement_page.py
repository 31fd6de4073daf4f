"""An engagement as the pages of both sides show it: relations, places, what was declared, what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from greenlist.agencies.law import third_party
from greenlist.agencies.models import DeclaredRelation, Engagement
from greenlist.agency.facts import CapRule, CapStanding, Relation
from greenlist.applications.process import Matter, Objection, objections, ways_from
from greenlist.engine.facts import AnyFact

from .caps import cap_rule, standing_of
from .relations import declarations, relations_of


@dataclass
class Sides:
    """The two sides of an engagement as they stand now; each part is read when a page asks for it."""

    engagement: Engagement

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """How the two are related."""
        one = self.engagement
        return relations_of(one.agency, one.application.unit, one.application.round)

    @cached_property
    def declared(self) -> list[DeclaredRelation]:
        """What either declared."""
        return list(declarations(self.engagement.agency, self.engagement.application.unit))

    @cached_property
    def standing(self) -> CapStanding:
        """The places of the agency."""
        return standing_of(self.engagement.agency, self.engagement.application.round)

    @cached_property
    def rule(self) -> CapRule:
        """The cap of the law."""
        return cap_rule(self.engagement.application.round)

    @cached_property
    def counts(self) -> AnyFact:
        """The event that makes a project count."""
        return third_party(self.engagement.application.round).cap_counts

    @cached_property
    def obstacles(self) -> list[Objection]:
        """What the guards have against a contract now; nothing where there is no such step yet."""
        application = self.engagement.application
        way = next((one for one in ways_from(application) if one.to == "contracted" and not one.back), None)
        return objections(Matter(application), way) if way else []
