"""Sentences of the check of the 推荐汇总表 before it is handed out: what is wrong with a cell, what to do."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "summary.place": (
        "{sheet} 第 {row} 行“{unit}”，{column}：{what}",
        "{sheet} line {row}, {unit}, {column}: {what}",
    ),
    "summary.missing": ("空着；请补充或说明", "empty; add it or explain"),
    "summary.open": ("空着；确无内容可以不填", "empty; fine where there is nothing to say"),
    "summary.agency_missing": (
        "评价方式是第三方，没有写机构名称；请补充",
        "evaluated by an agency, but the agency is not named; add it",
    ),
    "summary.agency_self": (
        "评价方式是自评价，却写了机构“{text}”；请核对是哪一种",
        "self-evaluated, yet the agency {text} is named; check which it is",
    ),
    "summary.long": (
        "有 {length} 字，超过 {most} 字；请精简",
        "has {length} characters, more than {most}; shorten it",
    ),
    "summary.cut": (
        "有 {length} 字，Excel 一格只能放 {most} 字，其余会被截去；请精简",
        "has {length} characters; a cell of Excel holds {most}, the rest would be cut off; shorten it",
    ),
    "summary.spaces": (
        "“{text}”前后有空格或换行；请删去",
        "{text} begins or ends with blanks; remove them",
    ),
    "summary.control": (
        "有看不见的控制字符（{point}）；请重新输入这一格",
        "holds an invisible control character ({point}); type the cell anew",
    ),
    "summary.uscc_spelling": (
        "写成了“{text}”；请写成 {plain}",
        "written {text}; write {plain}",
    ),
    "summary.industry_spelling": (
        "写成了“{text}”；请只写四位数字 {plain}",
        "written {text}; write the four digits {plain}",
    ),
    "summary.industry_many": (
        "写了 {count} 个代码；请只写主营行业的一个",
        "{count} codes are given; give the one of the main activity",
    ),
    "summary.phone": (
        "“{text}”不像电话号码；请写 11 位手机号，或区号-号码（如 0431-88900000）",
        "{text} does not look like a telephone number; write 11 digits of a mobile, or area code and number",
    ),
    "summary.date_form": (
        "日期“{text}”的写法不统一；请写成 {plain}",
        "the date {text} is written in another form; write {plain}",
    ),
    "summary.no_such_day": (
        "没有“{text}”这一天；请核对日期",
        "there is no day {text}; check the date",
    ),
    "summary.no_number": (
        "“{text}”不是数字；请只写数字，单位写在表头",
        "{text} is no number; write the figure alone, its unit belongs to the header",
    ),
    "summary.range": (
        "{value} 不在 {least} 到 {most} 之间；请核对",
        "{value} is not between {least} and {most}; check it",
    ),
    "summary.negative": ("{value} 小于 0；请核对", "{value} is below 0; check it"),
    "summary.whole": ("{value} 不是整数；请核对", "{value} is no whole number; check it"),
    "summary.places": (
        "{value} 的小数超过 {most} 位；请按规则修约",
        "{value} has more than {most} decimals; round it as the rule says",
    ),
    "summary.choice": (
        "“{text}”不在可填的内容里；只能填：{choices}",
        "{text} is none of the choices: {choices}",
    ),
    "summary.years": (
        "“{text}”不是三个年度的得分；请写成 80.5 / 82 / 85",
        "{text} is not the score of three years; write 80.5 / 82 / 85",
    ),
    "summary.year_open": ("有年度没有得分；请补充或说明", "a year has no score; add it or explain"),
    "summary.seq": ("序号是 {value}，应为 {expected}；请重新编号", "numbered {value} instead of {expected}; renumber"),
    "summary.uscc_twice": (
        "与第 {others} 行的代码相同；同一单位只能报一次，请核对",
        "the same code stands in line {others}; a unit goes once, check it",
    ),
    "summary.uscc_elsewhere": (
        "同一代码也在{sheets}；请核对是否分类别申报",
        "the same code stands in {sheets} too; check whether it applies in both kinds",
    ),
    "summary.name_twice": (
        "与第 {others} 行的名称相同；请核对是否同一单位",
        "the same name stands in line {others}; check whether it is the same unit",
    ),
    "summary.trial": (
        "结果为试评，所用规则尚未核定；不能作为正式推荐依据",
        "a trial result, for rules it rests on are not confirmed; no ground for a recommendation",
    ),
    "summary.clean": ("汇总表没有问题", "nothing is wrong with the table"),
    "summary.counts": (
        "导出前检查：须改正 {error} 处，请核对 {warning} 处，提示 {info} 处",
        "checked before export: {error} to correct, {warning} to look at, {info} hints",
    ),
    "summary.error": ("须改正", "correct"),
    "summary.warning": ("请核对", "look at"),
    "summary.info": ("提示", "hint"),
    "summary.more": ("另有 {count} 处；全部见 --json", "{count} more; all of them with --json"),
    "summary.see": (
        "逐格检查汇总表、写出 PDF 和 Word：greenlist summary {folder}",
        "to check every cell, and for PDF and DOCX: greenlist summary {folder}",
    ),
}
