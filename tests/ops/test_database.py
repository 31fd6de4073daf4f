"""DATABASE_URL and the role that works there."""

from __future__ import annotations

import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from greenlist.journal.grants import ROLE
from greenlist.ops.database import database, role_for_serving, work_as


def test_an_address_becomes_djangos_settings() -> None:
    got = database("postgresql://green:s%40crow@db.example.cn:5433/list?sslmode=verify-full")
    assert got["ENGINE"] == "django.db.backends.postgresql"
    named = {key: got[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {"NAME": "list", "USER": "green", "PASSWORD": "s@crow", "HOST": "db.example.cn", "PORT": "5433"}
    assert got["OPTIONS"] == {"sslmode": "verify-full"}


def test_a_socket_and_a_role() -> None:
    got = database("postgresql://postgres:@/postgres?host=/run/pg&options=-c%20statement_timeout%3D5000", role="app")
    assert got["HOST"] == "/run/pg"
    assert got["OPTIONS"]["options"] == "-c statement_timeout=5000 -c role=app"


@pytest.mark.parametrize(
    "url", ["", "mysql://root@host/list", "postgresql://host", "nonsense", "postgresql://h:port/d"]
)
def test_nonsense_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(url)


def test_the_site_works_as_the_usual_role_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIST_DB_ROLE", "")
    assert role_for_serving() == ROLE
    monkeypatch.setenv("GREENLIST_DB_ROLE", "ours")
    assert role_for_serving() == "ours"
    work_as("")
    assert os.environ["GREENLIST_DB_ROLE"] == ""
