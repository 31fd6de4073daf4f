"""What a package is made of, and what its cover says of each part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Media = Literal["pdf", "image", "other"]
Opener = Callable[[], bytes]

GROUPS: dict[str, str] = {  # policy.delivery.package_order -> how the bookmark names it
    "letter": "推荐文",
    "table": "推荐汇总表",
    "report": "评价报告",
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
    media: Media
    sha256: str
    size: int
    open: Opener
    name: str = ""  # as a file: what it is called where it goes beside the volumes


@dataclass(frozen=True, slots=True)
class Remark:
    """Something an officer should know of what was made; `title` names the part."""

    code: Literal["not_a_page", "unreadable", "over_limit"]
    title: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the cover: where a part begins. `volume` 0: it is no page and goes beside the volumes."""

    number: int
    group: str
    title: str
    sha256: str
    size: int
    volume: int
    page: int
    pages: int
