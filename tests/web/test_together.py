"""A migration that makes its tables together takes nothing else, and the models are what the migrations make."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from greenlist.web.together import Together

THING = migrations.CreateModel("Thing", [("id", models.BigAutoField(primary_key=True))])


def made(*operations: migrations.operations.base.Operation) -> Together:
    """A migration of a room that is nowhere."""
    migration = Together("0001_initial", "nowhere")
    migration.operations = list(operations)
    return migration


@pytest.mark.parametrize(
    "other",
    [
        migrations.AddField("other", "name", models.TextField()),
        migrations.RunSQL("SELECT 1"),
        migrations.AlterField("thing", "id", models.TextField(primary_key=True)),
        migrations.DeleteModel("Thing"),
    ],
    ids=lambda one: type(one).__name__,
)
@pytest.mark.django_db
def test_what_is_not_about_its_own_tables_is_refused(other: migrations.operations.base.Operation) -> None:
    with connection.schema_editor() as editor, pytest.raises(ValueError, match="not about a table of this migration"):
        made(THING, other).apply(ProjectState(), editor)


@pytest.mark.django_db
def test_a_table_comes_with_what_is_added_to_it_later() -> None:
    later = migrations.AddField("thing", "name", models.CharField(max_length=7, default=""))
    with connection.schema_editor() as editor:
        made(THING, later).apply(ProjectState(), editor)
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, "nowhere_thing")]
    assert columns == ["id", "name"]


@pytest.mark.django_db
def test_no_model_is_without_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
