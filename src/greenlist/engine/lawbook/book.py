"""The law as one book: open it, ask for a policy, a pack, a process or a table by id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from greenlist.engine.facts import Fact
from greenlist.engine.messages import Message, say

from .errors import LawInvalid, LawProblem
from .files import (
    FOLDERS,
    LISTS,
    FileKind,
    Merged,
    RawFile,
    dotted,
    merge,
    merged_layers,
    plain,
    read_raw,
    shipped_law,
    with_sources,
    yaml_files,
)
from .reasons import author_path, schema_reason, without_echoes
from .records import Record, confirm_in, read_records
from .schema import Cited, LawFile, ListSource, ListSources, Pack, Policy, Process, TableIndex
from .silence import with_silence
from .tables import Table, read_table

SCHEMA_VERSION = 1
MODELS: dict[FileKind, type[LawFile]] = {"policy": Policy, "pack": Pack, "process": Process}
Document = TypeVar("Document", Policy, Pack, Process)
File = TypeVar("File", bound=LawFile)


def unknown_id(kind: str, wanted: str, known: list[str]) -> Message:
    """No law file or table has this id; `kind` is policy, pack, process, table or document (any of them)."""
    return say("law.unknown_id", kind=say(f"law.kind_{kind}"), id=wanted, known=known)


class UnknownLaw(LookupError):
    """No law file has this id; `message` names those there are."""

    def __init__(self, kind: str, wanted: str, known: list[str]) -> None:
        self.message = unknown_id(kind, wanted, known)
        super().__init__(str(self.message))


class LawBook:
    """The shipped law with any overlays laid over it. Documents are read when first asked for.

    `kept`: files of an earlier day, which need not know every parameter: what they do not say is open (`silence`).
    """

    def __init__(self, overlays: Iterable[Path] = (), *, base: Path | None = None, kept: bool = False) -> None:
        self.layers: list[Path] = [base or shipped_law(), *overlays]
        self.kept = kept
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
            table = self._read_table(table_id, problems)
            if problems:
                raise LawInvalid(problems)
            self._tables[table_id] = table
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
        problems: list[LawProblem] = []
        for layer in self.layers:
            for kind, folder in FOLDERS.items():
                for path in yaml_files(layer, folder):
                    try:
                        self._add_file(read_raw(path, layer), kind, layer, found[kind])
                    except LawInvalid as invalid:
                        problems += invalid.problems
        if problems:
            raise LawInvalid(problems)
        return found

    @staticmethod
    def _add_file(raw: RawFile, kind: FileKind, layer: Path, found: dict[str, list[RawFile]]) -> None:
        document_id = raw.data.get(kind)
        if not isinstance(document_id, str):
            raise LawInvalid([raw.problem((), "law.id_missing", kind=kind)])
        versions = found.setdefault(document_id, [])
        if versions and versions[0].path.is_relative_to(layer):
            other = versions[0].name
            raise LawInvalid([raw.problem((kind,), "law.file_id_twice", id=document_id, other=other)])
        versions.insert(0, raw)  # nearest layer first

    @cached_property
    def confirmations(self) -> list[Record]:
        """Every confirmation of the overlays, in order. Raises LawInvalid."""
        return [record for layer in self.layers for record in read_records(layer)]

    def merged(self, kind: FileKind, document_id: str) -> Merged:
        """A document's plain data with extends and confirmations applied. Raises UnknownLaw, LawInvalid."""
        result = self._merge(kind, document_id, 0, ())
        self._confirm(result)
        return result

    def _confirm(self, merged: Merged) -> None:
        """Write the confirmations of a document into its data."""
        for record in self.confirmations:
            if record.owner == merged.id and record.path:
                keys = tuple(record.path.split("."))
                if confirm_in(merged.data, list(keys), record.entry) and "value" in record.entry:
                    merged.confirmed[keys] = record

    def _merge(self, kind: FileKind, document_id: str, depth: int, seen: tuple[str, ...]) -> Merged:
        versions = self._raw_by_id[kind].get(document_id)
        if not versions or depth >= len(versions):
            raise UnknownLaw(kind, document_id, self.ids(kind))
        raw = versions[depth]
        data = with_sources(raw.data, str(raw.data.get("source", "")))
        below_id = raw.data.get("extends")
        if below_id is None:
            return Merged(document_id, data, [raw])
        if below_id == document_id and depth + 1 >= len(versions):
            raise LawInvalid([raw.problem(("extends",), "law.extends_nothing", id=document_id)])
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

    def _document(self, kind: FileKind, document_id: str, model: type[Document]) -> Document:  # noqa: ARG002 - it names the type
        key = (kind, document_id)
        if key not in self._documents:
            document, problems = self.read(kind, document_id)
            if document is None:
                raise LawInvalid(problems)
            self._documents[key] = document
        return cast("Document", self._documents[key])

    def read(self, kind: FileKind, document_id: str) -> tuple[LawFile | None, list[LawProblem]]:
        """Read one document against its schema: the document, or None and every problem with its line."""
        merged = self.merged(kind, document_id)
        document, problems = _validated(merged, MODELS[kind])
        if document is None and self.kept:
            whole = replace(merged, data=with_silence(merged.data, MODELS[kind]))
            document, problems = _validated(whole, MODELS[kind])
        if document is not None:
            name_paths(document, document_id)
            self._hashes[document_id] = digest(merged.data)
        return document, problems

    # -- list sources -----------------------------------------------------------------------------------

    def list_sources(self, policy_id: str | None = None) -> dict[str, ListSource]:
        """The sources of credit lists by id: tables/sources.yaml of all layers, then those of the policy's own.

        Raises UnknownLaw, LawInvalid.
        """
        sources = {source.id: source for source in self.list_file.lists} if self.merged_lists else {}
        own = self.policy(policy_id).exclusion.own_lists if policy_id else []
        return sources | {source.id: source for source in own}

    @cached_property
    def list_sources_hash(self) -> str:
        """The sha256 of tables/sources.yaml as it holds after overlays and confirmations; '' where there is none."""
        return digest(self.merged_lists.data) if self.merged_lists else ""

    @cached_property
    def merged_lists(self) -> Merged | None:
        """tables/sources.yaml of all layers as plain data; None where no layer has one. Raises LawInvalid."""
        result = merged_layers(LISTS.stem, LISTS, self.layers)
        if result is not None:
            self._confirm(result)
        return result

    @cached_property
    def list_file(self) -> ListSources:
        """tables/sources.yaml as it holds over all layers. Raises UnknownLaw, LawInvalid."""
        if self.merged_lists is None:
            raise UnknownLaw("document", LISTS.stem, [])
        document, problems = self.read_lists()
        if document is None:
            raise LawInvalid(problems)
        return document

    def read_lists(self) -> tuple[ListSources | None, list[LawProblem]]:
        """The sources of lists against their schema: the document, or None and every problem with its line."""
        merged = self.merged_lists
        if merged is None:
            return None, []
        document, problems = _validated(merged, ListSources)
        if document is not None:
            name_paths(document, merged.id)
        return document, problems

    # -- tables -----------------------------------------------------------------------------------------

    @cached_property
    def index(self) -> TableIndex:
        """tables/index.yaml of all layers, later ones adding to or replacing earlier ones."""
        data: dict[str, Any] = {}
        for raw in reversed(self._index_files):
            data = merge(data, raw.data) if data else raw.data
        if not self._index_files:
            path = self.layers[-1] / "tables" / "index.yaml"
            raise LawInvalid([LawProblem(str(path), 1, "tables", say("law.table_file_missing", file=path.name))])
        try:
            return TableIndex.model_validate(data)
        except ValidationError as error:
            raise LawInvalid(_problems(Merged("tables", data, self._index_files), error)) from None

    @cached_property
    def _index_files(self) -> list[RawFile]:
        paths = [(layer / "tables" / "index.yaml", layer) for layer in reversed(self.layers)]
        return [read_raw(path, layer) for path, layer in paths if path.exists()]

    def table_path(self, table_id: str) -> Path:
        """The CSV file of a table, from the nearest layer that has it."""
        info = self.index.tables.get(table_id)
        if info is None:
            raise UnknownLaw("table", table_id, self.table_ids())
        for layer in reversed(self.layers):
            path = layer / "tables" / info.file
            if path.exists():
                return path
        message = say("law.table_file_missing", file=info.file)
        raise LawInvalid([self._index_problem(("tables", table_id, "file"), message)])

    def _index_problem(self, keys: tuple[str, ...], message: Message) -> LawProblem:
        """A problem at a path of the nearest tables/index.yaml that holds it."""
        raw = next((raw for raw in self._index_files if keys in raw.lines), self._index_files[0])
        return LawProblem(str(raw.path), raw.line(keys), dotted(keys), message)

    def _read_table(self, table_id: str, problems: list[LawProblem]) -> Table:
        path = self.table_path(table_id)

        def complain(line: int, column: str, code: str, params: dict[str, Any]) -> None:
            problems.append(LawProblem(str(path), line, column, say(code, **params)))

        table = read_table(table_id, self.index.tables[table_id], path, complain)
        for record in self.confirmations:
            row = table.by_id.get(record.path) if record.owner == table_id else None
            if row is not None:
                row.confirmed = record.confirmation
        return table

    def read_tables(self) -> list[LawProblem]:
        """Read every table; the problems found."""
        problems: list[LawProblem] = []
        for table_id in self.table_ids():
            try:
                self.table(table_id)
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


def _validated(merged: Merged, model: type[File]) -> tuple[File | None, list[LawProblem]]:
    """Plain data as its model, or None and why not."""
    if merged.data.get("greenlist") != SCHEMA_VERSION:
        return None, [merged.problem(("greenlist",), "law.version", expected=SCHEMA_VERSION)]
    try:
        return model.model_validate(merged.data), []
    except ValidationError as error:
        return None, _problems(merged, error)


def _problems(merged: Merged, error: ValidationError) -> list[LawProblem]:
    """The complaints of a schema at their places."""
    problems: dict[str, LawProblem] = {}
    for detail in without_echoes(list(error.errors())):
        code, params = schema_reason(detail)
        problem = merged.problem(author_path(merged.data, detail), code, **params)
        problems.setdefault(problem.text(), problem)
    return list(problems.values())


def law_message(error: LawInvalid | UnknownLaw) -> list[Message]:
    """The sentences of a law error, for a command or page."""
    if isinstance(error, UnknownLaw):
        return [error.message]
    return [say("law.problem", text=problem.text()) for problem in error.problems]
