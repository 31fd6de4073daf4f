"""The data-collection workbook of one kind and rule pack."""

from .write import write_form

__all__ = ["write_form"]
