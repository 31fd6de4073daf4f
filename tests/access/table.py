"""The permission matrix as it stands in matrix.csv, and the words of its cells."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("matrix.csv")
PERSONAS = (
    "anonymous", "newcomer", "owner", "colleague", "signatory", "outsider", "farther", "parkeditor", "evaluator",
    "agencyreviewer", "agencyhead", "otherevaluator", "city", "cityapprover", "othercity", "department", "province",
    "provinceapprover", "expert", "system", "security", "audit",
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


def word(response: Any, method: str) -> str:
    """The outcome in a word; of a POST only whether the act was open to the persona, not how the empty form fared.

    `ok` a page; `go` sent on to another page; `act` a form taken up, done or found faulty; `login` asked to sign in;
    `403` told why not; `404` there is nothing; `405` not with this method.
    """
    status = response.status_code
    if status in {301, 302, 303} and response["Location"].startswith("/accounts/login/"):
        return "login"
    if method == "POST" and status in {200, 302, 303, 400, 409, 422}:
        return "act"
    return {200: "ok", 301: "go", 302: "go", 303: "go"}.get(status, str(status))
