"""Headers of list files as they are compared."""

from __future__ import annotations

import unicodedata


def header_key(header: str) -> str:
    """The key under which two spellings of one header meet: half width, upper case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", header).upper().split())
