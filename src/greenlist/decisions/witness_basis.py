"""The last sheet of the ranking workbook: by which law, which data and when, and how well each is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenlist.applications.models import Application
from greenlist.reviews.queries.results import deciding_results

from .queries.law import four_eyes_of, key_names, policy_of
from .record_rows import facts_of
from .witness_rows import Cell, Witnesses

MARKS = {"published": "原文", "secondary": "转引，待核定", "unverified": "待核定"}
_PARTS = ("policy", "pack", "unconfirmed")


def basis_rows(found: Witnesses) -> Iterator[Sequence[Cell]]:
    """Item, content and mark of everything the ranking rests on. Two queries."""
    batch = found.batch
    for name, value in facts_of(batch):
        yield [name, value, ""]
    yield ["名单版本", f"第 {batch.version} 次改动", ""]
    policy = policy_of(batch.round)
    for part in found.parts:
        rule = next((rule for kind, rule in policy.ranking.items() if kind.value == part.kind), None)
        if rule is not None:
            mark = MARKS[rule.keys.mark.value]
            yield [f"{part.name}排序依次按", "、".join(key_names(batch.round, part.kind)), mark]
    four = four_eyes_of(batch.round)
    yield ["拟定与发布", "可以是同一人" if four.value is False else "不是同一人", MARKS[four.mark.value]]
    yield from _law([one.application for one in found.lines.values()])
    yield ["单位自己的得分和数据", "提交的版本；第三方签发报告时以报告为准", ""]
    yield ["市级核查、省级审定", "各机关登记的数，连同理由；后一个不覆盖前一个", ""]
    if found.experts:
        yield ["专家平均分、极差", "已签字、且针对最新版本的评分表；没有签字的不计", ""]


def _law(cases: Sequence[Application]) -> Iterator[Sequence[Cell]]:
    """The versions of policy and packs that the results used, and what of them is not confirmed."""
    results = list(deciding_results(cases, only=_PARTS).values())
    for label, key in (("政策", "policy"), ("规则包", "pack")):
        used = {str(one.get("hash") or ""): one for result in results if (one := result.get(key))}
        for digest, one in sorted(used.items()):
            yield [label, f"{one.get('title', '')}（{one.get('id', '')}）", ""]
            yield [f"{label}摘要（sha256）", digest, ""]
    open_facts: dict[str, str] = {}
    for result in results:
        for fact in result.get("unconfirmed") or ():
            open_facts.setdefault(str(fact.get("fact")), str(fact.get("mark")))
    for fact, mark in sorted(open_facts.items()):
        yield ["用到的、未核定或空缺的规则", fact, MARKS.get(mark, mark)]
    trials = sum(bool(result.get("unconfirmed")) for result in results)
    yield ["试评的结果", f"{trials} / {len(results)}", ""]
