"""The 推荐文 of a city: what it says, made from the summary table of an evaluated round."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.documents.papers import Column, Meta, Table
from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import Message, render, say

from .content import Annex, Clause, Letter

NUMBER = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号")  # GB/T 9704-2012 7.2.5: no leading zero, no 第
NUMERALS = "一二三四五六"
TRIAL = "试评稿　不作正式依据"
SUMMARY = "绿色制造名单推荐汇总表"
ADDRESSEE = "〔待填〕主送机关"
UNSEEN = "题名未见"  # what law files write where a title is a description of ours


@dataclass(frozen=True, slots=True)
class Recommended:
    """The units of one kind in order of rank: their names, and the table of the summary as text."""

    names: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def number_fault(number: str) -> Message | None:
    """What is wrong with a document number, None where nothing is."""
    return None if NUMBER.fullmatch(number) else say("papers.number_form", number=number)


def recommendation(
    policy: Policy, units: Mapping[Kind, Recommended], *, office: str, number: str, signer: str, on: date, trial: bool,
    process: str = "", consulted: str = "",
) -> Letter:  # fmt: skip
    """The letter. What only the office knows is a marked place, never a sentence made up.

    `process` and `consulted` are what the office says of its selection and of asking departments, paragraphs by line.
    """
    title = f"{office}\n{title_of(policy)}"
    annex = Annex(policy.outputs.summary_title.value or SUMMARY, tuple(tables_of(units)))
    words = f"{on.year}年{on.month}月{on.day}日"
    addressee = policy.identity.issuer.value or ADDRESSEE
    return Letter(
        office, number, signer, title, addressee, tuple(_body(policy, units, process, consulted)), annex, words,
        f"{office}　{words}印发", Meta(office, f"{number} {title.replace(chr(10), '')}", on), TRIAL if trial else "",
    )  # fmt: skip


def title_of(policy: Policy) -> str:
    """关于推荐…单位的报告, broken where the sense does [7.3.1]."""
    year = policy.identity.year.value
    name = policy.identity.list_name.value or "绿色制造名单"
    asked, _, kinds = name.rpartition("绿色")
    listed = f"绿色{kinds}" + ("" if kinds.endswith("单位") else "单位")
    return f"关于推荐{f'{year}年度' if year else ''}{asked}\n{listed}的报告"


def _body(policy: Policy, units: Mapping[Kind, Recommended], process: str, consulted: str) -> list[Clause]:
    departments = "、".join(policy.consult.departments.value or ())
    asked = f"属地{departments}等部门" if departments else "有关部门"
    notice, known_title = notice_of(policy)
    opening = f"按照{notice}要求，我单位组织开展了推荐工作。现将有关情况报告如下："
    body = [Clause(opening, todo=not known_title)]
    body += [Clause("一、评价和遴选情况", 1), *said(process, "〔待填〕申报、评价和遴选的过程。")]
    body += [Clause("二、征求意见情况", 1)]
    body += said(consulted, f"〔待填〕征求{asked}意见的时间、方式和结果。")
    return [*body, *named_units(units), Clause("特此报告。")]


def said(text: str, place: str) -> list[Clause]:
    """Paragraphs that the office wrote; without any, the place they belong in."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [Clause(line) for line in lines] or [Clause(place, todo=True)]


def named_units(units: Mapping[Kind, Recommended]) -> list[Clause]:
    """The units by kind, each by name."""
    body = [Clause("三、推荐单位", 1)]
    known = [(kind, units[kind]) for kind in Kind if kind in units and units[kind].names]
    if not known:
        body.append(Clause("经评价和遴选，本次没有推荐单位。"))
    for numeral, (kind, found) in zip(NUMERALS, known, strict=False):
        body.append(Clause(f"（{numeral}）{_kind(kind)}（{len(found.names)}个）", 2))
        body.append(Clause("、".join(found.names) + "。"))
    return body


def notice_of(policy: Policy) -> tuple[str, bool]:
    """The notice by title and number; a title that is not known is a place to fill, never our own description."""
    source = policy.sources[policy.source]
    known = UNSEEN not in source.title
    return (f"《{source.title}》" if known else "〔待填〕") + (f"（{source.doc_no}）" if source.doc_no else ""), known


def _kind(kind: Kind) -> str:
    return render(say(f"documents.kind_{kind.value}"), "zh")


def tables_of(units: Mapping[Kind, Recommended]) -> list[Table]:
    """The summary table by kind, as it is printed."""
    return [
        Table(_kind(kind), _columns(units[kind]), units[kind].rows)
        for kind in Kind
        if kind in units and units[kind].rows
    ]


def _columns(found: Recommended) -> tuple[Column, ...]:
    """Columns as wide as their texts ask, between a narrow and a broad one."""
    widths = [_width(title, [row[place] for row in found.rows]) for place, title in enumerate(found.head)]
    return tuple(Column(title, width, "center") for title, width in zip(found.head, widths, strict=True))


def _width(title: str, cells: Sequence[str]) -> int:
    """Half characters; what cannot be broken, such as a code, takes all it needs."""
    longest = max((len(cell.encode("gb18030", "replace")) for cell in cells), default=0)
    whole = max((len(word) for cell in cells for word in re.findall(r"[!-~]+", cell)), default=0)
    return max(min(max(-(-len(title) // 4) * 2 + 2, longest, 6), 20), whole * 2 if whole > 2 else 6)
