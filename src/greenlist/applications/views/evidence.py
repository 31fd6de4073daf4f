"""Pages of evidence: the list of a draft or of a version handed in, and one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenlist.applications.evidence_rules import may_change_evidence, may_open, visible_evidence
from greenlist.applications.filetypes import TYPES
from greenlist.applications.forms.evidence import Choices, DetailsForm, LinkForm, ReplaceForm, UploadForm
from greenlist.applications.limits import Limits, limits_of
from greenlist.applications.locks import OPEN, Locks, locks_of
from greenlist.applications.models import Application, Evidence, Submission, WitnessKind
from greenlist.applications.queries import editing
from greenlist.applications.queries.evidence import (
    Places,
    Row,
    citations,
    draft_row,
    draft_rows,
    missing_proofs,
    submitted_rows,
    versions_of,
)
from greenlist.applications.rules import AT_AGENCY, applications
from greenlist.applications.tasks import tasks_of
from greenlist.parties import roles
from greenlist.parties.access import Hat, Ruling, find, no
from greenlist.parties.http import Request


@dataclass
class Desk:
    """One application's evidence before one person: what may be seen and done."""

    hat: Hat
    application: Application
    submission: Submission | None  # the version looked at; None: the draft

    @cached_property
    def places(self) -> Places:
        """Its places in words."""
        return Places(self.application)

    @cached_property
    def limits(self) -> Limits:
        """What may be handed in."""
        return limits_of(self.application.round)

    @cached_property
    def witness(self) -> str:
        """Whose files this person hands in: the agency's, or the unit's."""
        return WitnessKind.VERIFIED if self.hat.among(roles.AGENCY) else WitnessKind.CLAIMED

    @cached_property
    def locks(self) -> Locks:
        """What a return or an agency at work leaves open; to the agency itself everything."""
        return locks_of(self.application) if self.witness == WitnessKind.CLAIMED else OPEN

    @cached_property
    def edits(self) -> Ruling:
        """Whether this person works on files of the draft at all."""
        if self.witness == WitnessKind.CLAIMED:
            return applications.may(self.hat, "edit", self.application)
        ruling = applications.may(self.hat, "verify", self.application)
        return ruling if not ruling or self.application.state in AT_AGENCY else no(_("现在不在评价之中，只能查看。"))

    @cached_property
    def choices(self) -> Choices:
        """Places that may be noted now: all, or those of the items sent back."""
        whole = self.places.choices()
        if self.locks.ruling("evidence"):
            return whole
        return self.places.choices(key for _, group in whole for key, _ in group if self.locks.ruling(key))

    @property
    def may_add(self) -> bool:
        """Whether a file may be handed in now."""
        return bool(self.edits) and self.submission is None and bool(self.choices)

    @property
    def place_needed(self) -> bool:
        """Whether a new file must say which open item it proves."""
        return not self.locks.ruling("evidence")

    def may_change(self, evidence: Evidence) -> Ruling:
        """Whether one file may be changed now."""
        if not self.edits:
            return self.edits
        if evidence.witness != self.witness:
            return no(_("文件由交来的一方更换或移除。"))
        return may_change_evidence(self.locks, [use.place for use in evidence.uses.all()])

    @cached_property
    def seen(self) -> QuerySet[Evidence]:
        """The files this person may see."""
        return visible_evidence(self.hat, self.application, self.submission)


def desk_of(request: Request, pk: int) -> Desk:
    """The application by its number, the version by ?version. Officials see what was handed in, the newest by default.

    Raises Http404.
    """
    rows = applications.visible(request.hat).select_related("round__law", "unit", "city")
    application = find(rows, pk=pk)
    assert request.hat is not None  # noqa: S101 - nobody sees an application without a hat
    return Desk(request.hat, application, _version(request, application))


