"""How much evidence an application may have: what the policy says, below the program's own ceilings."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.facts import Fact
from greenlist.rounds.law import book_of
from greenlist.rounds.models import Round

from .filetypes import ACCEPTED

MB = 1024 * 1024
MAX_FILE_MB = 200
MAX_TOTAL_MB = 2_000
MAX_FILES = 1_000
MAX_KEPT = 3  # times the limits: replaced and removed versions are kept and count here


@dataclass(frozen=True, slots=True)
class Limits:
    """In bytes and files; `types` are ids of `filetypes.TYPES`."""

    file: int
    total: int
    files: int
    types: frozenset[str]

    @property
    def file_mb(self) -> int:
        """The largest file in MB."""
        return self.file // MB

    @property
    def total_mb(self) -> int:
        """All files together in MB."""
        return self.total // MB


def limits_of(round_: Round) -> Limits:
    """The limits of a round. A parameter that the policy leaves open falls to the ceiling."""
    rule = book_of(round_).policy(round_.policy_id).evidence
    if rule is None:
        return Limits(MAX_FILE_MB * MB, MAX_TOTAL_MB * MB, MAX_FILES, ACCEPTED)
    types = ACCEPTED if rule.types.value is None else ACCEPTED & set(rule.types.value)
    return Limits(
        _least(rule.max_file_mb, MAX_FILE_MB) * MB, _least(rule.max_total_mb, MAX_TOTAL_MB) * MB,
        _least(rule.max_files, MAX_FILES), types,
    )  # fmt: skip


def _least(fact: Fact[int], ceiling: int) -> int:
    return ceiling if fact.value is None else min(fact.value, ceiling)
