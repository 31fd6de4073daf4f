"""How far the pictures of a template's trial are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from greenlist.engine import clock
from greenlist.paperwork import pictures
from greenlist.paperwork.models import DocumentTemplate
from greenlist.paperwork.office import soffice

TASK = "paperwork.build_pictures"
GIVEN_UP = timedelta(minutes=5)  # they take seconds: a job that began so long ago was cut off
WAITING, WORKING, DONE, NONE = "waiting", "working", "done", "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page of a version says: waiting, working, done, none, or why they cannot be made."""

    state: str
    pages: range = range(0)
    total: int = 0


def standing_of(template: DocumentTemplate) -> Standing:
    """The pictures of a version. One query."""
    if under_way := job_of(template.pk):
        return Standing(WORKING if under_way == "doing" else WAITING)
    found = pictures.kept(template)
    if found is not None and found.shown:
        return Standing(DONE, range(1, found.shown + 1), found.total)
    if soffice() is None:
        return Standing(pictures.NO_OFFICE)
    return Standing(found.fault if found is not None and found.fault != pictures.NO_OFFICE else NONE)


def job_of(template: int) -> str:
    """The state of the job that makes them: todo or doing; '' where there is none. One query."""
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, args__template=template, status__in=("todo", "doing"))
    started = clock.now() - GIVEN_UP
    going = jobs.filter(status="doing", procrastinateevent__type="started", procrastinateevent__at__gt=started)
    found = (jobs.filter(status="todo") | jobs.filter(pk__in=going.values("pk"))).values_list("status", flat=True)
    return min(set(found), default="")
