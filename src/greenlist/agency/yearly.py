"""The yearly work report of an agency (评价机构年度工作情况): rows from the data, corrections laid over, never lost.

The official columns are not known; these are derived (unverified) and hold what the cap counts as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from greenlist.engine.decimals import brief, parse_decimal

DATES = ("contract_on", "site_on", "report_on")
ANSWERS = ("recommended", "listed")  # yes, no, '' for not yet
CORRECTABLE = (
    "applicant", "kind", "province", "level", "contract_on", "site_on", "report_on", "score", "conclusion",
    "recommended", "listed",
)  # fmt: skip
TITLES = ("senior", "middle", "junior", "none")
STAFF = "staff"  # key of corrections of staff counts; their field is a title
ADDED = "added-"  # keys of rows that the agency adds: evaluations outside this system


@dataclass(frozen=True, slots=True)
class YearRow:
    """One project. A date None: not yet; `score` None: none; `recommended`, `listed` None: not decided yet.

    `corrected` names the fields that the agency changed; `added`: the whole row is the agency's.
    """

    key: str
    applicant: str
    kind: str = ""
    province: str = ""
    level: str = ""
    contract_on: date | None = None
    site_on: date | None = None  # the first day on site
    report_on: date | None = None  # of the first signed version
    score: Decimal | None = None  # of the newest signed version
    conclusion: str = ""
    recommended: bool | None = None
    listed: bool | None = None
    corrected: tuple[str, ...] = ()
    added: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A complaint or a penalty, in Chinese."""

    on: date | None
    what: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Yearly:
    """The report of one agency and year. `staff` counts by title; empty: nothing was filed for the year."""

    agency: str
    uscc: str
    legal_rep: str
    year: int
    rows: tuple[YearRow, ...] = ()
    staff: Mapping[str, int] = field(default_factory=dict)
    staff_corrected: tuple[str, ...] = ()
    complaints: tuple[Trouble, ...] = ()
    penalties: tuple[Trouble, ...] = ()
    note: str = ""

    @property
    def by_kind(self) -> dict[str, int]:
        """Projects by kind."""
        return dict(Counter(row.kind for row in self.rows))


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one row as the agency says it is: `value` as text ('' takes the value out), and why."""

    key: str
    field: str
    value: str
    reason: str = ""


class NoCorrection(ValueError):
    """A correction that cannot be read; the text is the code of what is wrong: field, date, number, answer, count."""


def assemble(
    agency: str, uscc: str, legal_rep: str, year: int, *, rows: Iterable[YearRow], titles: Iterable[str] = (),
    complaints: Sequence[Trouble] = (), penalties: Sequence[Trouble] = (), note: str = "",
) -> Yearly:  # fmt: skip
    """The report as the data have it: projects by the day of their contract, staff counted by title."""
    ordered = sorted(rows, key=lambda row: (row.contract_on or date.max, row.key))
    counted = Counter(titles)
    staff = {title: counted[title] for title in TITLES} if counted else {}
    return Yearly(
        agency, uscc, legal_rep, year, tuple(ordered), staff, (), tuple(complaints), tuple(penalties), note
    )  # fmt: skip


def corrected(report: Yearly, corrections: Iterable[Correction]) -> Yearly:
    """The report with the agency's corrections laid over; the later of two about one field holds.

    A correction of a row that is no longer there adds nothing; keys `added-...` make rows of their own.
    """
    by_row: dict[str, dict[str, str]] = {}
    for one in corrections:
        by_row.setdefault(one.key, {})[one.field] = one.value
    staff = dict(report.staff) | {title: int(value) for title, value in by_row.pop(STAFF, {}).items()}
    rows = [_laid_over(row, by_row.get(row.key, {})) for row in report.rows]
    rows += [
        replace(_laid_over(YearRow(key, ""), told), added=True, corrected=())
        for key, told in sorted(by_row.items(), key=lambda one: _number(one[0]))
        if key.startswith(ADDED) and told.get("applicant")
    ]
    changed = tuple(title for title in TITLES if staff.get(title) != report.staff.get(title))
    return replace(report, rows=tuple(rows), staff=staff, staff_corrected=changed)


def _number(key: str) -> int:
    rest = key.removeprefix(ADDED)
    return int(rest) if rest.isdecimal() else 0


def _laid_over(row: YearRow, told: Mapping[str, str]) -> YearRow:
    values = {name: value_of(name, text) for name, text in told.items()}
    changed = tuple(name for name in CORRECTABLE if name in values and values[name] != getattr(row, name))
    return replace(row, **values, corrected=changed)


def value_of(name: str, text: str) -> Any:
    """The text of a correction as the value of its field; '' is None but in texts.

    Raises:
        NoCorrection: no such field, no date (YYYY-MM-DD), no number of 0 or more, none of yes and no.
    """
    text = text.strip()
    if name not in CORRECTABLE:
        raise NoCorrection("field")
    if name in DATES:
        return _date(text)
    if name == "score":
        return _score(text)
    if name in ANSWERS:
        if text not in {"", "yes", "no"}:
            raise NoCorrection("answer")
        return {"": None, "yes": True, "no": False}[text]
    return text


def count_of(text: str) -> int:
    """A count of staff. Raises NoCorrection: no whole number of 0 or more."""
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        raise NoCorrection("count")
    return int(text)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NoCorrection("date") from None


def _score(text: str) -> Decimal | None:
    if not text:
        return None
    number = parse_decimal(text)
    if number is None or not 0 <= number < 1000:  # the highest index of parks known lies far below
        raise NoCorrection("number")
    return number


def text_of(row: YearRow, name: str) -> str:
    """The value of a field as the text of a correction: what a form shows and `value_of` reads back."""
    value = getattr(row, name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return brief(value, separators=False)
    return str(value)


def to_json(report: Yearly) -> dict[str, Any]:
    """The report as plain JSON, as it is kept when confirmed."""
    return {key: _plain(value) for key, value in asdict(report).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_json(kept: Mapping[str, Any]) -> Yearly:
    """A kept report read back; what a later version does not know is left out."""
    data = dict(kept)
    data["rows"] = tuple(_row(one) for one in data["rows"])
    data["complaints"] = tuple(_trouble(one) for one in data["complaints"])
    data["penalties"] = tuple(_trouble(one) for one in data["penalties"])
    data["staff_corrected"] = tuple(data["staff_corrected"])
    return Yearly(**{name: data[name] for name in _names(Yearly) if name in data})


def _row(kept: Mapping[str, Any]) -> YearRow:
    data = {name: kept[name] for name in _names(YearRow) if name in kept}
    data |= {name: date.fromisoformat(data[name]) for name in DATES if data[name]}
    data["score"] = Decimal(data["score"]) if data["score"] is not None else None
    return YearRow(**data | {"corrected": tuple(data["corrected"])})


def _trouble(kept: Mapping[str, Any]) -> Trouble:
    return Trouble(date.fromisoformat(kept["on"]) if kept["on"] else None, kept["what"], kept["outcome"])


def _names(kind: Any) -> list[str]:
    return [one.name for one in fields(kind)]
