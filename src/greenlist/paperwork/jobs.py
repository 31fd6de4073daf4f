"""What the worker does for this room: batches of reports, pictures of templates, sweeping what nobody asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from greenlist.engine import clock

from . import made

QUEUE = "paperwork"
AGAIN = 120  # seconds until a batch that is held asks again


@app.task(name="paperwork.build_reports", queue=QUEUE)
def build_reports(run: int) -> None:
    """Make one batch; not repeated by itself: a batch that was cut off is seen on its page and asked for again."""
    from .domain.runs import build, keep_waiting  # noqa: PLC0415 - the verb that defers this job stands beside it
    from .models import ReportRun  # noqa: PLC0415

    if not put_off(build_reports, ReportRun.objects.values_list("round", flat=True).get(pk=run), run=run):
        build(run=run)
    else:
        keep_waiting(run=run)


@app.task(name="paperwork.build_pictures", queue=QUEUE)
def build_pictures(template: int) -> None:
    """Draw the pages of a template's trial; not repeated by itself: its page offers to ask again."""
    from .domain.pictures import make_pictures  # noqa: PLC0415 - the verb that defers this job stands beside it

    make_pictures(template=template)


def put_off(task: Task[..., Any, ...], round_id: int, **arguments: int) -> bool:
    """Whether the round holds its batches now; the job then asks again in two minutes."""
    from .queries.holds import hold_of  # noqa: PLC0415 - models are not loaded when jobs are registered

    if hold_of(round_id) is None:
        return False
    task.configure(schedule_in={"seconds": AGAIN}).defer(**arguments)
    return True


@app.periodic(cron="41 3 * * *")
@app.task(name="paperwork.sweep", queue=QUEUE)
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands it in
    """Remove made documents that nobody asked for in so many days. Files handed in and records are kept elsewhere."""
    made.sweep(older_than=(clock.now() - timedelta(days=settings.MADE_DAYS)).timestamp())
