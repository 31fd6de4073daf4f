"""Everything that the pages of one application show, read once in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from greenlist.applications.anchors import Anchors
from greenlist.applications.data import Data
from greenlist.applications.locks import READER, Locks, locks_of
from greenlist.applications.models import Application, DraftEvaluation, Evidence, Statement, TableRow
from greenlist.applications.sections import Section, sections_of
from greenlist.engine.case import WITNESS_ORDER
from greenlist.parties import roles
from greenlist.parties.access import Hat

CLAIMED = "claimed"
_ORDER = {witness.value: position for position, witness in enumerate(WITNESS_ORDER)}


@dataclass
class Finding:
    """What the engine found at a place: a sentence, and what to do about it."""

    severity: str
    text: str
    way_out: str
    place: str


@dataclass
class Desk:
    """One application with what is stated, its rows, files, locks and newest evaluation."""

    application: Application
    statements: list[Statement]  # current ones, with evidence and who
    rows: list[TableRow]  # not removed
    files: list[Evidence]  # every version, removed ones too
    locks: Locks
    result: Data
    tenants: int = 0
    seen: dict[int, Statement] = field(default_factory=dict)  # older ones that a form was made from

    @cached_property
    def sections(self) -> list[Section]:
        """Its sections, from its law."""
        return sections_of(self.application)

    @cached_property
    def by_place(self) -> dict[str, list[Statement]]:
        """What is stated, by place; later witnesses last."""
        found: dict[str, list[Statement]] = {}
        for one in sorted(self.statements, key=lambda one: _ORDER[one.witness]):
            found.setdefault(one.place, []).append(one)
        return found

    def claim(self, place: str) -> Statement | None:
        """What the applicant states at a place now; emptied places count as nothing."""
        return next((one for one in self.by_place.get(place, ()) if one.witness == CLAIMED), None)

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The files in force: newest versions, not removed."""
        older = {one.replaces_id for one in self.files}
        return [one for one in self.files if one.removed_at is None and one.pk not in older]

    @cached_property
    def _newer(self) -> dict[int, Evidence]:
        return {one.replaces_id: one for one in self.files if one.replaces_id}

    def file(self, pk: int | None) -> Evidence | None:
        """The file in force for a file that was named once; None where it was taken out."""
        while pk in self._newer:
            pk = self._newer[pk].pk
        return next((one for one in self.evidence if one.pk == pk), None)

    def file_id(self, pk: int | None) -> int | None:
        """The id of `file`."""
        found = self.file(pk)
        return found.pk if found else None

    @cached_property
    def initial(self) -> dict[str, str]:
        """What the register of units knows, by the place it fills in while nothing is stated there."""
        unit = self.application.unit
        known = {"address": unit.address, "legal_rep": unit.legal_rep, "industry4": unit.industry4}
        return {f"unit.{key}": text for key, text in known.items() if text}

    def stated(self, place: str) -> bool:
        """Whether anything stands at a place: stated by the applicant, or known from the register."""
        one = self.claim(place)
        return one.content is not None if one is not None else place in self.initial

    def others(self, place: str) -> list[Statement]:
        """What others state at a place: agency, city, experts, province."""
        return [one for one in self.by_place.get(place, ()) if one.witness != CLAIMED and one.content is not None]

    def rows_of(self, table: str) -> list[TableRow]:
        """The rows of a table in their order."""
        return [row for row in self.rows if row.table == table]

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """What the newest evaluation found, by section id."""
        anchors = Anchors(self.application)
        found: dict[str, list[Finding]] = {}
        for one in self.result.get("findings", ()):
            where = anchors.find(one["place"])
            if where is not None and one["severity"] in {"error", "warning"}:
                section, place = where
                finding = Finding(one["severity"], one["message"], one["way_out"], place)
                found.setdefault(section.id, []).append(finding)
        return found

    @cached_property
    def condition_results(self) -> dict[str, Data]:
        """What the newest evaluation says about each condition."""
        return {one["id"]: one for one in self.result.get("conditions", ())}


def desk_of(application: Application, hat: Hat | None = None) -> Desk:
    """The desk of one application; of somebody who is no applicant (its agency) one to read at.

    At most seven queries: statements, rows, files, locks (two), evaluation, tenants.
    """
    reads = hat is not None and not hat.among(roles.APPLICANT)
    statements = application.statements.filter(current=True).select_related("evidence", "by")
    kept = DraftEvaluation.objects.filter(application=application).first()
    return Desk(
        application,
        list(statements),
        list(application.table_rows.filter(removed_at=None)),
        list(application.evidence.all()),
        READER if reads else locks_of(application),
        kept.result if kept else {},
        application.tenants.count() if application.kind == "park" else 0,
    )
