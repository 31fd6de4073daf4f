"""The inbox as a workbook; text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.style import Book, put, put_row
from greenlist.engine import clock
from greenlist.engine.decimals import parse_decimal
from greenlist.screenings.words import OUTCOMES

WIDTHS = (34, 22, 14, 20, 8, 18, 10, 12, 10, 12, 12, 10, 30)


def inbox_workbook(rows: Iterable[Any]) -> bytes:
    """One sheet, a row per application as `views.inbox` dresses them."""
    title, out = _("收件箱"), io.BytesIO()
    book = Book(out, title=title)
    sheet = book.sheet(title)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    heads = [_("单位"), _("统一社会信用代码"), _("类别"), _("状态"), _("已等（天）"), _("到达时间"), _("第几次提交"),
             _("结论"), _("得分"), _("筛查"), _("筛查日期"), _("未判断的点"), _("轮次")]  # fmt: skip
    put_row(sheet, 0, 0, heads, book.format("head"))
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(_cells(row)):
            number = isinstance(cell, Decimal | int)
            plain = float(cell) if isinstance(cell, Decimal) else cell
            put(sheet, line, column, plain, book.format("number" if number else "text"))
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _cells(row: Any) -> list[Any]:
    arrived = row.state_since.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    screened = str(OUTCOMES.get(row.outcome, ("", _("没有筛查过")))[1])
    return [
        row.unit.name, row.unit.uscc, str(row.get_kind_display()), row.state_label, row.days, arrived, row.handed_in,
        verdict_word(row.verdict), parse_decimal(row.score or ""), screened,
        row.screened_on.isoformat() if row.screened_on else "", row.left, row.round.title,
    ]  # fmt: skip


def verdict_word(verdict: str | None) -> str:
    """A verdict of the engine in words."""
    words = {"eligible": _("具备推荐条件"), "not_eligible": _("不具备推荐条件"), "undetermined": _("尚未定")}
    return words.get(verdict or "", "")
