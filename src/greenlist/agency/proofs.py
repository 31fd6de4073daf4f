"""The papers of a filing as proof of something on a day: an expired one proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .facts import Filed, Paper, Project, Staff


@dataclass(frozen=True, slots=True)
class Proofs:
    """The papers of `filed` as they stand on a day."""

    filed: Filed
    on: date

    def of(self, purpose: str) -> tuple[Paper, ...]:
        """Papers in force for a purpose."""
        return tuple(one for one in self.filed.papers if one.purpose == purpose and not self.expired(one))

    def of_staff(self, purpose: str, staff: Staff) -> tuple[Paper, ...]:
        """Those for one of the staff: his own, or one for all (a list, certificates bound together)."""
        return tuple(one for one in self.of(purpose) if one.staff in (None, staff.id))

    def of_project(self, project: Project) -> tuple[Paper, ...]:
        """Those of a project, or one for all."""
        return tuple(one for one in self.of("project") if one.project in (None, project.id))

    def expired(self, paper: Paper) -> bool:
        """Whether the last day of a paper is over."""
        return paper.until is not None and paper.until < self.on

    def lacking(self, purpose: str) -> str:
        """How the lack of a paper in force is said: there is none, or those there are have expired."""
        over = [one for one in self.filed.papers if one.purpose == purpose]
        if not over:
            return "未提供"
        return "已过期（" + "、".join(f"{one.name}至{one.until}" for one in over) + "）"
