"""`/healthz` says whether the site is ready, to anybody, and nothing else."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from greenlist.ops import health

pytestmark = pytest.mark.django_db


def test_ready() -> None:
    answer = Client().get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "migrations": True}
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer


def test_not_ready_while_a_migration_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "up_to_date", lambda: False)
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": True, "migrations": False}


class Unreachable:
    """A database that is gone."""

    def cursor(self) -> None:
        raise OperationalError("connection to server at 10.0.0.7, user green, password secret")


def test_not_ready_without_a_database_and_no_secret_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "connections", {"default": Unreachable()})
    answer = Client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": False, "migrations": False}


def test_it_is_read_only_and_goes_without_https(settings: object) -> None:
    settings.SECURE_SSL_REDIRECT = True  # type: ignore[attr-defined]
    assert Client().get("/healthz").status_code == 200
    assert Client().options("/healthz").status_code == 405
