"""Sentences about experts: why they must not review a case, why they were chosen for one: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "panel.unit": ("申报单位“{name}”", "the applicant {name}"),
    "panel.agency": ("评价机构“{name}”", "the evaluation agency {name}"),
    "panel.declared": ("专家申明回避：{reason}", "declared by the expert: {reason}"),
    "panel.member": ("在{side}有身份，这是自己的申报", "has a role in {side}: it is their own case"),
    "panel.employer": ("工作单位就是{side}", "is employed by {side}"),
    "panel.former": (
        "曾在{side}工作，{until}离开，不满 {years} 年",
        "worked for {side} until {until}, less than {years} years ago",
    ),
    "panel.former_open": (
        "曾在{side}工作，{until}离开；政策没有写明几年内须回避，由省厅认定",
        "worked for {side} until {until}; the policy does not say for how many years this counts, the province decides",
    ),
    "panel.staff": ("列在{side}报备的人员名单里（{what}）", "is on the staff list filed by {side} ({what})"),
    "panel.shared": ("与{side}有合作：{what}", "worked together with {side}: {what}"),
    "panel.legal_rep": (
        "与{side}的法定代表人同名，是否同一人由省厅认定",
        "bears the name of the legal representative of {side}; the province says whether they are one person",
    ),
    "panel.employer_rep": (
        "工作单位{what}与{side}的法定代表人同名，是否同一人由省厅认定",
        "the employer {what} and {side} have legal representatives of the same name; the province says whether they are one person",
    ),
    "panel.exact": ("专业领域与行业相符（{field}）", "expert in the industry ({field})"),
    "panel.no_field": ("申报没有行业代码，按类别选", "the case has no industry code; chosen by kind"),
    "panel.kind_only": (
        "同领域（{field}）没有可用的专家，按类别选",
        "nobody free in the industry ({field}); chosen by kind",
    ),
    "panel.load": ("共评 {load} 份，最多 {most} 份", "{load} cases in all, {most} at most"),
    "panel.others": (
        "同等条件的另 {count} 人：须回避 {barred}，已评本份 {has}，已满 {full}，其余 {rest} 人另有任务",
        "{count} more of the same standing: {barred} in conflict, {has} on this case, {full} full, {rest} on other cases",
    ),
    "panel.nobody_else": ("没有同等条件的其他人", "nobody else of the same standing"),
    "panel.why": ("{choice}；{load}；{others}", "{choice}; {load}; {others}"),
    "panel.anchor": (
        "共评样本：全组专家都评，用来看各人的尺度",
        "the anchor case, given to all experts to show how each measures",
    ),
    "panel.anchor_barred": ("须回避共评样本", "in conflict with the anchor case"),
    "panel.anchor_full": ("已满 {most} 份，没有再给共评样本", "has {most} cases already; not given the anchor case"),
    "panel.too_few": (
        "可评这一类别的专家 {able} 人，其中须回避 {barred} 人、已评本份 {has} 人，只剩 {free} 人",
        "{able} experts may review this kind, {barred} are in conflict, {has} are on the case already: {free} are left",
    ),
    "panel.too_full": (
        "不须回避的 {free} 人份数都已排满；请增加专家，或提高份数上限",
        "the {free} experts without a conflict are full; add experts or raise their limits",
    ),
}
