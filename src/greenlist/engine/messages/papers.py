"""Sentences about papers (reports, letters): code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "papers.missing_glyph": (
        "{field}里的“{character}”（{point} {name}）字体中没有这个字，打印出来会缺字，文件没有生成（上下文：{text}）；请核对是否误录，确是人名、地名用字的，用 --font 给出含有该字的字体文件",
        "{field} holds {character} ({point} {name}), which the font lacks and would print as a gap; no file was made (around it: {text}). Check the text; for a rare name give a font that has it with --font",
    ),
    "papers.missing_glyph_site": (
        "{field}里的“{character}”（{point} {name}）字体中没有这个字，打印出来会缺字，文件没有生成（上下文：{text}）；请核对是否误录，录错的改正后再下载；确是人名、地名用字的，请系统管理员按运行手册用 GREENLIST_FONTS 装入含有该字的字体",
        "{field} holds {character} ({point} {name}), which the font lacks and would print as a gap; no file was made (around it: {text}). Check the text; for a rare name the system administrator can add a font that has it with GREENLIST_FONTS",
    ),
    "papers.font_missing": (
        "找不到字体文件 {file}；随附字体在安装时取得，请重新安装 greenlist，或核对 --font（网站为 GREENLIST_FONTS）给出的路径",
        "the font {file} is not there; the bundled fonts come with the installation, so install greenlist again, or check the path given with --font (of a site: GREENLIST_FONTS)",
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
    "papers.number_form": (
        "发文字号“{number}”不合规定：应为“长工信〔2024〕5号”的写法，年份用六角括号〔〕写全四位，序号不编虚位、不加“第”字",
        "the document number {number} is not as the standard writes it: 长工信〔2024〕5号, four digits in 〔〕, no leading zero, no 第",
    ),
    "papers.no_round": (
        "{folder} 里没有评价过的一轮申报（ranking.json）；请先用 greenlist evaluate --out 评价，再给出那个文件夹",
        "{folder} holds no evaluated round (ranking.json); run greenlist evaluate with --out first and give that folder",
    ),
    "papers.other_policy": (
        "该文件夹是按政策 {found} 评价的，不是 {asked}；请核对 --policy",
        "the folder was evaluated under the policy {found}, not {asked}; check --policy",
    ),
    "papers.several_recommenders": (
        "推荐汇总表里有几个推荐单位的申报单位（{known}）；请用 --recommender 写明是哪一个的推荐文",
        "the summary table holds units of several recommenders ({known}); say with --recommender whose letter this is",
    ),
    "papers.no_such_recommender": (
        "推荐汇总表里没有“{name}”推荐的单位；表里有：{known}",
        "the summary table holds no unit of {name}; it has {known}",
    ),
    "papers.summary_columns": (
        "推荐汇总表的工作表“{sheet}”没有表头或缺少栏目（须有：{columns}）；请从评价结果重新取表",
        "the sheet {sheet} of the summary table has no header with {columns}; take the table from the results again",
    ),
    "papers.trial_letter": (
        "试评：推荐单位的结果用到未核定或空缺的规则，推荐文每页已标明“试评稿”，不作正式依据",
        "trial: results of the recommended units rest on law that is open or not confirmed; every page of the letter says so",
    ),
    "papers.letter_todo": (
        "推荐文里标“〔待填〕”的地方（评价和遴选过程、征求意见情况）请在 DOCX 里补写；没有写签发人的，请一并补上",
        "fill the places marked 〔待填〕 in the DOCX (how units were chosen, what departments said), and who signs where it is open",
    ),
}
