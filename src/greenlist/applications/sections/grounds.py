"""What sections are derived from: the law a round is bound to, read for one kind and pack."""

from __future__ import annotations

from dataclasses import dataclass, field

from greenlist.documents.form.draft import explained
from greenlist.documents.form.needs import Need, Needs, collect
from greenlist.documents.form.suggest import suggestions
from greenlist.engine.case import Kind
from greenlist.engine.fields import Field, Fields, fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import Pack, Policy

from .shapes import Box, ValueQuestion, Words

_THREE_YEARS = 3


@dataclass(frozen=True)
class Grounds:
    """Policy, pack and dictionary of one application, and what the form of the pack asks for."""

    book: LawBook
    policy: Policy
    pack: Pack
    evaluation_year: int
    needs: Needs
    fields: Fields
    suggestions: dict[str, tuple[str, ...]]
    needed: dict[str, Need] = field(default_factory=dict)  # field id -> what is asked

    @property
    def kind(self) -> Kind:
        """The kind of unit the pack is for."""
        return self.pack.kind

    def uses(self, field_id: str) -> frozenset[str]:
        """What uses a field, as the dictionary says."""
        row = self.book.table("fields").by_id.get(field_id)
        return frozenset(row["used_by"] or ()) if row else frozenset()

    def question(self, need: Need) -> ValueQuestion:
        """A field of the form with a box for each year asked, the newest last."""
        asked = need.field
        boxes = tuple(self._box(asked, offset) for offset in need.offsets)
        return ValueQuestion(
            boxes[-1].place, asked.id, Words(asked.label, asked.label_en), Words(explained(asked)), boxes=boxes,
            wanted=(asked.proof,) if asked.proof else (), not_applicable=f"not_applicable.{asked.id}",
        )  # fmt: skip

    def _box(self, asked: Field, offset: int) -> Box:
        """The place of a value: of the evaluation year in `values`, of other years and three-year fields in `years`."""
        year = self.evaluation_year + offset
        plain = offset == 0 and asked.yearly != _THREE_YEARS
        place = f"values.{asked.id}" if plain else f"years.{year}.{asked.id}"
        return Box(place, asked, year if asked.yearly else None, suggestions=self.suggestions.get(asked.id, ()))


def grounds_of(book: LawBook, policy_id: str, pack_id: str, evaluation_year: int) -> Grounds:
    """Read the law for one application. Raises UnknownLaw, LawInvalid."""
    policy, pack = book.policy(policy_id), book.pack(pack_id)
    needs = collect(pack, policy, book)
    return Grounds(
        book, policy, pack, evaluation_year, needs, fields_of(book), suggestions(book, policy),
        {need.field.id: need for need in needs.fields},
    )  # fmt: skip
