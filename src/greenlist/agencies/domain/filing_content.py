"""What a filing holds: basics, staff, past projects, papers. Changed by its agency while it is not handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from greenlist.agencies.identities import kept_identity
from greenlist.agencies.models import Filing, FilingPaper, PastProject, StaffMember
from greenlist.agencies.queries.filings import papers_of
from greenlist.applications.domain.keeping import Upload, keep_blob, received
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.limits import limits_of
from greenlist.engine import clock
from greenlist.journal.domain import record
from greenlist.parties.access import Hat
from greenlist.parties.domain import Refused

from .holding import held

BASICS = (
    "kinds", "office_address", "office_province", "office_tenure", "phone", "email", "contact", "finance_note",
    "training_note", "clean_record",
)  # fmt: skip
STAFF = (
    "name", "title", "title_name", "field", "certificate_no", "certificate_until", "full_time", "insured_since",
    "kinds", "worked_at",
)  # fmt: skip
PROJECT = ("name", "sort", "level", "kind", "client", "led", "finished_on")
MAX_STAFF = 500
MAX_PROJECTS = 500


@transaction.atomic
def save_basics(*, filing: Filing, values: Mapping[str, Any], by: Hat, base: int | None = None) -> Filing:
    """Say anew what `values` names of BASICS. `base`: the version it was written on.

    Raises Refused where a colleague saved since.
    """
    row = held(filing, "edit", by)
    if base is not None and base != row.version:
        raise Refused(_("刚刚有同事保存过基本情况；请核对下面的内容后再保存一次。"))
    changed = {name: values[name] for name in BASICS if name in values and values[name] != getattr(row, name)}
    if not changed:
        return row
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    record("filing.basics_saved", row, by=by.actor, before=before, after=changed)
    return row


@transaction.atomic
def save_staff(
    *, filing: Filing, values: Mapping[str, Any], by: Hat, member: StaffMember | None = None, number: str | None = None
) -> StaffMember:
    """Add somebody to the staff list, or change what it says of `member`. `values` are of STAFF.

    `number`: the identity number, of which only a keyed digest and the last four characters are kept; None leaves
    what is there. Raises Refused: the same person is on the list already, or the list is full.
    """
    row = held(filing, "edit", by)
    one = _member(row, member)
    before = told_staff(one) if one.pk else None
    _fill(one, values, number)
    _refuse_twice(row, one)
    one.save()
    record("filing.staff_saved", row, by=by.actor, before=before, after=told_staff(one))
    return one


@transaction.atomic
def import_staff(*, filing: Filing, people: Sequence[tuple[Mapping[str, Any], str]], by: Hat) -> tuple[int, int]:
    """Add the people of a table, each with values and identity number; who stands there with that number is changed.

    Returns how many were added and changed. All or none. Raises Refused where the list would be too long.
    """
    row = held(filing, "edit", by)
    known = {one.identity: one for one in row.staff.exclude(identity="")}
    added = 0
    for values, number in people:
        digest, _tail = kept_identity(number)
        one = known.get(digest) if digest else None
        added += one is None
        one = one or _member(row, None)
        _fill(one, values, number or None)
        one.save()
        if digest:
            known[digest] = one
    after = {"added": added, "changed": len(people) - added}
    record("filing.staff_imported", row, by=by.actor, after=after)
    return added, len(people) - added


def _member(filing: Filing, member: StaffMember | None) -> StaffMember:
    if member is not None:
        return StaffMember.objects.get(pk=member.pk, filing=filing)
    if filing.staff.count() >= MAX_STAFF:
        raise Refused(_("人员最多 %(most)d 名。") % {"most": MAX_STAFF})
    return StaffMember(filing=filing, position=_next(filing.staff))


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _fill(one: StaffMember, values: Mapping[str, Any], number: str | None) -> None:
    for name in STAFF:
        if name in values:
            setattr(one, name, values[name])
    if number is not None:
        one.identity, one.identity_tail = kept_identity(number)


def _refuse_twice(filing: Filing, one: StaffMember) -> None:
    if one.identity and filing.staff.filter(identity=one.identity).exclude(pk=one.pk).exists():
        raise Refused(_("这个证件号码已在人员名单里；请修改原有的那一行。"), "number")


def told_staff(one: StaffMember) -> dict[str, Any]:
    """Somebody for the journal; of the identity number nothing but its end."""
    told = {name: getattr(one, name) for name in ("name", "title", "field", "full_time", "kinds", "identity_tail")}
    days = {name: getattr(one, name) for name in ("certificate_until", "insured_since")}
    return told | {name: day.isoformat() if day else None for name, day in days.items()}


@transaction.atomic
def remove_staff(*, member: StaffMember, by: Hat) -> None:
    """Take somebody off the list, with the papers that prove something about them alone."""
    row = held(member.filing, "edit", by)
    one = row.staff.filter(pk=member.pk).first()
    if one is None:
        return
    before = told_staff(one)
    one.delete()
    record("filing.staff_removed", row, by=by.actor, before=before)


@transaction.atomic
def save_project(
    *, filing: Filing, values: Mapping[str, Any], by: Hat, project: PastProject | None = None
) -> PastProject:
    """Add something done before, or change it. `values` are of PROJECT. Raises Refused where the list is full."""
    row = held(filing, "edit", by)
    if project is None and row.projects.count() >= MAX_PROJECTS:
        raise Refused(_("业绩最多 %(most)d 项。") % {"most": MAX_PROJECTS})
    one = (
        PastProject(filing=row, position=_next(row.projects))
        if project is None
        else PastProject.objects.get(pk=project.pk, filing=row)
    )
    before = _told_project(one) if one.pk else None
    for name in PROJECT:
        if name in values:
            setattr(one, name, values[name])
    one.save()
    record("filing.project_saved", row, by=by.actor, before=before, after=_told_project(one))
    return one


def _told_project(one: PastProject) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in PROJECT if name != "finished_on"}
    return told | {"finished_on": one.finished_on.isoformat() if one.finished_on else None}


@transaction.atomic
def remove_project(*, project: PastProject, by: Hat) -> None:
    """Take something done before off the list, with its papers."""
    row = held(project.filing, "edit", by)
    one = row.projects.filter(pk=project.pk).first()
    if one is None:
        return
    before = _told_project(one)
    one.delete()
    record("filing.project_removed", row, by=by.actor, before=before)


@transaction.atomic
def add_paper(
    *, filing: Filing, upload: Upload, purpose: str, by: Hat, staff: StaffMember | None = None,
    project: PastProject | None = None, expires_on: date | None = None,
) -> FilingPaper:  # fmt: skip
    """Keep a file that proves something in a filing: of the agency, of one person, or of one project.

    Raises FileRefused: a type not taken, too large, harmful, too many, or the person or project is not of this filing.
    """
    limits = limits_of(filing.round)
    with received(upload, limits) as (incoming, name, kind):
        row = held(filing, "edit", by)
        if any(one is not None and one.filing_id != row.pk for one in (staff, project)):
            raise FileRefused(_("没有这名人员或这项业绩；请从列表中选择。"))
        if papers_of(row).count() >= limits.files:
            raise FileRefused(_("已有 %(most)d 个文件，达到上限；请先移除不用的。") % {"most": limits.files})
        paper = FilingPaper.objects.create(
            filing=row, blob=keep_blob(incoming, kind), name=name, purpose=purpose, staff=staff, project=project,
            expires_on=expires_on, by=by.person, at=clock.now(),
        )  # fmt: skip
    record("filing.paper_added", row, by=by.actor, after=_told_paper(paper) | {"sha256": paper.blob_id})
    return paper


@transaction.atomic
def remove_paper(*, paper: FilingPaper, by: Hat) -> None:
    """Take a file out. Its bytes are kept."""
    row = held(paper.filing, "edit", by)
    one = papers_of(row).filter(pk=paper.pk).first()
    if one is None:
        return
    one.removed_at = clock.now()
    one.save(update_fields=["removed_at"])
    record("filing.paper_removed", row, by=by.actor, before=_told_paper(one))


def _told_paper(paper: FilingPaper) -> dict[str, Any]:
    return {"name": paper.name, "purpose": paper.purpose, "staff": paper.staff_id, "project": paper.project_id}
