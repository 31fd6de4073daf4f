"""The agency itself: how it meets the conditions; what the report cites; what the result tables hold."""

from __future__ import annotations

from collections.abc import Callable

from greenlist.documents.papers import Block, Column, KeyTable, Paragraph, Table
from greenlist.documents.report.subject import NONE, NOT_STATED, Subject, day
from greenlist.engine.decimals import show

from .facts import Evaluated
from .forms import HIGHLIGHTS

PLACES = 2
NATURE = "内资（□国有　□集体　□民营）　□中外合资　□港澳台　□外商独资"
_TICKS = {
    "内资（国有）": "国有", "内资（集体）": "集体", "内资（民营）": "民营", "中外合资": "中外合资", "港澳台": "港澳台",
    "外商独资": "外商独资", "国有央企": "国有", "国有其它": "国有", "合资企业": "中外合资", "民营企业": "民营",
    "外资企业": "外商独资",
}  # fmt: skip


def qualification(evaluated: Evaluated) -> list[Block]:
    """The filing with the province, and every basic condition with what was found and its proof."""
    agency = evaluated.agency
    rows = (
        ("机构名称", agency.name),
        ("统一社会信用代码", agency.uscc or NOT_STATED),
        ("备案编号", agency.filing_number or NOT_STATED),
        ("备案机关", agency.filed_with or NOT_STATED),
        ("备案日期", day(agency.filed_on) if agency.filed_on else NOT_STATED),
        ("有效期至", day(agency.filing_until) if agency.filing_until else NOT_STATED),
        ("可评价的类型", "、".join(agency.kinds) or NOT_STATED),
    )
    blocks: list[Block] = [KeyTable("第三方机构备案情况", rows)]
    if not evaluated.conditions:
        return [*blocks, Paragraph("〔待填〕没有基本条件符合情况的记录。", "todo")]
    heads = (
        Column("基本条件", 26), Column("要求", 18), Column("实际情况", 26), Column("结论", 10, "center"),
        Column("证明材料", 20),
    )  # fmt: skip
    table = tuple((one.name, one.needed or NONE, one.found or NONE, one.answer, one.proof or NONE)
                  for one in evaluated.conditions)  # fmt: skip
    return [*blocks, Table("第三方机构基本条件符合情况", heads, table)]


def references(subject: Subject) -> list[Block]:
    """The policy and the standard; what else was used the evaluators write."""
    evaluation = subject.evaluation
    sources = evaluation.policy.sources[evaluation.policy.source]
    named = [
        evaluation.policy.title + (f"（{sources.doc_no}）" if sources.doc_no else ""),
        " ".join(part for part in (evaluation.pack.title, evaluation.pack.doc_no) if part),
    ]
    return [Paragraph("\n".join(named))]


def signed_words(evaluated: Evaluated) -> str:
    """Who signed the version, and when; that the paper has still to be signed and sealed."""
    if not evaluated.signed_by or evaluated.signed_on is None:
        return "本报告尚未签署。"
    return (
        f"本报告第{evaluated.version}版由{evaluated.agency.name}{evaluated.signed_by}于{day(evaluated.signed_on)}"
        "在系统中签署；纸质报告另行签字并加盖公章。"
    )


def nature(subject: Subject) -> str:
    """单位性质 with the boxes of the 2024 form, the stated one ticked; '' where it is none of them."""
    stated = subject.stated("unit_nature")
    word = _TICKS.get(stated)
    return NATURE.replace(f"□{word}", f"■{word}") if word else (f"{stated}（{NATURE}）" if stated else NATURE)


def year_score(subject: Subject, number: int) -> str:
    """The score of the first, second or third year asked about, with its year; as computed, else as claimed."""
    by_year = dict(subject.evaluation.score.by_year)
    claimed = subject.case.claimed_score
    for year, stated in (claimed.by_year if claimed else {}).items():
        if by_year.get(year) is None:
            by_year[year] = stated
    years = sorted(by_year)[-3:]
    if number > len(years):
        return "未定"
    total = by_year[years[number - 1]]
    return f"{years[number - 1]}年：{'未定' if total is None else show(total, places=PLACES)}"


RESULTS: dict[str, Callable[[Subject, Evaluated], str]] = {
    "result.nature": lambda subject, _: nature(subject),
    "result.highlights": lambda _, evaluated: evaluated.chapters.get(HIGHLIGHTS, "").strip(),
    "result.year1": lambda subject, _: year_score(subject, 1),
    "result.year2": lambda subject, _: year_score(subject, 2),
    "result.year3": lambda subject, _: year_score(subject, 3),
}


def stated(subject: Subject, evaluated: Evaluated, name: str) -> str:
    """What stands beside a label: of the agency (`agency.name`), of the result, or of the unit."""
    if name in RESULTS:
        return RESULTS[name](subject, evaluated)
    if name.startswith("agency."):
        return str(getattr(evaluated.agency, name.removeprefix("agency.")))
    return subject.stated(name)
