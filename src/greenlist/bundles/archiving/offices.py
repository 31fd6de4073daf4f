"""What offices wrote to each other: consultations with the answers, decisions with the minutes, recommendations."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from greenlist.bundle.writing import Text
from greenlist.bundles.contents import Kept
from greenlist.consultations.models import Reply
from greenlist.decisions.models import Batch
from greenlist.decisions.record import file_name, record_file
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.recommendations.papers.letter import letter_of, printed
from greenlist.recommendations.papers.table import table_xlsx
from greenlist.recommendations.queries.units import listed

from .sheets import Attached, Scope, Sheet

log = logging.getLogger(__name__)


def consultations(scope: Scope) -> Sequence[Sheet]:
    """Every answer of every department, those that were changed later too."""
    sheet = Sheet(
        "consultations",
        "征求意见",
        "每个部门对每家单位的答复，复函或证明附后；不含个人链接和联系方式。",
        (
            "单位",
            "征求意见",
            "部门",
            "函号",
            "意见",
            "事实和依据",
            "涉及情形",
            "复函日期",
            "方式",
            "答复人",
            "仍有效",
            "对异议的认定",
        ),
    )
    rows = Reply.objects.filter(unit__application__in=scope.applications).order_by(
        "unit__application__unit__name", "pk"
    )
    around = ("unit__application__unit", "letter__consultation", "blob", "by", "ruling")
    for one in rows.select_related(*around):
        ruling = getattr(one, "ruling", None)
        files = [Attached(one.blob_name or "复函", Kept(one.blob.sha256))] if one.blob else []
        said = f"{'成立' if ruling.stands else '不成立'}：{ruling.reason}" if ruling else ""
        sheet.add(
            one.unit.application.unit.name,
            one.letter.consultation.title,
            one.letter.addressee,
            one.letter.number,
            str(one.get_answer_display()),
            one.facts,
            one.condition,
            one.replied_on,
            str(one.get_via_display()),
            one.name or (one.by.name if one.by else ""),
            one.current,
            said,
            files=files,
        )
    return [sheet]


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
    yield from _made(file_name(batch, form), lambda: record_file(batch, form))


def recommendations(scope: Scope) -> Sequence[Sheet]:
    """Letters that were sent with their tables and stamped scans, unit by unit with what intake found."""
    sheet = Sheet(
        "recommendations",
        "推荐",
        "报出的推荐文（PDF）、推荐汇总表（XLSX）、盖章扫描件，寄送和上传记录。",
        (
            "单位",
            "层级",
            "文号",
            "日期",
            "签发人",
            "评价和遴选情况",
            "征求意见情况",
            "报出",
            "报出时间",
            "寄送",
            "平台上传",
        ),
    )
    units = Sheet(
        "recommended-units",
        "推荐的单位",
        "每家随哪份推荐文报出、受理核对的结论，合订材料附后。",
        ("文号", "单位", "类型", "序号", "报出", "受理结论", "受理意见", "退回的理由"),
    )
    rows = Recommendation.objects.filter(
        round=scope.round, place__path__startswith=scope.below, state=Recommendation.State.SENT
    )
    for one in rows.select_related("round__law", "place", "sent_by").prefetch_related(
        "postings", "uploads", "scans__blob"
    ):
        files = _papers(one)
        posted = [
            f"{post.posted_on} {post.what} {post.copies}份 {post.how} {post.tracking_no}" for post in one.postings.all()
        ]
        uploaded = [f"{up.uploaded_on} {up.what} {up.receipt}" for up in one.uploads.all()]
        sheet.add(
            one.place.name,
            str(one.get_level_display()),
            one.letter_no,
            one.letter_on,
            one.signer,
            one.text,
            one.consulted,
            one.sent_by.name if one.sent_by else "",
            one.sent_at,
            posted,
            uploaded,
            files=files,
        )
        _units(units, one)
    return [sheet, units]


def _papers(letter: Recommendation) -> list[Attached]:
    """The letter, its table, the stamped scans that count."""
    going = listed(letter)
    scans = [Attached(one.name, Kept(one.blob.sha256)) for one in letter.scans.all() if one.current]
    return [
        *_made("推荐文.pdf", lambda: printed(letter_of(letter, going), "pdf", letter.round)),
        *_made("推荐汇总表.xlsx", lambda: table_xlsx(letter, going)),
        *scans,
    ]


def _units(sheet: Sheet, letter: Recommendation) -> None:
    around = ("application__unit", "intake", "package")
    for one in letter.units.select_related(*around).prefetch_related("package__files__blob"):
        intake: IntakeCheck | None = getattr(one, "intake", None)
        items = [f"{item['label']}：{item['reason']}" for item in intake.items] if intake else []
        sheet.add(
            letter.letter_no,
            one.application.unit.name,
            str(one.application.get_kind_display()),
            one.position,
            one.went,
            str(intake.get_outcome_display()) if intake else "",
            intake.note if intake else "",
            items,
            files=_packages(one),
        )


def _packages(unit: RecommendedUnit) -> list[Attached]:
    package = getattr(unit, "package", None)
    return [Attached(file.name, Kept(file.blob.sha256)) for file in package.files.all()] if package else []


def _made(name: str, make: Callable[[], bytes]) -> Iterator[Attached]:
    """A paper printed for the archive; one that cannot be printed is left out, its words stand in the table."""
    try:
        yield Attached(name, Text(make()))
    except ValueError as fault:
        log.warning("archive: %s was not printed: %s", name, fault)
