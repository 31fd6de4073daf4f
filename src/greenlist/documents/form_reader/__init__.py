"""Filled collection forms and rosters back into application data."""

from .read import FormData, read_form
from .roster import RosterData, read_roster

__all__ = ["FormData", "RosterData", "read_form", "read_roster"]
