"""For the tests of the verdict: the eligible sample factory, and law laid over the shipped one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from greenlist.engine.application import read_application
from greenlist.engine.case import Case
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.yamlfile import load_yaml

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "jilin-2024"
PACK_HEAD = """\
greenlist: 1
pack: {id}
kind: factory
title: 试验规则包
source: test
sources: {{test: {{title: 试验}}}}
index: {{type: sum, mark: unverified}}
blocks: [{{id: all, name: 全部, mark: unverified}}]
items:
"""
ITEM = (
    "- {{id: {id}, name: 指标{id}, block: all, mark: unverified, mode: quantitative, direction: {direction}, "
    "unit: '{unit}', formula: '{formula}', points: {points}, leading: {leading}, baseline: {baseline}, "
    "method: {method}}}\n"
)
POLICY_HEAD = """\
greenlist: 1
policy: trial
title: 试验政策
extends: jilin-2024
source: test
sources: {test: {title: 试验}}
"""


def sample(book: LawBook, name: str = "factory-03-food", **changes: Any) -> Case:
    """A sample unit, with parts of its file replaced (mappings are laid over, None drops a key)."""
    data, _ = load_yaml((SAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    case, problems = read_application(laid_over(data, changes), fields_of(book))
    assert problems == []
    assert case is not None
    return case


def laid_over(data: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(data)
    for key, value in changes.items():
        if value is None:
            out.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(out.get(key), Mapping):
            out[key] = laid_over(out[key], value)
        else:
            out[key] = value
    return out


def pack_text(pack_id: str, items: list[dict[str, Any]], tail: str = "") -> str:
    """A pack of plain quantitative items."""
    usual = {"unit": "1", "method": "linear", "points": 100, "direction": "up"}
    return PACK_HEAD.format(id=pack_id) + "".join(ITEM.format(**usual | item) for item in items) + tail


def law_with(folder: Path, *, policy: str = "", packs: Mapping[str, str] | None = None) -> LawBook:
    """The shipped law with the policy `trial` (jilin-2024 with `policy` over it) and packs."""
    files = {"policies/trial.yaml": POLICY_HEAD + policy}
    files |= {f"packs/{name}.yaml": text for name, text in (packs or {}).items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return LawBook([folder])
