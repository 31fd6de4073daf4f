"""What every law file has: named sources, and entries that cite one of them with clause and mark."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, model_validator

from greenlist.engine.facts import AnyFact, Confirmation, Fact, Mark


class Strict(BaseModel):
    """No unknown keys: a misspelt parameter must not pass silently."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Source(Strict):
    """A document that facts cite. `date` and `url` may be open."""

    title: str
    doc_no: str = ""
    date: dt.date | None = None
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None
    url: str = ""
    note: str = ""


class Cited(Strict):
    """An entry with its citation. Its own values inherit mark, source and clause unless they say otherwise."""

    mark: Mark
    source: str
    clause: str = ""
    note: str = ""
    confirmed: Confirmation | None = None
    path: str = ""  # "<file id>/<path>", set when the file is loaded

    @model_validator(mode="before")
    @classmethod
    def _hand_down_citation(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        fact_names = [name for name, info in cls.model_fields.items() if holds_fact(info.annotation)]
        handed_down = {name: as_fact(data[name], data) for name in fact_names if name in data}
        return data | handed_down

    def cite(self, value: str) -> AnyFact:
        """This entry as one fact, for the list of facts a result used.

        Made without validation, for every part was validated when the file was read; kept, for results cite often.
        """
        fact = self.citations.get(value)
        if fact is None:
            fact = self.citations[value] = AnyFact.model_construct(
                value=value, mark=self.mark, source=self.source, clause=self.clause, note=self.note,
                confirmed=self.confirmed, id=self.path,
            )  # fmt: skip
        return fact

    @cached_property
    def citations(self) -> dict[str, AnyFact]:
        """The facts `cite` has made, by value."""
        return {}


def holds_fact(annotation: Any) -> bool:
    """Whether a field's type is a Fact (or Fact | None)."""
    kinds = (annotation, *get_args(annotation))
    return any(isinstance(kind, type) and issubclass(kind, Fact) for kind in kinds if get_origin(kind) is None)


def as_fact(value: Any, entry: dict[str, Any]) -> Any:
    """A plain value of an entry as a fact with the entry's citation; a fact given in full keeps its own."""
    inherited = {key: entry[key] for key in ("mark", "source", "clause", "confirmed") if key in entry}
    if isinstance(value, dict) and "value" in value:
        own = value if "confirmed" in value or "mark" not in value else {"confirmed": None} | value
        return inherited | own
    return inherited | {"value": value}


class LawFile(Strict):
    """Head of every law file. `extends` names the file whose entries hold unless this one changes them."""

    greenlist: int
    title: str
    title_en: str = ""
    extends: str | None = None
    source: str  # the source that entries cite when they name none
    sources: dict[str, Source]
    note: str = ""
