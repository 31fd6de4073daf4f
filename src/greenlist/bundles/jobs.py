"""What the worker does for this room: write a bundle."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

QUEUE = "packages"


@app.task(name="bundles.build", queue=QUEUE, retry=RetryStrategy(max_attempts=3, wait=60))
def build_bundle(made: int, hat: str) -> None:
    """Write a bundle that a handler asked for."""
    from .domain.making import build  # noqa: PLC0415 - the verb that defers this job stands beside it

    build(made=made, hat=hat)
