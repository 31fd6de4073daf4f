"""Labels of basic information tables: those of every form that is shipped, and the wordings met instead of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from greenlist.documents.report.agency.forms import agency_forms
from greenlist.documents.report.template import templates

_NUMBERING = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.](?!\d)|第[一二三四五六七八九十]{1,3}[章节部分]+)"
)
_CAPTION = re.compile(r"^\s*[表图]\s*\d+\s*")
_NOTE = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"第([123一二三])年")
LONGEST = 40  # characters of a label
SECTIONS = {
    "unit": (
        "工厂基本信息",
        "园区基本信息",
        "企业基本信息",
        "单位基本信息",
        "申报单位基本信息",
        "基本信息",
        "基本信息表",
    ),
    "agency": ("第三方机构信息", "第三方评价机构信息", "评价机构信息", "第三方机构基本信息"),
    "result": (
        "绿色工厂评价结果",
        "绿色园区评价结果",
        "绿色工业园区评价结果",
        "绿色供应链管理企业评价结果",
        "评价结果",
    ),
}
# What people write instead of the label of a form, by the key of the line.
_VARIANTS = {
    "name": (
        "单位名称", "企业名称", "申报单位", "申报单位名称", "受评价方名称", "受评价方", "工厂名称", "园区名称",
        "公司名称",
    ),
    "uscc": ("社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码证号"),
    "industry": ("行业", "所属行业代码", "行业代码", "所属行业及代码", "行业类别"),
    "industry4": ("统计局四位代码", "按照企业主导产业类型填写统计局四位代码"),
    "main_products": ("主导产品", "主要产品及产能", "产品"),
    "address": ("地址", "单位地址", "企业地址", "公司地址", "通信地址", "工厂地址", "园区地址", "详细地址"),
    "postcode": ("邮政编码",),
    "unit_nature": ("企业性质", "企业类型"),
    "registry": ("登记机关", "注册登记机关"),
    "registered_capital": ("注册资金",),
    "founded_on": ("成立时间", "注册日期", "成立年月", "园区成立日期"),
    "licence_valid_to": ("营业期限", "营业执照有效期"),
    "legal_rep": ("法人代表", "法人", "法定代表人姓名", "企业法人"),
    "legal_rep_phone": ("法定代表人电话", "法人代表电话", "法定代表人联系电话", "法人电话", "法人代表联系电话"),
    "contact_department": ("联系部门", "申报部门", "申报工作部门"),
    "contact_person": ("申报联系人", "申报工作联系人", "联系人姓名", "园区联系人", "申报单位联系人"),
    "contact_title": ("联系人职务",),
    "contact_phone": ("联系人电话", "联系方式", "电话", "固定电话", "办公电话"),
    "mobile": ("手机号码", "移动电话", "手机号"),
    "fax": ("传真号码",),
    "email": ("邮箱", "电子邮件", "e-mail", "email", "联系邮箱", "电子信箱"),
    "unit_intro": ("企业简介", "公司简介", "工厂简介", "单位基本情况"),
    "process_intro": ("企业工艺情况简介", "工艺情况简介"),
    "green_intro": ("企业绿色发展情况简要介绍", "企业绿色发展情况", "绿色发展情况简要介绍"),
    "park_intro": ("园区基本情况", "园区概况"),
    "experience": ("创建经验及成效", "绿色园区创建经验与成效"),
    "park_land_area": ("园区用地面积", "园区面积", "规划面积"),
    "agency.name": ("第三方机构", "评价机构名称", "评价机构", "第三方评价机构", "第三方评价机构名称"),
    "agency.address": ("评价机构地址", "第三方评价机构地址"),
    "agency.lead": ("编制负责人", "报告负责人", "报告编制人"),
    "basic_answer": ("基本要求符合性", "基本要求是否符合"),
    "score": ("评价得分", "得分", "总分", "总得分", "综合得分", "评价总分", "评价分数", "绿色指数", "指标总分"),
    "result.highlights": ("主要亮点", "工作亮点", "受评价方亮点"),
}  # fmt: skip
# Labels that mean something else in the block on the agency, or behind another label.
_IN_AGENCY = {
    "address": "agency.address", "legal_rep": "agency.legal_rep", "legal_rep_phone": "agency.legal_rep_phone",
    "contact_person": "agency.contact", "contact_phone": "agency.contact_phone", "name": "agency.name",
    "park_head": "agency.lead", "park_head_phone": "agency.lead_phone",
}  # fmt: skip
_IN_UNIT = {"agency.lead_phone": "park_head_phone", "agency.legal_rep_phone": "legal_rep_phone",
            "agency.contact_phone": "contact_phone"}  # fmt: skip
_BEHIND = {("contact_title", "park_head"): "park_head_title", ("park_head_title", "contact_person"): "contact_title",
           ("contact_phone", "legal_rep"): "legal_rep_phone", ("contact_phone", "park_head"): "park_head_phone",
           ("agency.contact_phone", "agency.legal_rep"): "agency.legal_rep_phone",
           ("agency.contact_phone", "agency.lead"): "agency.lead_phone",
           ("agency.contact_phone", "agency.reviewer"): "agency.reviewer_phone"}  # fmt: skip


def plain(text: str) -> str:
    """A label as it is compared: full width folded, blanks gone, lower case, without numbering, note and colon."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower().strip(":;,.、*")
    folded = _NUMBERING.sub("", folded)
    while (less := _NOTE.sub("", folded)) != folded:
        folded = less
    return folded.strip(":;,.、*")


def year_label(text: str) -> int | None:
    """1, 2, 3 for 第1年 ...; None for any other label."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = _YEAR.search(folded) if len(folded) <= LONGEST else None
    return None if found is None else "一二三".find(found[1]) + 1 or int(found[1])


def key_of(label: str, section: str, before: str) -> str:
    """What a label means in a section (unit, agency, result) behind the line `before`; '' where it is not known."""
    if not label or len(label) > 2 * LONGEST:
        return ""
    key = _known().get(plain(label), "")
    if section == "agency":
        key = _IN_AGENCY.get(key, key)
    elif section == "unit":
        key = _IN_UNIT.get(key, key)
    return _BEHIND.get((key, before), key)


def section_of(text: str) -> str:
    """The section that a line heads, '' where it heads none."""
    bare = plain(_CAPTION.sub("", text))
    return next((section for section, words in SECTIONS.items() if bare in words), "")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Key by plain label; the forms go before the variants, a line of the unit before one of the agency."""
    forms = [(row.label, row.value) for form in templates() for row in [*form.basic.rows, *form.cover.lines]]
    forms += [
        (row.label, row.value)
        for form in agency_forms()
        for table in form.tables
        for row in [*table.rows, *form.cover.lines]
    ]
    known: dict[str, str] = {}
    for label, key in sorted(forms, key=lambda one: one[1].startswith("agency.")):
        if not year_label(label):
            known.setdefault(plain(label), _ONE_NAME.get(key, key))
    for key, labels in _VARIANTS.items():
        for label in labels:
            known.setdefault(plain(label), key)
    return known


_ONE_NAME = {"result.nature": "unit_nature"}
