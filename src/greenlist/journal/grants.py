"""The database role the program works under: it may add to the journal, and neither change nor remove what stands.

The triggers stop mistakes; the grants stop the program itself, whatever it is made to run. The role owns nothing, so
it cannot alter a table or switch a trigger off.
"""

from __future__ import annotations

from typing import Any

from psycopg import sql

ROLE = "greenlist_app"
ADD_ONLY = ("journal_entry",)
NEVER_DELETED = ("journal_head",)

_MAKE = """
DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN CREATE ROLE {role} NOLOGIN; END IF;
END $do$
"""
_GRANTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    "GRANT {role} TO CURRENT_USER",
)


def ensure_role(connection: Any, role: str = ROLE) -> None:
    """Make the role where it is missing and set what it may do. Again and again gives the same.

    `connection` is Django's, as the owner of the tables; run it after every migration.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = cursor.fetchone()[0]
        for statement in statements(role, schema):
            cursor.execute(statement.as_string(cursor.connection))


def statements(role: str = ROLE, schema: str = "public") -> list[sql.Composed]:
    """The SQL for a database administrator who would rather run it by hand."""
    names = {"role": sql.Identifier(role), "name": sql.Literal(role), "schema": sql.Identifier(schema)}
    made = [sql.SQL(text).format(**names) for text in (_MAKE, *_GRANTS)]
    for tables, forbidden in ((ADD_ONLY, "UPDATE, DELETE, TRUNCATE"), (NEVER_DELETED, "DELETE, TRUNCATE")):
        for table in tables:
            text = sql.SQL(f"REVOKE {forbidden}, REFERENCES, TRIGGER ON {{table}} FROM {{role}}")
            made.append(text.format(table=sql.Identifier(schema, table), **names))
    return made
