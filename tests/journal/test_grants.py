"""Under the program's own role the journal only grows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction

from greenlist.journal.grants import ROLE, ensure_role, statements
from greenlist.journal.models import Entry
from greenlist.journal.verify import verify

from .test_chain import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def under_the_role() -> Iterator[None]:
    """One entry is there; from now on the program has no more rights than its role."""
    act()
    ensure_role(connection)
    ensure_role(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET reason = 'x'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
        "TRUNCATE journal_head",
        "DELETE FROM journal_head",
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "ALTER TABLE journal_entry ADD COLUMN x int",
        "DROP TABLE journal_entry",
        "DROP TRIGGER pgtrigger_append_only_6d2d9 ON journal_entry",
        "CREATE TRIGGER mine BEFORE INSERT ON journal_entry EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "SET session_replication_role = replica",
        "SET pgtrigger.ignore = '{journal_entry:pgtrigger_append_only_6d2d9}'; DELETE FROM journal_entry",
    ],
)
def test_what_stands_cannot_be_touched(under_the_role: None, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Entry.objects.count() == 1


def test_entries_are_added_and_verified(under_the_role: None) -> None:
    act()
    assert verify().sound
    assert verify().count == 2


def test_the_rest_of_the_work_goes_on(under_the_role: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO parties_jurisdiction (code, name, level, path) VALUES ('x', '某市', 'city', '/x/')")
        cursor.execute("UPDATE parties_jurisdiction SET name = '另一市' WHERE code = 'x'")
        cursor.execute("DELETE FROM parties_jurisdiction WHERE code = 'x'")


def test_tables_made_later_are_open_to_the_role(under_the_role: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; CREATE TABLE later (id serial PRIMARY KEY); SET ROLE " + ROLE)
        cursor.execute("INSERT INTO later DEFAULT VALUES")


def test_another_name_is_quoted() -> None:
    made = [one.as_string(None) for one in statements('we"ird; DROP', "public")]
    assert all('"we""ird; DROP"' in one for one in made)
