"""Writing into an overlay: an officer's confirmation of a fact, and an imported points table.

The shipped law is never written to; an overlay is a folder that the user keeps and names with --law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter, ScalarNode

from greenlist.engine.decimals import show
from greenlist.engine.facts import Fact
from greenlist.engine.messages import Message, say

from .book import LawBook
from .check import node_of
from .errors import LawInvalid, LawProblem
from .files import FOLDERS
from .records import CONFIRMATIONS, read_records
from .schema import Pack
from .schema.pack import ImportedRow


class CannotWrite(ValueError):
    """A confirmation or a points table that cannot be taken; `message` says why. Nothing is written."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


class _Writer(RoundTripRepresenter):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the reader takes no anchors: say it again
        return True


def _decimal(representer: Any, number: Decimal) -> ScalarNode:
    text = show(number)
    kind = "float" if "." in text else "int"  # a whole number written as a float would carry a tag
    node: ScalarNode = representer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)
    return node


_Writer.add_representer(Decimal, _decimal)


def write_yaml(path: Path, data: Any) -> None:
    """Write plain data as readable YAML (decimals as plain numbers, long lines kept)."""
    yaml = YAML()
    yaml.Representer = _Writer
    yaml.width = 110
    yaml.allow_unicode = True
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        yaml.dump(data, stream)


def confirm(
    book: LawBook, overlay: Path, fact_id: str, *, document: str, by: str, on: dt.date, value: Any = None
) -> Path:
    """Record a confirmation in `overlay`; a later one of the same fact replaces it. Returns the file.

    Args:
        book: the law with this overlay already laid over it.
        overlay: the folder to write to.
        fact_id: a fact, entry or table row, as results and `law show` print it.
        document: the document in which the fact was read, with its clause.
        by: who confirms.
        on: the day.
        value: the value read; None confirms the value as it stands.

    Raises:
        CannotWrite: nothing has this id, an open value without `value`, or an entry or row with one.
        LawInvalid: the value does not fit (nothing is written), or the law could not be read before.
    """
    _refuse(book, fact_id, value)
    entry: dict[str, Any] = {"fact": fact_id, "document": document, "by": by, "on": on}
    if value is not None:
        entry["value"] = value
    own = [record.entry for record in read_records(overlay) if record.fact != fact_id]
    path = overlay / CONFIRMATIONS
    write_checked(path, {"confirmations": [*own, entry]}, lambda: _faults_of(book, fact_id))
    return path


def _refuse(book: LawBook, fact_id: str, value: Any) -> None:
    node = node_of(book, fact_id)
    if node is None:
        raise CannotWrite(say("law.fact_unknown", fact=fact_id))
    if value is not None and not isinstance(node, Fact):
        raise CannotWrite(say("law.confirm_no_value", fact=fact_id))
    if value is None and isinstance(node, Fact) and node.value is None:
        raise CannotWrite(say("law.confirm_open", fact=fact_id))


def _faults_of(book: LawBook, fact_id: str) -> list[LawProblem]:
    """Whether the document can still be read. Sums are left to the check: they fit again after the last of several."""
    again = LawBook(book.layers[1:], base=book.layers[0])
    try:
        kind = next((kind for kind in FOLDERS if fact_id.partition("/")[0] in again.ids(kind)), None)
        return again.read(kind, fact_id.partition("/")[0])[1] if kind else []
    except LawInvalid as invalid:
        return invalid.problems


def write_checked(path: Path, data: Any, faults: Callable[[], list[LawProblem]]) -> None:
    """Write a law file; where that brings faults that were not there, put the old file back.

    Raises:
        LawInvalid: with the new faults.
    """
    before = path.read_bytes() if path.exists() else None
    known = [(fault.key, fault.message) for fault in faults()]
    write_yaml(path, data)
    new = [fault for fault in faults() if (fault.key, fault.message) not in known]
    if not new:
        return
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)
    raise LawInvalid(new)


def write_points(
    book: LawBook,
    pack: Pack,
    rows: Iterable[ImportedRow],
    overlay: Path,
    *,
    document: str,
    by: str,
    on: dt.date,
    faults: Callable[[], list[LawProblem]],
) -> Path:
    """Write an overlay pack that takes its scored items from a points table. Returns the file.

    The rows replace the scored items of the pack, block by block; computed Annex items stay as report-only.
    `faults` checks the law with the overlay laid over it.

    Raises:
        CannotWrite: the pack is not scored by points and weights, or has other first-level indicators.
        LawInvalid: the table makes the law invalid; the file that was there before stays.
    """
    rows = list(rows)
    ids = _block_ids(book, pack, rows)
    data: dict[str, Any] = {
        "greenlist": 1,
        "pack": pack.id,
        "title": pack.title,
        "extends": pack.id,
        "source": "imported",
        "sources": {"imported": {"title": document, "note": f"导入人 {by}，{on.isoformat()}"}},
        "blocks": [_block(name, rows, ids, document, by, on) for name in _in_order(rows)],
        "items": _removed(pack) + [_imported(number, row, ids, document, by, on) for number, row in enumerate(rows, 1)],
    }
    path = overlay / "packs" / f"{pack.id}.yaml"
    write_checked(path, data, faults)
    return path


def _block_ids(book: LawBook, pack: Pack, rows: list[ImportedRow]) -> dict[str, str]:
    """The pack's block id of each first-level name of the table; 能源资源投入 is 能源与资源投入."""
    if pack.index.type != "weighted_blocks":
        weighted = [one for one in book.ids("pack") if book.pack(one).index.type == "weighted_blocks"]
        raise CannotWrite(say("law.import_not_weighted", pack=pack.id, known=weighted))
    own = {_bare(block.name): block.id for block in pack.blocks}
    found = _in_order(rows)
    if {_bare(name) for name in found} != set(own):
        expected = [block.name for block in pack.blocks]
        raise CannotWrite(say("law.import_blocks", pack=pack.id, found=found, expected=expected))
    return {name: own[_bare(name)] for name in found}


def _bare(name: str) -> str:
    return "".join(sign for sign in name if sign not in "与和、 ")


def _in_order(rows: list[ImportedRow]) -> list[str]:
    return list(dict.fromkeys(row.level1 for row in rows))


def _word(document: str, by: str, on: dt.date) -> dict[str, Any]:
    return {"document": document, "by": by, "on": on}


def _block(
    name: str, rows: list[ImportedRow], blocks: dict[str, str], document: str, by: str, on: dt.date
) -> dict[str, Any]:
    weight = next(row.weight for row in rows if row.level1 == name)
    word = _word(document, by, on)
    return {
        "id": blocks[name], "name": name, "mark": "secondary", "confirmed": word, "weight": weight
    }  # fmt: skip


def _removed(pack: Pack) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for item in pack.items:
        if item.formula is not None or item.variants:
            kept.append({"id": item.id, "report_only": True})
        else:
            kept.append({"id": item.id, "remove": True})
    return kept


def _imported(
    number: int, row: ImportedRow, blocks: dict[str, str], document: str, by: str, on: dt.date
) -> dict[str, Any]:
    return {
        "id": f"T{number:03d}",
        "name": row.text[:40],
        "text": row.text,
        "level2": row.level2,
        "block": blocks[row.level1],
        "mark": "secondary",
        "clause": f"导入表第 {number} 行",
        "confirmed": _word(document, by, on),
        "mode": row.kind,
        "method": "judged",
        "points": row.points,
    }
