"""What is read of the ministry's list and of the applications it may be about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from greenlist.applications.models import Application, Submission
from greenlist.engine.lawbook import LawBook
from greenlist.listings.regions import regions_of
from greenlist.listings.rows import Reading, Row, from_data
from greenlist.notices.models import ResultImport, ResultLine
from greenlist.notices.results_matching import Candidate, Printed
from greenlist.parties.models import Jurisdiction
from greenlist.rounds.models import Round
from greenlist.screening.names import name_key, read_name

SENT, NOTICED, LISTED = "sent_to_ministry", "national_noticed", "listed"
WAITING = (SENT, NOTICED)  # the list decides about these
PARTS: dict[str, Q] = {
    "unclear": Q(listed=None),
    "listed": Q(application__isnull=False, listed=True),
    "missing": Q(application__isnull=False, listed=False),
    "others": Q(application__isnull=True),
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row of the list under its number from 0, with its kind ('' where nobody has said it yet)."""

    number: int
    kind: str
    row: Row


def rows_of(reading: Reading, kinds: Mapping[str, str]) -> list[Numbered]:
    """Every row of every section; the kind is the row's own, else that of its section."""
    found: list[Numbered] = []
    for place, section in enumerate(reading.sections):
        given = kinds.get(str(place), "")
        found += [Numbered(len(found) + number, row.kind or given, row) for number, row in enumerate(section.rows)]
    return found


def open_sections(reading: Reading, kinds: Mapping[str, str]) -> list[int]:
    """The sections whose kind neither their rows nor a person says."""
    return [
        place
        for place, section in enumerate(reading.sections)
        if not kinds.get(str(place)) and any(not row.kind for row in section.rows)
    ]


def printed_lines(rows: Sequence[Numbered], place: Jurisdiction, book: LawBook) -> list[Printed]:
    """The rows as the matching sees them; `home` by the region table of the round's law."""
    regions = regions_of(book)
    own = regions.of(place.name)
    found = []
    for one in rows:
        name = read_name(one.row.name)
        home = None if not one.row.region else own is not None and regions.of(one.row.region) == own
        found.append(Printed(one.number, one.kind, name.key, name.former_key, one.row.uscc, home))
    return found


def handed_in(round_: Round, place: Jurisdiction) -> QuerySet[Application]:
    """The applications of a round and place that were handed in at any time."""
    sent = Exists(Submission.objects.filter(application=OuterRef("pk")))
    return Application.objects.filter(sent, round=round_, city__path__startswith=place.path)


def candidates(round_: Round, place: Jurisdiction) -> list[Candidate]:
    """The same as the matching sees them. Two queries."""
    rows = handed_in(round_, place).select_related("unit").prefetch_related("unit__former_names").order_by("pk")
    return [_candidate(one) for one in rows]


def _candidate(one: Application) -> Candidate:
    name = read_name(one.unit.name)
    former = {name_key(each.name) for each in one.unit.former_names.all()} | {name.former_key}
    return Candidate(
        one.pk, one.kind, name.key, frozenset(former - {"", name.key}), one.unit.uscc, one.state in WAITING
    )


def lines_of(result: ResultImport, part: str = "") -> QuerySet[ResultLine]:
    """The lines of an import, or one part of them (`PARTS`), with the units. One query."""
    rows = result.lines.select_related("application__unit", "application__city", "settled_by")
    return rows.filter(PARTS[part]) if part in PARTS else rows


def counts_of(result: ResultImport) -> dict[str, int]:
    """How many lines each part has, and how many on no line still need a reason. One query."""
    counted = {f"n_{part}": Count("pk", filter=which) for part, which in PARTS.items()}
    counted["n_reasonless"] = Count("pk", filter=PARTS["missing"] & Q(reason=""))
    counted["n_province_list"] = Count("pk", filter=Q(effect=ResultLine.Effect.PROVINCE_LIST))
    counted["n_held"] = Count("pk", filter=Q(effect=ResultLine.Effect.HELD))
    return {key.removeprefix("n_"): int(value) for key, value in result.lines.aggregate(**counted).items()}


def digest_of(result: ResultImport) -> str:
    """What the preview shows as a hash: the same list matched in the same way to applications that have not moved."""
    lines = result.lines.order_by("pk").values_list(
        "pk", "row", "listed", "reason", "effect", "application", "application__state", "application__version"
    )
    content = [result.document_no, sorted(result.kinds.items()), [list(one) for one in lines]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def free_rows(result: ResultImport, kind: str) -> list[ResultLine]:
    """Lines of the province of a kind that are of no application yet: what a person may choose from. One query."""
    return list(result.lines.filter(application=None, kind=kind).order_by("seq", "pk"))


def reading_of(result: ResultImport) -> Reading:
    """The list as it was read."""
    return from_data(result.content)


def results_of(application: Application, visible: QuerySet[ResultLine]) -> list[ResultLine]:
    """What the ministry's lists brought for one application, the newest first. One query."""
    rows = visible.filter(application=application).select_related("result__place", "application__unit")
    return list(rows.order_by("-result__applied_at", "-pk"))
