"""Filled collection forms back into application data."""

from .read import FormData, read_form

__all__ = ["FormData", "read_form"]
