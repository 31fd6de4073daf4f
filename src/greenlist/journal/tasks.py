"""What the journal does by itself at night."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from greenlist.engine import clock

from .checking import check_chain
from .context import PROGRAM
from .models import SpentKey

KEPT_DAYS = 7  # how long a key is remembered: longer than any browser offers a form again


@app.periodic(cron="17 19 * * *")  # 03:17 in Shanghai; the scheduler counts in UTC
@app.task(name="journal.forget_spent_keys", queueing_lock="journal.forget_spent_keys")
def forget_spent_keys(timestamp: int) -> int:  # noqa: ARG001 - handed over by the scheduler
    """Forget idempotency keys older than a week; says how many."""
    return SpentKey.objects.filter(at__lt=clock.now() - timedelta(days=KEPT_DAYS)).delete()[0]


@app.periodic(cron="37 19 * * *")  # 03:37 in Shanghai
@app.task(name="journal.check_the_chain", queueing_lock="journal.check_the_chain")
def check_the_chain(timestamp: int) -> bool:  # noqa: ARG001 - handed over by the scheduler
    """Verify the whole chain and enter the outcome; says whether it is sound."""
    return check_chain(by=PROGRAM).sound
