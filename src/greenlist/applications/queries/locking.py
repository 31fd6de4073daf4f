"""An application's row, locked, with the rows around it."""

from __future__ import annotations

from django.db import connection

from greenlist.applications.models import Application
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.models import LawEdition, Round

from .plain import columns, part, whole

# Joining the law and two more places as well takes longer to plan than to run; what is needed of them is one column.
_LOCK = f"""
SELECT {columns(Application, "application")}, {columns(Round, "round")}, {columns(Organisation, "unit")},
    {columns(Jurisdiction, "city")},
    (SELECT sha256 FROM rounds_lawedition WHERE id = round.law_id),
    (SELECT code FROM parties_jurisdiction WHERE id = round.jurisdiction_id),
    (SELECT name FROM parties_jurisdiction WHERE id = unit.jurisdiction_id)
FROM applications_application application
JOIN rounds_round round ON round.id = application.round_id
JOIN parties_organisation unit ON unit.id = application.unit_id
JOIN parties_jurisdiction city ON city.id = application.city_id
WHERE application.id = %s
FOR UPDATE OF application
"""  # noqa: S608 - the names are those of the models


def locked_row(pk: int) -> Application:
    """The row, locked until the transaction ends, with its round, unit and city. Raises DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [pk])
        row = cursor.fetchone()
    if row is None:
        raise Application.DoesNotExist
    values = iter(row)
    found, round_, unit, city = (
        whole(Application, values), whole(Round, values), whole(Organisation, values), whole(Jurisdiction, values),
    )  # fmt: skip
    sha256, code, name = values
    round_.law = part(LawEdition, id=round_.law_id, sha256=sha256)
    round_.jurisdiction = part(Jurisdiction, id=round_.jurisdiction_id, code=code)
    unit.jurisdiction = part(Jurisdiction, id=unit.jurisdiction_id, name=name)
    found.round, found.unit, found.city = round_, unit, city
    return found
