"""What writer and reader of the dynamic form agree on, beside the marks every form of ours has (form/layout)."""

from __future__ import annotations

from greenlist.documents.form.layout import EXCLUSION_ANSWERS

VERSION = "1"
SECTION = "dynamic."  # followed by the block, or by a field that is filled record by record
GUIDE = f"{SECTION}guide"
CONDITION_ANSWERS = EXCLUSION_ANSWERS
CHANGED, UNCHANGED = "有变更", "无变更"
CHANGES = {UNCHANGED: "no", CHANGED: "yes"}
CHANGE_COLUMNS = {"answer": "有无变更", "before": "变更前", "after": "变更后", "on": "变更日期", "reason": "理由和说明",
                  "proof": "证明材料"}  # fmt: skip
CONDITION_COLUMNS = {"answer": "答复", "queried_on": "查询日期", "note": "情况说明", "proof": "证明材料"}
VALUE, NOTE = "value", "note"


def year_column(year: int) -> str:
    """The key of a column of figures."""
    return f"year.{year}"
