"""Sentences about papers (reports, letters): code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "papers.missing_glyph": (
        "{field}里的“{character}”（{point} {name}）字体中没有这个字，打印出来会缺字，文件没有生成（上下文：{text}）；请核对是否误录，确是人名、地名用字的，用 --font 给出含有该字的字体文件",
        "{field} holds {character} ({point} {name}), which the font lacks and would print as a gap; no file was made (around it: {text}). Check the text; for a rare name give a font that has it with --font",
    ),
    "papers.font_missing": (
        "找不到字体文件 {file}；随附字体在安装时取得，请重新安装 greenlist，或核对 --font 给出的路径",
        "the font {file} is not there; the bundled fonts come with the installation, so install greenlist again, or check the path given with --font",
    ),
    "papers.font_unusable": (
        "{file} 不是可用的字体文件；请给出 .ttf、.otf 或 .ttc 文件",
        "{file} is no usable font; give a .ttf, .otf or .ttc file",
    ),
    "papers.no_template": (
        "没有 {year} 年可用的{kind}自评价报告模板；请核对政策的年份",
        "no self-evaluation report form for {kind} was in use in {year}; check the year of the policy",
    ),
    "papers.trial": (
        "试评：用到了未核定或空缺的规则，每页已标明“试评稿”，不作正式依据；清单见报告附件“规则依据”",
        "trial: law that is open or not confirmed was used; every page says so (试评稿), and the annex on law lists it",
    ),
    "papers.template_unverified": (
        "{remark}（每页页脚已注明）",
        "the form of the report is not checked against the text yet, and every page says so in its foot: {remark}",
    ),
    "papers.written": (
        "已写出 {folder} 里的 {name}.docx 和 {name}.pdf；PDF 用随附的 {family} 代替标准所列字体，DOCX 写明标准所列字体",
        "{name}.docx and {name}.pdf are in {folder}; the PDF has the bundled {family} in place of the faces of the standard, the DOCX names those",
    ),
    "papers.route_agency": (
        "本单位的评价方式是第三方评价：自评价报告可作底稿，报送以第三方评价报告为准（自评价报告或第三方评价报告有一份即可）",
        "the unit was evaluated by an agency: its report is what is handed in, the self-evaluation report may serve as a draft",
    ),
}
