"""Sentences about uploaded templates of documents: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "filling.too_large": (
        "模板超过 {most} MB；请压缩里面的图片后再传",
        "the template is larger than {most} MB; compress its pictures",
    ),
    "filling.not_docx": (
        "这不是 .docx 文件；请用 Word 或 WPS 另存为 .docx（不带宏）后再传",
        "this is no .docx; save it as .docx (without macros) from Word or WPS",
    ),
    "filling.damaged": (
        "文件已损坏或不完整，打不开；请用 Word 或 WPS 打开后另存一份再传",
        "the file is damaged or incomplete; open it in Word or WPS and save it anew",
    ),
    "filling.bomb": (
        "文件解压后过大、部件过多或压缩比异常，没有打开；请从起始模板重新做起",
        "the file is too large unpacked, has too many parts or is packed too tight; begin again from the starting template",
    ),
    "filling.active": (
        "文件含有宏、控件、嵌入的对象或外来内容；请全部删去，另存为不带宏的 .docx 再传",
        "the file holds macros, controls, embedded objects or foreign content; remove them and save a .docx without macros",
    ),
    "filling.external": (
        "文件链接到外部内容（{target}）；模板里不能有外部链接，请断开或取消超链接、改为嵌入图片后再传",
        "the file links to something outside ({target}); a template may not, so break the link or embed the picture",
    ),
    "filling.entities": (
        "文件的 XML 里有文档类型或实体声明，正常的 Word 文件不会有；请从起始模板重新做起",
        "the XML of the file declares a document type or entities, which no Word file does; begin again from the starting template",
    ),
    "filling.fetching": (
        "文件里的域 {word} 会从外部取内容或运行程序；请删去这个域再传",
        "the field {word} would fetch something from outside or run a program; remove it",
    ),
    "filling.unfilled": (
        "{part} 里写了占位符，但尾注、批注等处不填内容；请把它移到正文、页眉、页脚或脚注里",
        "{part} holds a placeholder, but endnotes, comments and the like are not filled; move it into text, header, footer or footnote",
    ),
    "filling.no_placeholder": (
        "模板里没有任何占位符，生成的文件会份份相同；请对照占位符表填上",
        "the template holds no placeholder at all, so every document would be the same; see the list of placeholders",
    ),
    "filling.unknown": (
        "没有“{name}”这一项；可用的见占位符表",
        "there is no field {name}; see the list of placeholders",
    ),
    "filling.unknown_near": (
        "没有“{name}”这一项，是不是“{near}”？可用的见占位符表",
        "there is no field {name}; do you mean {near}? See the list of placeholders",
    ),
    "filling.list_inside": (
        "“{name}”的前面是一张表或清单，要先用 {{% for … in … %}} 逐行取出，再写行里的栏目",
        "{name}: a list comes before the dot; take its rows with {{% for … in … %}} first",
    ),
    "filling.not_text": (
        "“{name}”不是文字，不能直接写在这里；清单用 {{%p for … %}}，整块内容用 {{{{p … }}}} 单独成段",
        "{name} is no text; use {{%p for … %}} for a list and {{{{p … }}}} in a paragraph of its own for a block",
    ),
    "filling.block_inline": (
        "“{name}”是整块内容，要单独成一段，写成 {{{{p {name} }}}}",
        "{name} is a block; write it as {{{{p {name} }}}} in a paragraph of its own",
    ),
    "filling.block_outside": (
        "“{name}”是整块内容，只能写在正文里",
        "{name} is a block and can stand in the body only",
    ),
    "filling.not_list": ("“{name}”不是清单，不能逐行取出", "{name} is no list and has no rows"),
    "filling.loop_form": (
        "循环只能写成 {{%p for 行 in 清单 %}}，不能带条件、递归或几个变量",
        "a loop is written {{%p for row in list %}}, without conditions, recursion or several names",
    ),
    "filling.too_deep": ("循环套得太深，最多 {most} 层", "loops inside loops: {most} at most"),
    "filling.forbidden": (
        "“{word}”不能用：下划线开头的名称和保留名称与文件内容无关",
        "{word} cannot be used: names with a leading underscore and reserved names have nothing to do with the document",
    ),
    "filling.statement": (
        "不能用 {{% {word} %}}；模板里只有 for 和 if",
        "{{% {word} %}} cannot be used; a template has for and if only",
    ),
    "filling.expression": (
        "“{word}”这种写法不能用：占位符里只写名称、比较（==、!=、and、or、not）和条件，不能调用、计算或取下标",
        "{word} cannot be used: a placeholder holds names, comparisons and conditions, no calls, sums or subscripts",
    ),
    "filling.filter": ("没有“{name}”这个过滤器；可用的有 {known}", "there is no filter {name}; there are {known}"),
    "filling.const": (
        "占位符里写的文字太长（最多 {most} 字）",
        "the text inside a placeholder is too long ({most} characters at most)",
    ),
    "filling.syntax": (
        "占位符写错了：{reason}；检查括号是否成对、{{% if %}} 和 {{% for %}} 有没有结束，占位符中间不要换格式",
        "a placeholder is written wrongly: {reason}; look for unpaired braces and for an if or a for without end",
    ),
    "filling.tangled": (
        "占位符写得太长或套得太深，没有读",
        "a placeholder is too long or too deeply nested and was not read",
    ),
    "filling.too_much": (
        "按模板排版时超过了时间或大小的上限，已中止；请减少循环里套循环的写法",
        "filling the template took too long or grew too large and was stopped; use fewer loops inside loops",
    ),
    "filling.failed": (
        "按模板排不出这份文件（{reason}）；请由省厅在“文件模板”里检查或退回上一版，PDF 不受影响",
        "the document cannot be made with the template ({reason}); the provincial office can check it or go back under templates, the PDF is not affected",
    ),
}
