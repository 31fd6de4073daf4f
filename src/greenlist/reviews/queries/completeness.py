"""What a version lacks: questions without an answer, proofs the law names, files out of date or without a purpose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.models import Blob, Submission
from greenlist.applications.queries.evidence import asks_proof
from greenlist.applications.queries.handed import files_here
from greenlist.applications.sections import Question, Section
from greenlist.applications.sheets import Layout, sheets
from greenlist.engine import clock

from .rows import CheckRow


def completeness(submission: Submission, layout: Layout) -> Iterator[CheckRow]:
    """What is missing by section, and every file with what it proves. One query."""
    yield from _unanswered(submission, layout)
    yield from _unproved(submission, layout)
    scans = dict(Blob.objects.filter(pk__in=[one["sha256"] for one in submission.evidence]).values_list("pk", "scan"))
    seen: set[str] = set()
    for one in files_here(submission):
        yield from _file(one, layout, scans, first=one["sha256"] not in seen)
        seen.add(one["sha256"])


def _unanswered(submission: Submission, layout: Layout) -> Iterator[CheckRow]:
    """Questions that pack and policy ask and that have no answer, a line for each section."""
    for sheet in sheets(layout, submission.data, gaps=True):
        if sheet.missing and sheet.section is not None:
            words = {"title": sheet.title, "count": len(sheet.missing)}
            yield CheckRow(
                f"missing:{sheet.id}", "completeness", "warning", _("“%(title)s”有 %(count)d 项没有填。") % words,
                place=sheet.id, details=tuple(str(one.label) for one in sheet.missing),
            )  # fmt: skip


def _unproved(submission: Submission, layout: Layout) -> Iterator[CheckRow]:
    """Answered questions for which the law names a proof that no file handed in is noted for."""
    proved = {use["place"] for one in submission.evidence for use in one["proves"]}
    dropped = {f"not_applicable.{name}" for name in submission.data.get("not_applicable") or {}}
    for section in layout.sections:
        lacking = [one for one in section.questions if _lacks(one, section, submission.data, proved, dropped)]
        if lacking:
            words = {"title": section.title, "count": len(lacking)}
            text = _("“%(title)s”有 %(count)d 项没有对应的证明文件。") % words
            labels = tuple(str(one.label) for one in lacking)
            yield CheckRow(f"unproved:{section.id}", "evidence", "warning", text, place=section.id, details=labels)


def _lacks(question: Question, section: Section, data: dict[str, Any], proved: set[str], dropped: set[str]) -> bool:
    if not asks_proof(question) or dropped.intersection(question.places):
        return False
    if proved.intersection((question.key, section.id, *question.places)):
        return False
    return any(_there(data, place) for place in (question.key, *question.places))


def _there(data: dict[str, Any], place: str) -> bool:
    """Whether something stands at a place of the data."""
    section, _dot, rest = place.partition(".")
    keys = [{"narrative": "values"}.get(section, section), *(rest.split(".", 1) if section == "years" else [rest])]
    found: Any = data
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found not in (None, "", [], {})


def _file(one: dict[str, Any], layout: Layout, scans: dict[str, str], *, first: bool) -> Iterator[CheckRow]:
    """A file to be looked at, and what is wrong with it by itself."""
    names = tuple(str(layout.name(use["place"])) for use in one["proves"])
    place = one["proves"][0]["place"] if one["proves"] else "evidence"
    said = {"name": one["name"]}
    if not names:
        text = _("文件“%(name)s”没有注明证明什么。") % said
        yield CheckRow(f"purpose:{one['id']}", "evidence", "warning", text, place="evidence", file=one["id"])
    if (until := _day(one.get("expires_on"))) is not None and until < clock.today():
        text = _("文件“%(name)s”已过有效期（%(day)s）。") % (said | {"day": until.isoformat()})
        yield CheckRow(f"expired:{one['id']}", "evidence", "error", text, place=place, file=one["id"])
    if scans.get(one["sha256"]) == Blob.Scan.INFECTED:
        text = _("文件“%(name)s”查出病毒，已隔离。") % said
        yield CheckRow(f"infected:{one['id']}", "evidence", "error", text, place=place, file=one["id"])
    elif first:
        yield CheckRow(
            f"file:{one['sha256']}", "evidence", "info", one["name"], place=place, decided_by="person", must=True,
            details=names, file=one["id"],
        )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
