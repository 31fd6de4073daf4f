"""The tables of a new database at once: they are those of the migrations, and nothing is laid over what is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from greenlist.ops import tables

TOOL = Path(__file__).parents[2] / "tools" / "tables.py"


@pytest.mark.django_db
def test_a_database_made_from_the_record_is_where_the_migrations_end() -> None:
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
    assert set(tables.named(tables.RECORD.read_text(encoding="utf-8"))) == set(executor.loader.disk_migrations)


@pytest.mark.django_db
def test_nothing_is_laid_over_tables_that_are_there() -> None:
    assert not tables.lay(connection)


@pytest.mark.django_db
def test_a_record_of_another_release_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    later = tmp_path / "tables.sql"
    later.write_text("-- migration parties 9999_of_tomorrow\nCREATE TABLE nobody ();\n", encoding="utf-8")
    monkeypatch.setattr(tables, "RECORD", later)
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda _self: [])
    assert not tables.lay(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('nobody')")
        assert cursor.fetchone() == (None,)


@pytest.mark.long
def test_the_record_says_what_the_migrations_do() -> None:
    """Both are run on a server of their own, statement by statement."""
    told = subprocess.run([sys.executable, str(TOOL), "--check", "--run"], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
