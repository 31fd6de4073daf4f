"""The foot of a letter (版记) as it was kept, put into the document."""

from __future__ import annotations

from dataclasses import replace

from greenlist.documents.letters import Letter

from .models import Copied, Footed


def copied(letter: Letter, row: Copied) -> Letter:
    """The letter with those it is sent to for information."""
    return replace(letter, copies=tuple(row.copies))


def footed(letter: Letter, row: Footed) -> Letter:
    """The same with who printed it when, where the office said so."""
    office, _, rest = letter.printed.partition("　")
    on = row.printed_on
    day = f"{on.year}年{on.month}月{on.day}日印发" if on else rest
    return copied(replace(letter, printed=f"{row.printed_by or office}　{day}"), row)
