"""The data-collection workbook of one kind and rule pack."""

from .stated import Stated
from .write import write_form, write_roster

__all__ = ["Stated", "write_form", "write_roster"]
