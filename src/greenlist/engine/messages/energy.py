"""Sentences about energy: code -> (Chinese, English)."""

_RESULTS: dict[str, tuple[str, str]] = {
    "energy.meets": (
        "{value} {unit} 达到 {standard} 的{level}（{limit} {unit}）",
        "{value} {unit} reaches the {level} of {standard} ({limit} {unit})",
    ),
    "energy.fails": (
        "{value} {unit} 未达到 {standard} 的{level}（{limit} {unit}），不享受优先推荐，不影响申报资格",
        "{value} {unit} misses the {level} of {standard} ({limit} {unit}): no priority; eligibility stays",
    ),
    "energy.level.benchmark": ("标杆水平", "benchmark"),
    "energy.level.level1": ("先进值或1级", "advanced value or level 1"),
    "energy.factories_only": (
        "能效水平只用于绿色工厂，本类别不适用",
        "the energy level is for factories only",
    ),
    "energy.no_products": (
        "没有填写产品表，无法判定能效水平；请填报主要产品的能耗和合格产量",
        "no products were handed in; state energy and qualified output of the main products",
    ),
    "energy.no_row": (
        "标杆文件和限额标准表中都没有“{product}”；请评审人注明确无适用标准，若有请在“能效对标产品”中写明",
        "{product} stands in no benchmark or quota table; the reviewer notes that, or name the row's product",
    ),
    "energy.none_stated": (
        "申报单位说明“{product}”没有适用的能效标准，请评审人核实并注明",
        "the applicant states that no energy standard applies to {product}; the reviewer checks and notes it",
    ),
    "energy.no_such_level": (
        "{standard} 对“{product}”的这一行没有设1级（先进值），不参加判定",
        "{standard} has no level 1 for this row of {product}; the row is left out",
    ),
    "energy.level_does_not_count": (
        "本政策未把限额标准的先进值或1级列为优先条件，{standard} 不参加判定",
        "the policy counts no level of quota standards; {standard} is left out",
    ),
    "energy.reasons": ("{reasons}", "{reasons}"),
}

_ROWS: dict[str, tuple[str, str]] = {
    "energy.policy_open": (
        "政策文件中 {parameter} 空缺，请核定后再判定",
        "{parameter} is open in the policy; confirm it first",
    ),
    "energy.applied_on_missing": (
        "缺少申报日期，无法确定适用哪一版标准；请补填申报日期",
        "the application date is missing, so the edition cannot be chosen; please state it",
    ),
    "energy.route_needed": (
        "“{product}”在 {standard} 中分工艺或原料：{routes}；请在“能效对标工艺路线”中选定一项",
        "{standard} splits {product} by route: {routes}; name one of them",
    ),
    "energy.benchmark_route_needed": (
        "“{product}”在 {standard} 中分工艺或原料：{routes}；请选定一项，都不适用的请在“不适用”中以 {key} 注明理由",
        "{standard} splits {product} by route: {routes}; name one, or say why none applies under {key}",
    ),
    "energy.indicator_needed": (
        "“{product}”在 {standard} 中有几项指标：{indicators}；请每项指标填一行并写明指标名称",
        "{standard} limits several indicators of {product}: {indicators}; give one row for each, naming it",
    ),
    "energy.indicator_missing": (
        "{standard} 对“{product}”还限定了“{indicator}”，请补填该项指标",
        "{standard} also limits {indicator} of {product}; please add a row for it",
    ),
    "energy.rows_unnamed": (
        "{standard} 中“{product}”各行的工艺名称尚未录入，不能选行；请核对标准原文后补录",
        "the rows of {product} in {standard} have no route names yet; enter them from the text first",
    ),
    "energy.industry_has_rows": (
        "数值表中没有“{product}”，但该行业有：{rows}；请在“能效对标产品”中选定，都不适用的填“无”",
        "{product} is in no table, but its industry has rows for {rows}; name one, or write 无 if none applies",
    ),
    "energy.product_unknown": (
        "{standard} 已录入的产品中没有“{product}”，已录入：{products}；请选定其中一项或补录该产品",
        "{product} is not among the products loaded of {standard}: {products}; choose one, or load its row",
    ),
    "energy.benchmark_open": (
        "{standard} 中“{product}”的标杆数值尚未录入，请核对原文后补录",
        "the benchmark of {product} in {standard} is not loaded; enter it from the text",
    ),
}

