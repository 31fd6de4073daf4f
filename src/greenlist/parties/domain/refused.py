"""What a verb cannot do."""

from __future__ import annotations


class Refused(ValueError):
    """What the verb cannot do, in the user's words; nothing was changed. `field`: what to mend, '' for the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
