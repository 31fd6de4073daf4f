"""The verbs of screening, one file per subject."""

from .importing import read_list, take_list, withdraw_list
from .judging import judge, judge_many, withdraw_judgement
from .opening import close_source, open_source
from .rescreening import rescreen
from .running import run, self_check

__all__ = [
    "close_source", "judge", "judge_many", "open_source", "read_list", "rescreen", "run", "self_check", "take_list",
    "withdraw_judgement", "withdraw_list",
]  # fmt: skip
