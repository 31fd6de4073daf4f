"""What the columns of a summary table are called, in one row of headers or in two (forms.md 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from greenlist.documents.summary import STAR, SUMMARY_VALUES
from greenlist.listings.columns import plain_header

_HEADS: dict[str, tuple[str, ...]] = {
    "seq": ("序号", "编号", "no", "no."),
    "recommender": (
        "推荐地区", "推荐单位", "地区", "市州", "市(州)", "所在地区", "所属地区", "推荐市(州)", "所在市(州)",
    ),
    "name": ("单位名称", "工厂名称", "园区名称", "企业名称", "申报单位", "申报单位名称", "名称", "推荐单位名称"),
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码", "组织机构代码"),
    "industry4": ("所属行业", "行业代码", "四位行业代码", "行业", "所属行业代码", "统计局四位代码", "国民经济行业代码"),
    "route": ("评价方式", "申报方式", "评价类型"),
    "agency": ("第三方机构名称", "第三方机构", "第三方评价机构", "第三方评价机构名称", "评价机构", "评价机构名称"),
    "standard": ("评价依据", "评价标准", "依据标准", "依据的标准"),
    "score": ("评价得分", "得分", "评价分数", "指标得分", "总分", "评价结果", "第三方评价得分", "综合得分"),
    "province_list": (
        "是否省级绿色制造单位及批次", "省级绿色制造单位批次", "是否省级", "省级名单批次", "是否列入省级名单",
    ),
    "consultation": ("征求意见结果", "部门意见", "征求意见情况", "征求部门意见结果"),
    "contact": ("联系人", "企业联系人", "联系人姓名"),
    "phone": ("联系电话", "联系方式", "联系人电话", "电话", "手机"),
    "note": ("备注", "说明"),
    "main_products": ("主要产品", "主导产品"),
    "energy_level": ("能效水平", "能效水平及实测值"),
    "park_level": ("园区级别", "级别"),
    "va_share": ("工业增加值占比", "工业增加值占比(%)"),
    "green_factories": ("园区内绿色工厂数量", "绿色工厂数量", "绿色工厂数"),
    "green_factory_share": ("绿色工厂占比", "占比", "绿色工厂占比(%)"),
    "three_year_scores": ("近三年得分", "近三年评价得分", "近三年分数"),
    "indicator_system": ("适用行业指标体系", "行业指标体系", "指标体系"),
    "supplier_green_factories": ("供应商中绿色工厂数量", "供应商绿色工厂数量"),
    "epr_pilot": ("是否汽车产品生产者责任延伸试点", "汽车产品生产者责任延伸试点"),
    "kind": ("类别", "类型", "申报类型", "名单类别", "申报类别"),
}  # fmt: skip
_NOTE = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"第?[123一二三]年|20\d\d年?")


def bare(cell: object) -> str:
    """A header as it is compared: full width folded, blanks, star and remarks gone."""
    plain = plain_header(str(cell or "").replace(STAR, "").replace("*", ""))
    return _NOTE.sub("", plain) or plain


def _known() -> dict[str, str]:
    words = {bare(word): key for key, heads in _HEADS.items() for word in heads}
    return words | {bare(name): key for key, name in SUMMARY_VALUES.items() if bare(name) not in words}


KNOWN = _known()


def meanings(header: Sequence[str], titles: Mapping[str, str]) -> dict[int, str]:
    """The meaning of each column by its place. `titles`: the policy's own, bare, with what they hold."""
    found: dict[int, str] = {}
    for place, text in enumerate(header):
        key = titles.get(bare(text)) or KNOWN.get(bare(text), "")
        # scores of three years stand in three columns; of any other meaning the first column holds
        if key and (key == "three_year_scores" or key not in found.values()):
            found[place] = key
    return found


def is_header(cells: Sequence[str], titles: Mapping[str, str]) -> bool:
    """Whether a row names columns: one of names, and one more that is known."""
    found = set(meanings(cells, titles).values())
    return "name" in found and len(found) > 1


def joined(above: Sequence[str], below: Sequence[str], titles: Mapping[str, str]) -> list[str] | None:
    """A header of two rows as one; None where the row below is none of it.

    A cell above that spans several is written once; below it stand years, or columns of their own.
    """
    if not _is_second(above, below, titles):
        return None
    merged, group = [], ""
    for place in range(max(len(above), len(below))):
        over = above[place] if place < len(above) else ""
        under = below[place] if place < len(below) else ""
        group = over or (group if under else "")
        merged.append(under if under and bare(under) in KNOWN and not _YEAR.fullmatch(bare(under)) else group)
    return merged


def _is_second(above: Sequence[str], below: Sequence[str], titles: Mapping[str, str]) -> bool:
    names = [place for place, key in meanings(above, titles).items() if key in {"name", "seq"}]
    if any(place < len(below) and below[place] for place in names):
        return False
    filled = [text for text in below if text]
    return len(filled) > 1 and all(_YEAR.fullmatch(bare(text)) or bare(text) in KNOWN for text in filled)
