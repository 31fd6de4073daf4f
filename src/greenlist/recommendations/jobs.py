"""What the worker does for this room: merge the files of units."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from greenlist.paperwork.jobs import put_off

QUEUE = "packages"


@app.task(name="recommendations.build_packages", queue=QUEUE, retry=RetryStrategy(max_attempts=3, wait=60))
def build_packages(run: int) -> None:
    """Make the package of every unit of a run, one after another; what is made already is not made again."""
    from .domain.packaging import build_run  # noqa: PLC0415 - the verb that defers this job stands beside it
    from .models import PackageRun  # noqa: PLC0415

    round_ = PackageRun.objects.values_list("recommendation__round", flat=True).get(pk=run)
    if not put_off(build_packages, round_, run=run):
        build_run(run=run)


@app.task(name="recommendations.build_package", queue=QUEUE, retry=RetryStrategy(max_attempts=3, wait=60))
def build_package(unit: int, person: int) -> None:
    """Make the package of one unit that is too large to be waited for."""
    from .domain.packaging import build_later  # noqa: PLC0415

    build_later(unit=unit, person=person)
