"""Cases for the tests of conditions: a clean application of each kind, and law with a few values changed."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from greenlist.engine.application.read import read_application
from greenlist.engine.case import Case
from greenlist.engine.conditions import conditions
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook
from greenlist.engine.outcome import ConditionResult
from greenlist.engine.yamlfile import load_yaml

GOLDEN = Path(__file__).resolve().parents[2] / "cases" / "conditions.yaml"
DROP = "删除"
DEFAULT_PACK = {"factory": "factory-2018", "park": "park-2023", "supply_chain": "supply-chain"}
NEG = ("NEG-1", "NEG-2a", "NEG-2b", "NEG-3", "NEG-4", "NEG-5", "NEG-6")
SOURCES = (
    "信用中国",
    "国家企业信用信息公示系统",
    "绿色制造名单公告",
    "部门书面意见",
    "工业节能监察记录",
    "zxgk.court.gov.cn",
)


@lru_cache(maxsize=1)
def golden() -> dict[str, Any]:
    """The golden file."""
    data, _ = load_yaml(GOLDEN.read_text(encoding="utf-8"))
    return dict(data)


def clear_answer() -> dict[str, Any]:
    """A clear answer with a capture of every source a shipped policy asks for."""
    proofs = [{"file": f"{source}.png", "source": source, "queried_on": "2024-07-15"} for source in SOURCES]
    return {"answer": "无", "proof": proofs}


def clean(unit: str) -> dict[str, Any]:
    """The clean application of a kind (工厂, 园区, 供应链): every exclusion condition answered clear."""
    data = deepcopy(golden()["底稿"][unit])
    data["conditions"] = {name: clear_answer() for name in NEG} | data["conditions"]
    for tenant in data.get("tenants", ()):
        tenant["conditions"] = {"all": clear_answer()}
    return dict(data)


def changed(data: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`data` with changes laid over it: mappings key by key, 删除 drops, everything else replaces."""
    out = dict(data)
    for key, value in changes.items():
        if value == DROP:
            out.pop(key, None)
        elif isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = changed(out[key], value)
        else:
            out[key] = value
    return out


@lru_cache(maxsize=32)
def book_with(policy_id: str, changes: tuple[tuple[str, str], ...]) -> LawBook:
    """The shipped law with parameters of one policy ("group.name", value in YAML) set for a test."""
    if not changes:
        return LawBook()
    folder = Path(tempfile.mkdtemp(prefix="greenlist-law-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "policies").mkdir()
    lines = ["greenlist: 1", f"policy: {policy_id}", "title: 测试", f"extends: {policy_id}", "source: test",
             "sources: {test: {title: 测试}}"]  # fmt: skip
    groups: dict[str, list[str]] = {}
    for name, value in changes:
        group, _, key = name.partition(".")
        groups.setdefault(group, []).append(f"  {key}: {{value: {value}, mark: published, clause: 测试}}")
    for group, entries in groups.items():
        lines += [f"{group}:", *entries]
    (folder / "policies" / "changed.yaml").write_text("\n".join(lines), encoding="utf-8")
    return LawBook([folder])


def read(data: dict[str, Any], book: LawBook) -> Case:
    """The case in application data; a fault of the data fails the test."""
    case, problems = read_application(data, fields_of(book))
    assert not problems, [str(problem.message) for problem in problems]
    assert case is not None
    return case


def answers(
    data: dict[str, Any],
    policy_id: str = "jilin-2024",
    changes: tuple[tuple[str, str], ...] = (),
    pack_id: str | None = None,
) -> dict[str, ConditionResult]:
    """The results of one application by condition."""
    book = book_with(policy_id, changes)
    pack = book.pack(pack_id or DEFAULT_PACK[data["kind"]])
    results = conditions(read(data, book), book.policy(policy_id), pack, book)
    return {result.id: result for result in results}
