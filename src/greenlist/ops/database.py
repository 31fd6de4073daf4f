"""DATABASE_URL as Django wants it, and the role that works there.

Tables are made by their owner; the site works under a role that may only add to the journal (`journal/grants.py`).
"""

from __future__ import annotations

import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from greenlist.journal.grants import ROLE

from . import env

_DJANGO = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database(url: str, *, role: str = "") -> dict[str, Any]:
    """Connection settings from a postgresql:// URL.

    `role` is the database role the program works under once connected: one that may add to the journal but not
    change or remove what stands there. Raises ImproperlyConfigured for a URL that is none of PostgreSQL.
    """
    try:
        parts = dict(conninfo_to_dict(url))
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from None
    if "dbname" not in parts:
        raise ImproperlyConfigured("DATABASE_URL names no database: postgresql://user:password@host/name")
    if not str(parts.get("port", 5432)).isdecimal():
        raise ImproperlyConfigured(f"DATABASE_URL: the port {parts['port']!r} is no number.")
    settings: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    settings |= {name: str(parts.pop(key)) for key, name in _DJANGO.items() if key in parts}
    if role:
        parts["options"] = f"{parts.get('options', '')} -c role={role}".strip()
    settings["OPTIONS"] = parts
    settings["CONN_MAX_AGE"] = 60
    settings["CONN_HEALTH_CHECKS"] = True
    return settings


def role_for_serving() -> str:
    """The role of a site in use: what GREENLIST_DB_ROLE says, the usual one where it says nothing."""
    return env.text("GREENLIST_DB_ROLE", "") or ROLE


def work_as(role: str) -> None:
    """Let this process work under a role, or as the owner of the tables (''). Call it before the settings load."""
    os.environ.pop("GREENLIST_DB_ROLE_FILE", None)
    os.environ["GREENLIST_DB_ROLE"] = role
