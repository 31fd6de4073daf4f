"""The ledger of a list: what was published batch by batch, added up gross and net, held against what is here. Pure.

Gross ignores removals, net takes them off; a renaming is neither (lists.md 2). Both circulate, so every total carries
its label, and a printed total is told how it ties - or that it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.engine.messages import Message, say


@dataclass(frozen=True, slots=True)
class Published:
    """The figures printed with one batch for one kind. None: not printed, or there was no round."""

    batch: int
    label: str
    kind: str
    announced_on: date | None = None
    listed: int | None = None
    removed: int | None = None
    renamed: int | None = None
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the lists here for one batch and kind; None: no such list was taken in."""

    listed: int | None = None
    removed: int | None = None
    renamed: int | None = None
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One kind after one batch, with the sums written out."""

    batch: int
    label: str
    kind: str
    announced_on: date | None
    published: Published
    gross: int
    net: int
    gross_sum: str  # 201+208
    net_sum: str  # 224+47-1-3


def book(published: Iterable[Published]) -> list[Line]:
    """The lines of every kind in the order of the batches. A figure that is not printed adds nothing."""
    lines: list[Line] = []
    every = list(published)
    for kind in dict.fromkeys(one.kind for one in every if one.kind):
        added: list[int] = []
        taken: list[int] = []
        for one in sorted((one for one in every if one.kind == kind), key=lambda one: one.batch):
            added += [one.listed] if one.listed else []
            taken += [one.removed] if one.removed else []
            gross, net = sum(added), sum(added) - sum(taken)
            lines.append(
                Line(one.batch, one.label, kind, one.announced_on, one, gross, net, _sum(added), _sum(added, taken))
            )
    return lines


def _sum(added: Sequence[int], taken: Sequence[int] = ()) -> str:
    return "+".join(map(str, added)) + "".join(f"-{one}" for one in taken)


def at(lines: Iterable[Line], kind: str, on: date) -> Line | None:
    """The last line of a kind announced by a day; one without a date is not asked."""
    before = [one for one in lines if one.kind == kind and one.announced_on is not None and one.announced_on <= on]
    return max(before, key=lambda one: one.batch, default=None)


def after(lines: Iterable[Line], kind: str, batch: int) -> Line | None:
    """The line of a kind after a batch."""
    before = [one for one in lines if one.kind == kind and one.batch <= batch]
    return max(before, key=lambda one: one.batch, default=None)


@dataclass(frozen=True, slots=True)
class Tie:
    """How a printed total comes about. `scope`: gross, net, both, partly, draft; '' where it does not tie."""

    scope: str
    reason: Message
    difference: int = 0  # printed less the nearest of gross and net, where it does not tie

    @property
    def ties(self) -> bool:
        """Whether the figures explain it."""
        return bool(self.scope)


def explain(printed: int, lines: Sequence[Line], upto: Line) -> Tie:
    """How a printed total of a kind ties with the batches up to a line: plainly, or by what people usually mix up."""
    if printed == upto.gross == upto.net:
        return Tie("both", say("listings.ties_both", sum=upto.gross_sum))
    if printed == upto.gross:
        return Tie("gross", say("listings.ties_gross", sum=upto.gross_sum))
    if printed == upto.net:
        return Tie("net", say("listings.ties_net", sum=upto.net_sum))
    until = [one for one in lines if one.kind == upto.kind and one.batch <= upto.batch]
    return _partly(printed, until, upto) or _by_draft(printed, until, upto) or _not(printed, upto)


def _partly(printed: int, until: Sequence[Line], upto: Line) -> Tie | None:
    """A gross total that leaves out the removals of the first batches: 270 parks in 2023 without the one of 2018."""
    for one in until:
        removed = one.gross - one.net
        if removed and printed == upto.gross - removed:
            said = say("listings.ties_partly", label=one.label, removed=removed, sum=f"{upto.gross_sum}-{removed}")
            return Tie("partly", said)
    return None


def _by_draft(printed: int, until: Sequence[Line], upto: Line) -> Tie | None:
    """A total, or the figure of the last batch alone, that takes a draft for the published list (673 for 662)."""
    for one in until:
        published = one.published
        if published.draft is None or published.listed is None or published.draft == published.listed:
            continue
        more = published.draft - published.listed
        for total, text in ((upto.gross, upto.gross_sum), (upto.net, upto.net_sum)):
            if printed == total + more:
                params = {"label": one.label, "draft": published.draft, "listed": published.listed}
                return Tie("draft", say("listings.ties_draft", sum=f"{text}{more:+d}", **params))
    return None


def _not(printed: int, upto: Line) -> Tie:
    off = min((printed - upto.gross, printed - upto.net), key=abs)
    return Tie("", say("listings.ties_not", gross=upto.gross, net=upto.net, difference=f"{off:+d}"), off)


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of one batch and kind, ours beside the published one. `what`: listed, removed, renamed, draft."""

    batch: int
    label: str
    kind: str
    what: str
    ours: int | None
    published: int | None
    reason: Message

    @property
    def closes(self) -> bool | None:
        """True, False, or None where one of the two is not known."""
        return None if self.ours is None or self.published is None else self.ours == self.published


WHAT = ("listed", "removed", "renamed", "draft")


def close(published: Iterable[Published], found: Mapping[tuple[int, str], Found]) -> list[Check]:
    """Every figure that is published or here, and whether the two are the same. What neither knows is left out."""
    printed = {(one.batch, one.kind): one for one in published}
    checks = []
    for key in sorted(printed.keys() | found.keys()):
        told, here = printed.get(key), found.get(key, Found())
        for what in WHAT:
            ours, theirs = getattr(here, what), getattr(told, what) if told else None
            if ours is not None or theirs is not None:
                label = told.label if told else ""
                checks.append(Check(*key[:1], label, key[1], what, ours, theirs, _said(ours, theirs)))
    return checks


def _said(ours: int | None, published: int | None) -> Message:
    if published is None:
        return say("listings.not_published", ours=ours)
    if ours is None:
        return say("listings.not_imported", published=published)
    if ours == published:
        return say("listings.closes", count=ours)
    code = "listings.short" if ours < published else "listings.over"
    return say(code, ours=ours, published=published, difference=abs(ours - published))
