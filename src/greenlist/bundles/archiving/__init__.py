"""What a closed round leaves besides its applications: sheets for people and programs, files beside them."""

from .members import members, records
from .sheets import Scope, Sheet

__all__ = ["Scope", "Sheet", "members", "records"]
