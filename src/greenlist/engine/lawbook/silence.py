"""A law file that was kept before this program knew some of its parameters: what it does not say is open.

Authors must write every parameter, null where the text is silent. A round goes on under the files it was opened with;
a parameter that came later is not in them, and reads as if it stood there with null (docs/round.md says what null
means for each). Only single facts are filled in, never a list of rules: that there is none is not for us to say.
"""

from __future__ import annotations

import copy
import types
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from greenlist.engine.facts import Fact, Mark

from .schema import Cited

SILENT = "开启轮次时的规则版本还没有这一项，按没有规定办"
DEEPEST = 8  # parameters within parameters


def with_silence(data: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """The plain data of a file with every fact that it lacks as an open one; `data` itself stays as it is."""
    filled = copy.deepcopy(dict(data))
    for _depth in range(DEEPEST):
        missing = [(place, blank) for place in _missing(filled, model) if (blank := _blank(model, place, data))]
        if not missing:
            break
        for place, (value,) in missing:
            _put(filled, place, value)
    return filled


def _missing(data: Mapping[str, Any], model: type[BaseModel]) -> list[tuple[int | str, ...]]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [one["loc"] for one in error.errors() if one["type"] == "missing"]
    return []


def _blank(model: type[BaseModel], place: Sequence[int | str], data: Mapping[str, Any]) -> tuple[dict[str, Any]] | None:
    """What stands for silence at a place, alone in a tuple; None where nothing can."""
    kind = _kind_at(model, place)
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return None
    cited = {"mark": Mark.UNVERIFIED.value, "source": str(data.get("source", "")), "note": SILENT}
    if issubclass(kind, Fact):
        return ({"value": None, **cited},)
    return (cited if issubclass(kind, Cited) else {},)


def _kind_at(model: type[BaseModel], place: Sequence[int | str]) -> Any:
    """The type that a schema has at a place, None where it has none."""
    kind: Any = model
    for part in place:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = kind.model_fields
            kind = next((one.annotation for name, one in fields.items() if part in {name, one.alias}), None)
        elif get_origin(kind) in {dict, list}:
            kind = get_args(kind)[-1]
        else:
            return None
        kind = _bare(kind)
    return kind


def _bare(kind: Any) -> Any:
    """A type without what is said about it, and without the None beside it."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        named = [one for one in get_args(kind) if one is not type(None)]
        return _bare(named[0]) if len(named) == 1 else kind
    return kind


def _put(data: MutableMapping[str, Any], place: Sequence[int | str], value: dict[str, Any]) -> None:
    inner: Any = data
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = value
