"""Layers that are switched off stay off: without this list a reader would show them all."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


def keep_layers(source: Pdf, target: Pdf) -> None:
    """Add the layers of `source` to those of `target`; its pages have been copied already."""
    known = source.Root.get(Name.OCProperties)
    groups = known.get(Name.OCGs) if isinstance(known, Dictionary) else None
    if not isinstance(groups, Array) or not len(groups):
        return
    every = [one for one in groups if isinstance(one, Dictionary) and one.is_indirect]
    off = _off(known.get(Name.D), every)  # type: ignore[union-attr]
    if Name.OCProperties not in target.Root:
        default = Dictionary(Name=String("layers"), OFF=Array(), Order=Array())
        target.Root.OCProperties = Dictionary(OCGs=Array(), D=default)
    into = target.Root.OCProperties
    for one in every:
        layer = target.copy_foreign(one)
        into.OCGs.append(layer)
        into.D.Order.append(layer)
        if one.objgen in off:
            into.D.OFF.append(layer)


def _off(default: Object | None, every: list[Dictionary]) -> set[tuple[int, int]]:
    if not isinstance(default, Dictionary):
        return set()
    named = {key: {one.objgen for one in default.get(key, ())} for key in ("/ON", "/OFF")}
    if default.get(Name.BaseState) == Name.OFF:
        return {one.objgen for one in every} - named["/ON"]
    return named["/OFF"]
