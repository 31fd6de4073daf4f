"""Consistency checks: a numbered catalogue (table `checks` of the law) run over one case.

`find(context)` asks every check of the case's kind and returns what struck. A check whose inputs are
missing is not asked; only CHK-37 speaks of missing inputs.
"""

from .catalogue import Check, catalogue
from .context import CheckContext
from .run import find

__all__ = ["Check", "CheckContext", "catalogue", "find"]
