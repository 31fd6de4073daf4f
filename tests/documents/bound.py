"""The dossier of a made-up unit as it goes to the ministry: cover, report, evidence of several kinds."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from documents.awkward import pages, part, photo
from documents.every import document
from greenlist.documents.package import About, Binding, build

ABOUT = About(
    "示例精密机械制造有限公司绿色制造名单申报材料", "长春市工业和信息化局",
    (("申报单位", "示例精密机械制造有限公司"), ("统一社会信用代码", "91220101MA0Y00001X"), ("申报类型", "绿色工厂"),
     ("推荐单位", "长春市工业和信息化局"), ("推荐文", "长工信示例〔2024〕5号 2024-07-06"),
     ("提交版本", "第2版，回执JL2024-000017-2")),
    date(2024, 7, 6),
)  # fmt: skip


@cache
def dossier() -> tuple[bytes, ...]:
    """Its volumes."""
    reports = [
        ("自评价报告", "自评价报告-factory-01-machinery"),
        ("第三方评价报告", "第三方评价报告-factory-agency-2024"),
    ]
    parts = [part("报告", title, document(name).pdf) for title, name in reports]
    parts += [
        part("佐证材料", "营业执照", photo(1600, 1100), "image"), part("佐证材料", "能源购进消费表", pages(3)),
        part("佐证材料", "排污许可证", pages(1)), part("佐证材料", "厂区照片", photo(900, 1300, turned=6), "image"),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        return tuple(one.path.read_bytes() for one in build(ABOUT, parts, Binding(), Path(folder)).volumes)
