"""Sentences about the dynamic-management form: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "dynamic.not_form": (
        "这不是本程序生成的动态管理表（现有工作表：{sheets}）；请重新下载空表，填好后再交",
        "not a dynamic-management form made by this program (sheets: {sheets}); download one again and fill it in",
    ),
    "dynamic.unknown": (
        "本表没有“{name}”这一栏；规则此后有变化，请重新下载空表",
        "the form has no field {name}; the law changed since, download the form again",
    ),
    "dynamic.row_gone": ("“{label}”这一行不见了；请从原表补回", "the row {label} is missing; restore it from the form"),
    "dynamic.missing": ("“{label}”为必填；请补填", "{label} is required; fill it in"),
    "dynamic.range": (
        "“{label}”填了 {text}；应为不小于 0 的数，百分数在 0 到 100 之间",
        "{label} says {text}; it must not be below 0, a percentage lies between 0 and 100",
    ),
    "dynamic.change": ("有变更的请填写“{column}”", "with a change, fill in {column}"),
    "dynamic.queried": ("请写明查询日期", "say on which day it was queried"),
    "dynamic.told": ("有此情形的请写明情况", "say what happened"),
    "dynamic.written": ("动态管理表已写到 {folder}", "the dynamic-management form was written to {folder}"),
    "dynamic.read": (
        "读到 {values} 栏，{problems} 处问题",
        "{values} fields were read, with {problems} problems",
    ),
    "dynamic.other_kind": (
        "申报文件是{kind}的，要生成的是{asked}的表；请核对",
        "the application is for {kind}, the form asked for is for {asked}",
    ),
    "dynamic.year_wrong": ("数据年度应在 2016 至 2100 之间", "the year must lie between 2016 and 2100"),
}
