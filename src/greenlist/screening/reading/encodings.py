"""Which encoding a text file is in, where it is not UTF-8 from end to end (screening.md 9).

Nothing is replaced: GB18030 takes most bytes of UTF-8 for characters of its own, so a file that mixes both would come
out as other names. Each line is therefore looked at.
"""

from __future__ import annotations

import re
from pathlib import Path

from greenlist.engine.messages import say

from .faults import Unreadable

UTF8, GB18030 = "utf-8", "gb18030"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHINESE = re.compile("[\u3400-\u9fff].*[\u3400-\u9fff]", re.DOTALL)  # two characters: one may be chance
BOM = b"\xef\xbb\xbf"


def refuse_strange(head: bytes, name: str) -> None:
    """Refuse what begins like no text we read. Raises Unreadable."""
    if not head:
        raise Unreadable(say("lists.empty", file=name))
    if head.startswith(_UTF16):
        raise Unreadable(say("lists.utf16", file=name))


def other_encoding(path: Path, name: str, broken: int) -> str:
    """GB18030 where that is what the file is in; `broken` is the first line that is not UTF-8.

    Raises:
        Unreadable: some lines are in UTF-8 and others are not.
    """
    with path.open("rb") as stream:
        if stream.read(len(BOM)) == BOM:  # the file says that it is UTF-8
            raise Unreadable(say("lists.not_utf8", file=name, line=broken))
        stream.seek(0)
        first_is_utf8: bool | None = None
        for number, line in enumerate(stream, start=1):
            if line.isascii():
                continue
            is_utf8 = _is_utf8(line)
            if first_is_utf8 is None:
                first_is_utf8 = is_utf8
            if is_utf8:
                odd = broken if first_is_utf8 else number
                raise Unreadable(say("lists.mixed", file=name, line=odd))
    return GB18030


def _is_utf8(line: bytes) -> bool:
    """Whether a line reads as Chinese in UTF-8; two letters of GB18030 may do so by chance, whole lines do not."""
    try:
        text = line.decode(UTF8)
    except UnicodeDecodeError:
        return False
    return _CHINESE.search(text) is not None
