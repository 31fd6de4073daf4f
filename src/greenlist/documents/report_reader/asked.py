"""What an application asks, gathered for the reading of a report."""

from __future__ import annotations

from greenlist.documents.form.needs import Needs, collect
from greenlist.engine.checks.catalogue import catalogue_of
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import render

from .taken import Asked


def asked_by(book: LawBook, policy_id: str, pack_id: str, year: int) -> Asked:
    """What an application of a pack asks in a round of a policy. Raises UnknownLaw, LawInvalid."""
    pack, policy = book.pack(pack_id), book.policy(policy_id)
    checks = [one for one in catalogue_of(book, pack.kind) if one.function == "text_lengths"]
    limits = {field: int(most) for one in checks for field, most in one.named().items()}
    needs = collect(pack, policy, book)
    grades = frozenset(row.text("grade") for row in book.table("factors_energy").rows) - {""}
    return Asked(pack, fields_of(book), year, limits, conditions_of(needs), needs.tables, grades)


def conditions_of(needs: Needs) -> dict[str, str]:
    """The names of the conditions that a person answers, by id; those that the data answers are left out."""
    own = {one.id: one.name for one in needs.pack.requirements if one.check is None}
    own |= {one.id: render(one.name, "zh") for one in needs.prerequisites if not one.computed}
    own |= {one.id: one.name for one in needs.gates if one.test is None}
    excluded = needs.policy.exclusion.conditions if needs.policy else []
    return own | {one.id: one.name for one in excluded}
