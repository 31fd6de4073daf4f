"""The table of contents of a DOCX: its entries look like headings and are none."""

from __future__ import annotations

import re

_LEADER = re.compile(r"(?:\t|\.{4,}|…{2,}|·{4,})\s*\d{0,4}\s*$")
_PAGE = re.compile(r"(?:\t|\.{4,}|…{2,}|·{4,})\s*\d{1,4}\s*$")


class Fields:
    """The fields that are open: `contents` while one of them is a table of contents."""

    def __init__(self) -> None:
        self._codes: list[str] = []

    def mark(self, what: str) -> None:
        """A field begins, shows its result, or ends."""
        if what == "begin":
            self._codes.append("")
        elif what == "end" and self._codes:
            self._codes.pop()

    def code(self, text: str) -> None:
        """Part of the code of the innermost field."""
        if self._codes:
            self._codes[-1] = (self._codes[-1] + text)[:200]

    @property
    def contents(self) -> bool:
        """Whether a table of contents is open."""
        return any(code.split()[:1] == ["TOC"] for code in self._codes)


def is_entry(text: str, *, inside: bool) -> bool:
    """Whether a paragraph is an entry of the contents; `inside`: it stands in the field of one."""
    return bool((_LEADER if inside else _PAGE).search(text)) and len(text) < 200
