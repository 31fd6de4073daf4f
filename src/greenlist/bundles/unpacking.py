"""The frozen data of a version taken apart again into what stands at each place: the way back from `applications.data`.

What the ledger of the sender's lists added is left out; the ledger of this server says its own word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from greenlist.applications.data import VALUES, Data
from greenlist.applications.ledger import BY
from greenlist.applications.models import Evidence, WitnessKind
from greenlist.applications.sections import Section, question_of_place
from greenlist.engine.application.schema import TABLES

REGISTERED = frozenset({"name", "uscc", "industry4", "address", "legal_rep", "recommender", "region"})  # not stated
CLAIMED = WitnessKind.CLAIMED.value


@dataclass(frozen=True, slots=True)
class Stated:
    """What one witness said at one place."""

    place: str
    content: Any
    witness: str = CLAIMED
    unit: str = ""
    reason: str = ""
    evidence: Evidence | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of the application as they are kept here."""

    kept: Sequence[Evidence]

    def named(self, text: str) -> tuple[Evidence | None, str]:
        """The file a text begins with and the page that follows; the longest name wins."""
        for one in sorted(self.kept, key=lambda one: -len(one.name)):
            if text == one.name or text.startswith(f"{one.name} "):
                return one, text.removeprefix(one.name).strip()[:40]
        return None, ""

    def of(self, sha256: str) -> Evidence | None:
        """The file of these bytes."""
        return next((one for one in self.kept if one.blob_id == sha256), None)


def stated_in(data: Data, files: Files, sections: list[Section], rows: str) -> Iterator[Stated]:
    """Everything stated, in the order in which the data is laid out again. `rows`: how keys of table rows begin."""
    for section in VALUES:
        for name, content in (data.get(section) or {}).items():
            if section != "unit" or name not in REGISTERED:
                yield from _values(_place(section, name, sections), content, files)
    for year, values in (data.get("years") or {}).items():
        for name, content in values.items():
            yield from _values(f"years.{year}.{name}", content, files)
    for table in TABLES:
        for number, cells in enumerate(data.get(table) or (), 1):
            for column, content in cells.items():
                yield from _values(f"{table}.{rows}{number}.{column}", content, files)
    yield from _answers(data, files)


def _answers(data: Data, files: Files) -> Iterator[Stated]:
    for name, block in (data.get("conditions") or {}).items():
        if block.get("by") != BY:
            yield Stated(f"conditions.{name}", _condition(block, files))
    for name, block in (data.get("judged") or {}).items():
        if block.get("assessor") != BY:
            file, page = files.named(str(block.get("evidence", "")))
            content = {key: value for key, value in block.items() if key != "evidence" or file is None}
            yield Stated(f"judged.{name}", content, evidence=file, page=page)
    for name, reason in (data.get("not_applicable") or {}).items():
        yield Stated(f"not_applicable.{name}", reason)
    for name in data.get("chosen") or ():
        yield Stated(f"chosen.{name}", content=True)
    if score := data.get("claimed_score"):
        file, _page = files.named(str(score.get("report", "")))
        kept = file if file is not None and file.name == score.get("report") else None
        yield Stated("claimed_score", {key: value for key, value in score.items() if key != "report" or kept is None},
                     evidence=kept)  # fmt: skip


def rows_of(data: Data, rows: str) -> Iterator[tuple[str, str, int]]:
    """Table, key and position of every row."""
    for table in TABLES:
        yield from ((table, f"{rows}{number}", number) for number, _cells in enumerate(data.get(table) or (), 1))


def _place(section: str, name: str, sections: list[Section]) -> str:
    """Where a value stands: texts of the report stand among the values of a file, and at places of their own here."""
    narrative = f"narrative.{name}"
    return narrative if section == "values" and question_of_place(sections, narrative) else f"{section}.{name}"


def _values(place: str, content: Any, files: Files) -> Iterator[Stated]:
    """Every witness of a value."""
    several = isinstance(content, list) and bool(content) and isinstance(content[0], Mapping)
    for block in content if several else [content]:
        if not isinstance(block, Mapping):
            yield Stated(place, block)
        elif not str(block.get("reason", "")).startswith(f"{BY}："):
            file, page = files.named(str(block.get("evidence", "")))
            yield Stated(
                place, block.get("value"), str(block.get("witness", CLAIMED)), str(block.get("unit", "")),
                str(block.get("reason", "")), file, page,
            )  # fmt: skip


def _condition(block: Data, files: Files) -> Data:
    """An answer with the files that are kept here named by their id."""
    proofs = block.get("proof")
    return {**block, "proof": [_proof(one, files) for one in proofs]} if isinstance(proofs, list) else dict(block)


def _proof(one: Data, files: Files) -> Data:
    file = files.of(str(one.get("sha256", "")))
    if file is None:
        return dict(one)
    return {"evidence": file.pk} | {key: value for key, value in one.items() if key not in {"file", "sha256"}}
