"""The page of one application: the task list for those who fill it in, the submitted version for everybody else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from greenlist.applications.models import Application
from greenlist.applications.process import knows_agencies, process_of
from greenlist.applications.queries.editing import desk_of
from greenlist.applications.rules import WORKING, applications
from greenlist.applications.tasks import next_task, tasks_of
from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.http import Request
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Deadline

from .finding import found, worn

ENDED = frozenset({"national_noticed", "listed", "not_listed"})
OVER = ENDED | {"rejected"}
SENT = ENDED | {"recommended", "province_reviewed", "province_noticed", "sent_to_ministry"}


@login_required
@require_GET
def application(request: Request, pk: int) -> HttpResponse:
    """Task list or overview. Asked by htmx it answers with the bare list of tasks."""
    row, hat = found(request, pk), worn(request)
    if not applications.may(hat, "read draft", row):
        return render(request, "applications/editing/submitted.html", _submitted(row))
    desk = desk_of(row, hat)
    tasks = tasks_of(row, desk)
    if request.htmx:
        context = {"application": row, "tasks": tasks, "current": request.GET.get("section", "")}
        return render(request, "applications/editing/tasks.html", context)
    groups: dict[str, list[Any]] = {}
    for task in tasks:
        groups.setdefault(str(task.section.group), []).append(task)
    context = {
        "application": row,
        "groups": groups,
        "next": next_task(tasks),
        "open": sum(task.open for task in tasks),
        "faults": sum(task.state == "fault" for task in tasks),
        "pack_title": book_of(row.round).pack(row.pack_id).title,
        "own": hat.among(roles.APPLICANT),
        "heading": _heading(row, hat),
        "filling": row.state in WORKING,
        "state": _label(row, "applicant" if hat.among(roles.APPLICANT) else "office"),
        "deadline": row.round.deadlines.filter(kind=Deadline.Kind.APPLY).first(),
        "returned": desk.locks.returned,
        "objections": desk.locks.objections,
        "by_agency": row.route == "agency" and knows_agencies(row.round),
        "editable": desk.locks.editable,
        "onward": _onward(row),
    }
    return render(request, "applications/editing/overview.html", context)


def _heading(row: Application, hat: Hat) -> str:
    """What the list of tasks is to whoever reads it, where the application stands now."""
    if not hat.among(roles.APPLICANT):
        return _("单位所填内容")
    if row.state in WORKING:
        return _("还要做的事")
    return _("提交的内容") if row.state not in OVER else _("申报的内容")


def _onward(row: Application) -> dict[str, bool]:
    """Whether there is something to read about how the application went on: letters, the ministry's lists."""
    return {"recommended": row.state in SENT, "ended": row.state in ENDED}


def _label(row: Application, reader: str) -> str:
    for state in process_of(row.round).states:
        if state.id == row.state:
            return _(getattr(state.labels, reader))
    return row.state


def _submitted(row: Application) -> dict[str, Any]:
    """What officials see: the newest version handed in, never the draft."""
    submission = row.submissions.select_related("by").order_by("-number").first()
    result = submission.result if submission else {}
    unit = submission.data.get("unit", {}) if submission else {}
    return {
        "application": row,
        "submission": submission,
        "result": result,
        "unit": unit,
        "state": _label(row, "office"),
        "onward": _onward(row),
        "findings": [one for one in result.get("findings", ()) if one["severity"] == "error"],
        "unmet": [one for one in result.get("conditions", ()) if one["gate"] and one["answer"] != "met"],
    }
