"""What may stand in the columns that are chosen, not written."""

from __future__ import annotations

from greenlist.engine.fields import Fields

OURS: dict[str, tuple[str, ...]] = {"route": ("自评价", "第三方"), "epr_pilot": ("是", "否")}
FROM_FIELDS = ("park_level", "indicator_system")  # columns named as the field of the dictionary they come from


def choices_of(fields: Fields) -> dict[str, tuple[str, ...]]:
    """By the name of a value the words that may stand there; columns that are written freely are left out."""
    found = dict(OURS)
    for name in FROM_FIELDS:
        field = fields.by_id.get(name)
        if field is not None and field.values:
            found[name] = tuple(field.values)
    return found
