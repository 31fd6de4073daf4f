"""What a report is made from: one evaluated unit, the dictionary of fields, and the files that were at hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from greenlist.engine.case import Case, Witness
from greenlist.engine.decimals import brief
from greenlist.engine.evaluate import Evaluation, Standing
from greenlist.engine.fields import Fields
from greenlist.engine.lawbook import LawBook
from greenlist.engine.messages import Message, render
from greenlist.engine.outcome import Met

NOT_STATED = "（未填报）"
NONE = "—"
WITNESSES = {
    Witness.CLAIMED: "申报", Witness.VERIFIED: "核查", Witness.CHECKED: "审核", Witness.JUDGED: "评审",
    Witness.DECIDED: "核定",
}  # fmt: skip
_UNITS = {
    "m2": "m²",
    "m3": "m³",
    "product": "产品",
    "pollutant": "污染物",
    "material": "原材料",
    "concentration": "浓度",
}
# What messages add for people at a screen and no paper needs: the id of a field behind its label.
_FIELD_ID = re.compile(r"(?<=[\u4e00-\u9fff0-9）])\([a-z][a-z0-9_.]*(?:\[-(\d+)\])?\)")


@dataclass(frozen=True, slots=True)
class Subject:
    """One unit. `industries` are names by code, `digests` the SHA-256 of evidence files by the name stated."""

    evaluation: Evaluation
    fields: Fields
    industries: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The application."""
        return self.evaluation.case

    @property
    def trial(self) -> bool:
        """Whether the result rests on law that is not settled."""
        return self.evaluation.standing is Standing.TRIAL

    @property
    def file_fields(self) -> frozenset[str]:
        """The fields whose value is a file."""
        return frozenset(key for key, one in self.fields.by_id.items() if one.type == "file")

    def stated(self, name: str) -> str:
        """What the application says to a line of a form, '' where it says nothing."""
        special = _SPECIAL.get(name)
        if special is not None:
            return special(self)
        given = self.case.deciding(name)
        value = given.value if given else self.case.unit.get(name)
        unit = given.unit if given else ""
        return shown(value, unit)


def shown(value: Any, unit: str = "") -> str:
    """A stated value for people: numbers with their unit, dates in words, lists joined."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{brief(value)} {unit_words(unit)}".strip()
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (tuple, list)):
        return "、".join(shown(one) or NONE for one in value)
    return str(value)


def day(on: date) -> str:
    """A date as documents write it (GB/T 9704-2012 7.3.5: no leading zeros)."""
    return f"{on.year}年{on.month}月{on.day}日"


def unit_words(unit: str) -> str:
    """A unit as it is printed: m³ for m3, nothing for a pure number."""
    for plain, printed in _UNITS.items():
        unit = unit.replace(plain, printed)
    return "" if unit == "1" else unit


def said(message: Message | str | None) -> str:
    """A message in Chinese: reports are documents in Chinese whatever the language of the screen."""
    if message is None:
        return ""
    text = message if isinstance(message, str) else render(_without_formula(message), "zh")
    return _FIELD_ID.sub(lambda found: back_words(found[1]), text).replace("（）", "")


def _without_formula(message: Message) -> Message:
    """The message without the text of a test; formulas stand in the computation annex, in words."""
    params = {
        name: "" if name == "formula" else _without_formula(value) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    return Message(message.code, params)


def back_words(years: str | None) -> str:
    """Of which year before the evaluation year a figure is: （上年）, （前2年）, nothing for the year itself."""
    if not years:
        return ""
    return "（上年）" if years == "1" else f"（前{years}年）"


def _industry(subject: Subject) -> str:
    code = str(subject.case.unit.get("industry4") or "")
    name = subject.industries.get(code, "") or subject.stated("sub_industry")
    return " ".join(part for part in (code, name) if part)


def _basic_answer(subject: Subject) -> str:
    answers = {one.answer for one in subject.evaluation.conditions if one.group == "basic"}
    if not answers or (Met.UNDETERMINED in answers and Met.NOT_MET not in answers):
        return "□符合　□不符合（未定）"
    return "□符合　■不符合" if Met.NOT_MET in answers else "■符合　□不符合"


def score_words(subject: Subject) -> str:
    """The score and where it comes from, '' where there is none."""
    evaluation = subject.evaluation
    claimed = subject.case.claimed_score
    if evaluation.score.total is not None:
        return f"{evaluation.score.shown}（按规则计算）"
    return f"{brief(claimed.total)}（{claimed.report}所载，程序未能核算）" if claimed else ""


_SPECIAL: dict[str, Callable[[Subject], str]] = {
    "name": lambda subject: subject.case.name,
    "uscc": lambda subject: subject.case.uscc,
    "industry": _industry,
    "basic_answer": _basic_answer,
    "score": lambda subject: score_words(subject) or "未定",
    "highlights": lambda _: "",
}


def industry_names(book: LawBook) -> dict[str, str]:
    """Names of industries by code (table `industries`)."""
    return {row.id: row.text("name") for row in book.table("industries").rows}
