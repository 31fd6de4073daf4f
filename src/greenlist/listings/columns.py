"""What the columns of a list file are called, and what a header or a title says about the kind of the rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

HEADS: dict[str, tuple[str, ...]] = {
    "seq": ("序号", "编号", "seq", "no", "no."),
    "region": ("地区", "省市", "省份", "所在地区", "省(区、市)", "市州", "市(州)", "所在市(州)", "所在地", "region"),
    "name": (
        "工厂名称", "公司名称", "单位名称", "园区名称", "企业名称", "产品名称", "名称", "原名称", "更名前名称",
        "变更前名称", "更名前", "变更前", "原单位名称", "原企业名称", "name",
    ),
    "new_name": (
        "更名后名称", "变更后名称", "更名后", "变更后", "新名称", "现名称", "现单位名称", "现企业名称", "new_name",
    ),
    "industry": ("行业", "所属行业", "行业类别", "industry"),
    "agency": ("第三方机构", "第三方机构名称", "第三方评价机构", "第三方评价机构名称", "评价机构", "agency"),
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码", "uscc"),
    "kind": ("类型", "类别", "名单类别", "名单类型", "kind"),
    "batch": ("批次", "批次序号", "batch"),
}  # fmt: skip  # lists.md 3; the words for renamings and English ones are ours
_COLUMN = {word: column for column, words in HEADS.items() for word in words}
_KIND_WORDS = (
    ("supply_chain", ("供应链", "supply_chain")),
    ("product", ("绿色设计产品", "绿色产品", "产品名称", "product")),
    ("park", ("绿色工业园区", "绿色园区", "园区", "park")),
    ("factory", ("绿色工厂", "工厂", "factory")),
)
_PARK_NAME = re.compile(r"(?:园区?|开发区|高新区|新区|产业城|基地|集聚区|示范区|片区|保税区)(?:\(.*\))?$")
_MOSTLY = 0.8


def plain_header(cell: object) -> str:
    """A header as it is compared: full width folded, blanks gone (地 区), lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(cell or ""))).lower()


def columns_of(cells: Sequence[object]) -> dict[str, int]:
    """The column of each meaning in a header row; the first that carries it holds. Empty where no name is meant.

    A single 名称 in a row of text is no header: something else must be recognised beside it, or it stands alone.
    """
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        if isinstance(cell, str) and (column := _COLUMN.get(plain_header(cell))):
            found.setdefault(column, position)
    filled = sum(1 for cell in cells if plain_header(cell))
    return found if "name" in found and (len(found) > 1 or filled == 1) else {}


def kind_of_words(text: str) -> str:
    """The kind that a title, a header or a cell names, '' for none."""
    plain = plain_header(text)
    return next((kind for kind, words in _KIND_WORDS if any(word in plain for word in words)), "")


def kind_of_names(names: Iterable[str]) -> str:
    """`park` where nearly all names end as parks do, `company` where nearly none does, '' where they are mixed."""
    every = [plain_header(name) for name in names]
    parks = sum(1 for name in every if _PARK_NAME.search(name))
    if not every:
        return ""
    if parks >= _MOSTLY * len(every):
        return "park"
    return "company" if parks <= (1 - _MOSTLY) * len(every) else ""
