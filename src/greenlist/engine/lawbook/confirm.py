"""Writing into an overlay: an officer's confirmation of a fact, and an imported points table.

The shipped law is never written to; an overlay is a folder that the user keeps and names with --law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter, ScalarNode

from greenlist.engine.decimals import show

from .book import LawBook
from .check import fact_exists
from .files import CONFIRMATIONS
from .schema import Pack
from .schema.pack import ImportedRow


class UnknownFact(LookupError):  # noqa: N818 - asked for by a person
    """Nothing in the law has this id."""


class _Writer(RoundTripRepresenter):
    pass


def _decimal(representer: Any, number: Decimal) -> ScalarNode:
    node: ScalarNode = representer.represent_scalar("tag:yaml.org,2002:float", show(number))
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
        UnknownFact: nothing in the law has this id.
    """
    if not fact_exists(book, fact_id):
        raise UnknownFact(fact_id)
    entry: dict[str, Any] = {"fact": fact_id, "document": document, "by": by, "on": on}
    if value is not None:
        entry["value"] = value
    own = [one for one in _own(overlay) if one.get("fact") != fact_id]
    path = overlay / CONFIRMATIONS
    write_yaml(path, {"confirmations": [*own, entry]})
    return path


def _own(overlay: Path) -> list[dict[str, Any]]:
    return LawBook(base=overlay).confirmations if (overlay / CONFIRMATIONS).exists() else []


def write_points(pack: Pack, rows: Iterable[ImportedRow], overlay: Path, *, document: str, by: str, on: dt.date) -> Path:
    """Write an overlay pack that takes its scored items from a points table. Returns the file.

    The rows replace the scored items of the pack, block by block; computed Annex items stay as report-only.
    """
    rows = list(rows)
    blocks = {block.name: block.id for block in pack.blocks}
    data: dict[str, Any] = {
        "greenlist": 1,
        "pack": pack.id,
        "title": pack.title,
        "extends": pack.id,
        "source": "imported",
        "sources": {"imported": {"title": document, "note": f"导入人 {by}，{on.isoformat()}"}},
        "blocks": [_block(row_block, rows, blocks, document, by, on) for row_block in _in_order(rows)],
        "items": _removed(pack) + [
            _imported(number, row, blocks, document, by, on) for number, row in enumerate(rows, 1)
        ],
    }
    path = overlay / "packs" / f"{pack.id}.yaml"
    write_yaml(path, data)
    return path


def _in_order(rows: list[ImportedRow]) -> list[str]:
    return list(dict.fromkeys(row.level1 for row in rows))


def block_id(name: str, blocks: dict[str, str]) -> str:
    """The pack's own id of a first-level name, or the name itself for a new block."""
    return blocks.get(name, name)


def _word(document: str, by: str, on: dt.date) -> dict[str, Any]:
    return {"document": document, "by": by, "on": on}


def _block(
    name: str, rows: list[ImportedRow], blocks: dict[str, str], document: str, by: str, on: dt.date
) -> dict[str, Any]:
    weight = next(row.weight for row in rows if row.level1 == name)
    word = _word(document, by, on)
    return {
        "id": block_id(name, blocks), "name": name, "mark": "secondary", "confirmed": word, "weight": weight
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
        "block": block_id(row.level1, blocks),
        "mark": "secondary",
        "clause": f"导入表第 {number} 行",
        "confirmed": _word(document, by, on),
        "mode": row.kind,
        "method": "judged",
        "points": row.points,
    }
