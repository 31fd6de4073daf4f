"""The foot of a letter (版记) as it was kept, put into the document."""

from __future__ import annotations

from dataclasses import replace

from greenlist.documents.letters import Letter
from greenlist.documents.letters.printed import printed

from .models import Copied, Footed


def copied(letter: Letter, row: Copied) -> Letter:
    """The letter with those it is sent to for information."""
    return replace(letter, copies=tuple(row.copies))


def footed(letter: Letter, row: Footed) -> Letter:
    """The same with who printed it when, where the office said so."""
    return copied(printed(letter, row.printed_by, row.printed_on), row)
