"""The shape of an application file (docs/schemas/application.json is made from this).

Field ids inside `unit`, `values`, `years` and the tables are those of the data dictionary; they are checked
against it, not here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from greenlist.engine.case import Kind, Route

SCALAR_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string"},
        {"type": "boolean"},
        {"type": "array", "items": {"type": "string"}},
        {"type": "null"},
    ]
}
STATED_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "value": SCALAR_SCHEMA,
        "unit": {"type": "string"},
        "witness": {"enum": ["claimed", "verified", "checked", "judged", "decided"]},
        "evidence": {"type": "string"},
        "reason": {"type": "string"},
    },
    "required": ["value"],
    "additionalProperties": False,
}
Value = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "A value in the field's unit, or with unit, witness and evidence, or several witnesses",
            "anyOf": [*SCALAR_SCHEMA["anyOf"], STATED_SCHEMA, {"type": "array", "items": STATED_SCHEMA}],
        }
    ),
]

ANSWERS = {
    **dict.fromkeys(("met", "clear", "yes", "符合", "无", "未发现", "是"), "met"),
    **dict.fromkeys(("not_met", "hit", "no", "不符合", "有", "否"), "not_met"),
    **dict.fromkeys(("unknown", "undetermined", "", "未查", "待定", "不清楚"), "unknown"),
}


def _answer(value: Any) -> Any:
    if isinstance(value, bool):
        return "met" if value else "not_met"
    return ANSWERS.get(str(value or "").strip(), value)


AnswerWord = Annotated[
    Literal["met", "not_met", "unknown"],
    BeforeValidator(_answer),
    WithJsonSchema({"enum": [*ANSWERS, True, False, None]}),
]
Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, (int, Decimal)) else value)]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ProofBlock(_Block):
    """A capture, reply or file: where it came from and when it was taken."""

    file: str = ""
    source: str = ""
    queried_on: date | None = None
    sha256: str = ""


class EventBlock(_Block):
    """Something that happened, for conditions that look at a window of years."""

    kind: str = ""
    on: date | None = None
    grade: str = ""
    document: str = ""
    cleared_on: date | None = None
    text: str = ""


class AnswerBlock(_Block):
    """The answer to one condition: met (clear) / not_met (hit) / unknown, with its proof."""

    answer: AnswerWord = "unknown"
    proof: str | list[ProofBlock] = ""
    source: str = ""
    queried_on: date | None = None
    events: list[EventBlock] = Field(default_factory=list)
    reason: str = ""
    by: str = ""
    sub: str = ""


class TenantBlock(_Block):
    """One enterprise of a park's roster; `conditions` by id, or under `all` for all of them."""

    name: str
    uscc: Text = ""
    conditions: dict[str, AnswerBlock] = Field(default_factory=dict)


class JudgedBlock(_Block):
    """A person's judgement of an item: points with reason and evidence, or an answer."""

    points: Decimal | None = None
    answer: AnswerWord | None = None
    reason: str = ""
    evidence: str = ""
    assessor: str = ""


class ClaimedScoreBlock(_Block):
    """The score printed in the signed report, with the digest of the report file."""

    total: Decimal
    report: str
    sha256: str = ""
    by_year: dict[int, Decimal] = Field(default_factory=dict)


class ApplicationFile(_Block):
    """One unit's application as a YAML or JSON file."""

    greenlist: Literal[1]
    kind: Kind
    evaluation_year: Annotated[int, Field(ge=2000, le=2100)]
    pack: str | None = None
    route: Route | None = None
    applied_on: date | None = None
    unit: dict[str, Value]
    values: dict[str, Value] = Field(default_factory=dict)
    years: dict[int, dict[str, Value]] = Field(default_factory=dict)
    products: list[dict[str, Value]] | None = None
    energy: list[dict[str, Value]] | None = None
    materials: list[dict[str, Value]] | None = None
    pollutants: list[dict[str, Value]] | None = None
    outlets: list[dict[str, Value]] | None = None
    projects: list[dict[str, Value]] | None = None
    technologies: list[dict[str, Value]] | None = None
    capacity: list[dict[str, Value]] | None = None
    systems: list[dict[str, Value]] | None = None
    accidents: list[dict[str, Value]] | None = None
    level_inputs: list[dict[str, Value]] | None = None
    tenants: list[TenantBlock] | None = None
    judged: dict[str, JudgedBlock] = Field(default_factory=dict)
    conditions: dict[str, AnswerBlock] = Field(default_factory=dict)
    declared: dict[str, Value] = Field(default_factory=dict)
    not_applicable: dict[str, str] = Field(default_factory=dict)
    chosen: list[str] = Field(default_factory=list)
    claimed_score: ClaimedScoreBlock | None = None


TABLES = (
    "products", "energy", "materials", "pollutants", "outlets", "projects", "technologies", "capacity", "systems",
    "accidents", "level_inputs",
)  # fmt: skip
UNIT_KEYS = frozenset({"name", "region", "province", "city", "county", "contact", "phone", "agency", "former_names"})
