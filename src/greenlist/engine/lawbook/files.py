"""Law files on disk: where they are, their text as plain data, the lines for messages, overlays and extends.

A layer is a folder of the shape of `greenlist/law`: policies/ packs/ processes/ tables/ and, in overlays,
confirmations.yaml. Later layers win. A file that names its own id in `extends` changes the file of that id in
the layers below; naming another id makes a new file out of that one.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, Protocol

from greenlist.engine.messages import say
from greenlist.engine.yamlfile import Lines, YamlProblem, load_yaml

from .errors import LawInvalid, LawProblem
from .reasons import yaml_reason

FileKind = Literal["policy", "pack", "process"]
FOLDERS: dict[FileKind, str] = {"policy": "policies", "pack": "packs", "process": "processes"}
LISTS = Path("tables", "sources.yaml")  # sources of credit lists
FORMS = "forms"  # forms that the documents/ room reads: fields of a sheet, no rules


def shipped_law() -> Path:
    """The folder of law files that comes with the program."""
    return Path(str(resources.files("greenlist"))) / "law"


@dataclass(slots=True)
class RawFile:
    """One YAML file as read: plain data, line of every path, layer it came from."""

    path: Path
    data: dict[str, Any]
    lines: Lines
    name: str = ""  # short name for messages: packs/factory-2025.yaml

    def line(self, keys: tuple[str | int, ...]) -> int:
        """The line of a path, or of its nearest parent that stands in this file."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def problem(self, keys: tuple[str | int, ...], code: str, **params: Any) -> LawProblem:
        """A problem at a path of this file."""
        names = dotted(named(self.data, keys))
        return LawProblem(str(self.path), self.line(keys), names or self.name, say(code, **params))


class Place(Protocol):
    """Something that was written in a file at a line."""

    file: Path
    line: int


@dataclass(slots=True)
class Merged:
    """A document after `extends`: its data and, per path, the file and path it was written at."""

    id: str
    data: dict[str, Any]
    chain: list[RawFile] = field(default_factory=list)  # nearest first
    confirmed: dict[tuple[str, ...], Place] = field(default_factory=dict)  # values set by confirmations

    def place(self, keys: tuple[str | int, ...]) -> tuple[RawFile, tuple[str | int, ...]]:
        """The file that says what stands at `keys` (positions in lists follow ids) and the path there."""
        for raw in self.chain:
            here = _translate(self.data, raw.data, keys)
            if here is not None:
                return raw, here
        return self.chain[0], ()

    def problem(self, keys: tuple[str | int, ...], code: str, **params: Any) -> LawProblem:
        """A problem at a merged path, told at the line of the file that wrote it."""
        names = named(self.data, keys)
        word = next((word for path, word in self.confirmed.items() if names[: len(path)] == path), None)
        if word is not None:
            return LawProblem(str(word.file), word.line, dotted(names), say(code, **params))
        raw, here = self.place(keys)
        return LawProblem(str(raw.path), raw.line(here), dotted(names) or raw.name, say(code, **params))


def dotted(keys: tuple[str | int, ...]) -> str:
    """A path in the words of the file: items.C1-07.points."""
    return ".".join(str(key) for key in keys)


