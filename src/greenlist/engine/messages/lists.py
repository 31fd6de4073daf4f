"""Sentences of reading list files: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    # ---- files of which nothing is taken
    "lists.empty": ("{file} 是空文件；请重新下载或导出后再导入", "{file} is empty; fetch or export it again"),
    "lists.utf16": (
        "{file} 是 UTF-16 编码；请在记事本或 Excel 中另存为 UTF-8 的 CSV 后再导入",
        "{file} is in UTF-16; save it as CSV in UTF-8 and import it again",
    ),
    "lists.not_utf8": (
        "{file} 开头标明是 UTF-8，但第 {line} 行不是：文件混用了两种编码，或没有传完整；请从来源重新导出整份文件",
        "{file} says that it is UTF-8, but line {line} is not: it mixes two encodings or was cut off; export it again",
    ),
    "lists.mixed": (
        "{file} 混用了两种编码：第 {line} 行与其他行不同（一种是 UTF-8，一种是 GB18030），或者文件没有传完整；"
        "照读会把名称读错，所以没有读入，请从来源重新导出整份文件",
        "{file} mixes two encodings: line {line} differs from the others (one is UTF-8, one GB18030), or the file was cut "
        "off; names would come out wrong, so nothing was read, export the whole file again",
    ),
    "lists.no_encoding": (
        "{file} 第 {line} 行既不是 UTF-8 也不是 GB18030 编码，可能已损坏或没有传完整；请从来源重新导出，另存为 UTF-8 的 CSV",
        "line {line} of {file} is neither UTF-8 nor GB18030, it may be damaged or cut off; export it again as CSV in UTF-8",
    ),
    "lists.not_text": (
        "{file} 第 {line} 行含有不是文字的内容，这不是 CSV 文件；请导出为 CSV 或 .xlsx 后再导入",
        "line {line} of {file} is no text, so this is no CSV file; export the list as CSV or .xlsx",
    ),
    "lists.no_lines": (
        "{file} 自第 {line} 行起没有换行，不像一份名单；请导出为每条记录一行的 CSV",
        "{file} has no line break after line {line} and looks like no list; export it as CSV with a row on each line",
    ),
    "lists.workbook": (
        "{reason}；名单很长的，请改存为 UTF-8 的 CSV",
        "{reason}; save a very long list as CSV in UTF-8",
    ),
    "lists.no_header": (
        "{file} 的前 20 行里没有找到表头；表头须有：{wanted}；文件里像表头的一行是：{found}。请核对是否选对了来源，或把列名改成这些写法",
        "no header was found in the first 20 rows of {file}; it needs {wanted}; the row most like one is: {found}. Check "
        "that the right source was chosen, or rename the columns",
    ),
    "lists.one_of": ("{headers}（其中一列）", "one of {headers}"),
    # ---- why a list is not whole
    "lists.quote_open": (
        "第 {line} 行的引号没有关上，从这里起没有读入；请改正后重新导入，或从来源重新导出",
        "a quote opened on line {line} is never closed, nothing was read from there on; mend it or export the file again",
    ),
    "lists.cut_off": (
        "文件在第 {line} 行中断，没有传完整；请重新下载后导入",
        "the file breaks off on line {line}; fetch it again and import it",
    ),
    "lists.sheet_unread": (
        "工作表“{sheet}”找不到表头，没有读入；请补上表头，或删去与名单无关的工作表后重新导入",
        "no header was found on the sheet {sheet}, it was not read; add one, or delete sheets that are no list",
    ),
    "lists.rows_lost": (
        "有 {count} 行写了单位但没有读入，在改正之前不能据此认定谁没有记录；请按报告改正这些行后重新导入",
        "{count} rows that name a unit were not read, so nobody can be called clear by this list; mend them as the report says "
        "and import the file again",
    ),
    "lists.no_rows": (
        "文件里没有一条关于单位的记录；请核对是否导出了整份名单。来源公布本期没有单位的，在网站导入时勾选“本期无名单”",
        "the file has not one record of a unit; check that the whole list was exported. Where its source has published that nobody is on it, say so when importing it on the site",
    ),
    "lists.nil_rows": (
        "导入时说明本期无名单，文件里却有 {count} 条关于单位的记录；请核对，撤回后重新导入",
        "it was said that nobody is on the list, and the file has {count} records of units; check, withdraw and import it again",
    ),
    # ---- rows
    "lists.outcome_refused": ("没有读入", "not read"),
    "lists.outcome_noted": ("已读入，看不懂的部分按没有填写处理", "read; what was not understood counts as not given"),
    "lists.both": ("{first}；{second}", "{first}; {second}"),
    "lists.in_sheet": ("工作表“{sheet}”：{reason}", "sheet {sheet}: {reason}"),
    "lists.more_cells": (
        "有 {cells} 格，表头只有 {columns} 列，内容可能错位；请检查多出的分隔符",
        "{cells} cells under {columns} headers, the content may have slipped; look for a spare delimiter",
    ),
    "lists.quote_row": (
        "引号没有配对，几行连成了一行，内容可能错位；请补上或删去引号",
        "quotes do not match, several lines ran into one; add or remove the quote",
    ),
    "lists.row_too_long": (
        "一行超过 {most} 个字，不像一条记录；请检查引号和换行",
        "the row has more than {most} characters and looks like no record; look at quotes and line breaks",
    ),
    "lists.spoilt_code": (
        "代码变成了 {text}：表格软件把它当作数字，末尾几位已经丢失；请把该列设为文本，从来源重新导出",
        "a code became {text}: a spreadsheet took it for a number and its last digits are gone; set the column to text and "
        "export it again",
    ),
    "lists.wrong_code": (
        "代码 {text} 不成立，不用它匹配，只按名称找；请核对",
        "the code {text} does not hold; it is not matched by, only the name is; check it",
    ),
    "lists.lacking": ("缺少{columns}，请至少填写一项", "{columns} missing; at least one is needed"),
    "lists.not_understood": (
        "{column}看不懂，按没有填写处理；请改成 2024-07-12、12.5 这样的写法",
        "{column} was not understood and counts as not given; write it like 2024-07-12 or 12.5",
    ),
    "lists.ends_before": (
        "结束日期 {last} 早于开始日期 {first}，不采用结束日期；请核对",
        "the end {last} lies before the beginning {first} and is not used; check it",
    ),
    "lists.lost_characters": (
        "含有已经丢失的字符（�、锟斤拷），名称不可靠；请从来源重新导出",
        "characters were lost in it (�, 锟斤拷), names cannot be relied on; export it again",
    ),
    # ---- columns
    "lists.column_name": ("名称", "the name"),
    "lists.column_uscc": ("统一社会信用代码", "the USCC"),
    "lists.column_org_code": ("组织机构代码", "the organisation code"),
    "lists.column_region": ("地区", "the region"),
    "lists.column_doc_no": ("文号", "the document number"),
    "lists.column_dated_on": ("日期", "the date"),
    "lists.column_ended_on": ("结束日期", "the date of ending"),
    "lists.column_status": ("状态", "the status"),
    "lists.column_category": ("类别", "the category"),
    "lists.column_grade": ("等级", "the grade"),
    "lists.column_reason": ("事由", "the reason"),
    "lists.column_authority": ("机关", "the authority"),
    "lists.column_amount": ("金额", "the amount"),
    "lists.column_batch": ("批次", "the batch"),
    "lists.column_listed_kind": ("名单类型", "the kind of list"),
}
