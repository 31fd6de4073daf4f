"""What stands in the columns of the 推荐汇总表, and the lines around them, whatever the file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema.policy import Policy, SummaryColumn

Cell = str | int | Decimal | None
SummaryRow = dict[str, Cell]

# What a column's `value` may name; a row holds its cells under these keys.
SUMMARY_VALUES: dict[str, str] = {
    "seq": "序号",
    "recommender": "推荐地区",
    "name": "单位名称",
    "uscc": "统一社会信用代码",
    "industry4": "四位行业代码",
    "route": "评价方式：自评价或第三方",
    "agency": "第三方机构名称",
    "standard": "评价依据：规则包及版本",
    "score": "评价得分",
    "province_list": "是否省级绿色制造单位及批次",
    "consultation": "征求意见结果",
    "contact": "联系人",
    "phone": "联系电话",
    "note": "备注",
    "main_products": "主要产品",
    "energy_level": "能效水平及实测值",
    "park_level": "园区级别",
    "va_share": "工业增加值占比",
    "green_factories": "园区内绿色工厂数量",
    "green_factory_share": "绿色工厂占比",
    "three_year_scores": "近三年得分",
    "indicator_system": "适用行业指标体系",
    "supplier_green_factories": "供应商中绿色工厂数量",
    "epr_pilot": "是否汽车产品生产者责任延伸试点",
}
STANDING = "standing"  # key of a row that is no column: official or trial
PLAIN_TITLE = "绿色制造名单推荐汇总表"
STAR = "＊"
EMPTY = "本类无推荐单位。"
LEGEND = f"标{STAR}的列由程序计算得出，其余各列由申报单位或推荐单位填报。"
TRIAL = "（试评）"  # behind a computed number that is one


def columns_for(policy: Policy, kind: Kind) -> list[SummaryColumn]:
    """The summary columns that a policy asks of a kind, in the policy's order."""
    return [column for column in policy.outputs.summary_columns if kind in column.kinds]


def title_of(policy: Policy) -> str:
    """The title of the table: the policy's, else a plain one."""
    return policy.outputs.summary_title.value or PLAIN_TITLE


def head_of(column: SummaryColumn) -> str:
    """The title of a column; what the program computes is starred."""
    return f"{column.title}{STAR}" if column.derived else column.title


def is_trial(row: SummaryRow) -> bool:
    """Whether a row rests on a trial result: its `standing`, or the word 试评 in its note."""
    return row.get(STANDING) == "trial" or str(row.get("note") or "").startswith("试评")


def trial_line(rows: Sequence[SummaryRow]) -> str:
    """The line over a table some of whose results are trials, '' where none is."""
    trials = sum(is_trial(row) for row in rows)
    if not trials:
        return ""
    return (
        f"试评：本表 {len(rows)} 个单位中有 {trials} 个的结果为试评"
        "（所用规则尚有未核定或未录入的内容），仅供内部研究，不作为正式推荐依据。"
    )
