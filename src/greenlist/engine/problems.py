"""What is wrong with a file handed in: which file, where in it, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.messages import Language, Message, render


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One fault of one input file. `place` is a key or a sheet and cell; `fatal` stops this unit."""

    file: str
    place: str
    message: Message
    fatal: bool = False

    def text(self, language: Language = "zh") -> str:
        """One line for a person: file, place, what to do."""
        where = f"{self.file} {self.place}".strip()
        return f"{where}: {render(self.message, language)}"
