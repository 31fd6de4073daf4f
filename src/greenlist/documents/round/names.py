"""The names of what a round writes."""

from __future__ import annotations

from pathlib import Path

UNITS_NAME = "units"
RESULT_NAME = "result.json"
RANKING_NAME = "ranking.json"
SUMMARY_NAME = "推荐汇总表.xlsx"


def is_output(path: Path) -> bool:
    """Whether a file was written by an earlier round (it stands where and as a round writes it)."""
    if path.name in {RANKING_NAME, SUMMARY_NAME}:
        return (path.parent / RANKING_NAME).is_file() and (path.parent / UNITS_NAME).is_dir()
    units = path.parent.parent
    return path.name == RESULT_NAME and units.name == UNITS_NAME and (units.parent / RANKING_NAME).is_file()


def shown(path: Path) -> str:
    """A path as text that can be printed and written, also where the name on disk is not UTF-8."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
