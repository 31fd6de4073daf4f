"""Sentences of screening: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # ---- one record against one condition: how they met; the record; what it means
    "screening.ruling": ("{met}。{record}。{effect}", "{met}. {record}. {effect}"),
    "screening.met_uscc": ("统一社会信用代码{on}一致", "the USCC {on} is the same"),
    "screening.met_org_code": (
        "名单的组织机构代码{on}与统一社会信用代码第9至17位一致",
        "the organisation code {on} of the list equals characters 9 to 17 of the USCC",
    ),
    "screening.met_name": (
        "没有可比对的代码，名单名称“{listed}”与单位名称一致",
        "no codes to compare; the name “{listed}” of the list is the unit's name",
    ),
    "screening.met_former_name": (
        "没有可比对的代码，名单名称“{listed}”与单位名称“{name}”因曾用名“{on}”一致",
        "no codes to compare; “{listed}” of the list and “{name}” meet in the former name “{on}”",
    ),
    "screening.met_head_office": (
        "单位是分支机构，查到的是其所属法人“{listed}”的记录",
        "the unit is a branch; the record found is of its legal person “{listed}”",
    ),
    "screening.met_fuzzy": (
        "名称相近（相似度{score}）：名单为“{listed}”，单位为“{name}”",
        "the names are alike (score {score}): “{listed}” on the list, “{name}” of the unit",
    ),
    "screening.met_region": (
        "{met}；名单地区为{listed}，单位地区为{own}，请一并核对",
        "{met}; the list says region {listed}, the unit {own}: check that too",
    ),
    "screening.record": (
        "{source}（{file}第{line}行，名单截至{as_of}）：{facts}",
        "{source} ({file}, line {line}, list of {as_of}): {facts}",
    ),
    "screening.record_undated": (
        "{source}（{file}第{line}行，名单日期不详）：{facts}",
        "{source} ({file}, line {line}, list without a date): {facts}",
    ),
    "screening.no_facts": ("除名称外没有其他内容", "nothing beside the name"),
    "screening.state_counts": ("按{day}的状态，属于该情形", "as it stood on {day}, the condition holds"),
    "screening.event_dated": ("{on}{window}", "{on} lies {window}"),
    "screening.event_counts": ("{dated}，计入", "{dated}: it counts"),
    "screening.event_outside": ("{dated}，不计入", "{dated}: it does not count"),
    "screening.window_inside": (
        "在近{years}年内（两端计入；{spans}）",
        "within the last {years} years (both ends included; {spans})",
    ),
    "screening.window_after": (
        "晚于起算日，仍在近{years}年内（{spans}）",
        "after the day counted from, and so within the last {years} years ({spans})",
    ),
    "screening.window_outside": (
        "早于近{years}年（两端计入；{spans}）",
        "before the last {years} years (both ends included; {spans})",
    ),
    "screening.span": ("自{anchor}起算为{first}至{last}", "{first} to {last} counted from the {anchor}"),
    "screening.anchor_screening": ("筛查基准日", "day of screening"),
    "screening.window_mixed": (
        "{on}是否在近{years}年内取决于从哪一天起算，文件未写明：{inside}，计入；{outside}，不计入。请主管部门明确起算日",
        "whether {on} lies in the last {years} years depends on the day counted from, which the text leaves open: inside {inside}; outside {outside}. The authority must settle it",
    ),
    "screening.window_unknown": (
        "{on}是否在规定年限内无法判断：{reason}",
        "whether {on} lies in the window cannot be said: {reason}",
    ),
    "screening.judge": (
        "是否属于该情形须由人判断（{note}）。请核实后作出决定",
        "a person must say whether it counts ({note}); look into it and decide",
    ),
    "screening.judge_plain": (
        "是否属于该情形，条文和名单都没有写明。请核实后作出决定",
        "neither the text nor the list says whether it counts; look into it and decide",
    ),
    "screening.outcome_missing": (
        "名单没有写明后来的情况（如是否完成整改），无法判断。请查明后随名单补上，或由人作出决定",
        "the list does not say what came of it (such as whether it was rectified); find out and add it to the list, or decide",
    ),
    "screening.ended": ("至{on}已终止，按{day}的状态不计入", "ended on {on}; as it stood on {day} it does not count"),
    "screening.not_counted": ("按名单所载的状态和类别不计入", "by its status and kind on the list it does not count"),
    "screening.not_yet": (
        "日期{on}晚于筛查基准日{day}，当时尚未发生，不计入",
        "dated {on}, after the day of screening {day}: not there yet, it does not count",
    ),
    "screening.date_after_list": (
        "日期{on}晚于名单本身的日期{listed}，不可能属实，无法判断。请核对名单",
        "dated {on}, after the list itself ({listed}): that cannot be right; check the list",
    ),
    "screening.ended_before": (
        "终止日期{ended}早于发生日期{on}，不可能属实，无法判断。请核对名单",
        "ended on {ended}, before it began on {on}: that cannot be right; check the list",
    ),
    "screening.undated": (
        "名单没有可用的日期，无法判断是否在规定年限内。请补上日期，或由人作出决定",
        "the list has no usable date, so the window cannot be asked; add the date, or decide",
    ),
    "screening.grade_below": (
        "事故等级“{grade}”低于政策规定的“{floor}”，不计入",
        "grade {grade} is below the policy's floor of {floor}: it does not count",
    ),
    "screening.grade_missing": (
        "政策规定“{floor}”及以上才计入，名单没有写明等级（{grades}之一）。请补上等级",
        "the policy counts {floor} and above, and the list names no grade ({grades}); add it",
    ),
    "screening.confirm_first": (
        "{effect}。但只是名称一致或相近，须先核实是否为本单位。请作出决定",
        "{effect}. Only the names agree or are alike: find out whether it is this unit, and decide",
    ),
    # ---- what a person looked up
    "screening.by_hand": (
        "{by}于{on}记录：{looked_on}在{where}{result}{paper}。{effect}",
        "recorded by {by} on {on}: on {looked_on}, {where}, {result}{paper}. {effect}",
    ),
    "screening.by_hand_found": ("查到：{what}", "it was found: {what}"),
    "screening.by_hand_nothing": ("查询，没有该情形的记录", "nothing of the kind was found"),
    "screening.by_hand_remark": (
        "查询，没有该情形的记录：{what}",
        "nothing of the kind was found: {what}",
    ),
    "screening.by_hand_paper": ("（佐证：{document}）", " (proof: {document})"),
    "screening.by_hand_clears": ("按查过、没有记录计", "it counts as looked up, without a record"),
    "screening.by_hand_old": (
        "查询日期{on}距筛查基准日{day}已超过政策规定的{days}天，不能据此认定没有。请重新查询",
        "looked up on {on}, more than {days} days before {day}: it clears nothing any more; look it up again",
    ),
    # ---- decisions
    "screening.decided": (
        "{first}。{by}于{on}决定：{verdict}（{reason}）",
        "{first}. Decided by {by} on {on}: {verdict} ({reason})",
    ),
    "screening.decided_on_paper": (
        "{first}。{by}于{on}决定：{verdict}（{reason}；依据：{document}）",
        "{first}. Decided by {by} on {on}: {verdict} ({reason}; on {document})",
    ),
    "screening.lapsed": (
        "{first}。{by}于{on}曾决定：{verdict}（{reason}），其后记录有变动，该决定失效，请重新决定",
        "{first}. Decided by {by} on {on}: {verdict} ({reason}); the record has changed since, so decide again",
    ),
    "screening.verdict_same": ("是本单位", "it is this unit"),
    "screening.verdict_other": ("不是本单位", "it is not this unit"),
    "screening.verdict_counts": ("属于该情形", "it counts"),
    "screening.verdict_does_not_count": ("不属于该情形", "it does not count"),
    # ---- sources
    "screening.clear": ("已查{sources}，没有计入的记录", "no counting record in {sources}"),
    "screening.asked": ("{source}（截至{as_of}）", "{source} (as of {as_of})"),
    "screening.asked_undated": ("{source}（日期不详）", "{source} (date not known)"),
    "screening.source_missing": (
        "缺少“{source}”的名单，无法判断。请取得名单、导入后重新筛查",
        "the list “{source}” is missing; get and import it, then screen again",
    ),
    "screening.source_unreadable": (
        "“{source}”的名单读不出来：{reason}。请换一份文件后重新筛查",
        "the list “{source}” could not be read: {reason}; import another file and screen again",
    ),
    "screening.source_incomplete": (
        "“{source}”的名单{file}不完整（{reason}），没有查到不等于没有。请补全后重新导入",
        "the list {file} of “{source}” is not complete ({reason}), so finding nothing proves nothing; import the whole",
    ),
    "screening.source_empty": (
        "“{source}”的名单{file}一条记录也没有，没有查到不等于没有。请核对文件，导入有记录的名单",
        "the list {file} of “{source}” holds no record at all, so finding nothing proves nothing; check the file",
    ),
    "screening.no_reason_given": ("原因未记", "reason not recorded"),
    "screening.store_damaged": (
        "已导入的文件{file}缺失或损坏，请重新导入",
        "the imported file {file} is missing or damaged; import it again",
    ),
    "screening.source_old": (
        "“{source}”的名单截至{as_of}，距筛查基准日{day}已超过政策规定的{days}天。请导入新的名单",
        "the list “{source}” is of {as_of}, more than {days} days before {day}; import a new one",
    ),
    "screening.source_undated": (
        "政策规定名单距筛查基准日不超过{days}天，“{source}”的名单没有日期。请写明名单日期后重新导入",
        "lists may be {days} days old, and “{source}” has no date; import it again with its date",
    ),
    "screening.no_code": (
        "没有可用的统一社会信用代码，不能按代码查{sources}。请补填后重新筛查",
        "no usable USCC, so {sources} cannot be asked by code; fill it in and screen again",
    ),
    "screening.bad_code": (
        "统一社会信用代码不能用（{problem}），不能按代码查{sources}。请更正后重新筛查",
        "the USCC cannot be used ({problem}), so {sources} cannot be asked by code; correct it and screen again",
    ),
    # ---- parks
    "screening.tenants": (
        "园区内{total}家企业中，{count}家{outcome}：{names}。其中{name}：{reason}",
        "{count} of {total} enterprises in the park {outcome}: {names}. Of them {name}: {reason}",
    ),
    "screening.tenants_hit": ("存在该情形", "have a record that counts"),
    "screening.tenants_candidate": ("有待核实的记录", "have a record somebody must decide about"),
    "screening.tenants_undetermined": ("无法判断", "cannot be judged"),
    "screening.scope_open": (
        "{tenants}。政策没有写明园区内企业是否计入，请主管部门确定",
        "{tenants}. The policy does not settle whether enterprises inside a park count; the authority must",
    ),
    "screening.roster_missing": (
        "没有园区内企业名单，无法判断。请补上名单后重新筛查",
        "no roster of the enterprises in the park; hand it in and screen again",
    ),
    # ---- what lists cannot answer
    "screening.part_stopped_12_months": ("连续停产12个月以上", "no production for 12 months or more"),
    "screening.part_other": ("“等”所指的其他情形", "other cases left open by 等"),
    "screening.part_no_list": ("没有名单可查", "no list bears on it"),
    "screening.not_screened_stopped_12_months": (
        "是否连续停产12个月以上没有名单可查，请根据产量、用能、纳税等材料由人判断",
        "no list says whether production stopped for 12 months; a person judges from output, energy or tax records",
    ),
    "screening.not_screened_other": (
        "“等”所指的其他情形没有名单可查，由人判断并写明理由",
        "the open item 等 stands on no list; a person judges and gives the reason",
    ),
    "screening.not_screened_no_list": (
        "没有可查的名单，由人根据部门意见等材料判断",
        "no list bears on it; a person judges, from the opinions of departments",
    ),
}
