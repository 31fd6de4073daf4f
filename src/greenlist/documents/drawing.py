"""The pages of a PDF as pictures, drawn by typst in a process of its own that is stopped when it takes too much.

`python -m greenlist.documents.drawing PDF FOLDER` writes 1.png, 2.png ... and says how many pages there are.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MOST = 12  # pages that are drawn
DENSITY = 110.0  # dots an inch
SECONDS = 30  # of the processor; by the clock twice that
MEMORY = 2 * 1024**3  # bytes of address space
LARGEST = 64 * 1024**2  # bytes of one file
ALLOWED = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT")  # what the process gets to know


@dataclass(frozen=True, slots=True)
class Pictures:
    """The first pages as PNG, and how many pages the document has."""

    pages: tuple[bytes, ...]
    total: int


def drawn(pdf: Path, room: Path) -> Pictures | None:
    """The pages of a PDF in an empty folder or its own; None where it cannot be drawn in time."""
    known = {name: os.environ[name] for name in ALLOWED if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", __name__, str(pdf), str(room)], env=known, capture_output=True,
            timeout=SECONDS * 2, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    total = int(json.loads(done.stdout))
    return Pictures(tuple((room / f"{page}.png").read_bytes() for page in range(1, min(total, MOST) + 1)), total)


def _draw(pdf: Path, room: Path) -> int:
    """Write the pictures; how many pages there are."""
    import typst  # noqa: PLC0415 - not for those who only ask for `drawn`
    from pypdf import PdfReader  # noqa: PLC0415

    total = len(PdfReader(pdf).pages)
    layout = room / "pages.typ"
    pages = f'#for n in range(1, {min(total, MOST) + 1}) {{ page(image("{pdf.name}", page: n)) }}'
    layout.write_text(f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}\n", encoding="utf-8")
    made = typst.compile(str(layout), root=str(room), format="png", ppi=DENSITY, ignore_system_fonts=True)
    for number, picture in enumerate(made if isinstance(made, list) else [made], 1):
        (room / f"{number}.png").write_bytes(picture)
    return total


def main() -> None:
    """The process of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(_draw(Path(sys.argv[1]), Path(sys.argv[2]))))


if __name__ == "__main__":
    main()
