"""What the worker does for this room: notices that are over, objections that fall due, counts that are forgotten."""

# ruff: noqa: ARG001, PLC0415 - a periodic job is given its time; the verbs read models, which are not loaded yet here
from __future__ import annotations

from procrastinate.contrib.django import app

QUEUE = "notices"


@app.periodic(cron="*/10 * * * *")
@app.task(name="notices.end", queue=QUEUE, queueing_lock="notices.end", pass_context=False)
def end_notices(timestamp: int) -> None:
    """Mark notices whose last day is past."""
    from .domain import ending

    ending.end_notices()


@app.periodic(cron="40 0 * * *")  # 08:40 in Shanghai
@app.task(name="notices.remind", queue=QUEUE, queueing_lock="notices.remind", pass_context=False)
def remind_due(timestamp: int) -> None:
    """Tell the office which objections fall due."""
    from .domain import ending

    ending.remind_due()


@app.periodic(cron="27 19 * * *")  # 03:27 in Shanghai
@app.task(name="notices.forget_knocks", queue=QUEUE, queueing_lock="notices.forget_knocks", pass_context=False)
def forget_knocks(timestamp: int) -> None:
    """Forget who knocked yesterday."""
    from .domain import ending

    ending.forget_knocks()
