"""What the scoring tests work on: cases from plain data, and packs with figures laid over them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from greenlist.engine.application import read_application
from greenlist.engine.case import Case
from greenlist.engine.fields import Fields
from greenlist.engine.lawbook import LawBook

YEAR = 2025


def case_of(kind: str, stated: Mapping[str, Any], fields: Fields) -> Case:
    """A case from the data of an application file; only what matters has to be stated."""
    data = {"greenlist": 1, "kind": kind, "evaluation_year": YEAR, "unit": {"name": "示例单位"}} | dict(stated)
    case, problems = read_application(data, fields)
    assert problems == []
    assert case is not None
    return case


def plan_overlay(pack_id: str, bounds: Mapping[str, Any], index: Mapping[str, Any], items: Mapping[str, Any]) -> str:
    """The text of an overlay pack: leading and baseline by item (or item.variant), and parameters by name."""
    entries: dict[str, dict[str, Any]] = {item: _facts(changes) for item, changes in items.items()}
    for key, (leading, baseline) in bounds.items():
        item, _, variant = key.partition(".")
        target = entries.setdefault(item, {})
        if variant:
            target.setdefault("variants", []).append({"id": variant})
            target = target["variants"][-1]
        target |= _facts({"leading": leading, "baseline": baseline})
    data: dict[str, Any] = {
        "greenlist": 1,
        "pack": pack_id,
        "extends": pack_id,
        "source": "plan",
        "sources": {"plan": {"title": "试验用行业评价方案"}},
        "index": _facts(index),
    }
    if entries:  # an empty list would stand for "no items at all"
        data["items"] = [{"id": item} | changes for item, changes in entries.items()]
    return flow(data)


def _facts(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"value": value, "mark": "unverified", "source": "plan", "note": "试验"} for name, value in values.items()
    }


def flow(value: Any) -> str:
    """Plain data as YAML in flow style; numbers keep their digits."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def book_with(folder: Path, pack_id: str, overlay: str) -> LawBook:
    """The shipped law with one overlay pack."""
    (folder / "packs").mkdir(parents=True)
    (folder / "packs" / f"{pack_id}.yaml").write_text(overlay, encoding="utf-8")
    return LawBook([folder])
