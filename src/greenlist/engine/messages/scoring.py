"""Sentences about indicators and scores: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "scoring.missing_inputs": ("缺少数据：{names}，请补填", "missing: {names}; please fill in"),
    "scoring.no_rows": ("没有可供汇总的行：{formula}", "no rows to run over: {formula}"),
    "scoring.no_result": ("分母为零，算不出结果：{formula}", "the denominator is zero: {formula}"),
    "scoring.wrong_type": ("公式里的数据类型不对：{formula}", "an input of {formula} is not a number"),
    "scoring.not_applicable": ("不适用：{reason}", "does not apply: {reason}"),
    "scoring.not_judged": (
        "“{item}”还没有人评定，请评分并写明依据",
        "{item} has not been judged; give points and reason",
    ),
    "scoring.judged_because": ("评定依据：{reason}", "judged because: {reason}"),
    "scoring.points_open": (
        "“{item}”的分值在现有规则文件中空缺，不能计分",
        "the points of {item} are open in the law files",
    ),
    "scoring.points_out_of_range": (
        "“{item}”得分 {points} 超出 0 至 {max}，请改正",
        "{item}: {points} points lie outside 0 to {max}",
    ),
    "scoring.no_variant": (
        "“{item}”没有适用的算法，请核对前提数据",
        "no variant of {item} applies; check its conditions",
    ),
    "scoring.table_empty": ("没有填写 {table} 表", "the table {table} is empty"),
    "scoring.weight_missing": (
        "多产品加权缺少权重数据：{products}",
        "the weighting data of these products are missing: {products}",
    ),
    "scoring.several_rows": (
        "“{item}”有多行数据而规则未写如何合成一个数，逐行列出，不计分",
        "{item} has several rows and no rule makes one figure of them; shown row by row",
    ),
    "scoring.row_share": ("权重占比 {share}%", "weight {share} %"),
    "scoring.declared_only": (
        "“{item}”只有单位自填的结果，没有可复算的原始数据",
        "{item} is only stated; no inputs to recompute it from",
    ),
    "scoring.from_rows": ("由分行数据折算", "computed from the rows"),
    "scoring.bounds_open": (
        "“{item}”的引领值或基准值空缺，不能计分；可导入或核定后再评",
        "the leading or baseline value of {item} is open; import or confirm it to score",
    ),
    "scoring.bounds_wrong": (
        "“{item}”的引领值 {leading} 与基准值 {baseline} 不成立（相等或方向相反）",
        "leading {leading} and baseline {baseline} of {item} are equal or on the wrong sides",
    ),
    "scoring.checklist": (
        "《{title}》正文没有分值，只作符合性清单，不计分",
        "{title} has no points in its text: a checklist, never a score",
    ),
    "scoring.table_not_loaded": (
        "《{title}》：官方指标表未载入，不计分；请载入该表或提供签章报告的得分",
        "{title}: official table not loaded, no score; load the table or state the score of the signed report",
    ),
    "scoring.pack_points_open": (
        "《{title}》有 {count} 项分值空缺，只作清单；官方模板由省级导入（greenlist law import-points）",
        "{count} items of {title} have open points: a checklist only; the province imports the official template (greenlist law import-points)",
    ),
    "scoring.weight_open": ("“{block}”的权重或分值空缺", "the weight or points of {block} are open"),
    "scoring.items_undetermined": (
        "{count} 项指标未定（{names}等），总分不出",
        "{count} items are undetermined ({names} ...), so there is no total",
    ),
    "scoring.na_policy_open": (
        "有不适用项（{names}），而政策未定不适用项的分值如何处理，总分不出",
        "items do not apply ({names}) and the policy does not say what becomes of their points",
    ),
    "scoring.choice_group": (
        "“{group}”组应选 {asked} 项，现为 {picked} 项；可选：{members}",
        "group {group} asks for {asked}, {picked} are chosen; members: {members}",
    ),
    "scoring.not_chosen": ("本组未选此项", "not chosen in its group"),
    "scoring.scale_open": ("“{item}”是否类指标的折算规则空缺", "the yes/no scale of {item} is open"),
    "scoring.cap_open": ("单项比值是否封顶的规则空缺", "whether a ratio is capped is open"),
    "scoring.inverse_open": ("“{item}”逆向指标的折算规则空缺", "the rule for lower-is-better {item} is open"),
    "scoring.elasticity_open": (
        "“{item}”为 {value}（≤0），规则未写如何折算，须先由政策确定",
        "{item} is {value} (zero or less) and no rule says how it counts; the policy must decide",
    ),
    "scoring.divisor_open": ("指数的除数空缺", "the divisor of the index is open"),
    "scoring.standard_general": (
        "所属行业未见已发布的行业标准（按现有清单），按《{pack}》评价",
        "no industry standard is known for this industry; evaluated by {pack}",
    ),
    "scoring.standard_industry": ("行业标准优先：按 {standard} 评价", "the industry standard goes first: {standard}"),
    "scoring.standard_industry_not_loaded": (
        "行业标准优先：应按 {standard} 评价，但其官方指标表未载入，不能改用通则；请载入该表，或提供按该标准出具的签章报告",
        "the industry standard goes first: {standard}, whose official table is not loaded; the general table is no substitute. Load the table, or hand in a signed report made by that standard",
    ),
    "scoring.standard_pinned": ("按申报时选定的《{pack}》评价", "evaluated by the pinned {pack}"),
    "scoring.pack_pinned_otherwise": (
        "申报选定的规则包是 {pinned}，而本政策应为 {expected}（{reason}）",
        "the application pins {pinned}, the policy asks for {expected} ({reason})",
    ),
    "scoring.pack_pinned_way_out": (
        "请核对评价依据；确需沿用的由推荐单位说明",
        "check the standard used, or explain it",
    ),
    "scoring.priority_judged": ("人工认定", "judged"),
    "scoring.priority_judged_because": ("人工认定：{reason}", "judged: {reason}"),
    "scoring.priority_not_judged": ("尚无人工认定", "not judged yet"),
    "scoring.priority_not_judged_because": ("尚无人工认定：{reason}", "not judged yet: {reason}"),
    "scoring.priority_tested": ("按数据判定：{test}", "tested on the data: {test}"),
    "scoring.no_score": ("无得分", "no score"),
    "scoring.no_claimed_score": ("没有提供签章报告载明的得分 claimed_score", "no claimed_score of a signed report"),
    "scoring.no_ranking_score": ("没有可用于排序的得分：{reason}", "no score to rank by: {reason}"),
    "scoring.condition_named": ("{id} {name}", "{id} {name}"),
    "scoring.unranked_undetermined": ("未定：{first}", "undetermined: {first}"),
    "scoring.unranked_undetermined_and": ("未定：{first}，另有 {count} 项", "undetermined: {first} and {count} more"),
    "scoring.unranked_not_eligible": ("不符合：{first}", "not met: {first}"),
    "scoring.unranked_not_eligible_and": ("不符合：{first}，另有 {count} 项", "not met: {first} and {count} more"),
    "scoring.place_first": ("{tier}，得分 {score}，列首位", "{tier}, score {score}, first"),
    "scoring.place_after": (
        "{tier}，得分 {score}；按“{key}”列于{before}之后",
        "{tier}, score {score}; after {before} by {key}",
    ),
    "scoring.place_tied": ("各排序项与{before}相同，并列", "equal to {before} in every key: the same place"),
    "scoring.tier_priority": ("优先推荐", "priority"),
    "scoring.tier_ordinary": ("一般", "ordinary"),
    "scoring.tier_unknown": ("优先与否未定", "priority not decided"),
    "scoring.key_priority": ("优先推荐", "priority"),
    "scoring.key_score": ("得分", "score"),
    "scoring.industry_not_stated": (
        "没有填写细分行业，无法判断是否属于有专门要求的 {count} 个行业",
        "the sub-industry is not stated, so it is open whether one of the {count} industries with own rules applies",
    ),
    "scoring.class_not_stated": (
        "没有填写四位行业代码（unit.industry4），无法判断是否属于有专门标准的 {count} 个行业",
        "industry4 is not stated, so it is open whether one of the {count} industries with a standard of their own applies",
    ),
    "scoring.standard_stands_in": (
        "所属行业已有标准 {standard}，但本政策没有对应的规则包，暂按《{pack}》评价",
        "the industry has a standard of its own, {standard}, but the policy has no pack for it; {pack} stands in",
    ),
    "scoring.standard_possible": (
        "所属小类中有的行业已有专门标准，请核对是否适用：{standards}",
        "some industries of this class have a standard of their own; check whether it applies: {standards}",
    ),
}
