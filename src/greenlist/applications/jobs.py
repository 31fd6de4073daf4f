"""What the worker does for applications: virus scans, and sweeping up after interrupted uploads."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from greenlist.engine import clock

from .domain import scanning
from .files import sweep_incoming

_AGAIN = RetryStrategy(max_attempts=12, exponential_wait=4, retry_exceptions={scanning.ScannerUnavailable})
_DAY = 86_400  # seconds


@app.task(name="applications.scan_blob", queue="files", retry=_AGAIN)
def scan_blob(sha256: str) -> None:
    """Have one kept file scanned; again later where the scanner is not there."""
    scanning.scan_blob(sha256=sha256)


@app.periodic(cron="*/15 * * * *")
@app.task(name="applications.scan_waiting", queue="files", queueing_lock="applications.scan_waiting")
def scan_waiting(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands it in
    """Ask again for files whose own job was lost or gave up: nothing stays in quarantine for ever unasked."""
    for sha256 in scanning.waiting_since(minutes=15):
        scan_blob.defer(sha256=sha256)


@app.periodic(cron="17 19 * * *")  # 03:17 in Shanghai
@app.task(name="applications.sweep_incoming", queue="files")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - procrastinate hands it in
    """Remove what uploads left behind that were cut off more than a day ago."""
    sweep_incoming(older_than=clock.now().timestamp() - _DAY)
