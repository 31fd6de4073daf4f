"""Made-up lists for tests: files as bytes, uploads, lists taken in by the verbs themselves."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from greenlist.listings.domain.importing import apply_upload, keep_upload, plan_of
from greenlist.listings.files import take_file
from greenlist.listings.models import GreenList, Upload
from greenlist.listings.plan import Plan
from world import World

HEAD = ["序号", "地区", "工厂名称", "第三方机构名称"]
FACTORIES = [
    [1, "长春市", "示例食品有限公司", "示例绿色评价有限公司"],
    [2, "长春市", "甲乙示例机械（长春）有限公司", "示例绿色评价 有限公司"],
    [3, "吉林市", "丙丁示例化工有限公司（原戊己示例化工厂）", "另一评价有限公司"],
]
Rows = Sequence[Sequence[Any]]


def xlsx(*sheets: tuple[str, Rows]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for line, cells in enumerate(rows):
            sheet.write_row(line, 0, cells)
    book.close()
    return out.getvalue()


def csv(rows: Rows, encoding: str = "utf-8") -> bytes:
    return "\n".join(",".join(str(cell) for cell in cells) for cells in rows).encode(encoding)


def file(rows: Rows, name: str = "名单.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, csv([*rows]), "text/csv")


def about(**more: Any) -> dict[str, Any]:
    told = {
        "level": "province", "stage": "final", "label": "2024年度", "batch": 3, "year": 2024,
        "announced_on": date(2024, 8, 30), "document": "吉工信示例〔2024〕1号", "mark": "published",
    }  # fmt: skip
    return told | more


def uploaded(world: World, rows: Rows, *, what: str = "entries", **more: Any) -> Upload:
    """A file read and kept, not applied."""
    taken = take_file(file(rows))
    return keep_upload(
        authority=world.places["220000"], what=what, about=about(**more), reading=taken.reading, name=taken.name,
        sha256=taken.sha256, by=world.hat("province"),
    )  # fmt: skip


def applied(world: World, upload: Upload, kind: str = "factory") -> Plan | None:
    kinds = {0: kind} if kind else {}
    return apply_upload(upload=upload, kinds=kinds, digest=plan_of(upload, kinds).digest, by=world.hat("province"))


def listed(world: World, rows: Rows = FACTORIES, kind: str = "factory", **more: Any) -> GreenList:
    """A list of the province with the rows in it."""
    upload = uploaded(world, [HEAD, *rows], **more)
    applied(world, upload, kind)
    upload.refresh_from_db()
    assert upload.green_list is not None
    return upload.green_list
