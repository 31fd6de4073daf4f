"""The first sheet, 填写说明: what this form is, how to fill it in, what the marks mean."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from greenlist.documents.style import row_height
from greenlist.engine.facts import Mark
from greenlist.engine.lawbook.book import LawBook

from .draft import PROTECT, Draft
from .layout import FORM_VERSION, GUIDE, KIND_NAMES, MARKER, ROWS

_WIDTHS = (24, 96)
_HOW = (
    (
        "填哪里",
        "只填白色格；浅灰格是说明，深灰格不填。工作表有保护（无密码），一般不必撤销。请勿删除隐藏的行和列，程序靠它们识别内容。",
    ),
    ("空白", "留空表示“未提供”，不等于 0；缺数据的指标判为“无法确定”，不按 0 分处理，也不算通过。"),
    ("零", "0 是一个数值，表示确实为零，请填 0。"),
    ("不适用", "数值留空，并在“不适用理由”中写明理由。只写“不适用”或“/”而没有理由的，仍按未提供处理。"),
    (
        "单位",
        ("按“规定单位”填写；换用其他单位时在“填报单位”下拉列表中选。百分数填 0 到 100 之间的数，如 85.5，不填 0.855。"),
    ),
    (
        "数字",
        ("填阿拉伯数字，可带千分位逗号；不要把单位、“约”等文字写进数字格。可以用 Excel 公式，程序读取公式显示的结果。"),
    ),
    ("日期", "写成 2024-07-01。"),
    ("凭证", "写文件名和页码，如“能源利用状况报告.pdf 第3页”。需要准备的材料见工作表“佐证材料清单”。"),
    (
        "交回",
        (
            "填好后另存为 .xlsx 交回；用 greenlist evaluate 读取，"
            "有问题的格会按“工作表!单元格”逐一指出，其余内容照常使用。"
        ),
    ),
)
_MARKS = (
    (Mark.PUBLISHED, "published 原文", "从官方文本中读到"),
    (Mark.SECONDARY, "secondary 转述", "从他人抄本或摘要中读到，须核对原文"),
    (Mark.UNVERIFIED, "unverified 待核", "推定或未核对，核定前结果只作试评"),
)


def start_guide(draft: Draft) -> Worksheet:
    """The empty first sheet, so that it stands in front."""
    return draft.book.sheet("填写说明")


def write_guide(draft: Draft, sheet: Worksheet, book: LawBook) -> None:
    """Fill the first sheet; called last, when the other sheets are known."""
    needs = draft.needs
    sheet.write_string(0, 0, f"{MARKER}{GUIDE}")
    sheet.write_string(0, 1, "name")
    sheet.write_string(0, 2, "value")
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(0, 0, 14, None, {"hidden": True})
    for column, width in enumerate(_WIDTHS, 1):
        sheet.set_column(column, column, width)
    sheet.write_string(1, 0, ROWS)
    sheet.set_row(1, 30)
    sheet.write_string(1, 1, f"{KIND_NAMES[needs.kind]}数据采集表", draft.fmt("title"))
    row = _write_about(draft, sheet, book)
    row = _write_pairs(draft, sheet, row, "怎么填", _HOW)
    row = _write_pairs(draft, sheet, row, "规则的核定标记", _marks(draft))
    _write_sections(draft, sheet, row)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", PROTECT)


def _write_about(draft: Draft, sheet: Worksheet, book: LawBook) -> int:
    pack, policy = draft.needs.pack, draft.needs.policy
    source = pack.sources.get(pack.source)
    edition = source.date.isoformat() if source and source.date else "日期待核"
    lines = [
        ("form", "表格版本", str(FORM_VERSION)),
        ("kind", "类别", str(draft.needs.kind)),
        ("pack", "评价规则包", pack.id),
        ("", "规则名称", pack.title),
        ("", "文号、版本", " ".join(part for part in (pack.doc_no, edition) if part)),
        ("pack_hash", "规则摘要（SHA-256）", book.hash_of(pack.id)),
        ("policy", "推荐政策", policy.id if policy else ""),
        ("", "政策名称", policy.title if policy else "未指定，只含评价规则包要求的内容"),
    ]
    if pack.status == "not_loaded":
        lines.append(("", "注意", "该行业的官方指标表尚未录入，本表只收集基本信息，不能据此评分。"))
    if pack.note:
        lines.append(("", "规则说明", pack.note.strip()))
    return _write_lines(draft, sheet, 3, "这是什么表", lines)


def _marks(draft: Draft) -> tuple[tuple[str, str], ...]:
    pack = draft.needs.pack
    entries = [*pack.items, *pack.requirements, *pack.blocks]
    counts = {mark: sum(1 for entry in entries if entry.mark is mark) for mark, _, _ in _MARKS}
    return tuple((name, f"{meaning}；本规则包中有 {counts[mark]} 条") for mark, name, meaning in _MARKS)


def _write_pairs(draft: Draft, sheet: Worksheet, row: int, heading: str, pairs: tuple[tuple[str, str], ...]) -> int:
    return _write_lines(draft, sheet, row, heading, [("", name, text) for name, text in pairs])


def _write_lines(draft: Draft, sheet: Worksheet, row: int, heading: str, lines: list[tuple[str, str, str]]) -> int:
    sheet.write_string(row, 1, heading, draft.fmt("strong"))
    sheet.set_row(row, 24)
    for line, (key, name, text) in enumerate(lines, row + 1):
        if key:
            sheet.write_string(line, 0, key)
        sheet.write_string(line, 1, name, draft.fmt("label"))
        sheet.write_string(line, 2, text, draft.fmt("text"))
        sheet.set_row(line, row_height([(text, _WIDTHS[1])]))
    return row + len(lines) + 2


def _write_sections(draft: Draft, sheet: Worksheet, row: int) -> None:
    sheet.write_string(row, 1, "本表包含的工作表", draft.fmt("strong"))
    sheet.set_row(row, 24)
    for line, (section, name, about) in enumerate(draft.sections, row + 1):
        sheet.write_string(line, 0, f"section:{section}")
        sheet.write_url(line, 1, f"internal:'{name}'!B2", draft.fmt("link"), name)
        sheet.write_string(line, 2, about, draft.fmt("text"))
