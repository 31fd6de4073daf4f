"""What an internal technical review looks at. The list is ours: no text of it is known (agencies.md 3)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FINE, FAULT, NONE = "fine", "fault", "none"
FINDINGS: dict[str, str | Promise] = {FINE: _("符合"), FAULT: _("有问题"), NONE: _("不涉及")}
POINTS: dict[str, str | Promise] = {
    "procedure": _("评价程序完整：计划、文件评审、现场评价有记录，人员和日期对得上"),
    "boundary": _("评价范围和边界与申报一致，时间段正确"),
    "values": _("核查数据有依据，与证据一致；与申报值的差异写明了原因"),
    "conditions": _("否决情形和基本要求逐条核查，结论有证据"),
    "score": _("评价标准和版本适用正确，计算和得分无误"),
    "issues": _("不符合项已关闭，或在报告中如实写明"),
    "conclusion": _("结论客观，与评价内容一致"),
    "form": _("章节、表格和字数符合报告模板"),
}
