"""What is read of evidence: the list of a draft or of a version handed in, what each file proves, what lacks proof."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from greenlist.applications.anchors import section_url
from greenlist.applications.filetypes import FileType, type_of
from greenlist.applications.freezing import files_cited
from greenlist.applications.models import Application, Blob, Evidence, Submission
from greenlist.applications.sections import Question, Section, question_of_place, section_of_place, sections_of
from greenlist.engine import clock

from .handed import files_here

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Use:
    """A place that a file proves, in words, with the page in the file. `pk` None: cited, or of a version handed in."""

    place: str
    label: str
    url: str
    page: str = ""
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A file as a list shows it. `by` '' and `at` None in versions handed in."""

    pk: int
    name: str
    version: int
    size: int
    sha256: str
    type: FileType | None
    scan: str
    issued_on: date | None = None
    expires_on: date | None = None
    note: str = ""
    by: str = ""
    at: datetime | None = None
    witness: str = "claimed"  # who handed it in
    uses: list[Use] = field(default_factory=list)

    @property
    def expiry(self) -> str:
        """`expired`, `soon` (within 60 days), or ''."""
        if self.expires_on is None:
            return ""
        left = self.expires_on - clock.today()
        return "expired" if left < timedelta(0) else "soon" if left <= SOON else ""

    @property
    def scan_label(self) -> str:
        """What the virus scan says, in words."""
        return str(Blob.Scan(self.scan).label)

    @property
    def viewable(self) -> bool:
        """Whether a browser shows it."""
        return self.type is not None and self.type.viewable


@dataclass(frozen=True, slots=True)
class Missing:
    """Questions of one section that ask for proof and have none."""

    section: Section
    url: str
    questions: list[Question]


def in_force(application: Application) -> QuerySet[Evidence]:
    """The files of the draft: neither removed nor replaced."""
    return application.evidence.filter(removed_at=None, replaced_by=None).select_related("blob")


class Places:
    """Places of one application in words."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.sections = sections_of(application)

    def use(self, place: str, page: str = "", pk: int | None = None) -> Use:
        """What is proved at a place: its section and question; the bare place where the form asks for none such."""
        found = question_of_place(self.sections, place)
        if found is not None:
            section, question = found
            return Use(place, f"{section.title} · {question.label}", self._url(section, question.key), page, pk)
        whole = section_of_place(self.sections, place)
        return Use(place, str(whole.title) if whole else place, self._url(whole, "") if whole else "", page, pk)

    def _url(self, section: Section, key: str) -> str:
        return section_url(self.application, section) + (f"#f-{key}" if key else "")

    def choices(self, open_places: Iterable[str] | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
        """Places by section for a menu; only the open ones where some are locked."""
        chosen = None if open_places is None else set(open_places)
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        for section in self.sections:
            offered = [(key, label) for key, label in _offered(section) if chosen is None or key in chosen]
            if offered:
                groups.append((str(section.title), offered))
        return groups


def _offered(section: Section) -> list[tuple[str, str]]:
    if section.kind == "questions":
        return [(one.key, str(one.label)) for one in section.questions if one.places or asks_proof(one)]
    return [(section.id, str(section.title))] if section.kind == "table" or section.id == "tenants" else []


def asks_proof(question: Question) -> bool:
    """Whether the law names a proof for this question."""
    return bool(question.wanted or getattr(question, "sources", ()))


def draft_rows(application: Application, places: Places) -> list[Row]:
    """The files of the draft with what they prove. Three queries."""
    cited = citations(application, places)
    files = in_force(application).select_related("by").prefetch_related("uses")
    return [draft_row(one, places, cited.get(one.pk, [])) for one in files]


def citations(application: Application, places: Places) -> dict[int, list[Use]]:
    """By file, what current statements cite it for: values with their evidence, answers with their proofs."""
    found: dict[int, list[Use]] = {}
    citing = Q(evidence__isnull=False) | Q(content__has_key="proof")
    for one in application.statements.filter(citing, current=True):
        for file, page in files_cited(one):
            found.setdefault(file, []).append(places.use(one.place, page))
    return found


def draft_row(one: Evidence, places: Places, cited: list[Use]) -> Row:
    """One file of the draft."""
    noted = [places.use(use.place, use.page, use.pk) for use in one.uses.all()]
    known = {use.place for use in noted}
    return Row(
        pk=one.pk, name=one.name, version=one.version, size=one.blob.size, sha256=one.blob_id,
        type=type_of(one.blob.media_type), scan=one.blob.scan, issued_on=one.issued_on, expires_on=one.expires_on,
        note=one.note, by=one.by.name, at=one.at, witness=one.witness,
        uses=noted + [use for use in cited if use.place not in known],
    )  # fmt: skip


def submitted_rows(submission: Submission, places: Places) -> list[Row]:
    """The files of a version as they were handed in. One query."""
    scans = dict(Blob.objects.filter(pk__in=[one["sha256"] for one in submission.evidence]).values_list("pk", "scan"))
    return [_submitted(one, places, scans) for one in files_here(submission)]


def _submitted(one: dict[str, Any], places: Places, scans: dict[str, str]) -> Row:
    return Row(
        pk=one["id"], name=one["name"], version=one["version"], size=one["size"], sha256=one["sha256"],
        type=type_of(one["media_type"]), scan=scans.get(one["sha256"], Blob.Scan.PENDING),
        issued_on=_day(one["issued_on"]), expires_on=_day(one["expires_on"]), witness=one.get("witness", "claimed"),
        uses=[places.use(use["place"], use["page"]) for use in one["proves"]],
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def missing_proofs(application: Application, places: Places, rows: list[Row]) -> list[Missing]:
    """Questions for which the law names proofs that none of the files is noted or cited for.

    Those that do not apply are left out. One query.
    """
    proved = {use.place for row in rows for use in row.uses}
    without = application.statements.filter(current=True, place__startswith="not_applicable.", content__isnull=False)
    dropped = set(without.values_list("place", flat=True))
    found = []
    for section in places.sections:
        asking = [one for one in section.questions if asks_proof(one) and not dropped.intersection(one.places)]
        lacking = [one for one in asking if not proved.intersection((one.key, *one.places))]
        if lacking:
            found.append(Missing(section, section_url(application, section), lacking))
    return found


def versions_of(evidence: Evidence, seen: QuerySet[Evidence]) -> list[Evidence]:
    """All versions of a file that may be seen, the newest first. One query."""
    every = {one.pk: one for one in seen.select_related("by", "blob")}
    after = {one.replaces_id: one.pk for one in every.values() if one.replaces_id}
    newest = evidence.pk
    while newest in after:
        newest = after[newest]
    chain: list[Evidence] = []
    here: int | None = newest
    while here is not None and here in every:
        chain.append(every[here])
        here = every[here].replaces_id
    return chain
