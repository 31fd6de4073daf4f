"""An answer of a run laid out for reading: conditions, what was found for each, names side by side, tenants."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from greenlist.screening.by_hand import BY_HAND
from greenlist.screening.names import name_key

from .catalogue import Catalogue
from .models import Finding, Judgement, Lookup
from .words import BY_NAME, HOW, gravity

Data = dict[str, Any]
Key = tuple[str, str, str]  # identity, record, condition


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that was asked: its files, the day of the newest, what it answers, what is wrong with it."""

    id: str
    name: str
    feeds: tuple[str, ...]
    files: tuple[Data, ...]
    newest: date | None
    trouble: str

    @property
    def missing(self) -> bool:
        """No file of it at all."""
        return not self.files

    @property
    def rows(self) -> int:
        """Records over all its files."""
        return sum(one["rows"] or 0 for one in self.files)


def source_lines(sources: Iterable[Data], names: Catalogue) -> list[SourceLine]:
    """The sources of a run, in its order, the files of each together."""
    grouped: dict[str, list[Data]] = {}
    for one in sources:
        grouped.setdefault(one["id"], []).append(one)
    return [_source_line(key, lines, names) for key, lines in grouped.items()]


def _source_line(key: str, lines: list[Data], names: Catalogue) -> SourceLine:
    files = tuple(one for one in lines if one["file"])
    days = [day for one in files if (day := day_of(one["snapshot"])) is not None]
    trouble = next((one["trouble"] for one in lines if one["trouble"]), "")
    return SourceLine(key, names.source(key), names.feeds.get(key, ()), files, max(days, default=None), trouble)


@dataclass(frozen=True, slots=True)
class Why:
    """What decides a unit's outcome, short: the condition, and how, where, which record."""

    condition: str
    facts: str


def deciding(outcome: str, conditions: Iterable[Data], names: Catalogue, troubled: Collection[str] = ()) -> list[Why]:
    """What makes a unit's outcome; nothing where it is clear.

    `troubled`: conditions whose lists were missing or could not be relied on; they are told together.
    """
    if outcome == "clear":
        return []
    wanted = [one for one in conditions if one["outcome"] == outcome]
    lists = [one["id"] for one in wanted if outcome == "undetermined" and not one["record"] and one["id"] in troubled]
    found = [Why(names.condition(one["id"]), _facts(one, names)) for one in wanted if one["id"] not in lists]
    return [*found, *([Why(_("、").join(lists), _("名单缺失、过期或不完整"))] if lists else [])]


def _facts(condition: Data, names: Catalogue) -> str:
    """How the deciding record met, in which list, its number and day; the reason where no record decides."""
    record = condition["record"]
    if record is None:
        return str(condition["reason"])
    how = next((one["how"] for one in condition["rulings"] if one["record"]["id"] == record["id"]), "")
    told = (HOW.get(how, how), names.source(condition["source"]), record["doc_no"], record["dated_on"])
    return _("，").join(str(one) for one in told if one)


def troubled(sources: Iterable[Data], names: Catalogue) -> set[str]:
    """The conditions whose lists were missing or could not be relied on."""
    return {feed for one in sources if one["trouble"] for feed in names.feeds.get(one["id"], ())}


