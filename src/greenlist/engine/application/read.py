"""Application data (from YAML, JSON or a workbook) into a `Case`, with every fault named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from pydantic import ValidationError

from greenlist.engine.case import Answer, Case, ClaimedScore, Event, Given, Judged, Proof, Row, Tenant
from greenlist.engine.codes import normalise_uscc
from greenlist.engine.fields import Field, Fields
from greenlist.engine.messages import Message, say
from greenlist.engine.problems import InputProblem

from .schema import TABLES, UNIT_KEYS, AnswerBlock, ApplicationFile
from .shapes import expected, shown
from .values import BadValue, printable, read_value


class Places(Protocol):
    """Where a path of the data stands in its file: a mapping, or anything that answers `get`."""

    def get(self, path: tuple[str | int, ...], /) -> str | None:
        """The place in words, None where it is not known."""


ALIASES = {"name": "applicant_name"}
Witnesses = tuple[Given, ...]
NUMBER = Field("", "", "", (), "number", "*", 0, "", "", ())


def read_application(
    data: Any, fields: Fields, *, origin: str = "", places: Places | None = None, sha256: str = ""
) -> tuple[Case | None, list[InputProblem]]:
    """The case in plain application data, and its problems.

    A value that does not fit its field is left out (so what needs it is undetermined) and reported; data
    whose shape is wrong gives no case. `places` says where a path stands (line, or sheet and cell).
    """
    reader = _Reader(fields, origin, {} if places is None else places)
    try:
        block = ApplicationFile.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            reader.shape_problem(detail)
        return None, reader.problems
    case = reader.case(block)
    case.sha256 = sha256
    name_missing = not case.name
    if name_missing:
        reader.report(("unit", "name"), say("input.name_missing"), fatal=True)
    return (None if name_missing else case), reader.problems


class _Reader:
    def __init__(self, fields: Fields, origin: str, places: Places) -> None:
        self.fields = fields
        self.origin = origin
        self.places = places
        self.problems: list[InputProblem] = []

    def report(self, path: tuple[str | int, ...], message: Message, *, fatal: bool = False) -> None:
        place = self.places.get(path) or ".".join(str(key) for key in path)
        self.problems.append(InputProblem(self.origin, place, message, fatal))

    def shape_problem(self, detail: Any) -> None:
        path = tuple(detail["loc"])
        key = str(path[-1]) if path else ""
        kind = detail["type"]
        if kind == "missing":
            message = say("input.key_missing", key=key)
        elif kind == "extra_forbidden":
            message = say("input.key_unknown", key=key)
        elif not path:
            message = say("input.not_application")
        else:
            message = say("input.shape_wrong", key=key, text=shown(detail["input"]), reason=expected(detail))
        self.report(path, message, fatal=True)

    def case(self, block: ApplicationFile) -> Case:
        unit = self._values(block.unit, ("unit",), UNIT_KEYS)
        values = {name: given for name, given in unit.items() if name in self.fields.by_id}
        values |= self._values(block.values, ("values",))
        years = {year: self._values(part, ("years", str(year))) for year, part in block.years.items()}
        self._twice(values, years.get(block.evaluation_year, {}), block.evaluation_year)
        plain = {name: given[-1].value for name, given in unit.items()}
        return Case(
            kind=block.kind,
            name=str(plain.get("name") or plain.get("applicant_name") or ""),
            uscc=normalise_uscc(str(plain.get("uscc") or "")),
            evaluation_year=block.evaluation_year,
            unit=plain,
            pack=block.pack,
            route=block.route,
            applied_on=block.applied_on,
            values=values,
            dated=frozenset(name for name in values if self.fields.by_id[name].yearly),
            years=years,
            tables={name: self._rows(name, rows) for name in TABLES if (rows := getattr(block, name)) is not None},
            judged={key: Judged(**entry.model_dump()) for key, entry in block.judged.items()},
            conditions={key: _answer(entry) for key, entry in block.conditions.items()},
            tenants=_tenants(block),
            declared=self._declared(block.declared),
            not_applicable=dict(block.not_applicable),
            chosen=tuple(block.chosen),
            claimed_score=ClaimedScore(**block.claimed_score.model_dump()) if block.claimed_score else None,
            origin=self.origin,
        )

    def _twice(self, values: Mapping[str, Witnesses], yearly: Mapping[str, Witnesses], year: int) -> None:
        """A field stated for the evaluation year in both places, and not alike: the yearly one holds."""
        for name in values.keys() & yearly.keys():
            if values[name][-1].value != yearly[name][-1].value:
                label = self.fields.by_id[name].label
                self.report(("values", name), say("input.stated_twice", label=label, year=str(year)))

    def _values(
        self, stated: dict[str, Any], path: tuple[str | int, ...], extra: frozenset[str] = frozenset()
    ) -> dict[str, tuple[Given, ...]]:
        out: dict[str, tuple[Given, ...]] = {}
        for name, value in stated.items():
            field = self.fields.by_id.get(ALIASES.get(name, name) if extra else name)
            if field is None and name in extra:
                out[name] = (Given(printable(str(value)) if not isinstance(value, list) else tuple(value)),)
                continue
            given = self._one(field, name, value, (*path, name))
            if given:
                out[name] = given
                if extra and name in ALIASES:
                    out[ALIASES[name]] = given
        return out

    def _one(self, field: Field | None, name: str, value: Any, path: tuple[str | int, ...]) -> tuple[Given, ...]:
        if field is None:
            near = self.fields.near(name)
            code = "input.field_unknown_near" if near else "input.field_unknown"
            self.report(path, say(code, field=name, near=near))
            return ()
        try:
            return read_value(value, field)
        except BadValue as bad:
            self.report(path, say("input.value_bad", label=field.label, problem=bad.message))
            return ()

    def _rows(self, table: str, rows: list[dict[str, Any]]) -> tuple[Row, ...]:
        out: list[Row] = []
        for position, row in enumerate(rows):
            cells: Row = {}
            for name, value in row.items():
                key = f"{table}.{name}"
                given = self._one(self.fields.by_id.get(key), key, value, (table, position, name))
                if given:
                    cells[name] = on_top(given)
            if cells:
                out.append(cells)
        return tuple(out)

    def _declared(self, declared: dict[str, Any]) -> dict[str, Given]:
        out: dict[str, Given] = {}
        for item, value in declared.items():
            try:
                given = read_value(value, NUMBER)
            except BadValue as bad:
                self.report(("declared", item), bad.message)
                continue
            if given:
                out[item] = on_top(given)
        return out


def on_top(given: tuple[Given, ...]) -> Given:
    """The deciding witness with those before it kept under it."""
    return given[0] if len(given) == 1 else replace(given[-1], earlier=given[:-1])


def _answer(block: AnswerBlock) -> Answer:
    if isinstance(block.proof, list):
        proofs = tuple(Proof(**proof.model_dump()) for proof in block.proof)
    elif block.proof or block.queried_on:
        proofs = (Proof(block.proof, block.source, block.queried_on),)
    else:
        proofs = ()
    events = tuple(Event(**event.model_dump()) for event in block.events)
    return Answer(block.answer, proofs, events, block.reason, block.by, block.sub)


def _tenants(block: ApplicationFile) -> tuple[Tenant, ...] | None:
    if block.tenants is None:
        return None
    return tuple(
        Tenant(one.name, normalise_uscc(one.uscc), {key: _answer(entry) for key, entry in one.conditions.items()})
        for one in block.tenants
    )
