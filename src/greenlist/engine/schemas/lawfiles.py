"""JSON Schema of the law files as they are written, for editors that complete and check while one types.

The models describe a file after loading: sources handed down, plain values turned into facts, `extends`
merged. Here that is undone: what the loader fills in is not asked for, an entry's value may stand plainly, a
file with `extends` may hold any part. Whether everything is there in the end, `greenlist law check` says.
"""

from __future__ import annotations

import copy
from typing import Any

from greenlist.engine.lawbook.schema import LawFile

Schema = dict[str, Any]
PART = "Part"


def as_written(model: type[LawFile]) -> Schema:
    """The schema of a law file on disk: complete, or any part of one where it extends another."""
    whole = model.model_json_schema()
    definitions: dict[str, Schema] = whole.pop("$defs", {})
    for definition in definitions.values():
        _relax(definition, definitions)
    name = model.__name__
    parts = {key + PART: _as_part(copy.deepcopy(value)) for key, value in definitions.items()}
    definitions |= parts | {name: whole, name + PART: _as_part(copy.deepcopy(whole))}
    return {
        "$defs": dict(sorted(definitions.items())),
        "if": {"required": ["extends"], "properties": {"extends": {"type": "string"}}},
        "then": {"$ref": f"#/$defs/{name}{PART}"},
        "else": {"$ref": f"#/$defs/{name}"},
        "required": ["greenlist"],
    }


def _relax(definition: Schema, definitions: dict[str, Schema]) -> None:
    properties = definition.get("properties", {})
    if "mark" not in properties:
        return
    required = [name for name in definition.get("required", ()) if name != "source"]
    definition["required"] = required
    if _is_fact(definition):
        properties.pop("id", None)
        return
    properties.pop("path", None)
    for name, value in properties.items():
        properties[name] = _plain_too(value, definitions)


def _is_fact(definition: Schema) -> bool:
    return "value" in definition.get("properties", {}) and "path" not in definition.get("properties", {})


def _plain_too(value: Schema, definitions: dict[str, Schema]) -> Schema:
    """A fact of an entry: in full, without the parts it inherits, or as its bare value."""
    fact = _fact_of(value, definitions)
    if fact is None:
        return value
    bare = {name: copy.deepcopy(part) for name, part in fact["properties"].items() if name != "id"}
    inherited = {"type": "object", "properties": bare, "required": ["value"], "additionalProperties": False}
    return {"anyOf": [inherited, copy.deepcopy(fact["properties"]["value"])]}


def _fact_of(value: Schema, definitions: dict[str, Schema]) -> Schema | None:
    for branch in (value, *value.get("anyOf", ())):
        name = str(branch.get("$ref", "")).rpartition("/")[2]
        if name in definitions and _is_fact(definitions[name]):
            return definitions[name]
    return None


def _as_part(schema: Any) -> Any:
    """A copy in which entries need only their `id` (`remove` drops one), facts their value and mark."""
    if isinstance(schema, list):
        return [_as_part(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: _as_part(value) for key, value in schema.items()}
    if isinstance(schema.get("$ref"), str):
        out["$ref"] = schema["$ref"] + PART
    if isinstance(schema.get("properties"), dict) and not _is_fact(schema):
        out["required"] = [name for name in schema.get("required", ()) if name in {"id", "greenlist"}]
        if "id" in schema["properties"]:
            out["properties"]["remove"] = {"const": True}
    return out
