"""The roster of a park's enterprises: what is wrong with one, and what a new one would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.form import Stated, write_roster
from greenlist.documents.form.prefill import tenant_values
from greenlist.documents.form_reader import read_roster
from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.messages import Language, render
from greenlist.rounds.law import book_of

from .data import Data, digest_of
from .evaluating import told
from .models import Application, Tenant
from .sheet_files import NotThisForm, plain

MAX_ROWS = 20_000
NAME_CHARS = 120


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something wrong with one enterprise. `taken`: it goes into the roster all the same, to be mended there."""

    cell: str
    name: str
    text: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster as it was read."""

    tenants: list[Data]
    problems: list[RowProblem]
    remarks: list[str]  # of the reader, with their cells


@dataclass
class RosterChange:
    """What a new roster would do. `result` is the roster afterwards."""

    new: list[Data] = field(default_factory=list)
    changed: list[tuple[Data, Data]] = field(default_factory=list)
    same: int = 0
    missing: list[Data] = field(default_factory=list)  # in the application, not in the file
    keep_missing: bool = False
    result: list[Data] = field(default_factory=list)
    digest: str = ""

    @property
    def any(self) -> bool:
        """Whether anything would change."""
        return bool(self.new or self.changed or (self.missing and not self.keep_missing))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the policy asks of every enterprise of a park: conditions, names by id, and the sources of proofs."""

    conditions: dict[str, str]
    sources: frozenset[str]

    def cells(self, tenant: Data) -> dict[str, Any]:
        """The cells that are filled in an enterprise's row of the form."""
        filled = tenant_values(tenant, tuple(self.conditions))
        return {key: value for key, value in filled.items() if value not in (None, "") and self._column(key)}

    def _column(self, key: str) -> bool:
        kind, _dot, source = key.partition(".")
        return kind != "proof" or source in self.sources


def asked_of(application: Application) -> Asked:
    """What enterprises of the application's park answer."""
    exclusion = book_of(application.round).policy(application.round.policy_id).exclusion
    if exclusion.scope_park_members.value is False:
        return Asked({}, frozenset())
    covered = [
        one for one in exclusion.conditions if one.covers_tenants is None or one.covers_tenants.value is not False
    ]
    sources = frozenset(source for one in covered if one.sources for source in one.sources.value or ())
    return Asked({one.id: one.name for one in covered}, sources)


def read_sheet(application: Application, path: Path, name: str, language: Language) -> Roster:
    """Read an uploaded roster and check every row. Raises NotThisForm: no roster, or far too long a one."""
    data = read_roster(path, asked_of(application).conditions, origin=name)
    fatal = [problem for problem in data.problems if problem.fatal]
    if fatal:
        raise NotThisForm(told(fatal[0], language))
    if len(data.tenants) > MAX_ROWS:
        raise NotThisForm(
            _("名册有 %(rows)d 家，超过 %(most)d 家的上限，请核对是否选错了文件。")
            % {"rows": len(data.tenants), "most": MAX_ROWS}
        )
    if not data.tenants:
        raise NotThisForm(_("名册里没有企业；请在“企业名称”下面一行一家填写后再传。"))
    tenants, problems = checked(zip(data.tenants, data.cells, strict=True), language)
    return Roster(tenants, problems, [told(problem, language) for problem in data.problems])


def checked(rows: Iterable[tuple[Data, str]], language: Language) -> tuple[list[Data], list[RowProblem]]:
    """The enterprises to take, and what is wrong with the rows: doubles are left out, wrong codes are told."""
    taken: list[Data] = []
    problems: list[RowProblem] = []
    seen: dict[str, str] = {}
    for row, cell in rows:
        tenant = {"name": str(row["name"])[:NAME_CHARS], "uscc": normalise_uscc(str(row.get("uscc") or ""))}
        key, name = key_of(tenant), tenant["name"]
        if key in seen:
            text = _("与 %(cell)s 是同一家企业，只取前一行。") % {"cell": seen[key]}
            problems.append(RowProblem(cell, name, text, taken=False))
            continue
        seen[key] = cell
        if (fault := uscc_problem(tenant["uscc"])) is not None:
            problems.append(RowProblem(cell, name, render(fault, language), taken=True))
        tenant["uscc"] = tenant["uscc"][:18]
        taken.append(tenant | {"conditions": plain(row.get("conditions") or {})})
    return taken, problems


def key_of(tenant: Data) -> str:
    """What makes two rows one enterprise: the code, or the name where there is none."""
    return str(tenant.get("uscc") or "") or "".join(str(tenant.get("name") or "").split())


def roster_of(application: Application) -> list[Data]:
    """The roster as it stands. One query."""
    return [as_data(one) for one in application.tenants.all()]


def as_data(tenant: Tenant) -> Data:
    """An enterprise as in an application file."""
    return {"name": tenant.name, "uscc": tenant.uscc, "conditions": tenant.conditions}


def compare_rosters(now: Sequence[Data], new: Sequence[Data], asked: Asked, *, keep_missing: bool) -> RosterChange:
    """What `new` would do to the roster `now`; two enterprises are alike when their rows of the form are.

    `keep_missing`: enterprises that the file does not name stay, and so do answers that its row leaves empty.
    """
    change = RosterChange(keep_missing=keep_missing)
    present = {key_of(one): one for one in now}
    for one in new:
        old = present.pop(key_of(one), None)
        after = one if old is None or not keep_missing else _merged(old, one, asked)
        if old is not None and asked.cells(old) == asked.cells(after):
            change.same += 1
            after = old
        elif old is not None:
            change.changed.append((old, after))
        else:
            change.new.append(after)
        change.result.append(after)
    change.missing = list(present.values())
    if keep_missing:
        change.result += change.missing
    change.digest = digest_of([list(now), change.result])
    return change


def _merged(old: Data, new: Data, asked: Asked) -> Data:
    """The old row with what the new one fills in."""
    told, kept = asked.cells(new), asked.cells(old)
    if all(kept.get(key) == value for key, value in told.items()):
        return old
    given = old.get("conditions") or {}
    spread = {key: entry for key in asked.conditions if (entry := given.get(key, given.get("all")))}
    conditions = spread | (new.get("conditions") or {})
    return {"name": new["name"], "uscc": new.get("uscc") or old.get("uscc") or "", "conditions": conditions}


def write_sheet(application: Application, tenants: list[Data], path: Path) -> None:
    """The template with the enterprises in it. Raises OSError."""
    book = book_of(application.round)
    stated: dict[str, Any] = {"evaluation_year": application.evaluation_year, "tenants": tenants}
    pack, policy = book.pack(application.pack_id), book.policy(application.round.policy_id)
    write_roster(pack, policy, book, path, Stated(stated))
