"""confirmations.yaml of an overlay: an officer's word on single facts, read and applied."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from greenlist.engine.facts import Confirmation

from .errors import LawInvalid, LawProblem
from .files import RawFile, read_raw
from .reasons import schema_reason

CONFIRMATIONS = "confirmations.yaml"


@dataclass(slots=True)
class Record:
    """One confirmation as written: the fact it names, the value given (if one), who, when, which document."""

    fact: str
    entry: dict[str, Any]
    confirmation: Confirmation
    file: Path
    line: int

    @property
    def owner(self) -> str:
        """The document or table that the fact belongs to."""
        return self.fact.partition("/")[0]

    @property
    def path(self) -> str:
        """The path inside the document, or the id of the row."""
        return self.fact.partition("/")[2]


def read_records(layer: Path) -> list[Record]:
    """The confirmations of one layer, none where it has no such file. Raises LawInvalid."""
    path = layer / CONFIRMATIONS
    if not path.exists():
        return []
    raw = read_raw(path, layer)
    entries = raw.data.get("confirmations")
    if not isinstance(entries, list):
        raise LawInvalid([raw.problem(("confirmations",), "law.confirmations_list")])
    problems: list[LawProblem] = []
    records = [record for number in range(len(entries)) if (record := _record(raw, number, problems))]
    if problems:
        raise LawInvalid(problems)
    return records


def _record(raw: RawFile, number: int, problems: list[LawProblem]) -> Record | None:
    entry, keys = raw.data["confirmations"][number], ("confirmations", number)
    if not isinstance(entry, dict) or not isinstance(entry.get("fact"), str):
        problems.append(raw.problem((*keys, "fact"), "law.key_missing", key="fact"))
        return None
    try:
        word = Confirmation.model_validate(
            {name: value for name, value in entry.items() if name not in {"fact", "value"}}
        )
    except ValidationError as error:
        for detail in error.errors():
            code, params = schema_reason(detail)
            problems.append(raw.problem((*keys, *detail["loc"]), code, **params))
        return None
    return Record(entry["fact"], entry, word, raw.path, raw.line(keys))


def confirm_in(data: dict[str, Any], keys: list[str], entry: dict[str, Any]) -> bool:
    """Write a confirmation into plain data; False where nothing stands at `keys`.

    The value is set where the officer gave one. A plain value becomes a fact of its own; an entry is
    confirmed as it stands.
    """
    parent: Any = None
    here: Any = data
    for key in keys:
        parent, here = here, _step(here, key)
        if here is _NOTHING:
            return False
    word = {name: entry[name] for name in ("document", "by", "on")}
    if isinstance(here, dict):
        here["confirmed"] = word
        if "value" in entry:
            here["value"] = entry["value"]
        return True
    return _confirm_plain(parent, keys[-1], here, entry, word)


def _confirm_plain(parent: Any, key: str, value: Any, entry: dict[str, Any], word: dict[str, Any]) -> bool:
    if not isinstance(parent, dict):
        return False
    parent[key] = {"value": entry.get("value", value), "confirmed": word}
    return True


_NOTHING = object()


def _step(data: Any, key: str) -> Any:
    if isinstance(data, dict):
        return data.get(key, _NOTHING)
    if isinstance(data, list):
        for entry in data:
            if isinstance(entry, dict) and str(entry.get("id")) == key:
                return entry
    return _NOTHING
