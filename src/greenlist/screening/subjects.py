"""Who is screened: a unit, and the enterprises of a park."""

from __future__ import annotations

from dataclasses import dataclass

from .names import name_key


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit by name and code. `key` is the caller's own: a row of a roster, an application, a tenant of one."""

    key: str
    name: str
    uscc: str = ""  # normalised, valid; '' where there is none
    former_names: tuple[str, ...] = ()
    region: str = ""
    kind: str = ""  # factory, park, supply_chain
    tenants: tuple[Subject, ...] = ()
    problem: str = ""  # why its code could not be used; such a unit is never clear

    @property
    def identity(self) -> str:
        """What decisions are remembered under: the code, else the key of the name."""
        return self.uscc or name_key(self.name)
