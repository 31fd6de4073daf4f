"""评价机构年度工作情况 across landscape pages: the sheets of the workbook, for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from greenlist.engine.decimals import brief, parse_decimal

from .agency_year import PROJECTS, SOURCES, STATUS, AgencyYear, Row
from .papers import Meta
from .tables import Part, TablePaper
from .tables.listing import listing


def agency_year_paper(data: AgencyYear) -> TablePaper:
    """The report; an office's confirmation, or that there is none, stands over the first table."""
    title = f"{data.year}年度评价机构年度工作情况"
    return TablePaper(title, Meta(data.agency, title, date(data.year, 12, 31)), tuple(_parts(data)))


def _parts(data: AgencyYear) -> Iterator[Part]:
    rows = [[str(number), *_texts(row)] for number, row in enumerate(data.projects, 1)]
    named = f"{data.agency}　项目（{len(rows)}个）"
    yield listing(named, list(PROJECTS), rows, above=(data.state,), numeric=("得分",))
    staff = [(f"{title}人数", str(count)) for title, count in data.staff] or [("人员", "当年没有已接受的备案")]
    yield listing("机构情况", ("栏目", "内容"), [*data.facts, *staff])
    cases = [("投诉", *row) for row in data.complaints] + [("处罚", *row) for row in data.penalties]
    yield listing("投诉和处罚", ("类别", "日期", "内容", "结果"), cases)
    yield listing("机构所作的更正", ("项目", "栏目", "更正为", "理由"), data.corrections)
    yield listing("栏目来源", ("栏目", "来源"), SOURCES, above=(STATUS,))


def _texts(row: Row) -> Iterator[str]:
    for cell in row:
        number = None if cell is None or isinstance(cell, str) else parse_decimal(repr(cell))
        yield brief(number, separators=False) if number is not None else "" if cell is None else str(cell)
