"""The dynamic form as a workbook to fill in."""

from __future__ import annotations

import io

from greenlist.documents.form.draft import FormColumn, Pages
from greenlist.documents.style import Book

from .form import AskedBlock, DynamicForm
from .known import Known
from .layout import GUIDE, VERSION
from .sheets import write_blocks, write_guide

_HOW = (
    ("填哪里", "只填白色格；灰色格是名单所载或说明，不填。带 ＊ 的为必填。请勿删除隐藏的行和列，程序靠它们识别内容。"),
    ("空白和零", "没有数据请留空，留空表示“未提供”，不等于 0；数值确实为零请填 0。"),
    ("数字", "填阿拉伯数字，单位照表中所列，不换用其他单位；百分数填 0 到 100 之间的数，如 85.5。"),
    ("日期", "写成 2025-04-01。"),
    ("交回", "填好后另存为 .xlsx 交回，并打印签字盖章；用 greenlist dynamic read 可以先检查一遍。"),
)


def write_dynamic(form: DynamicForm, known: Known) -> bytes:
    """The workbook (.xlsx), prefilled with what is known; the same content gives the same bytes.

    `read_dynamic` reads it back. Texts are strings, never formulas.
    """
    out = io.BytesIO()
    book = Book(out, title=f"{form.title}（{known.year}年度）")
    pages = Pages(book)
    columns = [FormColumn("name", "项目", 24), FormColumn("value", "内容", 96)]
    guide = pages.start(GUIDE, f"{form.title}（{known.year}年度）", _about(form), columns)
    pages.sections.clear()  # the guide does not list itself
    write_blocks(pages, form, known)
    sections = [(f"section:{section}", name, about) for section, name, about in pages.sections]
    how = [("", name, text) for name, text in _HOW]
    write_guide(pages, guide, [*_head(form, known), *how, *_origins(form, known), *sections])
    guide.fit_to_pages(1, 1)
    book.close()
    return out.getvalue()


def _about(form: DynamicForm) -> str:
    return form.remark() or "栏目与官方原表核对一致。"


def _head(form: DynamicForm, known: Known) -> list[tuple[str, str, str]]:
    return [
        ("form", "表格代码", form.form), ("version", "表格版本", VERSION), ("kind", "类别代码", known.kind.value),
        ("year", "数据年度", str(known.year)), ("", "单位", known.name),
        ("", "填报期限", _due(form, known.year)),
    ]  # fmt: skip


def _due(form: DynamicForm, year: int) -> str:
    month, _, day = (form.due.value or "").partition("-")
    if not day:
        return "待定"
    return f"{year + 1}年{int(month)}月{int(day)}日前（{form.due.clause}；各省要求更早的从其规定）"


def _origins(form: DynamicForm, known: Known) -> list[tuple[str, str, str]]:
    """Where what stands in the form already comes from, and what its fields rest on."""
    figures = known.figures_from or "没有可取用的申报数据"
    seen = f"{known.screened_on.isoformat()}的筛查" if known.screened_on else "没有筛查记录"
    blocks = "；".join(f"{block.title}：{_basis(form, block)}" for block in form.blocks)
    return [("", "已填的指标", figures), ("", "合规性信息的参考", seen), ("", "各部分的依据", blocks)]


def _basis(form: DynamicForm, block: AskedBlock) -> str:
    known = all(one.verified for one in block.fields)
    return f"{form.sources[block.source].title}{block.clause}（{'已核' if known else '待核'}）"
