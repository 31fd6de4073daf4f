"""What the worker of the demo does once it runs: evaluations by an agency, which would keep the first page waiting."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from greenlist.applications.models import Application


@app.task(name="demo.evaluate", queue="demo", priority=-1)
def evaluate(at_work: int, signed: int) -> None:
    """Carry one application to the middle of its evaluation, another one to the signed report. All or nothing."""
    from .agencies import evaluation_of  # noqa: PLC0415 - both are there before this
    from .seeding import hat  # noqa: PLC0415

    rows = Application.objects.select_related("round__law", "unit", "city")
    with transaction.atomic():
        evaluation_of(rows.get(pk=at_work), hat).at_work()
        evaluation_of(rows.get(pk=signed), hat).signed()
