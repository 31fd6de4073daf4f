"""The far side: `python -m greenlist.documents.cleaning.worker`. A question a line, an answer a line, both JSON."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 2 * 1024**3  # bytes; a picture of 120 million pixels takes less than half of it
LARGEST = 1024**3  # bytes a file may be written to
RECURSION = 2000


def main() -> None:
    """Answer until there are no more questions."""
    _limit()
    answers = sys.stdout.buffer
    for line in sys.stdin.buffer:
        answers.write(json.dumps(_told(json.loads(line))).encode() + b"\n")
        answers.flush()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(RECURSION)


def _told(question: dict[str, Any]) -> dict[str, Any]:
    source, target = Path(question["source"]), Path(question["target"])
    try:
        if question["what"] == "pdf":
            from .pdf import clean_pdf  # noqa: PLC0415 - each costs a tenth of a second

            return clean_pdf(source, target)
        from .picture import clean_picture  # noqa: PLC0415

        return clean_picture(source, target, question["longest"])
    except (MemoryError, RecursionError):
        return {"fault": "too_much"}
    except Exception:  # noqa: BLE001 - parsers fed by strangers raise anything
        return {"fault": "unreadable"}


if __name__ == "__main__":
    main()
