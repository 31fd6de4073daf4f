"""The verbs of the green lists, one file per subject."""

from .refused import ListRefused

__all__ = ["ListRefused"]
