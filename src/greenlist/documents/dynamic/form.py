"""What the 动态管理表 of a kind asks: cited data (law/forms/dynamic-*.yaml), as it holds over the layers of the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact
from greenlist.engine.lawbook import LawBook, LawInvalid, UnknownLaw
from greenlist.engine.lawbook.errors import LawProblem
from greenlist.engine.lawbook.files import FORMS, Merged, merge, read_raw, with_sources
from greenlist.engine.lawbook.reasons import schema_reason
from greenlist.engine.lawbook.schema.base import Cited, Source, Strict

Type = Literal["text", "long", "number", "integer", "date", "choice", "change", "condition", "rows"]
BlockId = Literal["unit", "change", "compliance", "indicators", "commitment", "review"]
NAMES = {Kind.FACTORY: "dynamic-factory", Kind.PARK: "dynamic-park", Kind.SUPPLY_CHAIN: "dynamic-supply-chain"}


class AskedColumn(Strict):
    """A column of a field that is filled record by record."""

    id: str
    label: str
    kind: Literal["text", "long", "date", "choice"]
    choices: list[str] = Field(default_factory=list)


class AskedField(Cited):
    """One field. `unit` and `input` are those of the data dictionary where it re-uses an input of the evaluation.

    `year_columns`: how many years are asked for, 0 for a field without years. `verified`: read in the official form.
    """

    id: str
    label: str
    unit: str
    kind: Type
    year_columns: int
    required: bool
    verified: bool
    choices: list[str] = Field(default_factory=list)
    columns: list[AskedColumn] = Field(default_factory=list)
    input: str = ""


class AskedBlock(Cited):
    """A part of the form. `by` office: filled by the authorities and not by the unit."""

    id: BlockId
    title: str
    hint: str = ""
    text: str = ""
    by: Literal["unit", "office"] = "unit"
    places: list[str] = Field(default_factory=list)
    fields: list[AskedField]


class DynamicForm(Strict):
    """The form of one kind."""

    greenlist: int
    form: str
    extends: str = ""
    kind: Kind
    title: str
    source: str
    sources: dict[str, Source]
    due: Fact[str]
    years: Fact[int]
    blocks: list[AskedBlock]

    def block(self, name: str) -> AskedBlock:
        """A part by id."""
        return next(one for one in self.blocks if one.id == name)

    def fields(self) -> Iterator[AskedField]:
        """Every field, in order."""
        for block in self.blocks:
            yield from block.fields

    def unverified(self) -> int:
        """How many fields have not been read in the official form."""
        return sum(1 for one in self.fields() if not one.verified)

    def columns(self, year: int) -> tuple[int, ...]:
        """The years that figures are asked for, the oldest first."""
        count = self.years.value or 1
        return tuple(range(year - count + 1, year + 1))

    def remark(self) -> str:
        """What every page says of a form whose fields nobody has compared with the official one; '' of any other."""
        count = self.unverified()
        if not count:
            return ""
        return f"模板：{self.title}。官方栏目未见原文，{count}个栏目为推定（待核）；核对以前不作正式文本。"


def data_year(on: date) -> int:
    """The year that is reported on a day: the one before, for the form is due by 15 April of the next (第十六条)."""
    return on.year - 1


def dynamic_form(book: LawBook, kind: Kind) -> DynamicForm:
    """The form of a kind as it holds over the layers of a book. Raises UnknownLaw, LawInvalid."""
    merged = _merged(book, NAMES[kind])
    try:
        return DynamicForm.model_validate(merged.data)
    except ValidationError as invalid:
        raise LawInvalid([_problem(merged, detail) for detail in invalid.errors()]) from None


def _merged(book: LawBook, name: str) -> Merged:
    """A form with the one it extends below it, then layer by layer; entries merge by id as everywhere in the law."""
    file = Path(FORMS, f"{name}.yaml")
    chain = [read_raw(layer / file, layer) for layer in reversed(book.layers) if (layer / file).is_file()]
    if not chain:
        raise UnknownLaw("document", name, [])
    extended = next((one for raw in chain if (one := raw.data.get("extends")) not in {None, name}), None)
    base = _merged(book, str(extended)) if extended else None
    data: dict[str, Any] = base.data if base else {}
    for raw in reversed(chain):
        data = merge(data, with_sources(raw.data, str(raw.data.get("source", ""))))
    return Merged(name, data, [*chain, *(base.chain if base else ())])


def _problem(merged: Merged, detail: Any) -> LawProblem:
    code, params = schema_reason(detail)
    return merged.problem(tuple(detail["loc"]), code, **params)
