"""评价机构年度工作情况 across landscape pages: the sheets of the workbook, for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from greenlist.engine.decimals import brief, parse_decimal

from .agency_year import PROJECTS, SOURCES, STATUS, AgencyYear, Row
from .papers import Meta
from .tables import Part, TablePaper
from .tables.listing import listing

NONE = "没有"


def agency_year_paper(data: AgencyYear) -> TablePaper:
    """The report; an office's confirmation, or that there is none, stands over the first table."""
    title = f"{data.year}年度评价机构年度工作情况"
    return TablePaper(title, Meta(data.agency, title, date(data.year, 12, 31)), tuple(_parts(data)))


def _parts(data: AgencyYear) -> Iterator[Part]:
    rows = [[str(number), *_texts(row)] for number, row in enumerate(data.projects, 1)]
    named = f"{data.agency}　项目（{len(rows)}个）"
    yield listing(named, list(PROJECTS), rows, above=(data.state,), numeric=("得分",))
    yield listing("机构情况、投诉、处罚和更正", ("栏目", "内容"), [*_agency(data), *_cases(data), *_corrected(data)])
    yield listing("栏目来源", ("栏目", "来源"), SOURCES, above=(STATUS,))


def _agency(data: AgencyYear) -> Iterator[tuple[str, str]]:
    """The facts that are known, and the staff by title."""
    yield from (fact for fact in data.facts if fact[1])
    yield from ((f"{title}人数", str(count)) for title, count in data.staff)
    if not data.staff:
        yield "人员", "当年没有已接受的备案"


def _cases(data: AgencyYear) -> Iterator[tuple[str, str]]:
    """Complaints and penalties; that there was none is told."""
    for name, rows in (("投诉", data.complaints), ("处罚", data.penalties)):
        for on, what, outcome in rows:
            yield f"{name}　{on}", _sentence(what, f"结果：{outcome}" if outcome else "")
        if not rows:
            yield name, NONE


def _corrected(data: AgencyYear) -> Iterator[tuple[str, str]]:
    """What the agency says otherwise than the system."""
    for project, column, value, reason in data.corrections:
        yield f"更正：{project} {column}", _sentence(f"更正为{value or '空'}", f"理由：{reason}" if reason else "")
    if not data.corrections:
        yield "更正", NONE


def _sentence(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _texts(row: Row) -> Iterator[str]:
    for cell in row:
        number = None if cell is None or isinstance(cell, str) else parse_decimal(repr(cell))
        yield brief(number, separators=False) if number is not None else "" if cell is None else str(cell)
