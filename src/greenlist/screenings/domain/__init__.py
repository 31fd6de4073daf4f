"""The verbs of screening, one file per subject."""

from .importing import Nil, read_list, take_list, withdraw_list
from .judging import judge, judge_many, withdraw_judgement
from .looking import record_lookup, withdraw_lookup
from .opening import close_source, open_source
from .rescreening import rescreen
from .running import run, self_check
from .stating import state_nil

__all__ = [
    "Nil", "close_source", "judge", "judge_many", "open_source", "read_list", "record_lookup", "rescreen", "run",
    "self_check", "state_nil", "take_list", "withdraw_judgement", "withdraw_list", "withdraw_lookup",
]  # fmt: skip
