"""Chapters of a report as texts of the form."""

from __future__ import annotations

import re

from greenlist.engine.case import Kind
from greenlist.engine.messages import say

from .labels import plain
from .shape import Report, Text
from .taken import Asked, Draft, LeftText, Taken

# Which chapter may fill which text of the form where the basic information table left it open.
_FILLS: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.FACTORY: {
        "unit_intro": ("工厂基本情况", "受评价方基本情况", "企业基本情况", "申报单位基本情况", "受评价方概况"),
        "process_intro": ("工艺情况", "生产工艺", "工艺和产品", "主要生产工艺"),
        "green_intro": ("绿色工作和成效", "绿色发展情况", "绿色制造工作", "绿色工作及成效"),
    },
    Kind.PARK: {
        "park_intro": ("园区情况", "园区基本情况", "园区概况", "评价园区情况介绍"),
        "experience": ("园区绿色化建设或改造主要做法", "主要做法", "创建经验及成效"),
    },
    Kind.SUPPLY_CHAIN: {"unit_intro": ("企业基本情况", "受评价方基本情况", "申报单位基本情况")},
}
_PLACEHOLDER = re.compile(r"^〔待填〕|^本节没有内容|^所用标准(?:没有|的指标表未载入，本节没有)")


def take_texts(report: Report, asked: Asked, draft: Draft) -> None:
    """Take each chapter that is a text of the form; the others are kept beside."""
    filled = {taken.path[-1] for taken in draft.taken}
    for one in report.texts:
        if not all(_PLACEHOLDER.match(line) for line in one.text.split("\n")):
            _take(one, asked, draft, filled)


def _take(one: Text, asked: Asked, draft: Draft, filled: set[str]) -> None:
    title = plain(one.title)
    named = _FILLS.get(asked.pack.kind, {})
    key = next((field for field, titles in named.items() if title in titles and field in asked.fields.by_id), "")
    if not key or key in filled:
        label = asked.fields.by_id[key].label if key else ""
        why = say("reading.chapter_filled", label=label) if key else say("reading.chapter_no_place")
        return draft.chapters.append(LeftText(one.title, one.text, one.at, why))
    length, most = len(re.sub(r"\s+", "", one.text)), asked.limits.get(key)
    if most is not None and length > most:
        label = asked.fields.by_id[key].label
        return draft.leave(one.at, one.title, say("reading.text_too_long", length=length, label=label, most=most))
    filled.add(key)
    section = "narrative" if key in asked.limits else "unit"
    return draft.put(Taken((section, key), one.text, one.title, one.text[:60], one.at))
