"""What releasing a list would do, line by line, before anybody does it: who moves where, who is told what, what stops.

The digest stands for all of it. Releasing takes the digest of the preview that a person saw, and does nothing where
the list says something else by then; its second half lets the refusal say what has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from greenlist.applications.process import Matter, Objection, Tidings, hindrance, objections, process_of, tidings
from greenlist.consultations.guards import asked_together
from greenlist.engine.lawbook.schema.process import Transition
from greenlist.parties.access import Hat
from greenlist.parties.notifications import sentence

from .models import Batch, Line, Stage
from .queries.told import People, people_told, sides_of
from .releasing_rules import Known, guards_of, known_of

Outcome = Line.Outcome
WAYS: dict[str, dict[str, tuple[str, ...]]] = {  # the ways of the process table, walked one after the other
    Stage.SELECTION: {Outcome.YES: ("T14",), Outcome.NO: ("B09",)},
    Stage.MEETING: {Outcome.YES: ("T16",), Outcome.NO: ("T16", "B06"), Outcome.BACK: ("T16", "B05")},
}
ASPECTS = ("decision", "standing", "against", "told")


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One decided line: the way, where it leads, what its people read, what stops it now."""

    line: Line
    steps: tuple[Transition, ...]
    to: str  # the state's name for the office
    tidings: Tidings
    message: str
    people: People
    against: tuple[Objection, ...]
    hindered: str = ""  # why whoever looks at the preview may not release this line himself

    @property
    def goes(self) -> bool:
        """Whether nothing is known to stop it."""
        return not self.against and not self.hindered

    def prints(self) -> tuple[str, ...]:
        """A short fingerprint of each of the ASPECTS."""
        line, application = self.line, self.line.application
        said = (
            [line.outcome, line.reason, line.position],
            [application.state, application.version, line.submission_id],
            [[one.guard, one.reason] for one in self.against],
            [self.message, sorted(self.people)],
        )
        return tuple(_hash(one)[:4] for one in said)


@dataclass(frozen=True)
class Preview:
    """A list as releasing would leave it."""

    batch: Batch
    lines: tuple[PreviewLine, ...]
    undecided: tuple[Line, ...]
    labels: Mapping[str, str] = field(default_factory=dict)  # states by their names for the office

    @cached_property
    def digest(self) -> str:
        """sha256 over everything shown, then the fingerprint of each line."""
        prints = {one.line.pk: "".join(one.prints()) for one in self.lines}
        prints |= {one.pk: "" for one in self.undecided}
        whole = _hash([self.batch.pk, self.batch.version, sorted(prints.items()),
                       [[one.tidings.code, one.message, sorted(one.people)] for one in self.lines]])  # fmt: skip
        return whole + ":" + ",".join(f"{pk}-{one}" for pk, one in sorted(prints.items()))

    @property
    def going(self) -> tuple[PreviewLine, ...]:
        """The lines that would move."""
        return tuple(one for one in self.lines if one.goes)

    @property
    def stopped(self) -> tuple[PreviewLine, ...]:
        """The decided lines that something stops."""
        return tuple(one for one in self.lines if not one.goes)

    @property
    def messages(self) -> int:
        """How many notices would be sent."""
        return sum(len(one.people) for one in self.going)


def preview(batch: Batch, by: Hat | None = None) -> Preview:
    """What releasing the list would do now. `by`: whoever would release it; may be held back from cases of his own."""
    lines = list(lines_of(batch))
    decided = [one for one in lines if one.outcome]
    applications = [one.application for one in decided]
    known, told = known_of(applications), people_told(applications)
    labels = {one.id: _(one.labels.office) for one in process_of(batch.round).states}
    steps = {way.id: way for way in process_of(batch.round).transitions}
    own = sides_of(by.person) if by is not None else set()
    with asked_together(applications):
        seen = tuple(_seen(batch, one, steps, known, told, labels, (by, own)) for one in decided)
    return Preview(batch, seen, tuple(one for one in lines if not one.outcome), labels)


def lines_of(batch: Batch) -> Iterator[Line]:
    """The lines of a list with what guards and notices ask about. One query."""
    around = ("application__unit__jurisdiction", "application__city", "application__agency")
    for line in batch.lines.select_related(*around):
        line.batch, line.application.round = batch, batch.round
        yield line


def _seen(
    batch: Batch, line: Line, steps: Mapping[str, Transition], known: Known,
    told: Mapping[tuple[int, bool], People], labels: Mapping[str, str], whose: tuple[Hat | None, set[int]],
) -> PreviewLine:  # fmt: skip
    by, own = whose
    ways = tuple(steps[way] for way in WAYS[batch.stage][line.outcome])
    application, matter = line.application, Matter(line.application)
    against = [one for guard in guards_of(line, known) for one in guard(matter)] or objections(matter, ways[0])
    one = tidings(application, ways[-1], reason_of(line, ways[-1]))
    people = dict(told.get((application.unit_id, False), {}))
    if one.agency and application.agency_id is not None:
        people |= told.get((application.agency_id, True), {})
    return PreviewLine(
        line, ways, labels[ways[-1].to], one, sentence(one.code, one.params), people, tuple(against),
        hindrance(application, by) if by is not None and own & {application.unit_id, application.agency_id} else "",
    )  # fmt: skip


def reason_of(line: Line, step: Transition) -> str:
    """What the unit reads: the reason of the line, or where none is asked for what has come of it."""
    if line.reason or step.back:
        return line.reason
    if step.to == "selected":
        return _("已通过市（州）遴选，等待推荐到省。")
    return _("已通过省级评审。")


def changes(seen: str, now: Preview) -> tuple[str, ...]:
    """What is different from the preview with the digest `seen`, a sentence per line, as far as the digest tells."""
    before = dict(part.split("-", 1) for part in seen.partition(":")[2].split(",") if "-" in part)
    names = {str(one.pk): one.application.unit.name for one in _every(now)}
    after = {str(one.line.pk): "".join(one.prints()) for one in now.lines} | {str(one.pk): "" for one in now.undecided}
    found = [_("%(unit)s：新加入名单") % {"unit": names[pk]} for pk in after if pk not in before]
    found += [_("有一家单位已不在名单上") for pk in before if pk not in after]
    both = ((pk, before[pk], after[pk]) for pk in after if pk in before)
    return (*found, *(f"{names[pk]}：{_different(old, new)}" for pk, old, new in both if old != new))


def _every(now: Preview) -> Sequence[Line]:
    return [*(one.line for one in now.lines), *now.undecided]


def _different(old: str, new: str) -> str:
    """Which aspects of a line changed."""
    words = {"decision": _("处理意见、理由或次序已改"), "standing": _("申报已被办理或重新提交"),
             "against": _("能否通过的条件有变化"), "told": _("通知的对象或内容有变化")}  # fmt: skip
    if len(old) != len(new):
        return words["decision"]
    parts = range(len(ASPECTS))
    return _("，").join(words[ASPECTS[n]] for n in parts if old[4 * n : 4 * n + 4] != new[4 * n : 4 * n + 4])


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, default=str).encode()).hexdigest()
