"""The law as one book: open it, ask for a policy, a pack, a process or a table by id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from greenlist.engine.facts import Confirmation, Fact
from greenlist.engine.messages import Message, say

from .errors import LawInvalid, LawProblem
from .files import (
    CONFIRMATIONS,
    FOLDERS,
    FileKind,
    Merged,
    RawFile,
    confirm_in,
    dotted,
    merge,
    plain,
    read_raw,
    shipped_law,
    with_sources,
    yaml_files,
)
from .schema import Cited, LawFile, Pack, Policy, Process, TableIndex
from .tables import Table, read_table

SCHEMA_VERSION = 1
MODELS: dict[FileKind, type[LawFile]] = {"policy": Policy, "pack": Pack, "process": Process}
Document = TypeVar("Document", Policy, Pack, Process)


class UnknownLaw(LookupError):  # noqa: N818 - asked for by a person, answered with what there is
    """No law file has this id; `message` names those there are."""

    def __init__(self, kind: str, wanted: str, known: list[str]) -> None:
        self.message = say("law.unknown_id", kind=kind, id=wanted, known=known)
        super().__init__(str(self.message))


class LawBook:
    """The shipped law with any overlays laid over it. Documents are read when first asked for."""

    def __init__(self, overlays: Iterable[Path] = (), *, base: Path | None = None) -> None:
        self.layers: list[Path] = [base or shipped_law(), *overlays]
        self._documents: dict[tuple[FileKind, str], LawFile] = {}
        self._hashes: dict[str, str] = {}
        self._tables: dict[str, Table] = {}

    # -- asking -----------------------------------------------------------------------------------------

    def policy(self, policy_id: str) -> Policy:
        """A policy by id. Raises UnknownLaw, LawInvalid."""
        return self._document("policy", policy_id, Policy)

    def pack(self, pack_id: str) -> Pack:
        """A rule pack by id. Raises UnknownLaw, LawInvalid."""
        return self._document("pack", pack_id, Pack)

    def process(self, process_id: str) -> Process:
        """A process by id. Raises UnknownLaw, LawInvalid."""
        return self._document("process", process_id, Process)

    def table(self, table_id: str) -> Table:
        """A table by id. Raises UnknownLaw, LawInvalid."""
        if table_id not in self._tables:
            problems: list[LawProblem] = []
            self._tables[table_id] = self._read_table(table_id, problems)
            if problems:
                raise LawInvalid(problems)
        return self._tables[table_id]

    def ids(self, kind: FileKind) -> list[str]:
        """The ids of one kind of document, over all layers."""
        return sorted(self._raw_by_id[kind])

    def table_ids(self) -> list[str]:
        """The ids of the tables."""
        return sorted(self.index.tables)

    def hash_of(self, document_id: str) -> str:
        """The sha256 of a document as it holds after overlays, extends and confirmations."""
        return self._hashes[document_id]

    # -- reading ----------------------------------------------------------------------------------------

    @cached_property
    def _raw_by_id(self) -> dict[FileKind, dict[str, list[RawFile]]]:
        found: dict[FileKind, dict[str, list[RawFile]]] = {kind: {} for kind in FOLDERS}
        for layer in self.layers:
            for kind, folder in FOLDERS.items():
                for path in yaml_files(layer, folder):
                    raw = read_raw(path, layer)
                    document_id = raw.data.get(kind)
                    if not isinstance(document_id, str):
                        raise LawInvalid([raw.problem((), "law.id_missing", kind=kind)])
                    found[kind].setdefault(document_id, []).insert(0, raw)  # nearest layer first
        return found

    @cached_property
    def confirmations(self) -> list[dict[str, Any]]:
        """Every confirmation of the overlays, in order."""
        entries: list[dict[str, Any]] = []
        for layer in self.layers:
            path = layer / CONFIRMATIONS
            if path.exists():
                entries += read_raw(path, layer).data.get("confirmations", [])
        return entries

    def merged(self, kind: FileKind, document_id: str) -> Merged:
        """A document's plain data with extends and confirmations applied. Raises UnknownLaw, LawInvalid."""
        result = self._merge(kind, document_id, 0, ())
        for entry in self.confirmations:
            owner, _, path = str(entry.get("fact", "")).partition("/")
            if owner == document_id and path:
                confirm_in(result.data, path.split("."), entry)
        return result

    def _merge(self, kind: FileKind, document_id: str, depth: int, seen: tuple[str, ...]) -> Merged:
        versions = self._raw_by_id[kind].get(document_id)
        if not versions or depth >= len(versions):
            raise UnknownLaw(kind, document_id, self.ids(kind))
        raw = versions[depth]
        data = with_sources(raw.data, str(raw.data.get("source", "")))
        below_id = raw.data.get("extends")
        if below_id is None:
            return Merged(document_id, data, [raw])
        if below_id == document_id:
            below = self._merge(kind, document_id, depth + 1, seen)
        elif below_id in seen:
            raise LawInvalid([raw.problem(("extends",), "law.extends_circle", id=below_id)])
        else:
            try:
                below = self._merge(kind, below_id, 0, (*seen, document_id))
            except UnknownLaw as unknown:
                problem = LawProblem(str(raw.path), raw.line(("extends",)), "extends", unknown.message)
                raise LawInvalid([problem]) from None
        return Merged(document_id, merge(below.data, data), [raw, *below.chain])

    def _document(self, kind: FileKind, document_id: str, model: type[Document]) -> Document:
        key = (kind, document_id)
        if key not in self._documents:
            document, problems = self.read(kind, document_id)
            if document is None:
                raise LawInvalid(problems)
            self._documents[key] = document
        return cast(Document, self._documents[key])

    def read(self, kind: FileKind, document_id: str) -> tuple[LawFile | None, list[LawProblem]]:
        """Read one document against its schema: the document, or None and every problem with its line."""
        merged = self.merged(kind, document_id)
        if merged.data.get("greenlist") != SCHEMA_VERSION:
            return None, [merged.problem(("greenlist",), "law.version", expected=SCHEMA_VERSION)]
        try:
            document = MODELS[kind].model_validate(merged.data)
        except ValidationError as error:
            return None, [_problem(merged, detail) for detail in error.errors()]
        name_paths(document, document_id)
        self._hashes[document_id] = digest(merged.data)
        return document, []

    # -- tables -----------------------------------------------------------------------------------------

    @cached_property
    def index(self) -> TableIndex:
        """tables/index.yaml of all layers, later ones adding to or replacing earlier ones."""
        data: dict[str, Any] = {}
        raws: list[RawFile] = []
        for layer in self.layers:
            path = layer / "tables" / "index.yaml"
            if path.exists():
                raws.insert(0, read_raw(path, layer))
                data = merge(data, raws[0].data) if data else raws[0].data
        try:
            return TableIndex.model_validate(data)
        except ValidationError as error:
            merged = Merged("tables", data, raws)
            raise LawInvalid([_problem(merged, detail) for detail in error.errors()]) from None

    def table_path(self, table_id: str) -> Path:
        """The CSV file of a table, from the nearest layer that has it."""
        info = self.index.tables.get(table_id)
        if info is None:
            raise UnknownLaw("table", table_id, self.table_ids())
        for layer in reversed(self.layers):
            path = layer / "tables" / info.file
            if path.exists():
                return path
        raise LawInvalid([LawProblem(info.file, 1, table_id, say("law.table_file_missing", file=info.file))])

    def _read_table(self, table_id: str, problems: list[LawProblem]) -> Table:
        path = self.table_path(table_id)

        def complain(line: int, column: str, code: str, params: dict[str, Any]) -> None:
            problems.append(LawProblem(str(path), line, column, say(code, **params)))

        table = read_table(table_id, self.index.tables[table_id], path, complain)
        for entry in self.confirmations:
            owner, _, row_id = str(entry.get("fact", "")).partition("/")
            row = table.by_id.get(row_id) if owner == table_id else None
            if row is not None:
                row.confirmed = Confirmation(document=entry["document"], by=entry["by"], on=entry["on"])
        return table

    def read_tables(self) -> list[LawProblem]:
        """Read every table; the problems found."""
        problems: list[LawProblem] = []
        for table_id in self.table_ids():
            try:
                self._tables[table_id] = self._read_table(table_id, problems)
            except LawInvalid as invalid:
                problems += invalid.problems
        return problems


