"""Why a file cannot be read."""

from __future__ import annotations

from greenlist.engine.messages import Message


class Unreadable(Exception):
    """A file of which nothing at all can be taken; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class NotInEncoding(Exception):
    """A line that is not text in the encoding tried."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line
