"""What is wrong with a template, as sentences with the place they are about."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import Message, say


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a template. `place` is where it stands, '' for the file as a whole."""

    message: Message
    place: str = ""


class Unfit(Unprintable):
    """A template cannot be filled; `message` says why and what to do, `problems` all that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


def unfit(code: str, place: str = "", **params: object) -> Unfit:
    """One problem as an exception."""
    return Unfit((Problem(say(code, **params), place),))
