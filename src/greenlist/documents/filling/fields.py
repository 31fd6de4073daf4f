"""The fields a template may name, by the shape of the document. What is not listed here does not exist for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .kinds import Shape

Sort = Literal["text", "flag", "block", "group", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder. `inside` are the fields of a group, or those of each row of a list."""

    name: str
    label: str
    sort: Sort = "text"
    inside: tuple[Field, ...] = ()

    def get(self, name: str) -> Field | None:
        """The field of that name inside."""
        return next((one for one in self.inside if one.name == name), None)


def _list(name: str, label: str, *inside: Field) -> Field:
    return Field(name, label, "list", inside)


def _block(name: str, label: str) -> Field:
    return Field(name, label, "block")


_TABLES = _list(
    "tables", "各张表",
    Field("caption", "表题"),
    _list("heads", "表头", Field("text", "栏目")),
    _list("rows", "各行", _list("cells", "各格", Field("text", "内容"))),
)  # fmt: skip
_FILE = (Field("title", "题名"), Field("author", "作者（单位）"), Field("subject", "主题"))
_MARK = Field("trial", "试评、草稿标记（没有时为空）")
_PAPER = (
    *_FILE,
    _MARK,
    Field("remark", "页脚说明（没有时为空）"),
    Field("date", "数据的日期"),
    _block("body", "封面以外的全部内容"),
    _list("sections", "各章（一级标题）", Field("title", "章名"), _block("body", "章的内容，不含章名")),
    _list("basics", "各张对照表的行（基本信息等）", Field("label", "栏目"), Field("value", "内容")),
    _TABLES,
)
_COVER = Field("cover", "封面", "group", (
    Field("title", "标题"), _list("lines", "各行", Field("label", "栏目"), Field("value", "内容")),
    Field("maker", "制定单位"), Field("date", "日期"),
))  # fmt: skip
_LETTER = (
    *_FILE,
    _MARK,
    Field("office", "发文机关"),
    Field("number", "发文字号"),
    Field("signer", "签发人（没有时为空）"),
    Field("upward", "是否上行文", "flag"),
    Field("addressee", "主送机关"),
    Field("date", "成文日期"),
    Field("copies", "抄送机关（没有时为空）"),
    Field("printed_by", "印发机关"),
    Field("printed_on", "印发日期"),
    _block("body", "正文"),
    _list("clauses", "正文各段", Field("text", "文字"), Field("level", "层次：0、1、2"), Field("todo", "待填", "flag")),
)
_ANNEX = (Field("annex_title", "附件标题（没有时为空）"), _block("annex", "附件的各张表，横排页"),
          _block("annex_narrow", "附件的各张表，竖排页"), _TABLES)  # fmt: skip
_NOTICE = (
    *_FILE,
    _MARK,
    Field("office", "发文机关"),
    Field("number", "文号（没有时为空）"),
    Field("remark", "更正说明（没有时为空）"),
    Field("date", "日期"),
    _block("body", "正文"),
    _list("clauses", "正文各段", Field("text", "文字")),
    _block("lists", "各类名单"),
    _TABLES,
)
FIELDS: dict[Shape, Field] = {
    "report": Field("", "报告", "group", (*_PAPER, _COVER)),
    "paper": Field("", "文件", "group", _PAPER),
    "letter": Field("", "公文", "group", _LETTER),
    "letter_with_annex": Field("", "公文", "group", (*_LETTER, *_ANNEX)),
    "notice": Field("", "公示", "group", _NOTICE),
}
LOOP = Field("loop", "循环", "group", (
    Field("index", "第几个"), Field("first", "是第一个", "flag"), Field("last", "是最后一个", "flag"),
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A field as an administrator reads of it: how it is written, what it is, and how deep it stands."""

    written: str
    label: str
    depth: int


def listed(shape: Shape) -> list[Listed]:
    """Every placeholder of a shape, as it is written in Word."""
    return list(_walk(FIELDS[shape], "", 0))


def _walk(group: Field, prefix: str, depth: int) -> Iterator[Listed]:
    for one in group.inside:
        path = f"{prefix}{one.name}"
        if one.sort == "list":
            row = ROWS.get(one.name, "row")
            yield Listed(f"{{%p for {row} in {path} %}} … {{%p endfor %}}", one.label, depth)
            yield from _walk(one, f"{row}.", depth + 1)
        elif one.sort == "group":
            yield from _walk(one, f"{path}.", depth)
        elif one.sort == "flag":
            yield Listed(f"{{%p if {path} %}} … {{%p endif %}}", one.label, depth)
        else:
            mark = "{{p " if one.sort == "block" else "{{ "
            yield Listed(f"{mark}{path} }}}}", one.label, depth)


ROWS = {
    "tables": "table", "heads": "head", "rows": "row", "cells": "cell", "sections": "section", "basics": "line",
    "lines": "line", "clauses": "clause",
}  # fmt: skip
