"""The units of a notice as a file: number, name and place of each, as the notice prints them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from greenlist.documents.exports import csv_lines, workbook

from .paper import PRINTED
from .queries.public import Shown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


def names_file(units: Iterable[Shown], form: str) -> bytes:
    """Units in the order they come in, in one of the forms of `NAMES`; every cell a text."""
    titles = [_("类型"), _("序号"), _("单位名称"), _("所在地区")]
    rows = [[PRINTED[one.kind], str(one.position), one.name, one.place] for one in units]
    return b"".join(csv_lines(titles, rows)) if form == "csv" else workbook(titles, rows, [False] * len(titles))