_EDITIONS: dict[str, tuple[str, str]] = {
    "energy.table_missing": (
        "现行标准 {standard} 的限额数值尚未录入，请录入后再判定",
        "{standard} is in force, but its table is not loaded; load it first",
    ),
    "energy.product_table_missing": (
        "“{product}”在当时有效的标准中的限额数值尚未录入，请取得并录入：{missing}",
        "the limits of {product} in the standard in force are not loaded; obtain and load {missing}",
    ),
    "energy.beside_missing": (
        "{standard} 已录入的行中没有这一工艺，它可能在同期有效的 {missing} 中，数值尚未录入，请取得并录入",
        "the rows loaded of {standard} have no such route; it may stand in {missing}, which is not loaded",
    ),
    "energy.standard_unknown": (
        "限额标准目录中没有可用的 {standard}，请核对标准代号或录入该标准",
        "{standard} is not usable from the catalogue of quota standards; check the code or load the standard",
    ),
    "energy.standards_several": (
        "“{product}”同时见于几项有效标准：{standards}；请在“适用的能耗限额标准”中写明",
        "{product} stands in several standards in force: {standards}; state which applies",
    ),
    "energy.effective_unknown": (
        "{standards} 的实施日期不详，无法判断 {on} 是否有效；请核对后补录",
        "the effective date of {standards} is not known, so whether it held on {on} is open; please enter it",
    ),
    "energy.predecessor_missing": (
        "{coming} 自 {starts} 起实施，{on} 适用其所代替的 {missing}，数值尚未录入，请取得并录入",
        "{coming} takes effect on {starts}; on {on} its predecessors hold: {missing}; obtain and load them",
    ),
    "energy.predecessor_unknown": (
        "{coming} 自 {starts} 起实施，{on} 适用的旧版不详；请查明并录入",
        "{coming} takes effect on {starts}; what held on {on} is not known; find out and load it",
    ),
    "energy.first_edition_coming": (
        "{coming} 为首次发布，自 {starts} 起实施，{on} 尚无适用标准；请评审人注明",
        "{coming} is a first edition, effective on {starts}; nothing held on {on}; the reviewer notes it",
    ),
}

_VALUES: dict[str, tuple[str, str]] = {
    "energy.value_missing": (
        "缺少“{product}”的单位产品能耗：请填产品综合能耗和合格产品产量，或填 {unit} 为单位的申报值",
        "no unit energy of {product}: give its energy and qualified output, or a stated value in {unit}",
    ),
    "energy.unit_missing": (
        "“{product}”的单位产品能耗申报值没有写单位，不能与以 {unit} 为单位的限额比较；请写明单位",
        "the unit energy of {product} has no unit and is not compared with limits in {unit}; state it",
    ),
    "energy.output_zero": (
        "“{product}”的合格产品产量为零，算不出单位产品能耗；请核对产量",
        "the qualified output of {product} is zero; check it",
    ),
    "energy.output_unit_missing": (
        "“{product}”没有写产品计量单位，请补填",
        "the unit of {product} is missing; please state it",
    ),
    "energy.units_unfit": (
        "填报单位 {stated} 不能换算为标准的单位 {expected}，请按 {expected} 填报",
        "{stated} does not convert to {expected}, the unit of the standard; state the value in {expected}",
    ),
    "energy.boundary_missing": (
        "所选行的数值{boundary}，请说明“{product}”的能耗是否含原料用能",
        "the row {boundary}; say whether the energy of {product} counts feedstock",
    ),
    "energy.boundary_differs": (
        "所选行的数值{boundary}，与“{product}”的填报口径不同，不能比较；请换用同口径的行或按该口径填报",
        "the row {boundary}, unlike the figure of {product}: not comparable; choose the other row or restate",
    ),
    "energy.feedstock.in": ("含原料用能", "counts feedstock energy"),
    "energy.feedstock.out": ("不含原料用能", "leaves feedstock energy out"),
    "energy.inputs_missing": (
        "修正限额缺少条件：{inputs}；请在“限额修正条件”中补填",
        "inputs of the corrections are missing: {inputs}; please fill them in",
    ),
    "energy.input_unreadable": (
        "修正条件 {inputs} 的填报值不能用于计算，应为数字或“是”“否”，请改正",
        "{inputs}: the value given cannot be used; it must be a number, or yes or no; please correct",
    ),
    "energy.correction_open": (
        "修正项 {correction} 的数值尚未录入（{note}），请核对标准原文后补录",
        "correction {correction} is open ({note}); enter it from the text of the standard",
    ),
    "energy.order_open": (
        "加减修正与倍数修正的先后顺序原文未明，请核对标准后再判定",
        "the order of adding and multiplying corrections is not stated; check the standard first",
    ),
    "energy.benchmark_correction_unclear": (
        "1级和2级的修正不同，标杆水平随哪一级修正未见规定，请核定后再判定",
        "levels 1 and 2 are corrected differently; which the benchmark follows is open: have it confirmed",
    ),
}

