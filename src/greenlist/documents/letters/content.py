"""What an official letter consists of (GB/T 9704-2012 chapter 7); the writers only lay it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from greenlist.documents.papers import Meta, Table
from greenlist.documents.papers.content import Text

Level = Literal[0, 1, 2]
Form = Literal["official", "correspondence"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of the body: running text (0), or a numbered head 一、 (1, 黑体) or （一） (2, 楷体).

    `todo` is a place that the office still has to fill.
    """

    text: str
    level: Level = 0
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment: its title, and tables laid across landscape pages."""

    title: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter. Upwards: number on the left, who signed it on the right ('' leaves the place open); else centred.

    `annex` None: a letter without an attachment. `form` correspondence is the 信函格式 [10.1]: the name of the office
    alone over a red double line, the number at the right edge, no 签发人, and of the foot only `copies`.
    """

    office: str
    number: str
    signer: str
    title: str
    addressee: str
    body: tuple[Clause, ...]
    annex: Annex | None
    date: str
    printed: str  # the line of the office that prints and the date of printing
    meta: Meta
    trial: str = ""
    upward: bool = True  # a report to an office above; a circular (通报) names nobody beside its number [7.2.5]
    copies: tuple[str, ...] = ()  # to whom it is sent for information (抄送) [7.4.2]
    form: Form = "official"

    def texts(self) -> Iterator[Text]:
        """Every string that is printed, with the place it stands in."""
        yield "发文机关", self.office
        yield "发文字号", self.number
        if self.form == "official":
            yield "签发人", self.signer
        yield "标题", self.title
        yield "主送机关", self.addressee
        for clause in self.body:
            yield f"正文“{clause.text[:12]}”", clause.text
        if self.annex:
            yield "附件标题", self.annex.title
            for table in self.annex.tables:
                yield from table.texts()
        yield "成文日期", self.date
        for copy in self.copies:
            yield "抄送", copy
        if self.form == "official":
            yield "版记", self.printed
        yield "页眉", self.trial
        yield "作者", self.meta.author
        yield "主题", self.meta.subject
