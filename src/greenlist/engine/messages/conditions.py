"""Sentences about conditions: code -> (Chinese, English)."""

EXCLUSION_TEXTS: dict[str, tuple[str, str]] = {
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
        "the record “{event}” is dated after {seen}, the day of query or application; check it or query again",
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
        "{event} was cleared on {on}; the text does not say whether it still counts, so the authority decides",
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
        "whether it lies in the last {years} years depends on an anchor the text leaves open: inside from "
        "{inside}, outside from {outside}; the authority must settle it",
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

PREREQUISITE_TEXTS: dict[str, tuple[str, str]] = {
    "conditions.name_on_province_list": ("省级绿色制造单位", "on the provincial list"),
    "conditions.name_on_city_list": ("市级绿色制造单位", "on the city list"),
    "conditions.name_in_cultivation_pool": ("列入梯度培育库", "in the cultivation pool"),
    "conditions.name_energy_diagnosis_within_years": ("开展工业节能诊断", "energy conservation diagnosis"),
    "conditions.name_cleaner_production": ("清洁生产", "cleaner production"),
    "conditions.name_park_level": ("园区级别", "level of the park"),
    "conditions.name_park_industrial_share": ("工业增加值占比", "share of industrial value added"),
    "conditions.name_park_factory_plan": ("园区绿色工厂培育计划", "cultivation plan of the park"),
    "conditions.name_park_units_inside": ("园区内绿色制造单位数量", "green manufacturing units in the park"),
    "conditions.name_no_repeat_same_kind": ("未重复申报同类名单", "no repeated application of the same kind"),
    "conditions.name_registered_and_producing_here": (
        "在本地注册并生产",
        "registered and producing in the area",
    ),
    "conditions.not_listed": ("不是省级绿色制造单位，不符合推荐条件", "not on the provincial list"),
    "conditions.list_contradicted": (
        "既填“{status}”又填未列入省级名单，前后不一。请核对省级名单文件",
        "stated both “{status}” and not listed; check against the provincial list",
    ),
    "conditions.list_status_missing": (
        "未填省级绿色制造单位状态。请填写名单年度、文号和状态（已公布或拟认定）",
        "the state on the provincial list is missing; fill in year, document and state (已公布 or 拟认定)",
    ),
    "conditions.list_status_unknown": (
        "省级绿色制造单位状态“{status}”不在“已公布、拟认定”之内。请核对",
        "the state “{status}” is neither 已公布 nor 拟认定; check it",
    ),
    "conditions.list_proposed": (
        "目前为拟认定（公示中），尚不是省级绿色制造单位。待正式文件公布后改填“已公布”和文号",
        "only proposed (拟认定, under public notice); fill in 已公布 and the document once it is published",
    ),
    "conditions.listed": (
        "已列入省级绿色制造单位{where}，{document}",
        "on the provincial list{where}, {document}",
    ),
    "conditions.listed_no_document": (
        "填报为已公布的省级绿色制造单位，未填文号。请补填名单文号",
        "stated as on the published provincial list; add the number of the document",
    ),
    "conditions.list_year": ("（{year}年度）", " ({year})"),
    "conditions.diagnosis_undated": (
        "未填节能诊断日期。请填写最近一次工业节能诊断的日期并附报告",
        "the date of the diagnosis is missing; state the latest one and attach its report",
    ),
    "conditions.diagnosis_later": (
        "节能诊断日期{on}晚于申报日期{applied}。请核对",
        "the diagnosis of {on} is later than the application of {applied}; check the dates",
    ),
    "conditions.diagnosis_on": ("最近一次节能诊断{on}，{window}", "latest diagnosis on {on}: {window}"),
    "conditions.level_missing": (
        "未填园区级别。请填写级别（要求：{allowed}）并附批复文件",
        "the level of the park is missing; fill it in ({allowed}) and attach the approval",
    ),
    "conditions.level_met": ("园区为{level}", "the park is {level}"),
    "conditions.level_met_no_proof": (
        "园区为{level}，请附批复文件或填写开发区目录代码",
        "the park is {level}; attach the approval or give its catalogue code",
    ),
    "conditions.level_low": ("园区为{level}，要求为{allowed}", "the park is {level}; {allowed} is asked for"),
    "conditions.level_unknown": (
        "园区级别“{level}”无法识别。请填写{allowed}之一",
        "the level “{level}” is not known; use one of {allowed}",
    ),
    "conditions.over": ("超过", "over"),
    "conditions.at_least": ("达到", "at least"),
    "conditions.share_met": (
        "工业增加值占比{share}%（工业增加值{part}亿元，园区生产总值{whole}亿元），符合“{operator}{limit}%”",
        "industrial share {share}% ({part} of {whole} 亿元), as asked: {operator} {limit}%",
    ),
    "conditions.share_not_met": (
        "工业增加值占比{share}%（工业增加值{part}亿元，园区生产总值{whole}亿元），不符合“{operator}{limit}%”",
        "industrial share {share}% ({part} of {whole} 亿元), not as asked: {operator} {limit}%",
    ),
    "conditions.share_stated_met": (
        "填报的工业增加值占比{share}%，符合“{operator}{limit}%”；未提供计算数据，请补报工业增加值和园区生产总值",
        "the stated industrial share {share}% is as asked ({operator} {limit}%); add value added and GDP, "
        "from which it can be computed",
    ),
    "conditions.share_stated_not_met": (
        "填报的工业增加值占比{share}%，不符合“{operator}{limit}%”；未提供计算数据，如有误请补报工业增加值和园区生产总值",
        "the stated industrial share {share}% is not as asked ({operator} {limit}%); if wrong, add value added "
        "and GDP",
    ),
    "conditions.share_differs": (
        "填报占比{stated}%与计算结果不同，以计算结果为准",
        "the stated {stated}% differs; the computed share decides",
    ),
    "conditions.share_denominator_open": (
        "文件未写明占比的分母，暂按园区生产总值计算",
        "the text leaves the denominator open; the park's GDP is taken for the trial",
    ),
    "conditions.share_rule_open": (
        "文件未写明占比的要求，无法判断。请主管部门明确",
        "the text leaves the threshold open; the authority must settle it",
    ),
    "conditions.share_missing": (
        "缺少{year}年的{fields}，无法计算工业增加值占比。请补报",
        "{fields} of {year} is missing, so the industrial share cannot be computed; file it",
    ),
    "conditions.share_impossible": (
        "工业增加值{part}亿元与园区生产总值{whole}亿元不合理，无法计算占比。请核对",
        "{part} of {whole} 亿元 cannot be a share; check both figures",
    ),
    "conditions.share_out_of_range": (
        "填报的工业增加值占比{share}%不在0至100之间。请核对（按百分数填写）",
        "the stated share {share}% lies outside 0..100; check it",
    ),
    "conditions.plan_date": ("发布日期", "date of publication"),
    "conditions.plan_text": ("计划文件或发布链接", "the plan as file or link"),
    "conditions.plan_missing": (
        "园区绿色工厂培育计划缺少：{missing}。请补填",
        "missing about the cultivation plan: {missing}; fill it in",
    ),
    "conditions.plan_late": (
        "园区绿色工厂培育计划发布日期{on}晚于申报日期{applied}，申报时尚未发布",
        "the cultivation plan of {on} was not yet published at the application of {applied}",
    ),
    "conditions.plan_met": ("园区绿色工厂培育计划已于{on}发布", "the cultivation plan was published on {on}"),
    "conditions.level_national": ("国家级", "national"),
    "conditions.level_province": ("省级", "provincial"),
    "conditions.level_city": ("市级", "city"),
    "conditions.level_count": ("{level}{number}家", "{number} {level}"),
    "conditions.units_met": (
        "园区内有绿色工厂{found}，符合要求（满足其一：{wanted}）",
        "the park holds {found} green factories, enough (any of: {wanted})",
    ),
    "conditions.units_few": (
        "园区内绿色工厂数少于要求（满足其一：{wanted}）。如另有绿色供应链管理企业等绿色制造单位，请填报结论和名单",
        "too few green factories (any of: {wanted}); if other green manufacturing units are inside, file the "
        "answer with their list",
    ),
    "conditions.units_missing": (
        "缺少{fields}，无法判断园区内绿色制造单位数量（满足其一：{wanted}）。请补报",
        "{fields} is missing, so the number of units inside is not known (any of: {wanted}); file it",
    ),
}

GATE_TEXTS: dict[str, tuple[str, str]] = {
    "conditions.formula_met": ("经核验符合：{inputs}（{formula}）", "met: {inputs} ({formula})"),
    "conditions.formula_not_met": ("经核验不符合：{inputs}（{formula}）", "not met: {inputs} ({formula})"),
    "conditions.formula_no_test": (
        "规则文件的算式“{formula}”不是判断式，无法得出结论。请修改规则文件",
        "the formula {formula} is no test; mend the law file",
    ),
    "conditions.input": ("{label}为{value}", "{label} is {value}"),
    "conditions.no_inputs": ("按所列明细", "by the rows filed"),
    "conditions.yes": ("是", "yes"),
    "conditions.no": ("否", "no"),
    "conditions.inputs_missing": ("尚未提交：{inputs}。请补报", "not handed in: {inputs}; file it"),
    "conditions.person_missing": (
        "尚无结论。请核实后在 conditions 的 {id} 下填写 met（符合）或 not_met（不符合）{evidence}",
        "no answer yet; check and file met or not_met under {id} in conditions{evidence}",
    ),
    "conditions.person_unknown": (
        "结论未定（{id}）。请核实后填写{evidence}",
        "not decided ({id}); check and file the answer{evidence}",
    ),
    "conditions.evidence_wanted": ("，并附：{evidence}", ", with {evidence}"),
    "conditions.evidence_absent": ("未附佐证，请补充：{evidence}", "no evidence attached; add {evidence}"),
    "conditions.person_met": ("人工认定符合{reason}", "a person answered: met{reason}"),
    "conditions.person_not_met": ("人工认定不符合{reason}", "a person answered: not met{reason}"),
    "conditions.differs_met": (
        "填报为符合{reason}，与核验结果不同，以核验结果为准",
        "a person answered met{reason}; that differs, and the computed result decides",
    ),
    "conditions.differs_not_met": (
        "填报为不符合{reason}，与核验结果不同，以核验结果为准，请核对",
        "a person answered not met{reason}; that differs, and the computed result decides; check it",
    ),
    "conditions.person_not_enough": (
        "填报为符合{reason}，但缺少核验所需数据，不能据此认定",
        "a person answered met{reason}, which cannot stand without the data the check needs",
    ),
    "conditions.required_not_met": (
        "必选要求“{item}”不符合：{reason}",
        "required item “{item}” is not met: {reason}",
    ),
    "conditions.required_unanswered": (
        "{count}项必选要求尚无结论：{names}。请逐项评定",
        "{count} required items have no answer: {names}; judge each of them",
    ),
    "conditions.pass_mark": ("得分{total}，及格线{mark}", "score {total}, pass mark {mark}"),
    "conditions.stands_in_the_way": ("{id} {name}：{reason}", "{id} {name}: {reason}"),
}

TEXTS: dict[str, tuple[str, str]] = EXCLUSION_TEXTS | PREREQUISITE_TEXTS | GATE_TEXTS
