"""Which schemas there are, and how they are written."""

from __future__ import annotations

import json
from pathlib import Path

from greenlist.engine.application import ApplicationFile
from greenlist.engine.lawbook import LawBook
from greenlist.engine.lawbook.schema import ListSources, Pack, Policy, Process, TableIndex

from .application import application_schema
from .lawfiles import Schema, as_written
from .ranking import RankingFile
from .result import ResultFile
from .screening import ScreeningFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Schema]:
    """Every schema by file name."""
    found = {
        "policy": ("A policy: one notice of one place and year", as_written(Policy)),
        "pack": ("A rule pack: one evaluation standard, one edition", as_written(Pack)),
        "process": ("A process: the states of an application and the ways between them", as_written(Process)),
        "tables": ("tables/index.yaml: the tables of the law", TableIndex.model_json_schema()),
        "sources": ("tables/sources.yaml: the sources of credit lists", as_written(ListSources)),
        "application": ("One unit's application", application_schema(ApplicationFile, LawBook())),
        "result": ("result.json: the evaluation of one unit", ResultFile.model_json_schema()),
        "ranking": ("ranking.json: a round", RankingFile.model_json_schema()),
        "screening": ("screening.json: units against credit lists", ScreeningFile.model_json_schema()),
    }
    return {f"{name}.json": {"$schema": DIALECT, **body, "title": title} for name, (title, body) in found.items()}


def as_text(schema: Schema) -> str:
    """A schema as it stands on disk."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write(folder: Path) -> None:
    """Write every schema into `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(as_text(schema), encoding="utf-8")


def stale(folder: Path) -> list[str]:
    """The files of `folder` that are missing or not what `write` would write."""
    return [
        name for name, schema in schemas().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != as_text(schema)
    ]  # fmt: skip
