"""The green lists of the demo: made-up entries, a removal and a renaming, totals that close but for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from greenlist.documents.sheets import Sheet
from greenlist.listings.domain.changes import link_change, record_change
from greenlist.listings.domain.importing import apply_upload, keep_upload, plan_of
from greenlist.listings.domain.keeping import identify_entry, set_counts
from greenlist.listings.models import Entry
from greenlist.listings.reading import read_list
from greenlist.ops.places import PROVINCE
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction

from .units import samples

HEAD = ["序号", "地区", "单位名称", "第三方评价机构名称"]
AGENCIES = (
    "示例绿色评价有限公司",
    "示例绿色评价 有限公司",
    "",
)  # two spellings of one body
OLD = "示例旧名铸造有限公司"
GONE = "示例停办水泥有限公司"


def seed_green_lists(hat: Callable[[str], Hat]) -> None:
    """Two years of the province, a draft, and one batch of the country, as if an officer had imported them."""
    by = hat("province")
    place = Jurisdiction.objects.get(code=PROVINCE)
    factories = [one for one in samples() if one.data["kind"] == "factory"]
    names = [one.name for one in factories]
    mine = _take(by, place, "2023年度", 1, date(2023, 9, 1), [*names[:6], OLD, GONE])
    _take(by, place, "2024年度", 2, date(2024, 7, 18), names[6:9], stage="draft")
    _take(by, place, "第一批", 1, date(2023, 3, 23), ["示例国家级机械有限公司", GONE], level="national", region="吉林")
    first = mine[names[0]]
    identify_entry(entry=first, uscc=str(factories[0].unit["uscc"]), basis="演示：营业执照", by=by)
    _changes(by, place, mine)
    _counts(by, place, 1, "2023年度", date(2023, 9, 1), {"listed": len(mine) + 1})
    _counts(by, place, 2, "2024年度", None, {"removed": 1, "renamed": 1, "draft": 3})


def _counts(by: Hat, place: Jurisdiction, batch: int, label: str, on: date | None, factory: dict[str, int]) -> None:
    set_counts(
        authority=place, level="province", batch=batch, label=label, announced_on=on, document=_document(2022 + batch),
        mark="unverified", figures={"factory": factory}, by=by,
    )  # fmt: skip


def _take(
    by: Hat, place: Jurisdiction, label: str, batch: int, on: date, names: Sequence[str], *, level: str = "province",
    stage: str = "final", region: str = "长春市",
) -> dict[str, Entry]:  # fmt: skip
    """A list of factories taken in through the verbs an officer uses; its lines by name."""
    rows: list[list[Any]] = [
        [number, region, name, AGENCIES[number % len(AGENCIES)]] for number, name in enumerate(names, 1)
    ]
    about = {
        "level": level, "stage": stage, "label": label, "batch": batch, "year": on.year, "announced_on": on,
        "document": _document(on.year), "mark": "unverified",
    }  # fmt: skip
    upload = keep_upload(
        authority=place, what="entries", about=about, reading=read_list([Sheet("演示名单", [HEAD, *rows])]),
        name=f"{label}（演示）.xlsx", sha256="0" * 64, by=by,
    )  # fmt: skip
    kinds = {0: "factory"}
    apply_upload(upload=upload, kinds=kinds, digest=plan_of(upload, kinds).digest, by=by)
    upload.refresh_from_db()
    assert upload.green_list is not None  # noqa: S101 - applied just now
    return {one.name: one for one in upload.green_list.entries.all()}


def _changes(by: Hat, place: Jurisdiction, mine: dict[str, Entry]) -> None:
    told = {
        "level": "province", "kind": "factory", "announced_on": date(2024, 9, 1), "batch": 2, "label": "2024年度",
        "document": _document(2024),
    }  # fmt: skip
    renamed = record_change(authority=place, what="renamed", name=OLD, new_name="示例新名铸造有限公司", by=by, **told)
    link_change(change=renamed, entry=mine[OLD], how="name", by=by)
    record_change(authority=place, what="removed", name=GONE, by=by, **told)  # waits for somebody to say which line


def _document(year: int) -> str:
    return f"示例文〔{year}〕1号（不是真实文件）"
