"""An application file: its schema, and the way from its text to a `Case`."""

from .read import read_application
from .schema import ApplicationFile

__all__ = ["ApplicationFile", "read_application"]
