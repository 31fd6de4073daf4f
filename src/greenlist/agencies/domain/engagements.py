"""The verbs of engagements, by subject in `asking`, `contracting` and `relating`."""

from __future__ import annotations

from .asking import accept_engagement, ask_agency, decline_engagement, withdraw_request
from .contracting import ask_to_end, end_engagement, keep_contract, sign_contract
from .relating import declare_affiliation, declare_relation, withdraw_affiliation, withdraw_relation

__all__ = [
    "accept_engagement",
    "ask_agency",
    "ask_to_end",
    "declare_affiliation",
    "declare_relation",
    "decline_engagement",
    "end_engagement",
    "keep_contract",
    "sign_contract",
    "withdraw_affiliation",
    "withdraw_relation",
    "withdraw_request",
]
