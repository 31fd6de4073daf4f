"""The dynamic form as a paper, prefilled with what is known, to be read, filled by hand, signed and sealed."""

from __future__ import annotations

from collections.abc import Iterator

from greenlist.documents.papers import (
    Block,
    Column,
    Heading,
    KeyTable,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from greenlist.documents.report.subject import unit_words
from greenlist.engine.decimals import brief

from .form import AskedBlock, AskedField, DynamicForm
from .known import Known

NUMERALS = "一二三四五六七八九十"
_OPEN = "　"
_SEALED = "（公章）　　　　　年　　月　　日"
_CHANGE = (Column("变更事项", 26), Column("有无变更", 20, "center"), Column("变更前后的内容、日期和理由", 54))
_CONDITION = (
    Column("情形", 40), Column("答复", 17, "center"), Column("查询日期和说明", 20),
    Column("筛查所见（供参考）", 23),
)  # fmt: skip


def dynamic_paper(form: DynamicForm, known: Known) -> Paper:
    """The paper; the same content gives the same paper. It is dated by the day it was asked for."""
    blocks: list[Block] = [Heading(form.title, 1, centred=True), Paragraph(f"数据年度：{known.year}年", "body")]
    for numeral, block in zip(NUMERALS, form.blocks, strict=False):
        if block.id == "commitment":
            blocks.append(PageBreak())  # what is signed stands on one page
        blocks.append(Heading(f"{numeral}、{block.title}", 2))
        blocks += _block(form, block, known)
    title = f"{known.name}{known.year}年度{form.title}"
    meta = Meta(known.name or form.title, f"{form.title}（{known.year}年度）", known.on)
    return Paper(title, meta, tuple(blocks), remark=form.remark())


def _block(form: DynamicForm, block: AskedBlock, known: Known) -> Iterator[Block]:
    if block.id == "change":
        yield Table(block.title, _CHANGE, tuple((one.label, "□无　□有", f"{_OPEN}\n{_OPEN}") for one in block.fields))
    elif block.id == "compliance":
        yield from _compliance(block, known)
    elif block.id == "indicators":
        yield from _indicators(form, block, known)
    elif block.id == "commitment":
        yield Paragraph(block.text)
        yield KeyTable("填表人", tuple((one.label, _OPEN) for one in block.fields if one.kind != "rows"))
        yield Signature(tuple(block.places))
    elif block.id == "review":
        yield KeyTable(block.title, tuple((one.label, f"\n\n\n{_SEALED}") for one in block.fields))
    else:
        yield KeyTable(block.title, tuple((one.label, known.unit.get(one.id, "") or _OPEN) for one in block.fields))


def _compliance(block: AskedBlock, known: Known) -> Iterator[Block]:
    asked = [one for one in block.fields if one.kind == "condition"]
    rows = tuple((f"{one.label}（{one.clause}）", "□无　□有\n□未查", _OPEN, _seen(one, known)) for one in asked)
    yield Table(block.title, _CONDITION, rows)
    if known.screened_on is None:
        yield Paragraph("筛查所见：没有筛查记录。", "note")
    else:
        on = known.screened_on
        yield Paragraph(f"筛查所见为{on.year}年{on.month}月{on.day}日筛查的结果，供填写时参考，不代替答复。", "note")
    for one in block.fields:
        if one.kind == "rows":
            columns = tuple(Column(column.label, 26 if column.kind == "long" else 14) for column in one.columns)
            yield Table(one.label, columns, tuple(tuple(_OPEN for _ in columns) for _ in range(3)))


def _seen(one: AskedField, known: Known) -> str:
    return known.seen_of(one.id) or ("未见记录" if known.screened_on else "—")


def _indicators(form: DynamicForm, block: AskedBlock, known: Known) -> Iterator[Block]:
    years = form.columns(known.year)
    columns = (
        Column("指标", 34), Column("单位", 12, "center"), *(Column(f"{year}年", 18, "right") for year in years),
    )  # fmt: skip
    rows = tuple(
        (one.label, unit_words(one.unit), *(_figure(one, known, year) for year in years)) for one in block.fields
    )
    yield Table(f"{years[0]}至{years[-1]}年{block.title}", columns, rows)
    told = f"已填的数取自{known.figures_from}，请核对。" if known.figures_from else "没有可取用的申报数据。"
    yield Paragraph(told, "note")


def _figure(one: AskedField, known: Known, year: int) -> str:
    value = known.figures.get(one.id, {}).get(year)
    return _OPEN if value is None else brief(value)
