"""The ranked record of a list as rows: what paper and workbook print. Official documents are in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenlist.applications.models import Kind
from greenlist.engine import clock
from greenlist.engine.decimals import brief
from greenlist.engine.messages import render, say

from .models import Batch, Line, Stage
from .queries.law import policy_of, tie_breaks
from .queries.lines import Shown, shown

OUTCOMES = {
    Stage.SELECTION: {"yes": "列入推荐", "no": "不列入", "": "未定"},
    Stage.MEETING: {"yes": "通过", "no": "不通过", "back": "退回市（州）", "": "未定"},
}
VERDICTS = {"eligible": "符合", "not_eligible": "不符合", "undetermined": "未定"}
SCREENED = {"hit": "命中", "candidate": "疑似，待认定", "undetermined": "无法判定", "clear": "未命中", "": "未筛查"}
TITLES = {Stage.SELECTION: "遴选排序记录", Stage.MEETING: "审定排序记录"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line in words; figures as figures."""

    position: int
    place: str  # by the policy's keys; '—' where it is not ranked
    name: str
    uscc: str
    where: str
    industry: str
    agency: str
    tier: str
    score: Decimal | None
    keys: tuple[Decimal | None, ...]
    verdict: str
    consulted: str
    screened: str
    outcome: str
    reason: str
    why: str
    moved: str
    stopped: str
    line: int  # number of the line itself


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one kind, with the names of the tie-breaks."""

    kind: str
    name: str
    breaks: tuple[str, ...]
    rows: tuple[Row, ...]


AROUND = ("application__unit", "application__city", "application__agency", "moved_by")


def lines_in_order(batch: Batch) -> list[Line]:
    """Every line of a list with what a record tells of it. One query."""
    return list(batch.lines.select_related(*AROUND).order_by("kind", "position", "pk"))


def parts_of(batch: Batch, lines: Sequence[Line] | None = None) -> list[Part]:
    """The record by kinds; `lines` where they were read before. The same queries however long the list is."""
    lines = lines_in_order(batch) if lines is None else lines
    every = {one.line.pk: one for one in shown(batch, lines)}
    kinds = [one for one in Kind.values if any(line.kind == one for line in lines)]
    return [
        Part(kind, str(Kind(kind).label), tuple(name for _number, name in tie_breaks(batch.round, kind)),
             tuple(_row(batch, every[line.pk]) for line in lines if line.kind == kind))
        for kind in kinds
    ]  # fmt: skip


def _row(batch: Batch, one: Shown) -> Row:
    line, unit = one.line, one.line.application.unit
    agency = line.application.agency
    return Row(
        line.position, str(line.place) if line.place is not None else "—", unit.name, unit.uscc,
        line.application.city.name, unit.industry4, agency.name if agency is not None else "",
        render(say(f"scoring.tier_{line.tier or 'unknown'}")), _trimmed(line.score), one.keys,
        VERDICTS.get(line.verdict, line.verdict), one.consulted.summary if one.consulted else "",
        SCREENED.get(one.screened, one.screened), OUTCOMES[Stage(batch.stage)].get(line.outcome, ""), line.reason,
        one.why, _moved(line), "；".join(line.stopped), line.pk,
    )  # fmt: skip


def _trimmed(score: Decimal | None) -> Decimal | None:
    """Without the zeros that the column of the database adds."""
    return None if score is None else Decimal(brief(score, separators=False))


def _moved(line: Line) -> str:
    if not line.moved_reason:
        return ""
    by = line.moved_by.name if line.moved_by is not None else ""
    return f"由{by}调整：{line.moved_reason}"


def facts_of(batch: Batch) -> list[tuple[str, str]]:
    """What the record says about itself."""
    policy = policy_of(batch.round)
    facts = [
        ("轮次", batch.round.title), ("决定机关所在地", batch.place.name), ("依据", f"{policy.title}（{policy.id}）"),
        ("名单", batch.title), ("状态", _state(batch)), ("拟定", _who(batch.created_by.name, batch.created_at)),
    ]  # fmt: skip
    if batch.proposed_by is not None:
        facts.append(("报审", _who(batch.proposed_by.name, batch.proposed_at)))
    if batch.released_by is not None:
        facts.append(("发布", _who(batch.released_by.name, batch.released_at)))
        facts.append(("预览摘要", batch.digest))
    return facts


def _state(batch: Batch) -> str:
    words = {"preparing": "拟定中（未发布）", "proposed": "待审批（未发布）", "released": "已发布", "dropped": "已撤销"}
    return words[batch.state]


def _who(name: str, at: object) -> str:
    moment = at.astimezone(clock.SHANGHAI) if hasattr(at, "astimezone") else None
    return f"{name} {moment:%Y-%m-%d %H:%M}" if moment is not None else name


def counted(rows: Sequence[Row]) -> str:
    """How many lines have which outcome, in words."""
    found: dict[str, int] = {}
    for one in rows:
        found[one.outcome] = found.get(one.outcome, 0) + 1
    return "，".join(f"{name} {number} 家" for name, number in sorted(found.items()))
