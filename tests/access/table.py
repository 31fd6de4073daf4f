"""The permission matrix as it stands in matrix.csv, and the words of its cells."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("matrix.csv")
PERSONAS = (
    "anonymous", "newcomer", "owner", "colleague", "signatory", "outsider", "farther", "parkeditor", "evaluator",
    "otherevaluator", "city", "cityapprover", "othercity", "department", "province", "provinceapprover", "expert",
    "system", "security", "audit",
)  # fmt: skip
HEAD = ("name", "case", "method", *PERSONAS)


@dataclass(frozen=True)
class Row:
    """What each persona gets at one address, about one object, with one method."""

    name: str
    case: str
    method: str
    outcomes: dict[str, str]

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other row."""
        return self.name, self.case, self.method


def read() -> list[Row]:
    """The rows of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Row(one["name"], one["case"], one["method"], {name: one[name] for name in PERSONAS})
            for one in csv.DictReader(file)
        ]


def line(key: tuple[str, str, str], outcomes: dict[str, str]) -> str:
    """A row as it would stand in the file."""
    return ",".join([*key, *(outcomes[name] for name in PERSONAS)])


def word(response: Any) -> str:
    """The outcome in a word.

    `ok` a page; `go` sent on to another page; `login` asked to sign in; `act` a form that was taken up, done or found
    faulty; `403` told why not; `404` there is nothing; `405` not with this method.
    """
    status = response.status_code
    if status in {301, 302, 303}:
        return "login" if response["Location"].startswith("/accounts/login/") else "go"
    if status in {403, 404, 405}:
        return str(status)
    return "ok" if status == 200 else f"{status}"


def acted(outcome: str) -> str:
    """The word of a POST: whether the act was open to the persona, not how the empty form fared."""
    return outcome if outcome in {"login", "403", "404", "405"} else "act"
