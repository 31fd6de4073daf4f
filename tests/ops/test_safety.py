"""`greenlist serve` refuses what a site in use must not be started with, and says what to do."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.db import connection

from door import greenlist
from greenlist.journal.grants import ROLE, ensure_role
from greenlist.ops import safety

SAFE = {
    "DEBUG": False, "DEMO": False, "SECRET_KEY": secrets.token_urlsafe(64), "HTTPS": True, "PLAIN_HTTP": False,
    "ALLOWED_HOSTS": ["green.example.cn"],
}  # fmt: skip


@pytest.fixture
def safe(settings: Any) -> Any:
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def test_safe_settings_pass(safe: Any) -> None:
    assert list(safety.of_settings()) == []
    safe.HTTPS, safe.PLAIN_HTTP = False, True  # a closed network, said in so many words
    assert list(safety.of_settings()) == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEBUG", True, "site.debug_on"),
        ("DEMO", True, "site.demo_on"),
        ("SECRET_KEY", "short", "site.key_weak"),
        ("SECRET_KEY", "a" * 80, "site.key_weak"),
        ("ALLOWED_HOSTS", ["*"], "site.hosts_open"),
        ("ALLOWED_HOSTS", [], "site.hosts_open"),
        ("HTTPS", False, "site.no_https"),
    ],
)
def test_each_unsafe_setting_is_named(safe: Any, name: str, value: object, code: str) -> None:
    setattr(safe, name, value)
    assert [one.code for one in safety.of_settings()] == [code]


@pytest.mark.django_db
def test_whoever_owns_the_tables_could_change_the_journal_and_is_refused() -> None:
    assert [one.code for one in safety.of_database()] == ["site.journal_open"]


@pytest.mark.django_db
def test_the_role_that_may_only_add_passes() -> None:
    ensure_role(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    assert list(safety.of_database()) == []


@pytest.mark.django_db
def test_a_database_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "up_to_date", lambda: False)
    assert [one.code for one in safety.of_database()] == ["site.not_migrated"]
    monkeypatch.setattr(safety, "OLDEST_SERVER", 99)
    assert next(iter(safety.of_database())).code == "site.database_old"


@pytest.mark.django_db
def test_serve_tells_everything_at_once_and_starts_nothing(safe: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIST_DB_ROLE", "")
    monkeypatch.setenv("GREENLIST_STATIC", "collected")
    safe.DEBUG, safe.HTTPS = True, False
    said = greenlist("serve", "--lang", "en")
    assert said.code == 2
    assert "3 things are unsafe" in said.err
    assert "GREENLIST_DEBUG" in said.err
    assert "GREENLIST_PLAIN_HTTP" in said.err
    assert "journal" in said.err
