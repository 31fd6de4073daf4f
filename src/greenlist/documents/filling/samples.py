"""A made-up document of each shape, to try a template on and to look at it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from greenlist.documents.letters import Annex, Clause, Letter
from greenlist.documents.letters.noticing import Listed, PublicNotice
from greenlist.documents.papers import (
    Bar,
    Bars,
    Block,
    Column,
    Contents,
    Cover,
    Formula,
    Heading,
    KeyTable,
    Line,
    Lines,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
)

from .kinds import Content, TemplateKind

OFFICE, UNIT, ON = "示例省工业和信息化厅", "示例食品有限公司", date(2024, 7, 25)
_COLUMNS = (Column("序号", 6, "center"), Column("单位名称", 24), Column("得分", 10, "right"))
_ROWS = (("1", UNIT, "91.5"), ("2", "示例机械有限公司", "88"))


def sample(kind: TemplateKind) -> Content:
    """A made-up document of a kind. All names are made up."""
    if kind.shape == "notice":
        return _notice()
    if kind.shape in {"letter", "letter_with_annex"}:
        return _letter(kind, annex=kind.shape == "letter_with_annex")
    return _paper(kind, cover=kind.shape == "report")


def _paper(kind: TemplateKind, *, cover: bool) -> Paper:
    blocks: list[Block] = []
    if cover:
        lines = (("单位名称（盖章）", UNIT), ("联系人", "王示例"))
        blocks = [Cover(kind.name, lines, "示例部门制", "二〇二四年七月"), Contents("目录"), PageBreak()]
    blocks += [
        Heading("一、基本情况", 1), KeyTable("基本信息表", (("单位名称", UNIT), ("法定代表人", "赵示例"))),
        Paragraph("这是一段示例正文，用来看模板的版式。"), Heading("二、指标", 1), Heading("（一）得分", 2),
        Bars("各项得分", (Bar("基础设施", Decimal("0.9"), "18 / 20"), Bar("能源与资源", Decimal("0.8"), "24 / 30"))),
        Table("指标得分表", _COLUMNS, _ROWS),
        Lines("三年能耗", ("2021", "2022", "2023"),
              (Line("单位产品综合能耗", (Decimal(3), Decimal("2.8"), Decimal("2.6")), ("3", "2.8", "2.6")),)),
        Heading("三、计算附件", 1),
        Formula("单位产品综合能耗", "综合能耗 ÷ 产量", "2600 ÷ 1000", "2.6 tce/t", "GB/T 2589", ("综合能耗 2600 tce",)),
        Paragraph("示例数据，均为虚构。", "note"), Paragraph("〔待填〕示例待填内容。", "todo"),
        Signature(("负责人（签字）", "单位（盖章）")),
    ]  # fmt: skip
    title = f"{UNIT}{kind.name}"
    return Paper(title, Meta(UNIT, title, ON), tuple(blocks), "示例　不作正式依据", "示例页脚说明")


def _letter(kind: TemplateKind, *, annex: bool) -> Letter:
    title = f"{OFFICE}\n关于示例事项的{kind.name}"
    body = (
        Clause("根据有关要求，现将示例事项说明如下："), Clause("一、工作情况", 1), Clause("（一）组织评价", 2),
        Clause("组织开展了示例工作。"), Clause("〔待填〕示例待填内容。", todo=True), Clause("特此说明。"),
    )  # fmt: skip
    table = Annex("示例汇总表", (Table("共2家", _COLUMNS, _ROWS),)) if annex else None
    return Letter(
        OFFICE, "示例发〔2024〕5号", "孙示例", title, "示例单位", body, table, "2024年7月25日",
        f"{OFFICE}办公室　2024年7月25日印发", Meta(OFFICE, title.replace("\n", ""), ON), "示例　不作正式依据",
        upward=kind.id == "recommendation_letter", copies=("示例抄送机关",), form=kind.form,
    )  # fmt: skip


def _notice() -> PublicNotice:
    lists = (
        Listed("绿色工厂", ((UNIT, "甲市"), ("示例机械有限公司", "乙市"))),
        Listed("绿色工业园区", (("示例园区", "甲市"),)),
    )
    body = (
        "经评审，现将拟推荐名单公示如下。",
        "公示时间：自2024年7月25日至2024年7月31日。",
        "联系电话：0431-0000000。",
    )
    title = "关于示例年度绿色制造名单拟推荐名单的公示"
    meta = Meta(OFFICE, title, ON)
    return PublicNotice(
        OFFICE, title, "示例示〔2024〕3号", body, lists, "2024年7月25日", meta, "（第2版，示例更正）",
        "示例　尚未发布",
    )  # fmt: skip
