"""What writer and reader of the collection form agree on.

Every sheet names its section in a cell "greenlist:<section>"; the same (hidden) row names its columns and the
(hidden) column of that cell names its rows. The reader goes by these names alone, so that sheets may be
renamed and rows and columns moved.
"""

from __future__ import annotations

FORM_VERSION = 1
MARKER = "greenlist:"
ROWS = "#rows"  # in the hidden column of the header row: answers stand below it
MARKER_AREA = (20, 8)  # rows and columns searched for the marker

GUIDE = "guide"
UNIT = "unit"
VALUES = "values"
TABLE = "table."  # followed by the table: table.products
JUDGED = "judged"
CONDITIONS = "conditions"
EVENTS = "events"
DECLARED = "declared"
TENANTS = "tenants"

YES, NO = "是", "否"
ANSWERS = {"符合": "met", "不符合": "not_met", "未查": "unknown"}
EXCLUSION_ANSWERS = {"无此情形": "met", "有此情形": "not_met", "未查": "unknown"}
# Sub-conditions of the exclusion list (办法 第十五条（一）（二）) in the words of its text.
SUB_NAMES = {
    "deregistered": "工商注销",
    "stopped_12_months": "连续停产12个月以上",
    "abnormal_list_not_removed": "被列入经营异常名单且未被移出",
    "safety": "安全事故",
    "cyber_security": "网络安全事故",
    "data_security": "数据安全事故",
    "quality": "质量事故",
    "pollution": "环境污染事故",
    "tax_evasion": "偷漏税",
    "other_violation": "其他违法违规行为",
    "other": "其他",
}
JUDGED_ANSWERS = {"符合": "met", "不符合": "not_met", "未评": "unknown"}
ROUTES = {"自评价": "self", "第三方评价": "agency"}
KIND_NAMES = {"factory": "绿色工厂", "park": "绿色工业园区", "supply_chain": "绿色供应链管理企业"}

# Units that stand for "the unit the row names"; they are not converted.
OPEN_UNITS = {
    "": "",
    "*": "按所填单位",
    "product": "产品计量单位",
    "material": "原材料计量单位",
    "pollutant": "污染物计量单位",
    "concentration": "mg/L 或 mg/m³",
    "tce/product": "tce/产品计量单位",
    "m3/product": "m³/产品计量单位",
}

# Row of the sheet 单位信息 -> field of tables/fields.csv that says what it is.
UNIT_FIELDS = {
    "name": "applicant_name",
    "uscc": "uscc",
    "legal_form": "legal_form",
    "unit_nature": "unit_nature",
    "industry4": "industry4",
    "sub_industry": "sub_industry",
    "main_products": "main_products",
    "address": "address",
    "recommender": "recommender",
    "legal_rep": "legal_rep",
    "park_head": "park_head",
    "contact": "contact_person",
    "phone": "contact_phone",
    "email": "email",
    "province_list_year": "province_list_year",
    "province_list_doc": "province_list_doc",
    "province_list_status": "province_list_status",
}
# Field ids the unit block answers for; formulas that name them need no second cell.
UNIT_ANSWERED = frozenset(UNIT_FIELDS.values()) | frozenset(UNIT_FIELDS) | {"evaluation_year", "evaluation_mode"}


def year_key(offset: int) -> str:
    """Column key of the value of a year: "year0" is the evaluation year, "year-1" the one before."""
    return f"year{offset}"


def year_offset(key: str) -> int | None:
    """The offset of a year column, None for any other column."""
    rest = key.removeprefix("year")
    return int(rest) if rest != key and rest.lstrip("-").isdigit() else None
