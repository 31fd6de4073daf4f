"""The check of the 推荐汇总表 before it is handed out: every cell that is missing, or that would be sent back.

An error is what an office or the platform refuses, or what cannot be printed; a warning somebody must look at; a hint
is an empty cell that may stay so, or a trial result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from greenlist.documents.form.layout import KIND_NAMES
from greenlist.documents.papers import FontSet, MissingGlyph
from greenlist.engine.case import Kind
from greenlist.engine.codes import normalise_uscc
from greenlist.engine.lawbook.schema.policy import Policy, SummaryColumn
from greenlist.engine.messages import Language, Message, render, say

from .cells import cell_faults
from .columns import SummaryRow, columns_for, is_trial

Choices = Mapping[str, Sequence[str]]


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with one cell: which sheet, which row (1 is the first), which column, and what to do."""

    sheet: str
    row: int
    unit: str
    value: str  # of SUMMARY_VALUES
    column: str  # its title
    severity: Severity
    message: Message

    def sentence(self, language: Language = "zh") -> str:
        """Place and fault in one line."""
        what = render(self.message, language)
        at = {"sheet": self.sheet, "row": self.row, "unit": self.unit, "column": self.column}
        return render(say("summary.place", what=what, **at), language)


def lint_table(
    policy: Policy, rows: Mapping[Kind, Sequence[SummaryRow]], *, choices: Choices | None = None,
    fonts: FontSet | None = None,
) -> list[Flaw]:  # fmt: skip
    """Everything wrong with a table, sheet by sheet in the order of rows. Empty when clean.

    `choices`: by the name of a value what may stand there (`choices.choices_of`). `fonts`: what it will be printed
    with. Raises UnusableFont.
    """
    found: list[Flaw] = []
    for kind, some in rows.items():
        found += lint_summary(columns_for(policy, kind), some, sheet=KIND_NAMES[kind], choices=choices, fonts=fonts)
        found += _elsewhere(policy, kind, rows)
    return found


def lint_summary(
    columns: Sequence[SummaryColumn], rows: Sequence[SummaryRow], *, sheet: str = "", choices: Choices | None = None,
    fonts: FontSet | None = None,
) -> list[Flaw]:  # fmt: skip
    """The same of the rows of one sheet."""
    fonts = fonts or FontSet()
    same = {name: _places(rows, name) for name in ("uscc", "name")}
    unprintable = not _printable([cell for row in rows for cell in row.values() if isinstance(cell, str)], fonts)
    found = []
    for number, row in enumerate(rows, 1):
        said = [*_of_row(columns, row, number, choices or {}), *_twice(row, number, same)]
        if unprintable:
            said += _unprintable(columns, row, fonts)
        titles = {column.value: column.title for column in columns}
        unit = str(row.get("name") or "")
        found += [
            Flaw(sheet, number, unit, value, titles[value], Severity(severity), message)
            for value, severity, message in said
            if value in titles
        ]
    return found


def counted(flaws: Sequence[Flaw]) -> dict[str, int]:
    """How many flaws of each severity there are, all three named."""
    return {one.value: sum(flaw.severity is one for flaw in flaws) for one in Severity}


Said = tuple[str, str, Message]  # value, severity, message


def _of_row(columns: Sequence[SummaryColumn], row: SummaryRow, number: int, choices: Choices) -> Iterator[Said]:
    for column in columns:
        for severity, message in cell_faults(column, row, number, choices.get(column.value, ())):
            yield column.value, severity, message
    if is_trial(row):
        yield "score", "info", say("summary.trial")


def _places(rows: Sequence[SummaryRow], name: str) -> dict[str, list[int]]:
    """In which rows each text of a column stands."""
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows, 1):
        text = _key(row, name)
        if text:
            found.setdefault(text, []).append(number)
    return found


def _key(row: SummaryRow, name: str) -> str:
    text = str(row.get(name) or "")
    return normalise_uscc(text) if name == "uscc" else "".join(text.split())


def _twice(row: SummaryRow, number: int, same: Mapping[str, Mapping[str, list[int]]]) -> Iterator[Said]:
    for name, severity in (("uscc", "error"), ("name", "warning")):
        others = [one for one in same[name].get(_key(row, name), []) if one != number]
        if others:
            yield name, severity, say(f"summary.{name}_twice", others="、".join(map(str, others)))


def _elsewhere(policy: Policy, kind: Kind, rows: Mapping[Kind, Sequence[SummaryRow]]) -> Iterator[Flaw]:
    """Units that stand in the table of another kind too."""
    others = {one: _places(some, "uscc") for one, some in rows.items() if one is not kind}
    title = next((one.title for one in columns_for(policy, kind) if one.value == "uscc"), "")
    for number, row in enumerate(rows[kind], 1):
        code = _key(row, "uscc")
        sheets = [KIND_NAMES[one] for one, places in others.items() if code and code in places]
        if sheets and title:
            message = say("summary.uscc_elsewhere", sheets="、".join(sheets))
            unit = str(row.get("name") or "")
            yield Flaw(KIND_NAMES[kind], number, unit, "uscc", title, Severity.WARNING, message)


def _printable(texts: Sequence[str], fonts: FontSet) -> bool:
    try:
        fonts.check(("", text) for text in texts)
    except MissingGlyph:
        return False
    return True


def _unprintable(columns: Sequence[SummaryColumn], row: SummaryRow, fonts: FontSet) -> Iterator[Said]:
    """Cells with a character that no font has: PDF and DOCX are refused for them."""
    for column in columns:
        cell = row.get(column.value)
        try:
            fonts.check([(column.title, cell if isinstance(cell, str) else "")])
        except MissingGlyph as missing:
            yield column.value, "error", missing.message
