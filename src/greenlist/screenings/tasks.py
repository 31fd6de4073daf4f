"""What the worker does for screening: reading lists, screening again, picking up what was cut off."""

from __future__ import annotations

from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from greenlist.engine import clock

from . import domain
from .domain.importing import READ, RESCREEN
from .models import ListFile
from .queries import overtaken, unread

QUEUE = "lists"
_WAITED = timedelta(minutes=15)


@app.task(name=READ, queue=QUEUE)
def read_list(list_file: int) -> None:
    """Read one list file; its lock and its state are the verb's own."""
    domain.read_list(list_file=ListFile.objects.select_related("authority").get(pk=list_file))


@app.task(name=RESCREEN, queue=QUEUE, retry=RetryStrategy(max_attempts=3, wait=300))
def rescreen(list_file: int) -> None:
    """Screen again whom a list may concern. Of several lists that came in together the last one does it for all."""
    row = ListFile.objects.select_related("authority").get(pk=list_file)
    if not overtaken(row):
        domain.rescreen(row)


@app.periodic(cron="*/15 * * * *")
@app.task(name="screenings.read_waiting", queue=QUEUE, queueing_lock="screenings.read_waiting")
def read_waiting(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands it in
    """Read what still waits or was cut off: no list is being read for ever.

    One that another worker is reading just now is waited for, and found read.
    """
    for one in unread(before=clock.now() - _WAITED):
        domain.read_list(list_file=one)