@dataclass(frozen=True, slots=True)
class Found:
    """One record against one condition, as the record page shows it."""

    name: str  # of the unit or enterprise it is about
    data: Data  # a ruling of screening.json
    source: str
    finding: Finding | None
    judgement: Judgement | None  # in force now
    lookup: Lookup | None  # of what a person looked up, where it may be read
    file: Data | None  # the list it stood in, as the run kept it

    @property
    def open(self) -> bool:
        """Whether a person may still decide about it."""
        undecided = self.finding is not None and self.judgement is None
        return undecided and self.data["outcome"] != "clear" and not self.data["history"]

    @property
    def by_hand(self) -> bool:
        """Whether a person looked it up."""
        return bool(self.data["how"] == BY_HAND)

    @property
    def named(self) -> bool:
        """Whether it was found by name: names are laid side by side."""
        return self.data["how"] in BY_NAME

    @property
    def ours(self) -> list[tuple[str, bool]]:
        """The unit's name as it is compared: runs of characters, and whether the record lacks them."""
        return [(one["text"], one["where"] != "both") for one in self.data["differences"] if one["where"] != "record"]

    @property
    def theirs(self) -> list[tuple[str, bool]]:
        """The name in the record in the same way."""
        return [(one["text"], one["where"] != "both") for one in self.data["differences"] if one["where"] != "unit"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition of a unit: its answer, what counts, and what is only history."""

    data: Data
    name: str
    sources: tuple[str, ...]
    found: tuple[Found, ...]
    history: tuple[Found, ...]

    @property
    def quiet(self) -> bool:
        """Nothing stands behind it that must be read."""
        return self.data["outcome"] == "clear" and not self.found


@dataclass(slots=True)
class Context:
    """What the layout of one unit needs beside its answer."""

    names: Catalogue
    files: Mapping[str, list[Data]]  # of the run, by source
    findings: Mapping[Key, Finding] = field(default_factory=dict)
    judgements: Mapping[Key, Judgement] = field(default_factory=dict)
    lookups: Mapping[str, Lookup] = field(default_factory=dict)  # by record


def conditions_of(unit: Data, context: Context) -> list[Asked]:
    """The conditions of a unit of screening.json, the gravest first, each with what was found."""
    asked = [_asked(one, unit["name"], identity_of(unit), context) for one in unit["conditions"]]
    return sorted(asked, key=lambda one: -gravity(one.data["outcome"]))


def identity_of(unit: Data) -> str:
    """What decisions about a unit are remembered under (screening.subjects)."""
    return unit["uscc"] or name_key(unit["name"])


def _asked(condition: Data, name: str, identity: str, context: Context) -> Asked:
    found = [_found(one, name, condition["id"], identity, context) for one in condition["rulings"]]
    found.sort(key=lambda one: -gravity(one.data["outcome"]))
    asked = [key for key, feeds in context.names.feeds.items() if condition["id"] in feeds and key in context.files]
    return Asked(
        condition, context.names.condition(condition["id"]), tuple(context.names.source(one) for one in asked),
        tuple(one for one in found if not one.data["history"]), tuple(one for one in found if one.data["history"]),
    )  # fmt: skip


def _found(ruling: Data, name: str, condition: str, identity: str, context: Context) -> Found:
    key = (identity, ruling["record"]["id"], condition)
    judgement = context.judgements.get(key)
    if judgement is not None and judgement.digest != ruling["record"]["digest"]:
        judgement = None
    source = context.names.source(ruling["source"])
    looked, file = context.lookups.get(ruling["record"]["id"]), _file_of(ruling, context.files)
    return Found(name, ruling, source, context.findings.get(key), judgement, looked, file)


def lone(finding: Finding, names: Catalogue) -> Found:
    """One finding by itself, as the pages of deciding show it."""
    files = [one for one in finding.unit.run.sources if one["id"] == finding.source]
    file = _file_of(finding.ruling, {finding.source: files})
    return Found(finding.name, finding.ruling, names.source(finding.source), finding, None, None, file)


def _file_of(ruling: Data, files: Mapping[str, list[Data]]) -> Data | None:
    """The list a record stood in: the one of its source and day."""
    same = [one for one in files.get(ruling["source"], ()) if one["file"]]
    return next((one for one in same if one["snapshot"] == ruling["snapshot"]), same[-1] if same else None)


@dataclass(frozen=True, slots=True)
class TenantLine:
    """An enterprise of a park, by its place in the answer."""

    number: int
    data: Data
    why: tuple[Why, ...]


def tenant_lines(tenants: list[Data], names: Catalogue, lists: Collection[str], text: str = "") -> list[TenantLine]:
    """The enterprises of a park, hits first; `text` looks for a name or code, `lists` are the conditions in trouble."""
    numbered = [(n, one) for n, one in enumerate(tenants) if text in one["name"] or (text and text in one["uscc"])]
    numbered.sort(key=lambda one: -gravity(one[1]["outcome"]))
    return [TenantLine(n, one, tuple(deciding(one["outcome"], one["conditions"], names, lists))) for n, one in numbered]


def tally(units: Iterable[Data]) -> dict[str, int]:
    """How many of them have each outcome, the gravest first."""
    counts = dict.fromkeys(("hit", "candidate", "undetermined", "clear"), 0)
    for one in units:
        counts[one["outcome"]] += 1
    return counts


def day_of(text: str | None) -> date | None:
    """A day as screening.json writes it."""
    return date.fromisoformat(text) if text else None
