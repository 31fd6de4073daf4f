"""The units of a notice as a workbook: number, name and place of each, as the notice prints them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.exports import workbook

from .paper import PRINTED

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def names_xlsx(content: Mapping[str, Any]) -> bytes:
    """The list of a version's content, in the order of the notice; every cell a text."""
    titles = [_("类型"), _("序号"), _("单位名称"), _("所在地区")]
    rows = [[PRINTED[one["kind"]], str(one["position"]), one["name"], one["place"]] for one in content["units"]]
    return workbook(titles, rows, [False] * len(titles))
