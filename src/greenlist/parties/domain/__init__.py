"""The verbs of people and organisations, one file per subject."""

from .refused import Refused
from .roles import end_membership, grant_role
from .telling import Notice, mark_all_read, notify, notify_many, notify_office

__all__ = [
    "Notice",
    "Refused",
    "end_membership",
    "grant_role",
    "mark_all_read",
    "notify",
    "notify_many",
    "notify_office",
]
