"""A DOCX as pictures of its pages: LibreOffice lays it out, typst draws its PDF; each in a process that is stopped."""

from __future__ import annotations

import tempfile
from pathlib import Path

from greenlist.documents.drawing import Pictures, drawn
from greenlist.documents.package.office import SECONDS, converted

__all__ = ["Pictures", "pictured"]


def pictured(content: bytes, soffice: Path, seconds: float = SECONDS) -> Pictures | None:
    """The pages of a DOCX as LibreOffice lays them out here; None where that is not done in time. Never raises for it.

    Its fonts are those of the machine: in Word, with the fonts of the office, lines may break elsewhere.
    """
    with tempfile.TemporaryDirectory(prefix="greenlist-pictures-") as folder:
        room = Path(folder)
        laid = converted(soffice, content, "docx", room, seconds)
        return drawn(laid, room) if laid is not None else None
