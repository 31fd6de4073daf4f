"""What was claimed and what was verified as application data, each evaluated by the law of the round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from greenlist.applications.data import Data, application_data
from greenlist.applications.domain.verifying import VERIFIED
from greenlist.applications.evaluating import Evaluated, evaluate_data
from greenlist.applications.ledger import with_ledger
from greenlist.applications.models import Application, Statement
from greenlist.applications.queries.around import Around, around
from greenlist.applications.queries.editing import CLAIMED, Desk, desk_of
from greenlist.engine.decimals import parse_decimal

SIGNING = frozenset({"commitment", "unit.agency", "claimed_score"})  # stated by signing, not what is signed


@dataclass
class SaidBy:
    """One application by its unit alone, and with its agency's word beside; what others said since is left out."""

    application: Application
    desk: Desk

    @cached_property
    def _around(self) -> Around:
        return around(self.application)

    def statements(self, *witnesses: str) -> list[Statement]:
        """The statements of these witnesses that hold, in the order of their places."""
        found = [
            one
            for one in self.desk.statements
            if one.witness in witnesses and one.content is not None and one.place not in SIGNING
        ]
        return sorted(found, key=lambda one: (one.place, one.witness))

    @cached_property
    def by_unit(self) -> Data:
        """What the unit claims."""
        return self._data(self.statements(CLAIMED))

    @cached_property
    def by_both(self) -> Data:
        """What the unit claims and the agency verified: where both spoke, the agency's word decides."""
        return self._data(self.statements(CLAIMED, VERIFIED))

    def _data(self, statements: Iterable[Statement]) -> Data:
        stated = application_data(
            self.application, statements, authority=self._around.authority, evidence=self.desk.files,
            rows=self.desk.rows,
        )  # fmt: skip
        return with_ledger(self.application, stated, self._around.listed)

    def stated_score(self, witness: str) -> Decimal | None:
        """The score that a witness states by itself, for standards that compute none; None: nobody did."""
        for one in self.desk.statements:
            if one.place == "claimed_score" and one.witness == witness and isinstance(one.content, dict):
                return parse_decimal(str(one.content.get("total", "")))
        return None

    @cached_property
    def claimed(self) -> Evaluated:
        """What comes out of the claims alone."""
        return evaluate_data(self.application.round, self.by_unit)

    @cached_property
    def verified(self) -> Evaluated:
        """What comes out with the verified words."""
        return evaluate_data(self.application.round, self.by_both)


def said_by(application: Application, desk: Desk | None = None) -> SaidBy:
    """Both. Seven queries in all, eight for a park; no evaluation before it is asked for."""
    return SaidBy(application, desk or desk_of(application))
