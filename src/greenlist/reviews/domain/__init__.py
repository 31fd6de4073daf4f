"""The verbs of the city's desk and of what both offices do about a unit, one file per subject."""

from __future__ import annotations

from .accepting import accept
from .answering import Answer, answer_all, answer_points
from .blocking import block, unblock
from .correcting import Correction, answered_word, check_value, judged_word, take_back, witness_of
from .returning import Fault, in_words, return_application
from .ruling import rule_on_screening, withdraw_ruling

__all__ = [
    "Answer",
    "Correction",
    "Fault",
    "accept",
    "answer_all",
    "answer_points",
    "answered_word",
    "block",
    "check_value",
    "in_words",
    "judged_word",
    "return_application",
    "rule_on_screening",
    "take_back",
    "unblock",
    "withdraw_ruling",
    "witness_of",
]
