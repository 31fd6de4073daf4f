"""Sentences about law files: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "law.not_utf8": ("文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"),
    "law.no_holidays": (
        "法规数值表 holidays 里没有 {year} 年的节假日安排，不能按工作日推算；请补上国务院办公厅的安排，或改按自然日",
        (
            "the table holidays has no arrangement for {year}, so working days cannot be counted; add the State "
            "Council's arrangement of that year, or count calendar days"
        ),
    ),
    "law.not_yaml": ("YAML 写法有误：{reason}", "not plain YAML: {reason}"),
    "law.not_mapping": ("文件应是“键: 值”的形式", "the file must be a mapping of keys to values"),
    "law.id_missing": ("缺少文件标识 {kind}: …", "the file names no {kind}: …"),
    "law.unknown_id": ("没有编号为 {id} 的{kind}；现有：{known}", "no {kind} is called {id}; there are: {known}"),
    "law.kind_policy": ("政策", "policy"),
    "law.kind_pack": ("规则包", "rule pack"),
    "law.kind_process": ("流程", "process"),
    "law.kind_table": ("数值表", "table"),
    "law.kind_list": ("名单来源", "list source"),
    "law.header_twice": (
        "列名“{header}”同时写在 {first} 和 {second} 两列下；一个列名只能表示一项内容，请删去一处",
        "the header {header} stands under both {first} and {second}; a header means one thing, drop one of them",
    ),
    "law.header_dropped": (
        "列名“{header}”既要读取（columns）又要丢弃（drop），请删去一处",
        "the header {header} is both read (columns) and dropped (drop); take one of them out",
    ),
    "law.column_without_header": (
        "这里用到 {column} 一列，但 columns 没有写它的列名；请在 columns 下补上",
        "{column} is used here but columns gives it no header; add one under columns",
    ),
    "law.list_without_unit": (
        "columns 里没有单位名称（name）、信用代码（uscc）或组织机构代码（org_code），认不出记录说的是谁；请补上其中一列",
        "columns has no name, uscc or org_code, so nobody knows whom a record is about; add one of them",
    ),
    "law.identity_without_unit": (
        "identity 里没有 uscc（指单位本身：有代码用代码，没有用名称），不同单位的记录会混在一起；请补上",
        "identity lacks uscc (the unit: its code, else its name), so records of different units would be one; add it",
    ),
    "law.amount_without_unit": (
        "金额列“{header}”没有在 money 里写单位（元、万元，或“文中”），0.2 是两角还是两千元分不清；请补上",
        "the amount header {header} has no unit in money (元, 万元 or 文中); 0.2 could be 0.2 or 2,000 yuan, add it",
    ),
    "law.unit_without_amount": (
        "money 里的“{header}”不是 columns.amount 的列名；请检查列名，或补进 columns.amount",
        "{header} in money is no header of columns.amount; check it or add it there",
    ),
    "law.condition_unknown": (
        "没有编号为 {id} 的否决条件；现有：{known}",
        "no exclusion condition is called {id}; there are: {known}",
    ),
    "law.status_unknown": (
        "状态 {status} 不会出现：open_status、ended_status 和 status_rules 里都没有；现有：{known}",
        "the status {status} never occurs: it is in none of open_status, ended_status, status_rules; there are: {known}",
    ),
    "law.list_id_taken": (
        "编号 {id} 已是 tables/sources.yaml 里的名单来源；请改编号，或在自己的 tables/sources.yaml 里改写那个来源",
        "{id} is already a source of tables/sources.yaml; rename it, or change that source in a tables/sources.yaml of your own",
    ),
    "law.kind_document": ("规则文件或数值表", "law file or table"),
    "law.extends_circle": (
        "extends 绕了一圈回到 {id}；请让其中一个文件不再写 extends",
        "extends runs in a circle back to {id}; let one of the files do without it",
    ),
    "law.extends_nothing": (
        "extends 写了自己的编号 {id}，但下层没有这个文件；请改成被沿用文件的编号，或删去 extends",
        "extends names the file itself, {id}, but no layer below has it; name another file or drop extends",
    ),
    "law.file_id_twice": (
        "编号 {id} 已用于同一文件夹的 {other}；请改编号或合并两个文件",
        "{id} is already the id of {other} in the same folder; rename one or join the files",
    ),
    "law.name_taken": (
        "编号 {id} 已是{kind}的编号，规则事实会分不清；请改编号",
        "{id} is already the id of a {kind}, facts could not be told apart; rename it",
    ),
    "law.file_stray": (
        "此文件没有被读取；规则文件应放在 policies、packs、processes 文件夹（扩展名 .yaml），数值表放在 tables 并写入 tables/index.yaml",
        "this file is not read; law files belong in policies, packs or processes (.yaml), tables in tables with an entry in tables/index.yaml",
    ),
    "law.removed_in_vain": (
        "要删去的 {id} 在下层文件里并不存在，请检查编号",
        "{id} is to be removed but no file below has it; check the id",
    ),
    "law.confirmations_list": (
        "这里应是核定记录的列表，每条写 fact、document、by、on",
        "write a list of confirmations, each with fact, document, by and on",
    ),
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
    "law.expected_number": ("应是数字", "a number is expected"),
    "law.expected_integer": ("应是整数", "a whole number is expected"),
    "law.expected_bool": ("应是 true（是）或 false（否）", "true or false is expected"),
    "law.expected_date": ("应是日期，如 2024-07-12", "a date such as 2024-07-12 is expected"),
    "law.expected_text": (
        "应是文字；数字样的文字请加引号",
        "text is expected; put quotes around what looks like a number",
    ),
    "law.expected_list": ("应是列表，如 [甲, 乙]", "a list such as [a, b] is expected"),
    "law.expected_mapping": ("应是“键: 值”的形式", "keys with values are expected"),
    "law.yaml_character": (
        "这里不能用制表符（Tab）缩进，也不能以 @ ` % 开头；请改用空格，或给文字加引号",
        "a tab or one of @ ` % cannot stand here; indent with spaces or put the text in quotes",
    ),
    "law.yaml_colon": (
        "这里多了冒号或缩进不对；文字里有“: ”时请给整段加引号",
        "a colon too many or a wrong indent; put text that holds a colon in quotes",
    ),
    "law.yaml_no_colon": ("键后面缺少冒号和空格", "the key lacks its colon and space"),
    "law.yaml_bracket": (
        "括号、引号没有配对，或少了逗号；请检查这一行和上一行",
        "a bracket, quote or comma is missing; look at this line and the one above",
    ),
    "law.yaml_quote": ("引号或括号没有结束，一直到了文件末尾", "a quote or bracket is never closed"),
    "law.yaml_indent": (
        "缩进与上下行不一致；同一级的行请左对齐，只用空格",
        "the indent differs from the lines around; align lines of one level with spaces",
    ),
    "law.yaml_anchor": (
        "不使用 & * ! 这类引用和标签；文字以它们开头时请加引号",
        "anchors, aliases and tags are not used; put quotes around text that begins with & * or !",
    ),
    "law.yaml_documents": ("一个文件只写一份内容，请删去分隔线 ---", "one document to a file; drop the --- line"),
    "law.yaml_twice": ("键 {key} 写了两次，请删去一处", "the key {key} stands twice; drop one"),
    "law.problem": ("{text}", "{text}"),
    "law.table_file_missing": ("找不到表文件 {file}", "the table file {file} is missing"),
    "law.column_missing": ("表头缺少列 {column}", "the header lacks the column {column}"),
    "law.column_unknown": ("表头有未说明的列 {column}", "the header has a column that is not declared: {column}"),
    "law.id_twice": ("编号 {id} 重复，另见第 {other} 行", "the id {id} stands twice, also in line {other}"),
    "law.cell_empty": ("{column} 不能为空", "{column} must not be empty"),
    "law.cell_wrong": ("{column} 的内容“{text}”不合要求：{reason}", "{text} in {column} does not fit: {reason}"),
    "law.cell_not_one_of": (
        "{column} 的内容“{text}”不在允许范围：{expected}",
        "{text} in {column} is not one of: {expected}",
    ),
    "law.cells_too_many": (
        "这一行的格子比表头多，第一个多出的是“{text}”；文字里有逗号时请给整格加引号",
        "the line has more cells than the header, first {text}; put text that holds a comma in quotes",
    ),
    "law.not_csv": (
        "从这一行起读不下去；请检查引号是否成对",
        "cannot be read from this line on; see that quotes are paired",
    ),
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
    "law.diff_kinds": (
        "{first} 和 {second} 不是同一类文件，不能逐条比较；请选两个政策、两个规则包或两个流程",
        "{first} and {second} are different kinds of files; compare two policies, two packs or two processes",
    ),
    "law.field_unknown": ("字段 {field} 不在数据字典里", "{field} is not a field of the data dictionary"),
    "law.source_unknown": (
        "引用的来源 {source} 没有写在 sources 里；已有：{known}",
        "the source {source} is not among sources: {known}",
    ),
    "law.source_missing": (
        "没有写依据的来源；请在文件开头写 source，或在本条写 source，取 sources 中的一个：{known}",
        "no source is cited; write source at the head of the file or here, one of sources: {known}",
    ),
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
    "law.points_sum": (
        "分值合计 {sum}，应为 {total}；请核对各项分值",
        "the points sum to {sum}, not {total}; check each item",
    ),
    "law.weights_sum": ("各一级指标权重合计 {sum}，应为 100", "the weights of the blocks sum to {sum}, not 100"),
    "law.step_unknown": ("流程里没有环节 {step}；可写：{known}", "the process has no step {step}; there are: {known}"),
    "law.state_unknown": ("没有状态 {state}，请先写在 states 里", "there is no state {state}; write it among states"),
    "law.guard_unknown": ("没有关口 {guard}，请先写在 guards 里", "there is no guard {guard}; write it among guards"),
    "law.fact_unknown": (
        "没有编号为 {fact} 的规则事实；可用 greenlist law show 查看编号",
        "nothing in the law has the id {fact}; see greenlist law show",
    ),
    "law.confirm_open": (
        "{fact} 是空缺的，要用 --value 写明在文件中读到的值",
        "{fact} is open; give the value that was read with --value",
    ),
    "law.confirm_no_value": (
        "{fact} 是一个条目或表的一行，只能按原样核定，不带 --value；要改其中的值，请核定条目下的单个事实，或在自己的文件夹里另写该表",
        "{fact} is an entry or a table row and is confirmed as it stands, without --value; confirm a fact inside it, or keep your own copy of the table",
    ),
    "law.import_not_weighted": (
        "规则包 {pack} 不按“分值×权重”评分，评分表不能导入；可导入的规则包：{known}",
        "{pack} is not scored by points and weights; a points table can be imported into: {known}",
    ),
    "law.import_blocks": (
        "评分表的一级指标（{found}）与规则包 {pack} 的一级指标（{expected}）不一致；请改成一致的名称，不能缺少",
        "the first-level indicators of the table ({found}) are not those of {pack} ({expected}); use the same names, all of them",
    ),
}