_TIERS: dict[str, tuple[str, str]] = {
    "energy.tier_meets": (
        "{products} 达到要求的能效水平，优先推荐",
        "{products} reach the level asked for: priority",
    ),
    "energy.tier_meets_with_note": (
        "{products} 达到要求的能效水平，优先推荐；{neutral} 无适用标准，请评审人注明",
        "{products} reach the level: priority; {neutral} have no standard and need the reviewer's note",
    ),
    "energy.tier_fails": (
        "{products} 未达到要求的能效水平，按一般次序推荐，不影响申报资格",
        "{products} miss the level asked for: ordinary order, eligibility is not affected",
    ),
    "energy.tier_unsure": (
        "{products} 的能效水平尚不能判定，请按各产品所列原因补正或核定",
        "the level of {products} is undetermined; see the reason of each product and mend it",
    ),
    "energy.tier_no_standard": (
        "{products} 无适用的标杆或限额标准，按一般次序推荐，请评审人注明",
        "{products} have no benchmark or quota standard: ordinary order, with the reviewer's note",
    ),
    "energy.tier_left_out": (
        "所选各行均不适用于本厂，按一般次序推荐，请评审人注明",
        "no chosen row applies to the factory: ordinary order, with the reviewer's note",
    ),
    "energy.no_main_product": (
        "没有标明主要产品，请在产品表中标明",
        "no product is marked as a main product; please mark them",
    ),
    "energy.product_energy_missing": (
        "按能耗最大的产品判定，缺少 {products} 的产品综合能耗，请补填",
        "the product with the largest energy decides; the energy of {products} is missing",
    ),
    "energy.total_missing": (
        "按能耗占比判定，缺少综合能源消费量或其为零，请补填",
        "the share of energy decides; the total energy is missing or zero",
    ),
    "energy.share_reached": (
        "达到要求水平的产品能耗 {covered} tce，占综合能耗 {total} tce 不低于 {share}%，优先推荐",
        "{covered} tce of {total} tce are covered, at least {share}%: priority",
    ),
    "energy.share_missed": (
        "达到要求水平的产品能耗 {covered} tce，占综合能耗 {total} tce 低于 {share}%，按一般次序推荐",
        "{covered} tce of {total} tce are covered, less than {share}%: ordinary order",
    ),
}

_TOTALS: dict[str, tuple[str, str]] = {
    "energy.no_lines": ("没有填写分品种能源消费表，请补填", "the energy table is empty; please fill it in"),
    "energy.line_lacks": (
        "能源表第 {line} 行缺少 {columns}，请补填",
        "line {line} of the energy table lacks {columns}; please fill in",
    ),
    "energy.line_negative": (
        "能源表第 {line} 行的数量或系数是负数；输出的能源填正数，direction 填“输出”",
        "energy line {line} has a negative quantity or factor; enter energy sent out as a positive number, direction 输出",
    ),
    "energy.grade_by_policy": (
        "能源表第 {line} 行填报为“{stated}”，政策规定电力按“{basis}”折算，已按政策计算",
        "energy line {line} is stated as {stated}; the policy counts electricity as {basis} and that was used",
    ),
    "energy.direction_unknown": (
        "能源表第 {line} 行的流向“{direction}”应为购入或输出",
        "line {line}: the direction {direction} must be 购入 or 输出",
    ),
    "energy.factor_missing": (
        "能源表第 {line} 行“{medium}”在 {factor_set} 中没有系数；请核对品种，或填报系数及来源",
        "line {line}: {factor_set} has no factor for {medium}; check the name, or state one with its source",
    ),
    "energy.fuel_missing": (
        "能源表第 {line} 行“{medium}”在 {factor_set} 中没有排放因子；请改填其中的燃料名称，或录入该因子",
        "line {line}: {factor_set} has no emission factor for {medium}; use a fuel it names, or load the factor",
    ),
    "energy.grade_needed": (
        "能源表第 {line} 行“{medium}”分品级：{grades}；请填写品级",
        "line {line}: {medium} comes in grades {grades}; please state the grade",
    ),
    "energy.line_unit_unfit": (
        "能源表第 {line} 行的单位 {stated} 不能换算为系数的单位 {expected}，请改用可换算的单位",
        "line {line}: {stated} does not convert to {expected}, the unit of the factor; use a unit that does",
    ),
    "energy.factor_differs": (
        "能源表第 {line} 行“{medium}”填报系数 {stated} kgce/{unit}，系数表为 {table}，按系数表计算，请说明",
        "line {line}: {medium} is stated with {stated} kgce/{unit}; the table has {table} and is used; explain",
    ),
    "energy.factor_unit_unfit": (
        "能源表第 {line} 行填报系数的单位 {stated} 不能换算为 {expected}，未作比较，请改正",
        "line {line}: the unit {stated} of the stated factor does not convert to {expected}; please correct",
    ),
    "energy.factor_stated": (
        "能源表第 {line} 行“{medium}”不在系数表中，采用填报系数 {factor} kgce/{unit}（{source}），请核对",
        "line {line}: no table factor for {medium}; the stated {factor} kgce/{unit} ({source}) is used; check",
    ),
    "energy.grid_missing": (
        "没有 {place} {year} 年可用的电力排放因子（口径：{basis}），请录入",
        "no grid factor for {place}, {year}, basis {basis}; please load it",
    ),
    "energy.region_missing": (
        "缺少所在省份，无法选取省级电力排放因子；请填写所在地区",
        "the province is missing, so no provincial grid factor can be chosen; please state the region",
    ),
}

TEXTS: dict[str, tuple[str, str]] = _RESULTS | _ROWS | _EDITIONS | _VALUES | _TIERS | _TOTALS
