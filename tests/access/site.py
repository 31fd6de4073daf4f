"""Every address of the site, read from the resolver: name, arguments, whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

NAMELESS = "?"


@dataclass(frozen=True)
class Address:
    """One URL pattern. `room`: the package its view lives in (greenlist.applications, allauth ...)."""

    name: str
    route: str
    room: str
    arguments: tuple[str, ...]


def addresses() -> list[Address]:
    """All of them, by name; one without a name stands under `?` and its route."""
    return sorted(_below(get_resolver(), "", ""), key=lambda one: one.name)


def _below(resolver: URLResolver, route: str, space: str) -> Iterator[Address]:
    for one in resolver.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _below(one, here, inner)
        elif isinstance(one, URLPattern):
            name = f"{space}{one.name or NAMELESS + here}"
            yield Address(name, here, _room(one, space), tuple(one.pattern.regex.groupindex))


def _room(pattern: URLPattern, space: str) -> str:
    if space == "api:":
        return "greenlist.api"  # its views are wrapped by ninja
    module = pattern.callback.__module__.split(".")
    return ".".join(module[:2]) if module[0] == "greenlist" else module[0]
