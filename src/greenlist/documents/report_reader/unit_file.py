"""What a report states, as the file of a unit (docs/application.md) for a round of files."""

from __future__ import annotations

from typing import Any

from .taken import Asked, Draft, Taken


def unit_file(draft: Draft, asked: Asked, *, agency: bool, source: str) -> dict[str, Any]:
    """The data of an application file; each value carries the place of the report it was read from as its reason.

    `source`: how the report is called. Never raises; what is missing is left out, for the evaluation to ask for.
    """
    data: dict[str, Any] = {
        "greenlist": 1,
        "kind": asked.pack.kind.value,
        "evaluation_year": asked.year,
        "pack": asked.pack.id,
        "route": "agency" if agency else "self",
        "unit": {},
    }
    for one in draft.taken:
        _put(data, one, source)
    for row in draft.rows:
        data.setdefault(row.table, []).append({cell.path[-1]: _block(cell, source) for cell in row.cells})
    return data


def _put(data: dict[str, Any], one: Taken, source: str) -> None:
    section = one.path[0]
    if section == "claimed_score":
        data[section] = one.value
    elif section == "conditions":
        words = [one.value.get("reason", ""), f"取自《{source}》{one.at}"]
        data.setdefault(section, {})[one.path[1]] = one.value | {"reason": "\n".join(word for word in words if word)}
    elif section == "years":
        data.setdefault(section, {}).setdefault(one.path[1], {})[one.path[2]] = _block(one, source)
    elif section == "unit":
        data[section][one.path[1]] = one.value  # the head of an application file holds plain values
    else:
        place = "values" if section == "narrative" else section
        data.setdefault(place, {})[one.path[1]] = _block(one, source)


def _block(one: Taken, source: str) -> dict[str, Any]:
    block = {"value": one.value, "reason": f"取自《{source}》{one.at}"}
    return block | ({"unit": one.unit} if one.unit else {})
