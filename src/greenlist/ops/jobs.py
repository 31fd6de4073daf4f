"""The jobs: mail, scans, nightly checks. Each app keeps its own in `tasks.py`; they queue in the database."""

from __future__ import annotations

import asyncio

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def work(*, concurrency: int = 1) -> None:
    """Do jobs as they come, and the periodic ones at their time, until told to stop (TERM or INT)."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("the jobs live in Django's database")
    with app.replace_connector(connector.get_worker_connector()) as working:
        asyncio.run(_work(working, concurrency))


async def _work(working: App, concurrency: int) -> None:
    async with working.open_async():
        await working.run_worker_async(concurrency=concurrency)
