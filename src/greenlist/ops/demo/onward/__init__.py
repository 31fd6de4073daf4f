"""What the worker adds to the demo once the site is there: the round carried on, from the city's desk to the notice."""

from .steps import STEPS

__all__ = ["STEPS"]
