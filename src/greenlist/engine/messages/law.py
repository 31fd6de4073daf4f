"""Sentences about law files: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "law.not_utf8": ("文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"),
    "law.not_yaml": ("YAML 写法有误：{reason}", "not plain YAML: {reason}"),
    "law.not_mapping": ("文件应是“键: 值”的形式", "the file must be a mapping of keys to values"),
    "law.id_missing": ("缺少文件标识 {kind}: …", "the file names no {kind}: …"),
    "law.unknown_id": ("没有名为 {id} 的{kind}；现有：{known}", "no {kind} is called {id}; there are: {known}"),
    "law.extends_circle": ("extends 绕了一圈回到 {id}", "extends runs in a circle back to {id}"),
    "law.version": ("文件开头应写 greenlist: {expected}", "the file must begin with greenlist: {expected}"),
    "law.mark_missing": (
        "缺少核定标记 mark（published 原文、secondary 转述、unverified 待核）",
        "no mark (published, secondary or unverified)",
    ),
    "law.key_missing": ("缺少必填项 {key}", "{key} is missing"),
    "law.key_unknown": ("不认识的键 {key}，请检查拼写", "unknown key {key}; check the spelling"),
    "law.value_not_one_of": ("值“{value}”不在允许范围：{expected}", "{value} is not one of {expected}"),
    "law.fact_expected": (
        "这里要写成 {{value: …, mark: …, clause: …}}，现在是“{value}”",
        "write this as {{value: …, mark: …, clause: …}}; it is {value}",
    ),
    "law.value_wrong": ("值“{value}”不合要求：{reason}", "{value} does not fit: {reason}"),
    "law.problem": ("{text}", "{text}"),
    "law.table_file_missing": ("找不到表文件 {file}", "the table file {file} is missing"),
    "law.column_missing": ("表头缺少列 {column}", "the header lacks the column {column}"),
    "law.column_unknown": ("表头有未说明的列 {column}", "the header has a column that is not declared: {column}"),
    "law.id_twice": ("编号 {id} 重复，另见第 {other} 行", "the id {id} stands twice, also in line {other}"),
    "law.cell_empty": ("{column} 不能为空", "{column} must not be empty"),
    "law.cell_wrong": ("{column} 的内容“{text}”不是要求的 {type}", "{text} in {column} is not a {type}"),
    "law.formula_long": ("公式太长，最多 {most} 个字符", "the formula is longer than {most} characters"),
    "law.formula_syntax": ("公式“{formula}”写法有误：{reason}", "the formula {formula} cannot be read: {reason}"),
    "law.formula_word": (
        "公式“{formula}”里不能用“{word}”；可用的写法见《规则文件怎么写》第 3 节",
        "the formula {formula} may not use {word}; see docs/policy-authoring.md, section 3",
    ),
    "law.formula_one_table": (
        "公式“{formula}”：{word} 要且只能对一张表的列汇总",
        "the formula {formula}: {word} must run over the columns of exactly one table",
    ),
    "law.formula_unit": (
        "公式“{formula}”算出的量纲是 {found}，与单位 {unit} 不符",
        "the formula {formula} gives {found}, which is not {unit}",
    ),
    "law.formula_factor": (
        "公式“{formula}”的结果与单位 {unit} 相差 {factor} 倍，公式里缺少这个换算数",
        "the formula {formula} differs from {unit} by the factor {factor}, which it does not hold",
    ),
    "law.formula_add": (
        "“{part}”的单位不一致（{left} 与 {right}），不能相加减或比较",
        "{part} joins different units ({left} and {right})",
    ),
    "law.field_unknown": ("字段 {field} 不在数据字典里", "{field} is not a field of the data dictionary"),
    "law.source_unknown": ("引用的来源 {source} 没有写在 sources 里", "the source {source} is not among sources"),
    "law.open_without_note": (
        "空缺的值要在 note 里写明缺什么",
        "an open value needs a note that says what is missing",
    ),
    "law.dates_order": ("日期先后不对：{first} 晚于 {last}", "the dates are out of order: {first} is after {last}"),
    "law.id_with_dot": ("编号 {id} 里不能有“.”", "the id {id} must not hold a dot"),
    "law.block_unknown": ("一级指标 {block} 没有写在 blocks 里", "{block} is not among blocks"),
    "law.group_unknown": ("选择组 {group} 没有写在 choice_groups 里", "{group} is not among choice_groups"),
    "law.bounds_equal": (
        "引领值与基准值相等（{value}），无法按比例计分；应改用 step 并写明分档",
        "leading and baseline are both {value}; use step instead",
    ),
    "law.bounds_up": (
        "正向指标的引领值应大于基准值，现为 {leading} 与 {baseline}",
        "higher is better, so leading must exceed baseline; they are {leading} and {baseline}",
    ),
    "law.bounds_down": (
        "逆向指标的引领值应小于基准值，现为 {leading} 与 {baseline}",
        "lower is better, so leading must be below baseline; they are {leading} and {baseline}",
    ),
    "law.points_sum": ("分值合计 {sum}，正文应为 {total}", "the points sum to {sum}, the text says {total}"),
    "law.weights_sum": ("权重合计 {sum}，应为 100", "the weights sum to {sum}, not 100"),
    "law.step_unknown": ("流程里没有环节 {step}", "the process has no step {step}"),
    "law.state_unknown": ("没有状态 {state}", "there is no state {state}"),
    "law.guard_unknown": ("没有关口 {guard}", "there is no guard {guard}"),
    "law.fact_unknown": (
        "没有编号为 {fact} 的规则事实；可用 greenlist law show 查看编号",
        "nothing in the law has the id {fact}; see greenlist law show",
    ),
}
