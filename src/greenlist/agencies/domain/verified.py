"""The verbs of verification: the verified value of a place, a judged item, nonconformities and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from greenlist.applications.models import Application, Evidence, Nonconformity, Statement
from greenlist.parties.access import Hat


def verify_value(
    *, application: Application, place: str, content: Any, by: Hat, reason: str, unit: str = "",
    evidence: Evidence | None = None, page: str = "", base: int | None = None,
) -> Statement | None:  # fmt: skip
    """State the verified value of a place, with its basis and evidence."""
    raise NotImplementedError


def judge_item(
    *, application: Application, place: str, points: str, answer: str, reason: str, by: Hat,
    evidence: Evidence | None = None, page: str = "", base: int | None = None,
) -> Statement | None:  # fmt: skip
    """Judge a qualitative item or answer a condition, with the reason."""
    raise NotImplementedError


def confirm_as_claimed(*, application: Application, places: Sequence[str], reason: str, by: Hat) -> list[Statement]:
    """Verify several places as they are claimed, on one basis."""
    raise NotImplementedError


def raise_nonconformity(
    *, application: Application, place: str, label: str, grade: str, reason: str, by: Hat, due: date | None = None
) -> Nonconformity:
    """Raise a nonconformity about an item."""
    raise NotImplementedError


def answer_nonconformity(*, nonconformity: Nonconformity, answer: str, by: Hat) -> Nonconformity:
    """Answer for the unit."""
    raise NotImplementedError


def close_nonconformity(*, nonconformity: Nonconformity, verdict: str, by: Hat) -> Nonconformity:
    """Close it with a verdict."""
    raise NotImplementedError


def ask_again(*, nonconformity: Nonconformity, verdict: str, by: Hat, due: date | None = None) -> Nonconformity:
    """Open it again: the answer does not do."""
    raise NotImplementedError
