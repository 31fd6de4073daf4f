"""Sentences about documents: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "documents.cannot_open": (
        "打不开文件 {file}：{reason}；请确认文件存在且未被其他程序占用",
        "{file} cannot be opened: {reason}; check that it exists and no other program holds it",
    ),
    "documents.not_workbook": (
        "{file} 不是 Excel 工作簿（.xlsx）；请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后再交",
        "{file} is not an Excel workbook (.xlsx); open the original and save it as .xlsx",
    ),
    "documents.old_xls": (
        "{file} 是旧版 Excel 格式（.xls）或其他 Office 文件；请另存为 .xlsx 后再交",
        "{file} is an old Excel file (.xls) or another Office file; save it as .xlsx",
    ),
    "documents.encrypted": (
        "{file} 设有打开密码，程序无法读取；请取消密码后另存为 .xlsx 再交",
        "{file} is protected by a password; remove it and save as .xlsx",
    ),
    "documents.damaged": (
        "{file} 已损坏或不完整；请重新下载，或用 Excel 修复后另存为 .xlsx",
        "{file} is damaged or incomplete; fetch it again or let Excel repair it and save as .xlsx",
    ),
    "documents.too_many_parts": (
        "{file} 内含 {count} 个部件，超过 {most} 个的上限，未打开；请把内容复制到空白表格中再交",
        "{file} has {count} parts, more than {most}, and was not opened; copy the content into a blank form",
    ),
    "documents.too_large": (
        "{file} 解压后约 {size} MB，或压缩比异常（上限 {most} MB），未打开；请删去图片和多余工作表后再交",
        (
            "{file} unpacks to {size} MB or is packed abnormally tight (limit {most} MB) and was not "
            "opened; remove pictures and spare sheets"
        ),
    ),
    "documents.entities": (
        "{file} 的内部结构含有外部实体声明，不是 Excel 正常保存的文件，未打开；请用 Excel 重新另存为 .xlsx",
        ("{file} declares entities in its XML, which Excel never does, and was not opened; save it again from Excel"),
    ),
    "documents.active_content": (
        "{file} 含有宏、控件或嵌入对象，未打开；请删去后另存为不带宏的 .docx / .xlsx 再传",
        "{file} holds macros, controls or embedded objects and was not opened; remove them and save as .docx / .xlsx",
    ),
    "documents.links_outside": (
        "{file} 链接到外部内容（模板、图片、对象或别的工作簿），未打开；请断开链接（粘贴数值、嵌入图片）后再传",
        "{file} fetches content from outside (template, picture, workbook) and was not opened; break the links",
    ),
    "documents.damaged_office": (
        "{file} 已损坏或不完整，打不开；请用 Office 或 WPS 修复并另存后再传",
        "{file} is damaged or incomplete; let Office repair it and save it again",
    ),
    "documents.entities_office": (
        "{file} 的内部结构含有外部实体声明，不是 Office 正常保存的文件，未打开；请用 Office 或 WPS 重新另存",
        "{file} declares entities in its XML, which Office never does, and was not opened; save it again from Office",
    ),
    "documents.grid_too_large": (
        "{file} 有工作表占用 {rows} 行 × {columns} 列，未打开；请删除数据区以外的零散内容后再交",
        (
            "a sheet of {file} spans {rows} rows by {columns} columns and was not opened; delete stray "
            "cells outside the data"
        ),
    ),
    "documents.too_many_columns": (
        "{file} 有 {count} 列，超过 {most} 列的上限，未打开；请删去数据以外的列后再交",
        "{file} has {count} columns, more than {most}, and was not opened; delete the columns beyond the data",
    ),
    "documents.not_form": (
        "这不是本程序生成的数据采集表（现有工作表：{sheets}）；请用 greenlist form 生成空表，填好后再交",
        "not a form made by this program (sheets: {sheets}); make one with greenlist form and fill it in",
    ),
    "documents.sheet_missing": (
        "缺少工作表“{sheet}”，其内容按未提供处理；请从原表补回",
        "the sheet {sheet} is missing and counts as not handed in; restore it from the original form",
    ),
    "documents.pack_changed": (
        "本表按规则包 {pack} 的另一版本生成，规则此后有变化；请核对，必要时用 greenlist form 重新生成",
        (
            "this form was made from another version of {pack}; check it, and make a new one with greenlist "
            "form if needed"
        ),
    ),
    "documents.year_missing": (
        "缺少评价年；请填数据所属的年度，如 2023",
        "the evaluation year is missing; give the year of the data, such as 2023",
    ),
    "documents.cell_error": (
        "单元格显示错误值（如 #DIV/0!），按未提供处理；请改正公式或直接填数字",
        ("the cell shows an error such as #DIV/0! and counts as not handed in; mend the formula or type the number"),
    ),
    "documents.formula_unsaved": (
        "公式没有保存计算结果，按未提供处理；请用 Excel 或 WPS 打开本表后保存，或直接填数字",
        "the formula was saved without its result and counts as not handed in; open and save the file in Excel",
    ),
    "documents.cell_too_long": (
        "单元格有 {length} 个字符，超过 {most} 个的上限，未采用；请缩短，长材料改作附件",
        ("the cell holds {length} characters, more than {most}, and was not taken; shorten it or attach a file"),
    ),
    "documents.time_cell": (
        "单元格内容“{text}”带有时间；请改为日期（如 2024-07-01）或数字",
        "{text} is a time; give a date such as 2024-07-01, or a number",
    ),
    "documents.long_number": (
        "长数字被 Excel 改成数值，末位已丢失；请把单元格设为文本格式后重新填写",
        (
            "Excel turned the long code into a number and lost its last digits; format the cell as text and "
            "type it again"
        ),
    ),
    "documents.number_is_date": (
        "单元格被设成日期格式（显示为 {text}）；请改为常规格式后填数字",
        "the cell is formatted as a date ({text}); set it to General and type the number",
    ),
    "documents.number_expected": (
        "应填数字，现为“{text}”，按未提供处理；单位请填在“填报单位”列，没有数据请留空",
        (
            "a number is expected, not {text}; it counts as not handed in. Units go into their own column; "
            "leave unknown cells empty"
        ),
    ),
    "documents.integer_expected": (
        "应填整数，现为“{text}”，按未提供处理",
        "a whole number is expected, not {text}; it counts as not handed in",
    ),
    "documents.date_expected": (
        "应填日期（如 2024-07-01），现为“{text}”，按未提供处理",
        "a date such as 2024-07-01 is expected, not {text}; it counts as not handed in",
    ),
    "documents.not_listed": (
        "“{text}”不在可选内容之中，按未提供处理；请从下拉列表选择：{words}",
        "{text} is none of the choices and counts as not handed in; choose one of: {words}",
    ),
    "documents.field_unknown": (
        "字段编号 {field} 不在数据字典里，该行未采用；请勿改动隐藏的编号列，可从原表恢复",
        ("the field id {field} is not in the data dictionary, the row was not taken; restore the hidden id column"),
    ),
    "documents.field_unknown_near": (
        "字段编号 {field} 不在数据字典里，该行未采用；是否应为 {near}？",
        "the field id {field} is not in the data dictionary, the row was not taken; did it read {near}?",
    ),
    "documents.item_unknown": (
        "指标编号 {item} 不在所用规则包里，该行未采用；请核对表格与规则包是否一致",
        "the rule pack has no item {item}, the row was not taken; check that form and pack belong together",
    ),
    "documents.row_twice": (
        "字段 {id} 出现两次（另见 {first}），只采用前一处；请删去重复的行",
        "the field {id} stands twice (first at {first}); the first was taken, delete the other row",
    ),
    "documents.unit_unfit": (
        "{label}：单位“{unit}”不能换算成规定单位 {expected}，数值未采用；请从“填报单位”下拉列表中选择",
        ("{label}: {unit} does not convert to {expected}, the value was not taken; choose a unit from the list"),
    ),
    "documents.value_and_na": (
        "{label}：既填了内容又写了不适用理由；已采用所填内容，请删去其中一处",
        ("{label}: both a value and a reason for not applying are given; the value was taken, delete one of the two"),
    ),
    "documents.note_without_value": (
        "{label}：只有凭证或备注，没有数值；请补填数值，或写明不适用理由",
        "{label}: evidence or a remark without a value; give the value or the reason why it does not apply",
    ),
    "documents.claimed_incomplete": (
        "报告载明的得分与报告文件名应同时填写，本次未采用",
        "the score stated in the report and the report's file name belong together; not taken",
    ),
    "documents.event_without_condition": (
        "事件没有选对应条件，未采用；请从下拉列表选择",
        "the event names no condition and was not taken; choose one from the list",
    ),
    "documents.tenant_without_name": (
        "企业名称为空，该行未采用；请补填名称",
        "the enterprise has no name, the row was not taken; give the name",
    ),
    "documents.roster_header": (
        "没有找到名册：表头里要有“企业名称”一栏；请用名册模板填写，或补上表头后再传",
        "No roster found: its header needs a column 企业名称; use the template, or add the header",
    ),
    "documents.points_header": (
        "找不到表头；请保留官方模板的列名：{columns}",
        "the header row was not found; keep the template's column names: {columns}",
    ),
    "documents.points_column": (
        "表头缺少列“{column}”；请按官方模板补上",
        "the header lacks the column {column}; add it as in the official template",
    ),
    "documents.points_empty": (
        "表头以下没有内容；请填入指标行",
        "there is nothing below the header; fill in the rows",
    ),
    "documents.points_cell_empty": ("“{column}”为空；请补填", "{column} is empty; fill it in"),
    "documents.points_kind": (
        "要求类型应为“必选”或“可选”，现为“{text}”",
        "the requirement type is 必选 or 可选, not {text}",
    ),
    "documents.points_negative": (
        "“{column}”不能为负数，现为 {text}",
        "{column} must not be negative: {text}",
    ),
    "documents.points_weights": (
        "各一级指标权重合计应为 100%，现为 {total}；请核对权重列",
        "the weights of the first-level indicators sum to {total}, not 100 %; check the weight column",
    ),
    "documents.points_weight_differs": (
        "一级指标“{level1}”出现了不同的权重（{first} 与 {second}）；同一一级指标应只有一个权重",
        "{level1} has two weights ({first} and {second}); a first-level indicator has one",
    ),
}
