"""What the policy of a round says about deciding on a list of units."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.ranking import keys_of
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round


def policy_of(round_: Round) -> Policy:
    """The policy, as it was when the round was opened."""
    return book_of(round_).policy(round_.policy_id)


def four_eyes_of(round_: Round) -> Fact[bool]:
    """Whether a second person must release."""
    return policy_of(round_).selection.four_eyes


def four_eyes(round_: Round) -> bool:
    """The same as an answer: a second person is asked unless the policy says in so many words that none is."""
    return four_eyes_of(round_).value is not False


def formula_keys(policy: Policy, kind: str) -> list[str]:
    """The ranking keys of a kind that are formulas over the data of a unit."""
    return [key for key in keys_of(policy, Kind(kind)) if key not in {"priority", "score"}]


def key_names(round_: Round, kind: str) -> list[str]:
    """The ranking keys of a kind in their order, in words."""
    breaks = dict(tie_breaks(round_, kind))
    known = {"priority": _("优先推荐"), "score": _("得分")}
    keys = keys_of(policy_of(round_), Kind(kind))
    return [known.get(key) or breaks[number] for number, key in enumerate(keys)]


def tie_breaks(round_: Round, kind: str) -> Sequence[tuple[int, str]]:
    """The formula keys of a kind: at which place among the keys, and in the words of the data dictionary."""
    book = book_of(round_)
    policy, fields = book.policy(round_.policy_id), fields_of(book)
    keys = keys_of(policy, Kind(kind))
    return [
        (number, in_words(key, {name: one.label for name, one in fields.by_id.items()}))
        for number, key in enumerate(keys)
        if key not in {"priority", "score"}
    ]


def formula_words(round_: Round, kind: str) -> dict[str, str]:
    """The formula keys of a kind as the policy writes them, each in words."""
    keys = keys_of(policy_of(round_), Kind(kind))
    return {keys[number]: words for number, words in tie_breaks(round_, kind)}


def in_words(formula: str, names: dict[str, str]) -> str:
    """A formula with the names of its fields for people."""
    return " ".join(names.get(part, part) for part in formula.removeprefix("-").split())
