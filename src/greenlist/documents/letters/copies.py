"""To whom a letter is sent for information, as people type it (抄送, GB/T 9704-2012, 7.4.2)."""

from __future__ import annotations

import re

MOST, LONGEST = 60, 120  # names, characters of one
_NAME = re.compile(r"(?:[（(][^（）()]*[）)]|[^\s，,、；;。])+")  # what stands in brackets belongs to the name


def copies_of(text: str) -> tuple[str, ...]:
    """The names in a text that parts them by commas, 、, semicolons, spaces or lines; each once, in order."""
    names = (found.removeprefix("抄送：").removeprefix("抄送:") for found in _NAME.findall(text))
    return tuple(dict.fromkeys(name for name in names if name))
