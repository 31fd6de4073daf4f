"""The three conditions on people: how many with a middle title, which share or number of them senior."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenlist.engine.decimals import brief, round_half_up

from .answers import Known, answer, at_least, every, share_at_least
from .facts import Answer
from .people import Someone

_NAMED = 5  # people named in a sentence; the list stands beside it


@dataclass(frozen=True, slots=True)
class Counted:
    """An answer about people, in words. `staff`: rows of those who count."""

    answer: Answer
    found: str
    because: str
    staff: tuple[int, ...]


_NOBODY = Counted("undetermined", "未填人员", "没有填写人员名单，未填不等于没有。", ())


def middle(people: Sequence[Someone], needed: int | None) -> Counted:
    """How many count at all."""
    return _number(people, [one.counts for one in people], needed)


def senior(people: Sequence[Someone], needed: int | None) -> Counted:
    """How many of those who count have a senior title in the fields."""
    return _number(people, [every(one.counts, one.senior) for one in people], needed)


def senior_share(people: Sequence[Someone], needed: Decimal | None) -> Counted:
    """Which share of those who count has a senior title in the fields."""
    if not people:
        return _NOBODY
    sure, open_ = _triple(people, counts=True), _triple(people, counts=None)
    known = share_at_least(sure, open_, needed) if needed is not None else None
    whole, part = sum(sure), sure[0]
    if not whole:
        found, because = "没有可计入的人员", "没有可计入的中级以上专职人员，比例无从计算。" + _open_ones(people)
        return Counted(answer(known), found, because, ())
    percent = brief(round_half_up(Decimal(100 * part) / whole, 1))
    unclear = sum(open_) + sure[1]
    found = f"{whole}人中{part}人，占{percent}%" + (f"；另有{unclear}人待核" if unclear else "")
    counted = tuple(row.id for one in people if one.counts and one.senior for row in one.rows[:1])
    return Counted(answer(known), found, _listed(people) + _open_ones(people, fields=True), counted)


def _number(people: Sequence[Someone], known: Sequence[Known], needed: int | None) -> Counted:
    sure, open_ = known.count(True), known.count(None)
    if not people:
        return _NOBODY
    reached = None if needed is None else at_least(sure, open_, needed)
    counted = tuple(one.rows[0].id for one, counts in zip(people, known, strict=True) if counts)
    found = f"{sure}人" + (f"；另有{open_}人待核" if open_ else "")
    fields = any(one.counts and one.senior is None for one, counts in zip(people, known, strict=True) if counts is None)
    return Counted(answer(reached), found, _listed(people) + _open_ones(people, fields=fields), counted)


def _listed(people: Sequence[Someone]) -> str:
    """How many the list names, and how many of them do not count."""
    out = sum(1 for one in people if one.counts is False)
    return f"名单共{len(people)}人" + (f"，其中{out}人职称不足中级或不是专职。" if out else "。")


def _triple(people: Sequence[Someone], *, counts: Known) -> tuple[int, int, int]:
    """Of those about whom `counts` is so: senior in the fields, not known, not."""
    theirs = [one.senior for one in people if one.counts is counts]
    return theirs.count(True), theirs.count(None), theirs.count(False)


def _open_ones(people: Sequence[Someone], *, fields: bool = False) -> str:
    """Who is left open and why."""
    said = [f"{one.name}（{'、'.join(one.doubts)}）" for one in people if one.counts is None]
    if fields:
        said += [f"{one.name}（高级职称的专业未填或所填不一致）" for one in people if one.counts and one.senior is None]
    return f"待核：{_some(said)}。" if said else ""


def _some(said: Iterable[str]) -> str:
    every_one = list(said)
    shown = "；".join(every_one[:_NAMED])
    return shown if len(every_one) <= _NAMED else f"{shown}等{len(every_one)}人"
