"""Sources of credit lists: what their columns are called, how their states read, which condition they feed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from greenlist.engine.case import Kind

from .base import Cited, LawFile, Strict

Column = Literal[
    "name",
    "uscc",
    "org_code",
    "region",
    "doc_no",
    "dated_on",  # the day the look-back window is asked about: decision, listing, publication, notice or event
    "ended_on",  # removed, withdrawn, rectified, closed
    "status",
    "category",  # kind of violation, task, cause of listing
    "grade",
    "reason",
    "authority",
    "amount",
    "batch",
    "listed_kind",  # factory, park, supply chain: on lists of removals
]
Effect = Literal["hit", "clear", "judge", "undetermined"]
Unit = Literal["元", "万元", "文中"]  # 文中: the cell is a sentence; the fine it states with its unit is taken


class StatusRule(Strict):
    """A record whose `column` holds one of the words has this status. Rules are tried in their order.

    They speak about filled cells only; the empty word with `whole` False stands in every filled cell.
    """

    status: str
    column: Column = "status"
    words: list[str]
    whole: bool = True  # False: the word may stand anywhere in the cell


class Feed(Cited):
    """Which condition the records of a source bear on, and what each status means for it.

    `id` is the finer id shown to users (NEG-1a), `condition` that of the policy (NEG-1). `effects` by status: hit
    (counts), clear (does not count, shown as history), judge (a person must say), undetermined (something is missing,
    such as the closure of a rectification). A status without an effect is `judge`.
    """

    id: str
    condition: str
    type: Literal["state", "event"]
    effects: dict[str, Effect]


class ListSource(Cited):
    """One source of records, as files hold them. A file may mix the generations of its columns."""

    id: str
    name: str
    name_en: str = ""
    office: str = ""  # what policies call it among the captures they ask for, e.g. 信用中国
    optional: bool = False  # asked only where a file of it was read; a missing one makes nothing undetermined
    public: bool = False  # published to everybody: a province may open it to the self-check of applicants
    columns: dict[Column, list[str]]  # headers met, the first filled one wins
    money: dict[str, Unit] = Field(default_factory=dict)  # unit of each amount header
    drop: list[str] = Field(default_factory=list)  # headers never kept: identity numbers, age, sex
    persons: dict[str, list[str]] = Field(default_factory=dict)  # header -> words of a natural person: row passed over
    required: list[list[Column]]  # of each group one must be filled
    identity: list[Column]  # what makes two rows the same record; `uscc` is the unit: its code, else its name
    status_rules: list[StatusRule] = Field(default_factory=list)
    open_status: str  # where no rule speaks and nothing has ended
    ended_status: str | None = None  # from the day of `ended_on`
    feeds: list[Feed]
    kinds: list[Kind] | None = None  # only units of these kinds; None: all

    def status_at(self, status: str, ended_on: date | None, day: date) -> str:
        """The status on a day of a record with this status and end as its file has them.

        The day of ending tells between open and ended, whatever the file says of today. A third status (a decision
        revoked, a task that was an inspection only) holds as it is.
        """
        if status not in ("", self.open_status, self.ended_status):
            return status
        if ended_on is None or self.ended_status is None:
            return status or self.open_status
        return self.ended_status if ended_on <= day else self.open_status


class ListSources(LawFile):
    """tables/sources.yaml."""

    lists: list[ListSource]

    @property
    def id(self) -> str:
        """Its name in messages, and the owner of its facts: sources/lists.gsxt_status."""
        return "sources"
