"""What the policy of a round says of consulting departments (196号 三(二), REQ-44)."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.lawbook.schema.policy import Consult
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

MOST_LINK_DAYS = 60  # where the policy sets no limit: no link lives for ever


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that excludes a unit, as the policy words it."""

    id: str
    name: str
    text: str


def policy_of(round_: Round) -> Policy:
    """The policy of a round."""
    return book_of(round_).policy(round_.policy_id)


def consult_of(round_: Round) -> Consult:
    """The part about consulting departments."""
    return policy_of(round_).consult


def departments_of(round_: Round) -> tuple[str, ...]:
    """The departments that must be asked, by field; () where the policy names none."""
    return tuple(consult_of(round_).departments.value or ())


def must_reply(round_: Round) -> bool:
    """Whether the named departments must have replied before recommendation; not known counts as yes."""
    return consult_of(round_).mandatory.value is not False


def may_add(round_: Round) -> bool:
    """Whether a city may ask others as well; not known counts as yes, for asking more harms nobody."""
    return consult_of(round_).open_ended.value is not False


def silence_days(round_: Round) -> int | None:
    """Days after which silence counts as no objection; None: it never does, it stays open and blocks.

    Only a rule that is published or confirmed decides; one that is merely remembered is shown and not applied.
    """
    rule = consult_of(round_)
    if rule.silence.value != "no_objection" or not rule.silence.settled or not rule.silence_days.settled:
        return None
    return rule.silence_days.value


def remind_days(round_: Round) -> tuple[int, ...]:
    """So many days before the last day a department is reminded."""
    return tuple(consult_of(round_).remind_days.value or ())


def link_days(round_: Round) -> int | None:
    """How long a personal link may live at most; None: the policy sets nothing."""
    return consult_of(round_).link_days.value


def conditions_of(round_: Round) -> tuple[Condition, ...]:
    """The conditions that exclude a unit (196号 一.2), in the policy's words."""
    return tuple(Condition(one.id, one.name, one.text or one.name) for one in policy_of(round_).exclusion.conditions)
