"""What the readers of YAML and of the schemas complain of, in the words of the person who writes the file."""

from __future__ import annotations

import re
from typing import Any

from greenlist.engine.messages import Message, say

_EXPECTED = {
    "decimal": "number", "int": "integer", "float": "number", "bool": "bool", "date": "date",
    "string": "text", "list": "list", "dict": "mapping",
}  # fmt: skip
_YAML = (  # the beginning of libyaml's or our own complaint -> what is likely wrong
    ("found character that cannot start any token", "law.yaml_character"),
    ("mapping values are not allowed", "law.yaml_colon"),
    ("could not find expected ':'", "law.yaml_no_colon"),
    ("did not find expected ',' or", "law.yaml_bracket"),
    ("did not find expected node content", "law.yaml_bracket"),
    ("found unexpected end of stream", "law.yaml_quote"),
    ("did not find expected", "law.yaml_indent"),
    ("block sequence entries are not allowed", "law.yaml_indent"),
    ("anchors, aliases and tags", "law.yaml_anchor"),
    ("more than one document", "law.yaml_documents"),
)
_TWICE = re.compile(r"the key '(?P<key>.*)' stands twice")
_CHOICE = re.compile(r"'([^']*)'")


def yaml_reason(reason: str) -> Message:
    """Why a text is not plain YAML."""
    twice = _TWICE.fullmatch(reason)
    if twice:
        return say("law.yaml_twice", key=twice["key"])
    code = next((code for start, code in _YAML if reason.startswith(start)), None)
    return say(code) if code else say("law.problem", text=reason)


def schema_reason(detail: Any) -> tuple[str, dict[str, Any]]:
    """The message code and parameters of one complaint of a schema."""
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    kind, value = detail["type"], _shown(detail["input"])
    if kind == "missing":
        return ("law.mark_missing", {}) if key == "mark" else ("law.key_missing", {"key": key})
    if kind == "extra_forbidden":
        return "law.key_unknown", {"key": key}
    if kind in {"literal_error", "enum"}:
        return "law.value_not_one_of", {
            "value": value,
            "expected": _CHOICE.findall(detail["ctx"]["expected"]),
        }
    if kind.startswith("model_") or kind == "dataclass_type":
        return "law.fact_expected", {"value": value}
    expected = _EXPECTED.get(kind.partition("_")[0])
    if expected:
        return "law.value_wrong", {"value": value, "reason": say(f"law.expected_{expected}")}
    return "law.value_wrong", {"value": value, "reason": detail["msg"]}


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)[:80]


def author_path(start: Any, detail: Any) -> tuple[str | int, ...]:
    """Where a complaint stands, in keys that the author wrote.

    pydantic adds the branch of a union or a generic to its path; a value written plainly has no key `value`.
    """
    keys: list[str | int] = []
    data: Any = start
    last = len(detail["loc"]) - 1
    for position, key in enumerate(detail["loc"]):
        written = _holds(data, key)
        if not written and _is_branch(key) and not (detail["type"] == "missing" and position == last):
            continue
        if data is not None and not isinstance(data, (dict, list)):
            break
        keys.append(key)
        data = _below(data, key) if written else None
    return tuple(keys)


def _below(data: Any, key: str | int) -> Any:
    return data[key]


def _holds(data: Any, key: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(key, int) and key < len(data)
    return isinstance(data, dict) and key in data


def _is_branch(key: str | int) -> bool:
    return isinstance(key, str) and ("[" in key or key in {"decimal", "str", "date", "int"})


_INHERITED = {"mark", "source", "clause", "confirmed"}


def without_echoes(details: list[Any]) -> list[Any]:
    """Complaints without those that only follow from another: a value inherits its entry's citation."""
    places = {tuple(detail["loc"]) for detail in details}
    unmarked = {loc[:-1] for loc in places if loc[-1:] == ("mark",)}
    return [detail for detail in details if not _is_echo(tuple(detail["loc"]), places, unmarked)]


def _is_echo(loc: tuple[Any, ...], places: set[tuple[Any, ...]], unmarked: set[tuple[Any, ...]]) -> bool:
    if not loc or loc[-1] not in _INHERITED:
        return False
    from_entry = any((*loc[:end], loc[-1]) in places for end in range(1, len(loc) - 1))
    # a source is filled in where there is a mark; without one it is missing too, and no fault of its own
    return from_entry or (loc[-1] == "source" and any(loc[:end] in unmarked for end in range(1, len(loc))))
