"""Selections and meetings as sheets, with their records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenlist.decisions.models import Batch
from greenlist.decisions.record import file_name, record_file

from .printing import made
from .sheets import Attached, Scope, Sheet


def decisions(scope: Scope) -> Sequence[Sheet]:
    """Selections and meetings that were released, line by line, with the ranked record."""
    lists = Sheet(
        "decisions",
        "遴选和审定",
        "发布过的名单，附排序记录和会议纪要（PDF）和表格（XLSX）。",
        ("名单", "阶段", "会议日期", "地点", "主持人", "参加人员", "会议记要", "拟定", "发布", "发布时间"),
    )
    lines = Sheet(
        "decision-lines",
        "遴选和审定（逐家）",
        "每家单位的名次、得分、处理意见和理由。",
        ("名单", "单位", "位次", "按规则名次", "得分", "处理意见", "理由", "调整次序的理由", "决定人"),
    )
    rows = Batch.objects.filter(round=scope.round, place__path__startswith=scope.below, state=Batch.State.RELEASED)
    for one in rows.select_related("round__law", "place", "created_by", "released_by"):
        files = [file for form in ("pdf", "xlsx") for file in _record(one, form)]
        lists.add(
            one.title,
            str(one.get_stage_display()),
            one.held_on,
            one.held_at,
            one.chair,
            one.attendees,
            one.remarks,
            one.created_by.name,
            one.released_by.name if one.released_by else "",
            one.released_at,
            files=files,
        )
        for line in one.lines.select_related("application__unit", "decided_by").order_by("kind", "position"):
            score = format(line.score.normalize(), "f") if line.score is not None else ""
            lines.add(
                one.title,
                line.application.unit.name,
                line.position,
                line.place,
                score,
                str(line.get_outcome_display()),
                line.reason,
                line.moved_reason,
                line.decided_by.name if line.decided_by else "",
            )
    return [lists, lines]


def _record(batch: Batch, form: str) -> Iterator[Attached]:
    yield from made(file_name(batch, form), lambda: record_file(batch, form))
