"""Sentences of the green lists and their ledger: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # reading
    "listings.no_header": (
        "没有找到表头；表头要有“单位名称”（或工厂名称、公司名称、园区名称），并有“序号”“地区”等至少一栏，请加上后再传",
        "no header found; it needs a column such as 单位名称 and at least one of 序号, 地区 ...; add it and upload again",
    ),
    "listings.no_rows": (
        "表头下面没有可采用的行；请确认选对了文件，或对照有问题的行改正后再传",
        "no row below the header can be taken; check the file, or correct the rows named",
    ),
    "listings.too_many_rows": (
        "超过 {most} 行，没有读入；请按批次拆成几个文件",
        "more than {most} rows, nothing was read; split the file by batch",
    ),
    "listings.row_without_name": ("没有名称，未采用", "no name, not taken"),
    "listings.cell_too_long": (
        "“{header}”超过 {most} 个字，未采用；请核对是否多个单位写在一格",
        "{header} is longer than {most} characters, not taken; several units in one cell?",
    ),
    "listings.code_not_taken": (
        "统一社会信用代码 {uscc} 不对（{reason}），单位采用，代码没有采用",
        "the code {uscc} is wrong ({reason}); the unit is taken without it",
    ),
    "listings.kind_unknown": ("类型“{text}”不认识，请在下面选类型", "kind “{text}” is not known, choose one below"),
    "listings.number_missing": ("没有序号，未采用；请补上序号", "no number, not taken; add it"),
    "listings.number_twice": (
        "序号 {seq} 与第 {line} 行重复，未采用；请核对",
        "number {seq} stands on line {line} already, not taken; check it",
    ),
    "listings.number_gap": (
        "序号跳到 {seq}，请核对是否缺行",
        "the number jumps to {seq}; check whether rows are missing",
    ),
    "listings.name_twice": (
        "与第 {line} 行名称相同，两行都采用；请核对是否重复",
        "the same name as on line {line}; both are taken, check them",
    ),
    "listings.title_and_header": (
        "标题“{title}”和表头“{header}”说的不是同一类，请按文件确认类型",
        "title “{title}” and header “{header}” name different kinds; confirm the kind by the document",
    ),
    "listings.rows_are_parks": (
        "“{header}”下面大多像园区名称，请按文件确认类型",
        "most names under “{header}” look like parks; confirm the kind by the document",
    ),
    "listings.rows_are_no_parks": (
        "“{header}”下面大多不像园区名称，请按文件确认类型",
        "most names under “{header}” do not look like parks; confirm the kind by the document",
    ),
    "listings.regions_missing": (
        "{count} 行没有地区（合并单元格只在第一行有字）；地区留空，不推测",
        "{count} rows have no region (a merged cell speaks in its first row only); left empty, not guessed",
    ),
    # the ledger
    "listings.ties_gross": (
        "等于毛数（不扣移出）：{sum}",
        "equals the gross total (removals not taken off): {sum}",
    ),
    "listings.ties_net": ("等于净数（扣除移出）：{sum}", "equals the net total (removals taken off): {sum}"),
    "listings.ties_both": (
        "毛数和净数相同，都等于：{sum}",
        "gross and net are the same here: {sum}",
    ),
    "listings.ties_partly": (
        "毛数里已经扣了 {label} 及以前移出的 {removed} 家：{sum}",
        "a gross total that leaves out the {removed} removed up to {label}: {sum}",
    ),
    "listings.ties_draft": (
        "把 {label} 的公示数 {draft} 当成了公布数 {listed}：{sum}",
        "takes the {draft} of the draft of {label} for the {listed} published: {sum}",
    ),
    "listings.ties_not": (
        "对不上：毛数 {gross}，净数 {net}，相差 {difference}；公示数和各批移出都不能解释，请核对原文",
        "does not tie: gross {gross}, net {net}, off by {difference}; neither drafts nor removals explain it",
    ),
    "listings.closes": ("{count}，与公布数一致", "{count}, as published"),
    "listings.short": (
        "名单里有 {ours}，公布 {published}，少 {difference}；请补导入缺的行",
        "{ours} here, {published} published, {difference} missing; import the missing rows",
    ),
    "listings.over": (
        "名单里有 {ours}，公布 {published}，多 {difference}；请核对是否混入公示稿或重复的行",
        "{ours} here, {published} published, {difference} too many; look for draft or repeated rows",
    ),
    "listings.not_published": (
        "名单里有 {ours}，没有登记公布数，无法核对；请在“公布的数字”里补上",
        "{ours} here, no published total is entered to hold it against; add it",
    ),
    "listings.not_imported": (
        "公布 {published}，还没有导入",
        "{published} published, nothing imported yet",
    ),
}
