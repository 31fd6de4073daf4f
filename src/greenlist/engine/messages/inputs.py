"""Sentences about files handed in: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "input.unit_unknown": ("不认识的单位“{unit}”", "{unit} is not a unit known here"),
    "input.unit_unfit": ("单位 {unit} 不能换算成 {expected}", "{unit} does not convert to {expected}"),
    "input.not_application": (
        "这不是申报数据文件：开头应有 greenlist: 1、kind、unit",
        "not an application file: it begins with greenlist: 1, kind, unit",
    ),
    "input.key_missing": ("缺少必填项 {key}", "{key} is missing"),
    "input.key_unknown": ("不认识的键 {key}，请检查拼写", "unknown key {key}; check the spelling"),
    "input.shape_wrong": ("{key} 的内容“{text}”写法不对：{reason}", "{key}: {text} does not fit: {reason}"),
    "input.at_least": ("应不小于 {least}", "at least {least} is expected"),
    "input.at_most": ("应不大于 {most}", "at most {most} is expected"),
    "input.one_of": ("应为下列之一：{words}", "expected is one of: {words}"),
    "input.expects_whole": ("应为整数，如 2023", "a whole number is expected, such as 2023"),
    "input.expects_number": ("应为数字", "a number is expected"),
    "input.expects_date": ("应为日期，如 2024-07-22", "a date is expected, such as 2024-07-22"),
    "input.expects_text": ("应为文字；像数字的文字请加引号", "a text is expected; put a text of digits in quotes"),
    "input.expects_list": (
        "应为列表，每项一行，以“- ”开头",
        "a list is expected, one entry a line, each beginning with '- '",
    ),
    "input.expects_block": ("应为“键: 值”的一组内容", "a block of `key: value` lines is expected"),
    "input.expects_other": ("请对照申报文件说明填写", "see the guide to the application file"),
    "input.stated_twice": (
        "{label}在 values 和 years.{year} 里填得不一样，按 years.{year} 计算；请核对后删去一处",
        "{label} differs between values and years.{year}; years.{year} was used; check and remove one",
    ),
    "input.name_missing": ("缺少单位名称 unit.name", "unit.name is missing"),
    "input.field_unknown": (
        "字段 {field} 不在数据字典里，已忽略；请核对字段编号",
        "{field} is not in the data dictionary and was ignored; check the field id",
    ),
    "input.field_unknown_near": (
        "字段 {field} 不在数据字典里，已忽略；是否想写 {near}？",
        "{field} is not in the data dictionary and was ignored; did you mean {near}?",
    ),
    "input.value_bad": ("{label}：{problem}；此值按未提供处理", "{label}: {problem}; treated as not handed in"),
    "input.value_block": (
        "值的写法应为 {{value, unit, witness, evidence, reason}}，问题在：{keys}",
        "write a value as {{value, unit, witness, evidence, reason}}; at fault: {keys}",
    ),
    "input.witness_unknown": ("不认识的提供者 {word}，应为 {words} 之一", "{word} is none of {words}"),
    "input.text_long": ("文字超过 {most} 字，请缩短或改作附件", "longer than {most} characters; attach it instead"),
    "input.integer_expected": ("应为整数，现为“{text}”", "a whole number is expected, not {text}"),
    "input.number_expected": (
        "应为数字（单位 {unit}），现为“{text}”；带其他单位时写成 {{value, unit}}",
        "a number in {unit} is expected, not {text}; with another unit write {{value, unit}}",
    ),
    "input.number_out_of_reach": ("数字过大、过小或位数过多，请核对", "the number is too large, too small or too long"),
    "input.text_expected": ("应为一段文字", "a text is expected"),
    "input.not_one_of": ("“{text}”不在可选值之中：{values}", "{text} is none of {values}"),
    "input.yes_no_expected": ("应填“是”或“否”，现为“{text}”", "yes or no is expected, not {text}"),
    "input.date_expected": (
        "应为日期（如 2024-07-01），现为“{text}”",
        "a date such as 2024-07-01 is expected, not {text}",
    ),
    "input.kind_not_in_round": (
        "本政策的推荐范围不含{kind}，只有：{kinds}",
        "this round has no {kind}, only {kinds}",
    ),
    "input.no_such_file": ("没有这个文件或文件夹", "there is no such file or folder"),
    "input.cannot_open": ("打不开：{reason}", "cannot be opened: {reason}"),
    "input.suffix": ("不认识的文件类型；可用：{suffixes}", "not a kind of file read here; use {suffixes}"),
    "input.file_large": ("文件超过 {most} MB，请核对是否放错文件", "larger than {most} MB; is it the right file?"),
    "input.encoding": (
        "既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8",
        "neither UTF-8 nor GB18030; save it as UTF-8",
    ),
    "input.read_as_gb18030": (
        "按 GB18030 编码读取；建议另存为 UTF-8",
        "read as GB18030; better save it as UTF-8",
    ),
    "input.not_json": ("JSON 写法有误：{reason}", "not JSON: {reason}"),
    "input.not_yaml": ("YAML 写法有误：{reason}", "not plain YAML: {reason}"),
    "input.uscc_twice": (
        "统一社会信用代码 {uscc} 出现在多个文件：{files}；请留下一个再评，本次都不排序",
        "the code {uscc} stands in several files: {files}; keep one. None of them is ranked",
    ),
}
