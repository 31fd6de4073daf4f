"""What somebody stated, in one line for people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.form.draft import shown_unit
from greenlist.documents.form.layout import SUB_NAMES
from greenlist.engine.application.schema import ANSWERS

FIRST = ("answer", "total", "points", "sub", "kind", "file", "source", "queried_on", "reason")  # said in this order
SILENT = frozenset({"sha256", "evidence_id"})


def said_in_words(content: Any) -> str:
    """A value with its unit, an answer or judgement by its parts; '' for nothing."""
    if isinstance(content, dict):
        return _value(content) if "value" in content else _parts(content)
    if isinstance(content, list):
        return _("、").join(said_in_words(one) for one in content)
    if isinstance(content, bool):
        return _("是") if content else _("否")
    return "" if content is None else str(content)


def _value(block: dict[str, Any]) -> str:
    text = f"{said_in_words(block['value'])} {shown_unit(str(block.get('unit', '')))}".strip()
    extras = [_part(key, block[key]) for key in ("evidence", "reason") if block.get(key)]
    return f"{text}（{_('；').join(extras)}）" if extras else text


def _parts(content: dict[str, Any]) -> str:
    ordered = sorted(content, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
    return _("；").join(part for key in ordered if (part := _part(key, content[key])))


def _part(key: str, value: Any) -> str:
    if value in (None, "", [], {}) or key in SILENT:
        return ""
    if key == "answer":
        return answer_word(value)
    if key in {"sub", "kind"}:
        value = SUB_NAMES.get(str(value), value)
    return f"{_names().get(key, key)} {said_in_words(value)}"


def answer_word(value: Any) -> str:
    """An answer as people say it, of exclusion conditions and of all others alike."""
    words = {"met": _("符合（无此情形）"), "not_met": _("不符合（有此情形）"), "unknown": _("未查")}
    return words.get(ANSWERS.get(str(value), str(value)), str(value))


def witness_word(code: str) -> str:
    """Who stands behind a value; whoever judged under a name stays as written."""
    words = {
        "claimed": _("单位申报"),
        "verified": _("第三方核查"),
        "checked": _("市级核查"),
        "judged": _("专家评审"),
        "decided": _("省级审定"),
    }
    return words.get(code, code)


def _names() -> dict[str, str]:
    return {
        "points": _("得分"),
        "reason": _("说明"),
        "evidence": _("凭证"),
        "assessor": _("评价人"),
        "proof": _("凭证"),
        "source": _("来源"),
        "queried_on": _("查询日期"),
        "sub": _("情形"),
        "by": _("认定人"),
        "file": _("文件"),
        "total": _("得分"),
        "report": _("报告"),
        "by_year": _("分年得分"),
        "events": _("事件"),
        "on": _("日期"),
        "kind": _("类型"),
        "grade": _("等级"),
        "document": _("文书"),
        "cleared_on": _("解除日期"),
        "text": _("情况"),
    }
