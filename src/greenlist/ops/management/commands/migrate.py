"""`migrate`, which makes the tables of an empty database at once before it looks for what is left to do."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from greenlist.ops import tables


class Command(Migrate):
    """As Django's, with the same options and the same tables in the end."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay the recorded tables where everything is asked for and nothing is there, then migrate."""
        partly = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")
        if not any(options[name] for name in partly):
            tables.lay(connections[options["database"]])
        super().handle(*args, **options)
