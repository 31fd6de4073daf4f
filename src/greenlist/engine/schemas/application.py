"""JSON Schema of an application file, with the fields of the data dictionary for editors to complete."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from greenlist.engine.application.schema import TABLES
from greenlist.engine.fields import Field, fields_of
from greenlist.engine.lawbook import LawBook

Schema = dict[str, Any]


def application_schema(model: type[BaseModel], book: LawBook) -> Schema:
    """The model's schema, with every field of the dictionary named, labelled and explained in its place.

    Field ids that are not named here are not refused: an overlay may add fields.
    """
    schema = model.model_json_schema()
    properties = schema["properties"]
    value = properties["values"]["additionalProperties"]
    schema["$defs"]["Value"] = value
    loose, by_table = _sorted_out(book)
    for name in ("unit", "values"):
        properties[name] = _object_of(loose)
    properties["years"]["additionalProperties"] = _object_of(loose)
    for table in TABLES:
        properties[table] = {"type": "array", "items": _object_of(by_table.get(table, []))}
    properties["declared"]["additionalProperties"] = {"$ref": "#/$defs/Value"}
    return schema


def _sorted_out(book: LawBook) -> tuple[list[Field], dict[str, list[Field]]]:
    loose: list[Field] = []
    by_table: dict[str, list[Field]] = {}
    for field in fields_of(book).by_id.values():
        (by_table.setdefault(field.table, []) if field.table else loose).append(field)
    return loose, by_table


def _object_of(fields: list[Field]) -> Schema:
    properties = {field.id.rpartition(".")[2]: _described(field) for field in fields}
    out: Schema = {"type": "object", "additionalProperties": {"$ref": "#/$defs/Value"}}
    return out | ({"properties": properties} if properties else {})


def _described(field: Field) -> Schema:
    unit = f" [{field.unit}]" if field.unit else ""
    values = f" ({' | '.join(field.values)})" if field.values else ""
    return {"$ref": "#/$defs/Value", "title": field.label, "description": f"{field.label_en}{unit}{values}"}