def named(data: Any, keys: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path with list positions replaced by the ids of the entries, where they have one."""
    out: list[str | int] = []
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            data = None
        has_id = isinstance(key, int) and isinstance(data, dict) and "id" in data
        out.append(str(data["id"]) if has_id else key)
    return tuple(out)


def _translate(merged: Any, raw: Any, keys: tuple[str | int, ...]) -> tuple[str | int, ...] | None:
    out: list[str | int] = []
    for key in keys:
        if isinstance(key, int) and isinstance(merged, list) and key < len(merged):
            merged = merged[key]
            wanted = merged.get("id") if isinstance(merged, dict) else None
            position = _position(raw, wanted, key)
            if position is None:
                return None
            raw = raw[position]
            out.append(position)
        elif isinstance(raw, dict) and key in raw:
            merged = merged.get(key) if isinstance(merged, dict) else None
            raw = raw[key]
            out.append(key)
        elif isinstance(merged, dict) and key not in merged and isinstance(raw, dict):
            return tuple(out)  # the missing key of a "field required": its parent is the place
        else:
            return None
    return tuple(out)


def _position(raw: Any, wanted: Any, fallback: int) -> int | None:
    if not isinstance(raw, list):
        return None
    if wanted is None:
        return fallback if fallback < len(raw) else None
    for index, entry in enumerate(raw):
        if isinstance(entry, dict) and entry.get("id") == wanted:
            return index
    return None


def read_raw(path: Path, root: Path) -> RawFile:
    """Read one YAML law file.

    Raises:
        LawInvalid: not UTF-8, not plain YAML, or not a mapping.
    """
    name = str(path.relative_to(root))
    try:
        data, lines = _parsed(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise LawInvalid([LawProblem(str(path), 1, name, say("law.not_utf8"))]) from None
    except YamlProblem as problem:
        message = say("law.not_yaml", reason=yaml_reason(problem.reason))
        raise LawInvalid([LawProblem(str(path), problem.line, name, message)]) from None
    if not isinstance(data, dict):
        raise LawInvalid([LawProblem(str(path), 1, name, say("law.not_mapping"))])
    return RawFile(path, data, lines, name)


@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[Any, Lines]:
    """The data of a text, one for every book that reads it: the shipped law lies under each. Nobody writes into it."""
    return load_yaml(text)


def merged_layers(document_id: str, name: Path, layers: list[Path]) -> Merged | None:
    """One file of every layer that has it, each laid over the ones below; None where none has. Raises LawInvalid."""
    chain = [read_raw(layer / name, layer) for layer in reversed(layers) if (layer / name).exists()]
    data: dict[str, Any] = {}
    for raw in reversed(chain):
        above = with_sources(raw.data, str(raw.data.get("source", "")))
        data = merge(data, above) if data else above
    return Merged(document_id, data, chain) if chain else None


def yaml_files(layer: Path, folder: str) -> Iterator[Path]:
    """The YAML files of one folder of a layer, by name."""
    yield from sorted((layer / folder).glob("*.yaml"))


def with_sources(data: Any, source: str) -> Any:
    """A copy in which every entry with a mark names its source (the file's own unless it says another)."""
    if isinstance(data, dict):
        out = {key: with_sources(value, source) for key, value in data.items()}
        if "mark" in out and "source" not in out:
            out["source"] = source
        return out
    if isinstance(data, list):
        return [with_sources(entry, source) for entry in data]
    return data


def removed_in_vain(below: Any, above: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Paths in `above` of entries with `remove: true` that name nothing in `below`."""
    if isinstance(above, dict):
        for key, value in above.items():
            inner = below.get(key) if isinstance(below, dict) else None
            yield from removed_in_vain(inner, value, (*path, key))
    elif _has_ids(above):
        known = {entry["id"]: entry for entry in below} if _has_ids(below) else {}
        for position, entry in enumerate(above):
            if entry.get("remove") is True and entry["id"] not in known:
                yield (*path, position)
            else:
                yield from removed_in_vain(known.get(entry["id"]), entry, (*path, position))


def merge(below: Any, above: Any) -> Any:
    """What holds when `above` changes `below`.

    Mappings merge by key, lists of entries by `id` (`remove: true` drops one), a fact (a mapping with
    `value`) and everything else is replaced whole.
    """
    if isinstance(below, dict) and isinstance(above, dict) and "value" not in above:
        merged = dict(below)
        for key, value in above.items():
            merged[key] = merge(below[key], value) if key in below else copy.deepcopy(value)
        return merged
    if _has_ids(below) and (above == [] or _has_ids(above)):
        return _merge_entries(below, above)  # an empty list adds nothing; entries go by `remove: true`
    return copy.deepcopy(above)


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) and "id" in entry for entry in value)


def _merge_entries(below: list[dict[str, Any]], above: list[dict[str, Any]]) -> list[dict[str, Any]]:
    merged = {entry["id"]: entry for entry in below}
    for entry in above:
        if entry.get("remove") is True:
            merged.pop(entry["id"], None)  # one that names nothing is reported by the check
        elif entry["id"] in merged:
            merged[entry["id"]] = merge(merged[entry["id"]], entry)
        else:
            merged[entry["id"]] = copy.deepcopy(entry)
    return list(merged.values())


def plain(value: Any) -> Any:
    """Data as JSON can hold it, for hashing and export: decimals and dates as text."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)
