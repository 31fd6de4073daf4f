"""What rooms above show on the page of a round: a template each, and what it is filled with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from greenlist.parties.access import Hat

from .models import Round

ASIDES: dict[str, Callable[[Round, Hat | None], object | None]] = {}  # template -> content; filled by rooms above


@dataclass(frozen=True, slots=True)
class Aside:
    """One part of the page."""

    template: str
    content: object


def asides_of(round_: Round, hat: Hat | None) -> list[Aside]:
    """What there is to show to this hat."""
    made = [(template, make(round_, hat)) for template, make in sorted(ASIDES.items())]
    return [Aside(template, content) for template, content in made if content is not None]
