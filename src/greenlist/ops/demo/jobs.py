"""What the worker of the demo does once it runs: all that would keep the first page waiting."""

from __future__ import annotations

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from greenlist.applications.models import Application
from greenlist.engine import clock

QUEUE = "demo"
CARRY_ON = "demo.carry_on"


@app.task(name="demo.evaluate", queue=QUEUE, priority=-1)
def evaluate(at_work: int, signed: int) -> None:
    """Carry one application to the middle of its evaluation, another one to the signed report. All or nothing."""
    from .agencies import evaluation_of  # noqa: PLC0415 - both are there before this
    from .seeding import hat  # noqa: PLC0415

    rows = Application.objects.select_related("round__law", "unit", "city")
    with transaction.atomic():
        evaluation_of(rows.get(pk=at_work), hat).at_work()
        evaluation_of(rows.get(pk=signed), hat).signed()


@app.task(name=CARRY_ON, queue=QUEUE, priority=-2, lock=CARRY_ON, retry=RetryStrategy(max_attempts=3, wait=5))
def carry_on(step: int) -> None:
    """One step of the round (`onward.STEPS`), and the next one queued in the same transaction: each happens once.

    The job after the last step stands for the end. A step after which another one was queued is done: nothing happens.
    """
    from .onward import STEPS  # noqa: PLC0415 - it needs what is there before this
    from .seeding import first_round  # noqa: PLC0415

    with transaction.atomic():
        later = ProcrastinateJob.objects.filter(task_name=CARRY_ON, args__step__gt=step)
        if step < len(STEPS) and not later.exists():
            STEPS[step](first_round())
            carry_on.defer(step=step + 1)


def resume() -> None:
    """Queue anew what a worker that was killed had begun. Only while no worker runs."""
    for pk in ProcrastinateJob.objects.filter(queue_name=QUEUE, status="doing").values_list("pk", flat=True):
        app.job_manager.retry_job_by_id(pk, retry_at=clock.now())
