"""A first migration that makes its tables from the state they end in: a new database is there in seconds, not a minute.

Django renders the models anew for every operation of a migration; with hundreds of operations that takes far longer
than all the tables.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

WITH_THEIR_TABLE = (migrations.AddField, migrations.AddConstraint, migrations.AddIndex)
ON_THEIR_OWN = (migrations.CreateModel, AddTrigger)


class Together(migrations.Migration):
    """A migration of new models alone: fields, constraints and indexes that it adds later come with their tables."""

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,  # noqa: ARG002 - of Django's making
    ) -> ProjectState:
        """Make every table as it is at the end of this migration. Raises ValueError for another kind of operation."""
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)  # rendered once, after all operations are known
        for one in self.operations:
            self._check(one)
            one.state_forwards(self.app_label, project_state)
        for one in self.operations:
            if isinstance(one, ON_THEIR_OWN):
                one.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state

    def _check(self, operation: Operation) -> None:
        made = {one.name_lower for one in self.operations if isinstance(one, migrations.CreateModel)}
        named: Any = getattr(operation, "model_name_lower", None) or getattr(operation, "model_name", "").lower()
        if isinstance(operation, ON_THEIR_OWN) or (isinstance(operation, WITH_THEIR_TABLE) and named in made):
            return
        raise ValueError(f"{self}: {operation.describe()} is not about a table of this migration")
