"""After the notice: who can go up now, who waits for what, who is out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from greenlist.engine import clock
from greenlist.notices.models import Notice, NoticedUnit, Objection

NOTICED = "province_noticed"
OUT = frozenset({"rejected", "not_listed", "blocked"})


@dataclass(frozen=True, slots=True)
class Line:
    """A unit after (or during) the notice. `open`: its unfinished objections, the one due first before the others."""

    line: NoticedUnit
    open: tuple[Objection, ...]
    upheld: bool
    state: str  # ready, days, objection, out, blocked, sent

    @property
    def due_on(self) -> date | None:
        """By when the first of its objections is to be finished, None where nobody has set a day."""
        return min((one.due_on for one in self.open if one.due_on is not None), default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """All units of a notice by what they wait for."""

    ended: bool
    lines: tuple[Line, ...]

    def _of(self, *states: str) -> list[Line]:
        return [one for one in self.lines if one.state in states]

    @property
    def ready(self) -> list[Line]:
        """Can be sent up now."""
        return self._of("ready")

    @property
    def waiting(self) -> list[Line]:
        """Wait for an objection to be decided, or for a written verdict."""
        return self._of("objection", "blocked")

    @property
    def running(self) -> list[Line]:
        """Wait for nothing but the last day."""
        return self._of("days")

    @property
    def out(self) -> list[Line]:
        """Left the list."""
        return self._of("out")

    @property
    def sent(self) -> list[Line]:
        """Went up."""
        return self._of("sent")


def over(notice: Notice) -> bool:
    """Whether the last day of a posted notice is past, by the clock in Asia/Shanghai; the job may not have run yet."""
    return notice.ends_on is not None and notice.ends_on < clock.today()


def standing_of(notice: Notice) -> Standing:
    """Where every unit of a notice stands. Two queries."""
    open_ones = Objection.objects.exclude(state=Objection.State.RECORDED).order_by("due_on", "pk")
    rows = notice.units.select_related("application__unit", "application__city", "application__round")
    rows = rows.prefetch_related(Prefetch("objections", open_ones, to_attr="cases"))
    ended = over(notice)
    order = {"factory": 0, "park": 1, "supply_chain": 2}
    lines = [_line(one, ended=ended) for one in rows]
    lines.sort(key=lambda one: (order.get(one.line.application.kind, 9), one.line.position))
    return Standing(ended, tuple(lines))


def _line(one: NoticedUnit, *, ended: bool) -> Line:
    cases: list[Objection] = one.cases  # type: ignore[attr-defined]
    unfinished = tuple(case for case in cases if case.state in Objection.OPEN)
    upheld = any(case.outcome == Objection.Outcome.UPHELD and case.state == Objection.State.DECIDED for case in cases)
    return Line(one, unfinished, upheld, _state(one.application.state, unfinished, ended=ended))


def _state(state: str, unfinished: tuple[Objection, ...], *, ended: bool) -> str:
    if state == "blocked":
        return "blocked"
    if state in OUT:
        return "out"
    if state != NOTICED:
        return "sent"
    if unfinished:
        return "objection"
    return "ready" if ended else "days"
