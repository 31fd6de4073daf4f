"""What the policy of a round says about agencies."""

from __future__ import annotations

from greenlist.engine.lawbook.schema.policy import Policy, ThirdParty
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

STEP = "third_party"


def policy_of(round_: Round) -> Policy:
    """The policy of a round."""
    return book_of(round_).policy(round_.policy_id)


def third_party(round_: Round) -> ThirdParty:
    """What a round's policy says about agencies."""
    return policy_of(round_).third_party


def has_agencies(round_: Round) -> bool:
    """Whether a round knows the third-party step at all; where it does not, none of this room is shown for it."""
    policy = policy_of(round_)
    return bool(policy.third_party.step.value) and STEP not in (policy.steps_off.value or [])
