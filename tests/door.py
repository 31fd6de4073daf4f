"""The command as a person meets it, for the tests: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from greenlist.cli import app
from greenlist.engine.codes import check_character, organisation_code_digit

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "jilin-2024"
FOOD = SAMPLES / "factory-03-food.yaml"  # an eligible factory


@dataclass(frozen=True)
class Said:
    """What the command answered."""

    code: int
    out: str
    err: str


def greenlist(*arguments: str | Path) -> Said:
    """Run the command in this process. An exception that reaches the top is a fault of the program."""
    for handler in list(logging.getLogger().handlers):
        if getattr(getattr(handler, "stream", None), "closed", False):  # a command before set logging up: its stderr
            logging.getLogger().removeHandler(handler)
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def uscc(number: int) -> str:
    """A made-up code that holds."""
    organisation = f"{number:08d}"
    first = "91220101" + organisation + organisation_code_digit(organisation)
    return first + check_character(first)


def factory(folder: Path, name: str, number: int, *, score: str = "85.60") -> Path:
    """The sample food factory under another name, code and score."""
    text = FOOD.read_text(encoding="utf-8")
    changes = {
        "name: 示例食品有限公司": f"name: '{name}'",
        "uscc: 91220702A000010306": f"uscc: {uscc(number)}",
        "total: 85.60": f"total: {score}",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path = folder / f"unit-{number}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
