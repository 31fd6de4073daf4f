"""Sentences about reports and summary tables that are read back: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "reading.old_doc": (
        "{file} 是旧版 Word 文件（.doc 或 .rtf），程序不读；请用 Word 或 WPS 打开，另存为 .docx 后再传",
        "{file} is an old Word file (.doc or .rtf); open it in Word and save it as .docx",
    ),
    "reading.pdf": (
        "{file} 是 PDF，表格读不准；请用报告的 Word 原稿（.docx）。只有 PDF 的，请在页面或采集表里填写，PDF 作证明材料上传",
        "{file} is a PDF; use the original .docx of the report, or fill in the form and hand the PDF in as evidence",
    ),
    "reading.encrypted": (
        "{file} 设有打开密码，程序无法读取；请取消密码（文件→信息→保护文档）后另存为 .docx 再传",
        "{file} is protected by a password; remove it and save as .docx",
    ),
    "reading.not_word": (
        "{file} 不是 Word 文档（.docx）；请用 Word 或 WPS 打开报告原稿，另存为 .docx 后再传",
        "{file} is not a Word document (.docx); open the report and save it as .docx",
    ),
    "reading.too_long": (
        "{file} 的正文过大或结构异常，未读；请把报告正文复制到空白文档，另存为 .docx 后再传",
        "the text of {file} is too large or built abnormally; copy it into a blank document and save as .docx",
    ),
    "reading.not_report": (
        "{file} 里没有找到评价报告的基本信息表（如“工厂名称”“统一社会信用代码”各占一格）；请确认是自评价报告或第三方评价报告",
        "{file} has no basic information table of an evaluation report; check that it is one",
    ),
    "reading.other_kind": (
        "这是{theirs}的报告，本次申报的是{own}；请确认没有拿错文件",
        "this is a report on a {theirs}, the application is for a {own}; check that it is the right file",
    ),
    "reading.label_unknown": (
        "不认得这一栏，没有采用；需要的请在页面上填写",
        "this line is not known and was not taken; fill it in on the page if needed",
    ),
    "reading.no_tick": (
        "没有勾选任何一项；请在页面上选择",
        "nothing is ticked; choose on the page",
    ),
    "reading.many_ticks": (
        "勾选了不止一项（{words}）；请在页面上选择一项",
        "more than one is ticked ({words}); choose one on the page",
    ),
    "reading.choice_unknown": (
        "“{text}”不在可选的内容（{words}）之中；请在页面上选择",
        "{text} is none of {words}; choose on the page",
    ),
    "reading.label_twice": (
        "“{label}”出现了不止一次且内容不同，采用了先出现的；请核对",
        "{label} stands there more than once with different content; the first was taken",
    ),
    "reading.no_industry_code": (
        "行业没有写四位代码；请在页面上填写统计局四位代码",
        "the industry has no four-digit code; fill it in on the page",
    ),
    "reading.more_industries": (
        "写了多个行业代码，采用了第一个；其余 {codes} 请另行核对",
        "several industry codes; the first was taken, check {codes}",
    ),
    "reading.score_bad": (
        "得分“{text}”不是数字；请在“评价方式”里填写报告载明的得分",
        "the score {text} is no number; fill it in under the route",
    ),
    "reading.figure_unknown": (
        "所用标准里没有名称或编号相同的指标，没有采用",
        "the standard has no indicator of this name or number; not taken",
    ),
    "reading.figure_twice": (
        "指标“{name}”在报告里有不同的数值，采用了先出现的；请核对",
        "the report has different values for {name}; the first was taken",
    ),
    "reading.figure_name_differs": (
        "编号 {number} 在所用标准里是“{name}”，与报告的指标名称不同，没有采用",
        "number {number} of the standard is {name}, not the indicator of the report; not taken",
    ),
    "reading.figure_judged": (
        "这一项由人评定，报告的数值没有采用；请在页面上评定",
        "this item is judged by a person; the value of the report was not taken",
    ),
    "reading.figure_year": (
        "{year} 年的 {count} 项指标值由程序按该年数据计算，没有可填的栏，没有采用；请填该年的数据",
        "the {count} values of {year} are computed from the data of that year; fill those in",
    ),
    "reading.figure_no_number": (
        "“{text}”不是数字，没有采用",
        "{text} is no number; not taken",
    ),
    "reading.figure_unit": (
        "单位“{unit}”不能换算成“{own}”，没有采用；请在页面上按“{own}”填写",
        "the unit {unit} cannot be converted to {own}; fill it in on the page in {own}",
    ),
    "reading.verified_kept_back": (
        "报告的核查值是 {value}；核查值由评价机构填写，没有写入申报",
        "the report has {value} as verified; the agency states that, it was not taken",
    ),
    "reading.no_place": (
        "申报表没有这一栏，没有写入",
        "the application has no such line; not taken",
    ),
    "reading.agency_line": (
        "机构信息由机构自己登记，没有写入申报",
        "agencies register this themselves; not taken",
    ),
    "reading.result_line": (
        "基本要求的结论由逐项答复得出，没有写入；请逐项答复",
        "the conclusion follows from the answers one by one; not taken",
    ),
    "reading.answer_unknown": (
        "没有名称或编号相同、由人答复的要求（有的由程序按数据判断），没有采用",
        "no requirement of this name or number is answered by a person (some are computed); not taken",
    ),
    "reading.answer_missing": (
        "没有答复，没有采用；请在页面上逐项答复",
        "no answer; answer it on the page",
    ),
    "reading.answer_bad": (
        "答复“{text}”看不出符合还是不符合，没有采用；请在页面上答复",
        "the answer {text} is neither met nor not met; not taken, answer it on the page",
    ),
    "reading.answer_nameless": (
        "这一行没有要求的内容，不知道答复的是哪一项，没有采用",
        "this row names no requirement; not taken",
    ),
    "reading.table_words": (
        "{caption}（{rows} 行）表头：{head}",
        "{caption} ({rows} rows), headers: {head}",
    ),
    "reading.table_untitled": ("没有标题的表", "table without a caption"),
    "reading.table_headless": ("没有文字", "no text"),
    "reading.table_blank": (
        "表里没有文字，没有可读的",
        "there is no text in the table",
    ),
    "reading.table_own": (
        "这是程序的计算汇总或评价机构的工作记录，申报不填这张表，没有写入",
        "this is a summary computed by the program or a record of the agency; an application has no place for it",
    ),
    "reading.table_both_ways": (
        "这张表按行、按列都读得通，分不清产品（品种）在行还是在列，没有采用；请在页面上填写",
        "the table can be read by rows and by columns; not taken, fill it in on the page",
    ),
    "reading.table_unknown": (
        "不是认得的表（基本信息、指标、要求、产品、能源、原材料、污染物、改造项目），没有读；需要的内容请在页面上填写",
        "none of the tables that are known (basic information, indicators, requirements, products, energy, materials, pollutants, projects); fill in on the page what is needed",
    ),
    "reading.table_near": (
        "认得其中的“{known}”，但没有{lacks}，不能按行读；请补上表头后重传，或在页面上填写",
        "{known} is known, but there is {lacks}; complete the header and upload it again, or fill it in on the page",
    ),
    "reading.lacks_requirement": ("要求内容的列（如“基本要求”）", "no column of requirements (基本要求)"),
    "reading.lacks_answer": ("答复的列（如“是否符合”）", "no column of answers (是否符合)"),
    "reading.lacks_value": ("数值的列（如“申报值”“指标值”）", "no column of values (申报值, 指标值)"),
    "reading.lacks_figures": ("数量、金额等数据的列", "no column of quantities or amounts"),
    "reading.lacks_names": ("名称的列（如“产品名称”“能源品种”）", "no column of names (产品名称, 能源品种)"),
    "reading.table_no_rows": (
        "认得这张表，但要读的栏空着，或与前面的重复，没有读出新的内容",
        "the table is known, but the columns that are read are blank or repeat what stands before",
    ),
    "reading.columns_unknown": (
        "不认得这几栏，没有采用；需要的请在页面上填写",
        "these headings are not known and were not taken; fill them in on the page if needed",
    ),
    "reading.columns_computed": (
        "这几栏由程序按所用标准换算，没有采用",
        "the program computes these; not taken",
    ),
    "reading.columns_twice": (
        "与前面的一栏说的是同一项，不知道该用哪一栏，采用了前面的；请核对",
        "says the same as one before it; the first was taken, check it",
    ),
    "reading.records_many": (
        "数据表超过 {most} 行，从这里起没有读；请用采集表填写",
        "more than {most} rows of data; not read from here on, use the workbook",
    ),
    "reading.records_no_table": (
        "本申报不用“{table}”表，{count} 行没有写入",
        "the application has no table {table}; {count} rows were not taken",
    ),
    "reading.records_year": (
        "{year} 年的 {count} 格没有写入；数据表只填 {own} 年的",
        "{count} cells of {year} were not taken; the tables ask for {own} only",
    ),
    "reading.record_note": (
        "横贯全表的一行，没有采用；请看它是否改变读出的内容",
        "a line across the whole table; not taken, see whether it changes what was read",
    ),
    "reading.record_total": (
        "合计由程序计算，没有采用",
        "totals are computed; not taken",
    ),
    "reading.record_nameless": (
        "这一行（列）没有名称，不知道是哪一项的数据，没有采用",
        "this row or column has no name; not taken",
    ),
    "reading.record_several": (
        "“{name}”是几项合在一起写的，分不清各是多少，没有采用；请在页面上分行填写",
        "{name} are several things in one; not taken, fill them in on the page one by one",
    ),
    "reading.record_yearless": (
        "没有写是哪一年的数据，没有采用",
        "it does not say of which year these data are; not taken",
    ),
    "reading.level_no_value": (
        "没有实际值，没有采用；请填报产品综合能耗和合格产量，或单位产品能耗申报值",
        "no measured value; not taken, state energy and qualified output or the unit energy",
    ),
    "reading.level_computed": (
        "是由产品综合能耗和合格产量算出、或经修正的值，不是填报的数，没有写入",
        "computed from energy and output, or corrected, and not stated; not taken",
    ),
    "reading.level_unmarked": (
        "没有注明是申报值还是计算值，没有采用；是申报值的请在页面上填写",
        "it does not say whether this was stated or computed; not taken, fill it in on the page if it was stated",
    ),
    "reading.level_unit": (
        "“{unit}”不是单位产品能耗的计量单位（如 kgce/t、kWh/t），这一行没有采用",
        "{unit} is no unit of unit energy (kgce/t, kWh/t); the row was not taken",
    ),
    "reading.level_standard": (
        "不是一项强制性能耗限额标准的代号（能效标杆文件由政策指定，不用填），没有写入",
        "not the code of one binding quota standard (the benchmark documents follow from the policy); not taken",
    ),
    "reading.record_bare": (
        "除名称外没有读出内容，没有写入",
        "nothing but its name was understood; not taken",
    ),
    "reading.record_which": (
        "报告里有几行都叫“{name}”，分不清说的是哪一行，没有采用；请在页面上填写",
        "several rows of the report are called {name}; not taken, fill it in on the page",
    ),
    "reading.record_twice": (
        "“{name}”在报告里有不同的内容，采用了先出现的（{first}）；请核对",
        "the report says different things about {name}; the first was taken ({first})",
    ),
    "reading.record_other_unit": (
        "与前面的表计量单位不同（前面是 {own}），不能换算，没有采用",
        "counted in another unit than before ({own}); not taken",
    ),
    "reading.record_no_number": (
        "“{text}”不是数字，没有采用；确为零的请填 0，没有数据的留空",
        "{text} is no number; not taken. Enter 0 for zero, nothing where there are no data",
    ),
    "reading.record_unit_bad": (
        "“{text}”不是计量单位，没有采用；请在页面上填写",
        "{text} is no unit of an amount; not taken, fill it in on the page",
    ),
    "reading.record_unit_missing": (
        "数字没有写单位，没有采用；请在页面上按“{own}”填写",
        "the number has no unit; not taken, fill it in on the page in {own}",
    ),
    "reading.record_without_unit": (
        "报告没有写计量单位，请补填",
        "the report gives no unit; add it",
    ),
    "reading.record_product_unit": (
        "没有产品的计量单位，不能换算，没有采用",
        "the unit of the product is not known; not taken",
    ),
    "reading.record_near": (
        "报告写的是“{label}”，按“{own}”采用，请核对",
        "the report says {label}; taken as {own}, check it",
    ),
    "reading.cell_merged": (
        "单元格与上下行或旁边的列合并，分不清是哪一项的数，没有采用",
        "the cell is merged with others; not taken",
    ),
    "reading.rows_alike": (
        "申报里有几行都叫“{name}”，分不清对应哪一行，没有写入；请在页面上填写",
        "several rows of the application are called {name}; not taken, fill it in on the page",
    ),
    "reading.rows_unit": (
        "申报里这一行按“{own}”计，报告按“{unit}”计，不能换算，没有写入",
        "the row of the application is counted in {own}, the report in {unit}; not taken",
    ),
    "reading.chapter_no_place": (
        "申报表没有对应的栏，没有写入；可摘录",
        "the application has no such text; not taken",
    ),
    "reading.chapter_filled": (
        "“{label}”已由报告的其他地方填入，没有再写；可摘录",
        "{label} is filled from elsewhere in the report; not taken",
    ),
    "reading.chapter_cut": (
        "这一章有 {length} 字，只保留前 {most} 字",
        "the chapter has {length} characters, only the first {most} are kept",
    ),
    "reading.chapters_many": (
        "章节超过 {most} 个，从这里起没有读",
        "more than {most} chapters; not read from here on",
    ),
    "reading.left_tables": ("没有读的表：", "tables that were not read:"),
    "reading.left_chapters": ("没有写入的章节文字：", "texts of chapters that were not taken:"),
    "reading.chapter_words": ("{title}（{length} 字）", "{title} ({length} characters)"),
    "reading.text_too_long": (
        "有 {length} 字，超过“{label}”的 {most} 字，没有写入；请精简后填写",
        "{length} characters, more than the {most} of {label}; shorten it and fill it in",
    ),
    "reading.table_header": (
        "没有找到推荐汇总表的表头；表头要有“单位名称”（或工厂、园区、企业名称），并至少还有一列认得的",
        "no header of a summary table; it needs a column of names and one more that is known",
    ),
    "reading.table_empty": (
        "表头下面没有单位",
        "there are no units below the header",
    ),
    "reading.table_rows": (
        "超过 {most} 行，未读；请只交本次推荐的单位",
        "more than {most} rows; hand in the units of this round only",
    ),
    "reading.row_without_name": (
        "这一行没有单位名称，没有采用",
        "this row has no name and was not taken",
    ),
    "reading.column_unknown": (
        "不认得的列“{column}”，没有比对",
        "the column {column} is not known and was not compared",
    ),
    "reading.code_bad": (
        "统一社会信用代码 {uscc} 不合规则；请核对",
        "the unified social credit code {uscc} is not valid; check it",
    ),
    "reading.row_twice": (
        "与第 {line} 行是同一个单位，没有采用",
        "the same unit as row {line}; not taken",
    ),
    "reading.number_bad": (
        "“{text}”不是数字（{column}）",
        "{text} is no number ({column})",
    ),
    "reading.read": (
        "{file}：读懂 {taken} 处，没有读懂或不写入 {left} 处",
        "{file}: {taken} understood, {left} not understood or not taken",
    ),
    "reading.left": ("没有读懂或不写入的：", "not understood or not taken:"),
    "reading.written": ("已写出 {file}", "wrote {file}"),
    "reading.table_read": (
        "{file}：{rows} 个单位，{faults} 处问题",
        "{file}: {rows} units, {faults} faults",
    ),
    "reading.kind_needed": (
        "看不出是工厂、园区还是供应链的报告；请用 --kind 指明",
        "it does not show whether the report is on a factory, a park or a supply chain; say so with --kind",
    ),
    "reading.pack_needed": (
        "政策 {policy} 对这一类没有唯一的评价标准；请用 --pack 指明规则包",
        "policy {policy} has no single standard for this kind; name the pack with --pack",
    ),
}
