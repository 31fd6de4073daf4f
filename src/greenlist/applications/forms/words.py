"""What is told beside a field, in words for people who fill in a form once a year."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.evaluating import user_language
from greenlist.documents.form.draft import shown_unit
from greenlist.engine.messages import Message, render


def told(message: Message, unit: str = "") -> str:
    """A message of the engine as it reads beside a field. `unit`: what the field is counted in."""
    text = str(message.params.get("text", ""))
    if message.code == "input.number_expected":
        words = _("这里填数字，现为“%(text)s”。单位在右边选，“约”等字写进备注。")
        return words % {"text": text}
    if message.code == "input.integer_expected":
        return _("这里填整数，现为“%(text)s”。") % {"text": text}
    if message.code == "input.unit_unfit":
        return _("单位 %(unit)s 不能换算成 %(own)s，请改选单位。") % {
            "unit": message.params.get("unit", ""), "own": shown_unit(unit) or "1"}  # fmt: skip
    if message.code == "documents.claimed_incomplete":
        return _("得分和报告文件要一起填。")
    return render(message, user_language())
