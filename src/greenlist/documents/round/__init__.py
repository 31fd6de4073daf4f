"""A round as files: application files and workbooks in; results, ranking and the 推荐汇总表 out."""

from .inputs import application_files, read_case
from .run import FailedFile, OutputExists, RoundResult, UnitResult, run_round

__all__ = [
    "FailedFile",
    "OutputExists",
    "RoundResult",
    "UnitResult",
    "application_files",
    "read_case",
    "run_round",
]
