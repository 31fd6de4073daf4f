"""What the worker does for this room: remind departments, write what a silence rule says. Both may run at any hour."""

from __future__ import annotations

from procrastinate.contrib.django import app

QUEUE = "consultations"


@app.periodic(cron="20 * * * *")
@app.task(name="consultations.clock", queue=QUEUE, queueing_lock="consultations.clock")
def keep_time(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands it in
    """First the rule, so that nobody is reminded of what it has settled; then the reminders. Each happens once."""
    from .domain.reminding import remind_by_calendar  # noqa: PLC0415 - models are not loaded before the apps are ready
    from .domain.silence import apply_silence  # noqa: PLC0415

    apply_silence()
    remind_by_calendar()
