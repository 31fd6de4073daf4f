"""Papers that are printed for an archive."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from greenlist.bundle.writing import Text

from .sheets import Attached

log = logging.getLogger(__name__)


def made(name: str, make: Callable[[], bytes]) -> Iterator[Attached]:
    """A paper printed for the archive; one that cannot be printed is left out, its words stand in the table."""
    try:
        yield Attached(name, Text(make()))
    except ValueError as fault:
        log.warning("archive: %s was not printed: %s", name, fault)
