"""The results of a panel as a workbook: one line a case, one line a sheet. Texts are written as texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

import xlsxwriter
from django.utils.translation import override
from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import TextSheet
from greenlist.engine import clock

from .models import Panel, ScoreSheet
from .queries.results_page import CaseRow
from .templatetags.scoring_words import STATES

Cell = str | Decimal | int | None
CASES = (
    "申报单位", "类别", "市（州）", "行业代码", "已签字", "应签字", "平均分", "极差", "一致程度", "建议推荐",
    "不建议推荐", "需要讨论", "第二轮",
)  # fmt: skip
SHEETS = ("申报单位", "专家", "第二轮", "总分", "评审意见", "签字时间")
NAMES = {"cases": "评审结果", "sheets": "各专家评分"}
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def results_file(panel: Panel, rows: Sequence[CaseRow]) -> bytes:
    """The cases given, in their order. Names of experts stand in it: for the province alone."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{panel.name} {NAMES['cases']}", "created": panel.created_at.replace(tzinfo=None)})
    with override("zh-hans"):
        _write(book.add_worksheet(NAMES["cases"], TextSheet), CASES, [_case(one) for one in rows])
        _write(book.add_worksheet(NAMES["sheets"], TextSheet), SHEETS, [line for one in rows for line in _sheets(one)])
    book.close()
    return out.getvalue()


def _case(one: CaseRow) -> tuple[Cell, ...]:
    application, review, told = one.application, one.review, one.review.advice
    return (
        application.unit.name, str(application.get_kind_display()), application.city.name, application.unit.industry4,
        review.signed, review.needed, review.mean, review.spread, str(STATES[review.state]), told.get("yes", 0),
        told.get("no", 0), told.get("unsure", 0), "是" if review.second else "",
    )  # fmt: skip


def _sheets(one: CaseRow) -> list[tuple[Cell, ...]]:
    labels = dict(ScoreSheet.Advice.choices)
    return [
        (
            one.application.unit.name, sheet.expert, "是" if sheet.second else "", sheet.total,
            str(labels.get(sheet.advice, "")),
            f"{sheet.signed_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}" if sheet.signed_at else "未签字",
        )
        for sheet in one.review.sheets
    ]  # fmt: skip


def _write(page: Worksheet, titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    for column, title in enumerate(titles):
        page.write_string(0, column, title)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, (Decimal, int)):
                page.write_number(number, column, round(float(cell), 4))
            elif cell:
                page.write_string(number, column, cell)
    page.freeze_panes(1, 1)
    page.set_column(0, 0, 30)
    page.set_column(1, len(titles) - 1, 13)
