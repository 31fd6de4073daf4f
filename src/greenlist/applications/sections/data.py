"""Indicator data: one section per block of the pack, the tables, the choice of optional indicators."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from greenlist.documents.form.declared_sheet import in_words
from greenlist.documents.form.needs import inputs_of, is_computed
from greenlist.documents.form.subjects import TABLE_TITLES
from greenlist.engine.decimals import show
from greenlist.engine.fields import Field
from greenlist.engine.lawbook.schema import Item

from .grounds import Grounds
from .shapes import Box, ChoiceQuestion, JudgedQuestion, Part, Question, Section, Text, ValueQuestion, Words


def block_sections(grounds: Grounds, group: Text) -> list[Section]:
    """A section per block with the fields its formulas use (each where it is used first) and what people judge."""
    left = dict(grounds.needed)
    sections = []
    for block in grounds.pack.blocks:
        items = [item for item in grounds.pack.items if item.block == block.id]
        names = dict.fromkeys(name for item in items for name in inputs_of(item, grounds.fields))
        own = tuple(grounds.question(left.pop(name)) for name in names if name in left)
        computed = tuple(_declared(item, grounds) for item in items if is_computed(item))
        hint = _("单位自己算过指标值的填在这里，与程序计算值对照；不适用的写明理由。")
        parts = (
            Part(_("数据"), own),
            Part(_("评价项"), tuple(_judged(item) for item in items if not is_computed(item))),
            Part(_("自算的指标值、不适用的指标（选填）"), computed, folded=True, hint=hint),
        )
        kept = tuple(part for part in parts if part.questions)
        if kept:
            title = Words(block.name, block.name_en)
            sections.append(Section(f"data-{block.id.lower()}", title, group, parts=kept))
    if left:
        rest = Part(_("数据"), tuple(grounds.question(need) for need in left.values()))
        sections.append(Section("data-other", _("其他数据"), group, parts=(rest,)))
    return sections


def _judged(item: Item) -> JudgedQuestion:
    mode = str(item.mode.value or "")
    most = item.points.value if item.points else None
    return JudgedQuestion(
        f"judged.{item.id}", item.id, Words(item.name, item.name_en), Words(item.text), item.clause,
        tuple(item.evidence), points=mode != "yes_no", answer=mode != "qualitative",
        most="" if most is None else show(most),
    )  # fmt: skip


def _declared(item: Item, grounds: Grounds) -> ValueQuestion:
    units = list(dict.fromkeys(variant.unit for variant in item.variants if variant.unit))
    unit = item.unit or (units[0] if len(units) == 1 else "*")
    box = Box(f"declared.{item.id}", Field(item.id, item.name, item.name_en, (), "number", unit, 0, "", "", ()))
    texts = [item.formula.value] if item.formula else [variant.formula.value for variant in item.variants]
    formula = "；".join(in_words(text, grounds.fields) for text in texts if text)
    return ValueQuestion(
        f"declared.{item.id}", item.id, Words(item.name, item.name_en), clause=item.clause, asked=False, boxes=(box,),
        not_applicable=f"not_applicable.{item.id}", formula=formula,
    )  # fmt: skip


def table_sections(grounds: Grounds, group: Text) -> Iterator[Section]:
    """A section per repeated table that pack or policy need."""
    for name, columns in grounds.needs.tables.items():
        yield Section(
            f"table-{name}".replace("_", "-"), Words(TABLE_TITLES.get(name, name), name.replace("_", " ")), group,
            kind="table", table=name, columns=tuple(columns),
            suggestions={column.id: grounds.suggestions.get(column.id, ()) for column in columns},
            hint=_("一行填一项。没有数据的格空着；数值为零的填 0。"),
        )  # fmt: skip


def choice_section(grounds: Grounds, group: Text) -> Section | None:
    """The choice of optional indicators; none where the pack has no choice groups."""
    questions: list[Question] = []
    for choice in grounds.pack.choice_groups:
        members = tuple(
            (item.id, Words(item.name, item.name_en)) for item in grounds.pack.items if item.choice_group == choice.id
        )
        number = choice.choose.value
        first = f"chosen.{members[0][0]}" if members else f"chosen.{choice.id}"
        name = Words(choice.name or choice.id)
        questions.append(ChoiceQuestion(first, choice.id, name, clause=choice.clause, choose=number, members=members))
    if not questions:
        return None
    return Section("choice", _("可选指标"), group, parts=(Part("", tuple(questions)),))
