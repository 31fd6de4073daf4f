"""Letters of recommendation as sheets, with their papers, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.bundles.contents import Kept
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.recommendations.papers.letter import letter_of, printed
from greenlist.recommendations.papers.table import table_xlsx
from greenlist.recommendations.queries.units import listed

from .printing import made
from .sheets import Attached, Scope, Sheet


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
        *made("推荐文.pdf", lambda: printed(letter_of(letter, going), "pdf", letter.round)),
        *made("推荐汇总表.xlsx", lambda: table_xlsx(letter, going)),
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
