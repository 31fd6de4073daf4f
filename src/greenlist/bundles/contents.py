"""The files of a bundle: what an office has of a round, readable by people without the program."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from django.template.loader import render_to_string

from greenlist.applications.files import open_blob
from greenlist.applications.models import Submission
from greenlist.applications.receipts import Receipt, canonical
from greenlist.bundle.writing import Member, Text
from greenlist.journal import chain
from greenlist.journal.models import Entry
from greenlist.rounds.models import Round


class Listed(Protocol):
    """A sheet as the index lists it."""

    @property
    def page(self) -> str:
        """Its address below the index."""

    @property
    def title(self) -> str:
        """In words."""

    @property
    def rows(self) -> Sequence[Any]:
        """How many there are is told."""


LAW, JOURNAL, INDEX = "law", "journal.jsonl", "index.html"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file, opened when its turn comes."""

    sha256: str

    def open(self) -> BinaryIO:
        """The file for reading. Raises FileNotFoundError where the store has lost it."""
        return open_blob(self.sha256)


@dataclass(frozen=True, slots=True)
class Handed:
    """One submission with where it lies in the bundle and what its page shows."""

    submission: Submission
    state: str  # of the application, in words
    earlier: tuple[Receipt, ...] = ()  # of the versions before it

    @property
    def folder(self) -> str:
        """Its folder: the number of its receipt."""
        return f"applications/{self.submission.receipt_number}"

    @property
    def files(self) -> list[tuple[str, dict[str, Any]]]:
        """Path within the folder and description of each file; numbered, for two may bear one name."""
        return [(f"files/{number:03d}-{one['name']}", one) for number, one in enumerate(self.submission.evidence, 1)]


def members(
    round_: Round,
    handed: Sequence[Handed],
    entries: Sequence[Entry],
    told: dict[str, Any],
    sheets: Sequence[Listed] = (),
) -> Iterator[Member]:
    """Every file of the applications, in the order they are written. `told`: what the index says at its head.

    `sheets`: those of an archive, for the index; their own files come after these.
    """
    yield Member(INDEX, page("index", told | {"round": round_, "handed": handed, "sheets": sheets}))
    for one in handed:
        yield from application(one)
    yield Member(JOURNAL, Text(b"".join(line(entry) for entry in entries)))
    yield from law(round_)


def application(one: Handed) -> Iterator[Member]:
    """Data, result, list of evidence and receipt as they were frozen, each file, and a page to read."""
    held = one.submission
    yield Member(
        f"{one.folder}/index.html",
        page("application", {"one": one, "held": held, "result": held.result, "home": f"../../{INDEX}"}),
    )
    for name, value in (("application", held.data), ("result", held.result), ("evidence", held.evidence)):
        yield Member(f"{one.folder}/{name}.json", Text(canonical(value)))
    yield Member(f"{one.folder}/receipt.json", Text(canonical(held.receipt)))
    if one.earlier:
        yield Member(f"{one.folder}/earlier.json", Text(canonical(list(one.earlier))))
    for path, file in one.files:
        yield Member(f"{one.folder}/{path}", Kept(file["sha256"]))


def page(name: str, context: dict[str, Any]) -> Text:
    """A page that needs nothing but a browser."""
    return Text(render_to_string(f"bundles/inside/{name}.html", context).encode())


def line(entry: Entry) -> bytes:
    """An entry of the journal with the columns under its hash, as the verifier reads it."""
    columns = json.loads(chain.canonical(entry, "sm3"))
    return canonical({"columns": columns, "sha256": entry.sha256}) + b"\n"


def law(round_: Round) -> Iterator[Member]:
    """The law files of the round as they were kept when it was opened."""
    with zipfile.ZipFile(io.BytesIO(bytes(round_.law.archive))) as archive:
        for name in sorted(archive.namelist()):
            yield Member(f"{LAW}/{name}", Text(archive.read(name)))
