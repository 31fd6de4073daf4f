"""What is wrong with a law file, said with file, line and key."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.messages import Language, Message, render


@dataclass(frozen=True, slots=True)
class LawProblem:
    """One fault of one law file. `key` is the path in the words of the file, `line` is 1-based."""

    file: str
    line: int
    key: str
    message: Message

    def text(self, language: Language = "zh") -> str:
        """One line for a person: file:line key: what is wrong."""
        return f"{self.file}:{self.line} {self.key}: {render(self.message, language)}"


class LawInvalid(Exception):
    """Law files that cannot be used, with every problem found."""

    def __init__(self, problems: list[LawProblem]) -> None:
        super().__init__("\n".join(problem.text() for problem in problems))
        self.problems = problems
