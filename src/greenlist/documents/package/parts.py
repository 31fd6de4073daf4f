"""What a package is made of, and what its cover says of each part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Media = Literal["pdf", "image", "office", "other"]
Opener = Callable[[], bytes]
Where = Literal["bound", "attached", "beside"]

GROUPS: dict[str, str] = {  # policy.delivery.package_order -> how the bookmark names it
    "letter": "推荐文",
    "table": "推荐汇总表",
    "report": "评价报告",
    "forms": "申报表",
    "checks": "形式审查记录",
    "consultation": "征求意见汇总",
    "evidence": "证明材料",
    "receipt": "提交回执",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a dossier. `sha256` is that of its bytes as they are kept, `size` their number."""

    group: str  # a key of GROUPS
    title: str
    media: Media  # office: what LibreOffice reads
    sha256: str
    size: int
    open: Opener
    name: str = ""  # as a file: what it is called where it goes beside the volumes


Code = Literal[
    "not_a_page", "attached", "converted", "not_converted", "encrypted", "unreadable", "too_many_pages", "too_much",
    "dynamic_form", "cut", "over_limit", "active", "not_archival",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remark:
    """Something an officer should know of what was made; `title` names the part, `detail` a reason by its code."""

    code: Code
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the cover: where a part begins. `volume` and `page` are 0 for what is beside the volumes.

    `page` is the number stamped on its first page, counted through all volumes; `until` the last volume it reaches.
    """

    number: int
    group: str
    title: str
    sha256: str
    size: int
    where: Where
    volume: int
    until: int
    page: int
    pages: int
