"""Sentences about exclusion conditions: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "conditions.no_answer": (
        "尚未填写。请{where}，填写查询结果、查询日期并附截图或文件",
        "no answer yet; {where} and file the result, the day of the query and the capture",
    ),
    "conditions.unknown": (
        "结果未定{reason}。请{where}后填写结论",
        "not decided{reason}; {where} and file the outcome",
    ),
    "conditions.where_sources": ("到{sources}查询", "look it up in {sources}"),
    "conditions.where_departments": ("向有关部门核实", "ask the departments in charge"),
    "conditions.because": ("（{text}）", " ({text})"),
    "conditions.no_reason": ("", ""),
    "conditions.empty": ("", ""),
    "conditions.and": ("{first}；{second}", "{first}; {second}"),
    "conditions.clear": (
        "未发现该情形（{proofs}，最早查询日期{on}）",
        "clear ({proofs}; oldest query on {on})",
    ),
    "conditions.stated_hit": ("填报为存在该情形{reason}", "stated as a hit{reason}"),
    "conditions.barred": ("存在该情形的不得{effects}", "a unit with this hit may not {effects}"),
    "conditions.effect_apply": ("申报", "apply"),
    "conditions.effect_recommend": ("被推荐", "be recommended"),
    "conditions.effect_list": ("列入名单", "be listed"),
    "conditions.clear_contradicted": (
        "填报为无该情形，与所列记录不符，请核对",
        "the file says clear, which the record contradicts; check it",
    ),
    "conditions.hit_contradicted": (
        "填报为存在该情形，但所列记录不计入：{events}。请核对后改填结论或补充其他记录",
        "the file says hit, but its records do not count: {events}; correct the answer or add the record",
    ),
    "conditions.other_needs_reason": (
        "填报为“等”所指的其他情形，未写明具体事由。请补充事由和依据",
        "stated under the open item 等 without a reason; say what happened and on what evidence",
    ),
    "conditions.no_proof": (
        "填报为无该情形，但没有注明查询日期的佐证。请补充截图或证明文件及其查询日期",
        "stated clear, without proof that carries a query date; add the capture and its date",
    ),
    "conditions.source_missing": (
        "缺少{sources}的查询结果。请补充查询截图，并注明来源和查询日期",
        "no dated capture of {sources}; add it with its source and the day of the query",
    ),
    "conditions.age_unknown": (
        "查询结果应在申报前{days}天以内，但未填申报日期。请填写申报日期 applied_on",
        "captures may be {days} days old at the application, whose date is missing; fill in applied_on",
    ),
    "conditions.capture_old": (
        "最早的查询日期{on}距申报日期{applied}已超过{days}天。请重新查询",
        "the capture of {on} is more than {days} days older than the application of {applied}; query again",
    ),
    "conditions.state_lasts": ("{event}，尚未解除", "{event}: still in force"),
    "conditions.state_ended": ("曾有{event}，已于{on}解除", "{event}: ended on {on}"),
    "conditions.event_inside": ("{event}，{window}", "{event}: {window}"),
    "conditions.event_outside": ("曾有{event}，{window}，不计入", "{event}: {window}; not counted"),
    "conditions.event_unsure": ("{event}，{window}", "{event}: {window}"),
    "conditions.event_cleared": (
        "曾有{event}，已于{on}完成整改或移出，不计入",
        "{event}: cleared on {on}; not counted",
    ),
    "conditions.event_undated": (
        "记录“{event}”没有日期，无法判断是否在规定年限内。请补填发生日期",
        "the record “{event}” has no date; fill it in, or nobody can say whether it lies in the window",
    ),
    "conditions.event_future": (
        "记录“{event}”的日期晚于查询或申报日期{seen}。请核对日期，必要时重新查询",
        "the record “{event}” is dated after {seen}, the day of query or application; check or query again",
    ),
    "conditions.ended_undated": (
        "记录“{event}”填了解除日期{on}，没有列入日期，无法核对。请补填列入日期",
        "the record “{event}” was cleared on {on} but says not when it began; fill that in",
    ),
    "conditions.cleared_before": (
        "记录“{event}”的解除日期{on}早于发生日期。请核对",
        "the record “{event}” was cleared on {on}, before it happened; check the dates",
    ),
    "conditions.cleared_future": (
        "记录“{event}”的解除日期{on}晚于查询或申报日期{seen}。请核对日期，解除后重新查询",
        "the record “{event}” is cleared on {on}, after {seen}; check the date or query again afterwards",
    ),
    "conditions.clearing_open": (
        "{event}已于{on}解除，但文件未明确解除后是否仍计入。请主管部门认定",
        "{event} was cleared on {on}; the text does not say if it still counts; the authority decides",
    ),
    "conditions.grade_missing": (
        "记录“{event}”未写明等级，规定只计{floor}及以上。请补填等级（{grades}）",
        "the record “{event}” has no known grade and only {floor} or worse counts; fill in one of {grades}",
    ),
    "conditions.grade_below": (
        "曾有{event}，等级{grade}低于规定的{floor}，不计入",
        "{event}: grade {grade} is below {floor}; not counted",
    ),
    "conditions.window_inside": (
        "在近{years}年内（自{start}起，起始当日计入；起算日：{anchors}）",
        "within the last {years} years (from {start}, that day included; counted from {anchors})",
    ),
    "conditions.window_outside": (
        "早于近{years}年（{start}以前；起算日：{anchors}）",
        "earlier than the last {years} years (before {start}; counted from {anchors})",
    ),
    "conditions.window_mixed": (
        "是否在近{years}年内取决于起算日，文件未写明：按{inside}计入，按{outside}不计入。请主管部门明确起算日",
        "the last {years} years have an open anchor: inside from {inside}, outside from {outside}; settle it",
    ),
    "conditions.window_years_open": (
        "文件未写明追溯年限，无法判断。请主管部门明确",
        "the text leaves the number of years open; the authority must settle it",
    ),
    "conditions.anchor_missing": (
        "缺少{anchors}，无法判断是否在规定年限内。请补填",
        "{anchors} is missing, so the window cannot be placed; fill it in",
    ),
    "conditions.anchor_on": ("{name}{on}", "{name} {on}"),
    "conditions.anchor_application_date": ("申报日期", "date of application"),
    "conditions.anchor_evaluation_year_end": ("评价年年末", "end of the evaluation year"),
    "conditions.anchor_city_deadline": ("市级推荐截止日期", "deadline of the city"),
    "conditions.park_body": ("园区管理机构：{reason}", "management body: {reason}"),
    "conditions.roster_missing": (
        "未提供园区内企业名单。请填报名单及各企业的查询结果",
        "no roster of the enterprises inside the park; file it with every enterprise's answers",
    ),
    "conditions.roster_empty": (
        "园区内企业名单为空。请填报名单及各企业的查询结果",
        "the roster of enterprises is empty; file it with every enterprise's answers",
    ),
    "conditions.roster_short": (
        "园区填报入驻企业{stated}家，名单只有{listed}家。请补齐名单及查询结果",
        "the park states {stated} enterprises, the roster has {listed}; complete it",
    ),
    "conditions.scope_open": (
        "文件未明确园区内企业是否一并核查，请主管部门认定",
        "the text leaves open whether enterprises inside the park count; the authority decides",
    ),
    "conditions.tenants_clear": (
        "园区内{count}家企业均未发现该情形",
        "all {count} enterprises of the park are clear",
    ),
    "conditions.tenants_hit": (
        "园区内{count}家企业存在该情形：{names}（首家：{reason}）",
        "{count} enterprises of the park are hit: {names} (the first: {reason})",
    ),
    "conditions.tenants_unsure": (
        "园区内{count}家企业结果未定：{names}（首家：{reason}）",
        "{count} enterprises of the park are not decided: {names} (the first: {reason})",
    ),
    "conditions.tenants_silent": (
        "园区内{count}家企业没有查询结果：{names}。请逐家查询填报",
        "{count} enterprises of the park have no answer: {names}; look each of them up",
    ),
}
