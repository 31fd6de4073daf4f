"""An application moved: its new state and the passage that led there, in one statement."""

from __future__ import annotations

from django.db import connection

from greenlist.applications.models import Application, Passage

_COLUMNS = [field for field in Passage._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's way
_MOVE = f"""
WITH moved AS (
    UPDATE applications_application SET state = %s, state_since = %s, version = %s WHERE id = %s
)
INSERT INTO applications_passage ({", ".join(str(field.column) for field in _COLUMNS)})
VALUES ({", ".join(["%s"] * len(_COLUMNS))}) RETURNING id
"""  # noqa: S608 - the names are those of the model


def write_move(application: Application, passage: Passage) -> None:
    """Write state and version of the application as they are now, and add the passage. One query."""
    values = [field.get_db_prep_save(getattr(passage, field.attname), connection) for field in _COLUMNS]
    state = [application.state, application.state_since, application.version, application.pk]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [*state, *values])
        (passage.pk,) = cursor.fetchone()
    passage._state.adding, passage._state.db = False, connection.alias  # noqa: SLF001 - as after save()
