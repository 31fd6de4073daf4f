"""Sentences about the verdict: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "verdict.required_not_met": ("必选要求“{item}”不满足：{reason}", "the required item {item} is not met: {reason}"),
    "verdict.required_unanswered": (
        "{count} 项必选要求尚未评定（{names}等），也没有签章报告的得分",
        "{count} required items are not judged ({names} ...) and there is no score of a signed report",
    ),
    "verdict.pass_mark": ("得分 {total}，及格线 {mark}", "score {total}, pass mark {mark}"),
    "verdict.pass_mark_below": (
        "得分 {total}，未达及格线 {mark}（按未取整的得分比较）",
        "score {total}, below the pass mark {mark} (the unrounded score is compared)",
    ),
    "verdict.named_in_the_way": ("{name}：{reason}", "{name}: {reason}"),
    "verdict.stands_in_the_way": ("{id} {name}：{reason}", "{id} {name}: {reason}"),
    "verdict.error_open": ("{check} {message}", "{check} {message}"),
    "verdict.required_items": ("必选要求", "required items"),
    "verdict.pass_mark_name": ("及格线", "pass mark"),
    "verdict.energy_level": ("能效水平", "energy level"),
}
