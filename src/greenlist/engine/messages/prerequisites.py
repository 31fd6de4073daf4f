"""Sentences about prerequisites: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
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
    "conditions.list_proposed_counts": (
        "拟认定（公示中），按本轮政策算省级绿色制造单位",
        "proposed (拟认定, under public notice), which counts by this policy",
    ),
    "conditions.list_proposed_not": (
        "只是拟认定（公示中），按本轮政策不算省级绿色制造单位",
        "only proposed (拟认定, under public notice), which does not count by this policy",
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
        "the stated industrial share {share}% is as asked ({operator} {limit}%); add value added and GDP",
    ),
    "conditions.share_stated_not_met": (
        "填报的工业增加值占比{share}%，不符合“{operator}{limit}%”；未提供计算数据，如有误请补报工业增加值和园区生产总值",
        "the stated industrial share {share}% is not as asked ({operator} {limit}%); add value added and GDP",
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
        "too few green factories (any of: {wanted}); file the answer if other green units are inside",
    ),
    "conditions.units_missing": (
        "缺少{fields}，无法判断园区内绿色制造单位数量（满足其一：{wanted}）。请补报",
        "{fields} is missing, so the number of units inside is not known (any of: {wanted}); file it",
    ),
}
