"""A process: the states of an application and the ways between them (workflow.md)."""

from __future__ import annotations

from pydantic import Field

from .base import Cited, LawFile, Strict


class Labels(Strict):
    """What a state is called: in the office, to the applicant, and while it is not reached yet."""

    office: str
    applicant: str
    pending: str


class State(Cited):
    """One state of an application. `step` groups states that a policy can switch off together."""

    id: str
    labels: Labels
    actor: str
    step: str = ""
    final: bool = False


class Transition(Cited):
    """One way from state to state. `guards` name the gates asked; `back` marks a back edge."""

    id: str
    from_state: str = Field(alias="from")
    to: str
    actor: str
    guards: list[str] = Field(default_factory=list)
    back: bool = False
    evidence: str = ""


class GuardText(Cited):
    """What a guard asks, in words."""

    id: str
    name: str


class Process(LawFile):
    """The table of one round's process."""

    process: str
    states: list[State]
    transitions: list[Transition]
    guards: list[GuardText]

    @property
    def id(self) -> str:
        """The name by which a policy picks this process."""
        return self.process