def _version(request: Request, application: Application) -> Submission | None:
    wanted = request.GET.get("version", "")
    if wanted:
        if not wanted.isdecimal() or len(wanted) > 6:
            raise Http404
        return find(application.submissions.all(), number=int(wanted))
    if request.hat is not None and request.hat.among(roles.APPLICANT | roles.AGENCY):
        return None  # those who read the draft
    return application.submissions.last()


@login_required
@require_safe
def evidence(request: Request, pk: int) -> HttpResponse:
    """The files of the draft with the form to add some; of a version handed in for whoever reads that."""
    desk = desk_of(request, pk)
    form = upload_form(desk, initial={"place": request.GET.get("place", "")}) if desk.may_add else None
    return list_page(request, desk, form)


def upload_form(desk: Desk, *args: Any, **kwargs: Any) -> UploadForm:
    """The form to add files."""
    return UploadForm(*args, limits=desk.limits, choices=desk.choices, place_needed=desk.place_needed, **kwargs)


def list_page(request: Request, desk: Desk, form: UploadForm | None, *, status: int = 200) -> HttpResponse:
    """The list as a page."""
    rows = list_of(desk)
    limits = desk.limits
    drafting = desk.submission is None
    context = {
        "layout": "web/three_columns.html" if drafting else "web/base.html",
        "tasks": tasks_of(desk.application, editing.desk_of(desk.application, desk.hat)) if drafting else [],
        "application": desk.application, "submission": desk.submission, "rows": rows, "form": form,
        "total": sum(row.size for row in rows), "limits": limits, "edits": desk.edits,
        "types": [one.label for one in TYPES.values() if one.id in limits.types],
        "missing": missing_proofs(desk.application, desk.places, rows) if drafting else [],
        "place_needed": desk.place_needed,
    }  # fmt: skip
    return render(request, "applications/evidence/list.html", context, status=status)


def list_of(desk: Desk) -> list[Row]:
    """The rows of the list, expired ones first."""
    if desk.submission is not None:
        return submitted_rows(desk.submission, desk.places)
    return draft_rows(desk.application, desk.places)


@login_required
@require_safe
def evidence_item(request: Request, pk: int, eid: int) -> HttpResponse:
    """One file: what is known of it, what it proves, its versions, and what may be done with it."""
    desk = desk_of(request, pk)
    return item_page(request, desk, find(files_of(desk), pk=eid))


def files_of(desk: Desk) -> QuerySet[Evidence]:
    """The files with what a page of one shows."""
    return desk.seen.select_related("blob", "by", "application").prefetch_related("uses")


def item_page(
    request: Request, desk: Desk, one: Evidence, *, status: int = 200, **bound: DetailsForm | LinkForm | ReplaceForm
) -> HttpResponse:
    """The page of one file; `bound` are forms that came back with errors, by name."""
    current = desk.submission is None and one.removed_at is None and not hasattr(one, "replaced_by")
    changes = bool(current and desk.may_change(one))
    known = {"issued_on": one.issued_on, "expires_on": one.expires_on, "note": one.note}
    context: dict[str, Any] = {
        "application": desk.application, "submission": desk.submission, "evidence": one, "current": current,
        "row": _row(desk, one), "versions": versions_of(one, desk.seen), "opens": may_open(one),
        "changes": changes, "edits": desk.edits,
    }  # fmt: skip
    if changes:
        context |= {
            "details_form": DetailsForm(initial=known), "link_form": LinkForm(choices=desk.choices),
            "replace_form": ReplaceForm(limits=desk.limits, initial={"note": one.note}),
        }  # fmt: skip
    return render(request, "applications/evidence/item.html", context | bound, status=status)


def _row(desk: Desk, one: Evidence) -> Row:
    """The file as a row: as handed in, or as it stands in the draft."""
    if desk.submission is not None:
        return next(row for row in submitted_rows(desk.submission, desk.places) if row.pk == one.pk)
    return draft_row(one, desk.places, citations(desk.application, desk.places).get(one.pk, []))