def digest(data: Any) -> str:
    """sha256 of plain data in canonical JSON."""
    text = json.dumps(plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def name_paths(document: LawFile, document_id: str) -> None:
    """Give every fact and entry its id: "<document>/<path>", list entries by their own id."""
    _name(document, document_id, ())


def _name(value: Any, document_id: str, keys: tuple[str, ...]) -> None:
    if isinstance(value, Fact):
        object.__setattr__(value, "id", f"{document_id}/{dotted(keys)}")  # frozen for users, named once here
    elif isinstance(value, BaseModel):
        if isinstance(value, Cited):
            value.path = f"{document_id}/{dotted(keys)}"
        for name in type(value).model_fields:
            alias = type(value).model_fields[name].alias or name
            _name(getattr(value, name), document_id, (*keys, alias))
    elif isinstance(value, dict):
        for key, entry in value.items():
            _name(entry, document_id, (*keys, str(key)))
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            _name(entry, document_id, (*keys, str(getattr(entry, "id", position))))


def _problem(merged: Merged, detail: Any) -> LawProblem:
    keys = tuple(key for key in detail["loc"] if not _is_model_name(key))
    code, params = _explain(detail)
    return merged.problem(keys, code, **params)


def _is_model_name(key: str | int) -> bool:
    # pydantic names the branch of a union or a generic in its path; the author never wrote those words
    return isinstance(key, str) and ("[" in key or key in {"decimal", "str", "date", "int"})


def _explain(detail: Any) -> tuple[str, dict[str, Any]]:
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    kind = detail["type"]
    if kind == "missing":
        return ("law.mark_missing", {}) if key == "mark" else ("law.key_missing", {"key": key})
    if kind == "extra_forbidden":
        return "law.key_unknown", {"key": key}
    if kind == "literal_error" or kind == "enum":
        return "law.value_not_one_of", {"value": detail["input"], "expected": detail["ctx"]["expected"]}
    if kind.startswith("model_type") or kind == "model_attributes_type":
        return "law.fact_expected", {"value": detail["input"]}
    return "law.value_wrong", {"value": detail["input"], "reason": detail["msg"]}


def law_message(error: LawInvalid | UnknownLaw) -> list[Message]:
    """The sentences of a law error, for a command or page."""
    if isinstance(error, UnknownLaw):
        return [error.message]
    return [say("law.problem", text=problem.text()) for problem in error.problems]
