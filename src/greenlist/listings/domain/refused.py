"""What a verb of the lists cannot do."""

from __future__ import annotations


class ListRefused(ValueError):
    """In the user's words. `field`: the field of the form it is about, '' for none."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
