"""Sentences of `greenlist screen` and `greenlist lists`, of rosters and folders: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "screened.roster_header": (
        "没有找到名册的表头；请在前十行内写一行表头，至少有“{heads}”",
        "no header row was found; write one in the first ten rows, with at least name and uscc ({heads})",
    ),
    "screened.roster_empty": (
        "表头下面没有单位；请一行一个填写后再试",
        "there are no units below the header; fill in one a row",
    ),
    "screened.row_without_name": (
        "这一行没有单位名称，未筛查；请补上名称",
        "this row has no name and was not screened; fill the name in",
    ),
    "screened.no_code_column": (
        "名册没有“统一社会信用代码”一列，只能按名称核对，结论至多是未定；请补上代码",
        "the roster has no column of USCCs: names alone leave everything undetermined; add the codes",
    ),
    "screened.kind_unknown": (
        "不认识的类型“{kind}”，按未写处理；可写绿色工厂、绿色工业园区、绿色供应链管理企业",
        "unknown kind {kind}, read as none; write factory, park or supply_chain",
    ),
    "screened.code_missing": (
        "没有统一社会信用代码，无法按代码核对；请按营业执照补上",
        "there is no USCC to match by; take it from the business licence",
    ),
    "screened.row_twice": (
        "{name} 与 {first} 相同，只筛查一次",
        "{name} is the same as {first} and was screened once",
    ),
    "screened.code_twice": (
        "代码 {uscc} 在 {first} 已用于另一名称，两行都筛查了；请核对哪个名称是对的，旧名填在“曾用名”",
        "the code {uscc} stands at {first} under another name; both were screened. Which name is right? "
        "A former name goes into former_names",
    ),
    "screened.park_unknown": (
        "名册里没有园区“{park}”，写明属于它的 {count} 家按单独的单位筛查；要汇总到园区，请为园区加一行",
        "there is no row for the park {park}; its {count} enterprises were screened as units of their own. "
        "Add a row for the park to roll them up",
    ),
    "screened.clear": ("没有本单位的记录", "no record of this unit"),
    "screened.clear_history": (
        "有 {count} 条记录不计入，列作参考",
        "{count} records do not count and are shown as history",
    ),
    "screened.outcome_hit": ("命中", "hit"),
    "screened.outcome_candidate": ("待认定", "candidate"),
    "screened.outcome_undetermined": ("未定", "undetermined"),
    "screened.outcome_clear": ("无记录", "clear"),
    "screened.how_uscc": ("统一社会信用代码相同", "same USCC"),
    "screened.how_org_code": ("组织机构代码相同", "same organisation code"),
    "screened.how_name": ("名称相同", "same name"),
    "screened.how_former_name": ("曾用名相同", "same former name"),
    "screened.how_head_office": ("总公司名称相同", "name of the head office"),
    "screened.how_fuzzy": ("名称相近", "similar name"),
    "screened.verdict_same": ("是本单位", "is this unit"),
    "screened.verdict_other": ("不是本单位", "is another unit"),
    "screened.verdict_counts": ("算", "counts"),
    "screened.verdict_does_not_count": ("不算", "does not count"),
    "screened.head_unit": ("单位", "unit"),
    "screened.head_code": ("信用代码", "USCC"),
    "screened.head_outcome": ("结论", "outcome"),
    "screened.head_decides": ("依据", "what decides it"),
    "screened.head_source": ("来源", "source"),
    "screened.head_file": ("文件", "file"),
    "screened.head_date": ("名单日期", "date of the list"),
    "screened.head_rows": ("记录数", "records"),
    "screened.head_trouble": ("问题", "trouble"),
    "screened.title": ("{policy} 筛查，截至 {as_of}", "Screening under {policy}, as of {as_of}"),
    "screened.sources_title": ("名单", "Lists"),
    "screened.unit_decides": ("{condition}：{reason}", "{condition}: {reason}"),
    "screened.in_tenants": ("（园区内 {count} 家）", " ({count} inside the park)"),
    "screened.and_more": ("{text}；另有 {count} 项", "{text}; {count} more"),
    "screened.date_unknown": ("未知", "unknown"),
    "screened.counts": (
        "命中 {hit}，待认定 {candidate}，未定 {undetermined}，无记录 {clear}",
        "{hit} hit, {candidate} to be decided, {undetermined} undetermined, {clear} clear",
    ),
    "screened.not_screened": (
        "名单查不出、须由人核实的情形：{conditions}",
        "no list can answer, a person must: {conditions}",
    ),
    "screened.files_written": ("结果在 {folder}：{files}", "results are in {folder}: {files}"),
    "screened.rows_more": (
        "另有 {count} 个单位，全部见 {file}",
        "{count} more; see {file} for all of them",
    ),
    "screened.output_exists": (
        "{folder} 里已有筛查结果；换一个 --out，或加 --force 覆盖",
        "{folder} holds a screening already; choose another --out or add --force",
    ),
    "screened.decisions_overwritten": (
        "{file} 既是认定表，又会被本次结果覆盖；请先另存一份，或换一个 --out",
        "{file} holds the decisions and would be overwritten; save it under another name, or choose another --out",
    ),
    "screened.list_unknown": (
        "文件名前面不是本政策的名单编号，未读取；可用的编号：{sources}（见 greenlist lists sources）",
        "its name begins with no source of this policy, it was not read; there are: {sources} "
        "(see greenlist lists sources)",
    ),
    "screened.list_suffix": (
        "不是 CSV 或 XLSX，未读取；请用 Excel 或 WPS 另存为 .xlsx 或 .csv",
        "neither CSV nor XLSX, it was not read; save it as .xlsx or .csv",
    ),
    "screened.list_folder": (
        "是文件夹，里面的文件未读取；名单请直接放在 --lists 的文件夹里",
        "a folder; what is in it was not read. Put the lists straight into the folder of --lists",
    ),
    "screened.source_unknown": (
        "没有编号为 {source} 的名单来源；可用的有：{sources}",
        "there is no source {source}; there are: {sources}",
    ),
    "screened.reading_lists": ("读取名单", "reading lists"),
    "screened.screening": ("筛查中", "screening"),
}
