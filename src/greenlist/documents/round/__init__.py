"""A round as files: application files and workbooks in; results, ranking and the 推荐汇总表 out."""

from .inputs import application_files, read_case
from .names import SUMMARY_NAME
from .output import OutputExists, ranking_json, summary_rows, to_json
from .result import FailedFile, RoundResult, UnitResult, all_problems, counts
from .run import run_round

__all__ = [
    "SUMMARY_NAME",
    "FailedFile",
    "OutputExists",
    "RoundResult",
    "UnitResult",
    "all_problems",
    "application_files",
    "counts",
    "ranking_json",
    "read_case",
    "run_round",
    "summary_rows",
    "to_json",
]
