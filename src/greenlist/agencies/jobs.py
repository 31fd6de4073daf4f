"""What the worker does for this room: compare a signed report with the agency's others."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

QUEUE = "agencies"


@app.task(name="agencies.compare_report", queue=QUEUE, retry=RetryStrategy(max_attempts=3, wait=300))
def compare_report(report: int) -> None:
    """Compare one signed report with the agency's others; what they share is kept as leads."""
    from .domain.comparing import compare  # noqa: PLC0415 - signing defers this job, and stands beside it
    from .models import AgencyReport  # noqa: PLC0415

    compare(report=AgencyReport.objects.get(pk=report))
