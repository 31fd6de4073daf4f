"""What stands around the figures: introduction, summary, energy level, evidence, law, advice."""

from __future__ import annotations

from collections import Counter

from greenlist.documents.papers import Block, Column, KeyTable, Paragraph, Table
from greenlist.engine.case import Route
from greenlist.engine.facts import Mark
from greenlist.engine.messages import say
from greenlist.engine.outcome import LevelResult, Severity

from .evidence import named_files
from .subject import NONE, Subject, day, said, score_words, shown

ROUTES = {Route.SELF: "自评价", Route.AGENCY: "第三方评价", None: ""}
SEVERITIES = {Severity.ERROR: "须改正", Severity.WARNING: "须说明", Severity.INFO: "提示"}
MARKS = {Mark.PUBLISHED: "原文未写明", Mark.SECONDARY: "转述，待核", Mark.UNVERIFIED: "待核"}


def intro(subject: Subject) -> list[Block]:
    """The introduction as stated; nothing where there is none, for the template asks for it."""
    text = subject.stated("unit_intro") or subject.stated("park_intro")
    return [Paragraph(text)] if text else []


def summary(subject: Subject) -> list[Block]:
    """Under which rules the unit was evaluated, and how that came out."""
    evaluation = subject.evaluation
    rows = (
        ("评价年度", f"{subject.case.evaluation_year}年"),
        ("评价方式", ROUTES[subject.case.route] or NONE),
        ("政策文件", evaluation.policy.title),
        ("评价标准", " ".join(part for part in (evaluation.pack.title, evaluation.pack.doc_no) if part)),
        ("选用理由", said(evaluation.standard.reason)),
        ("得分", score_words(subject) or "未定"),
        ("程序结论", said(say(f"documents.verdict_{evaluation.verdict.value}"))),
        ("结果性质", said(say(f"documents.standing_{evaluation.standing.value}"))),
    )
    return [KeyTable("评价概况", rows)]


def energy(subject: Subject) -> list[Block]:
    """The energy level, product by product."""
    level = subject.evaluation.energy
    if not level.rows:
        return [Paragraph(f"能效水平：{said(level.reason)}。".replace("。。", "。"))]
    heads = (
        Column("产品", 15), Column("指标", 18), Column("实际值", 22, "right"), Column("标准", 20), Column("结论", 33),
    )  # fmt: skip
    rows = tuple(
        (
            row.product, row.indicator or NONE, _measured(row), row.standard or NONE, said(row.reason),
        )
        for row in level.rows
    )  # fmt: skip
    return [Table("能效水平对照表", heads, rows), Paragraph(said(level.reason))]


def _measured(row: LevelResult) -> str:
    """Each value that was at hand with where it comes from; what was stated is never told as computed."""
    values = [(row.recomputed, "计算"), (row.claimed, "申报")]
    if row.value not in {None, row.recomputed, row.claimed}:
        values.insert(0, (row.value, "修正后"))
    words = [f"{shown(value, row.unit)}（{origin}）" for value, origin in values if value is not None]
    return "；".join(words) or NONE


def evidence(subject: Subject) -> list[Block]:
    """Every file that the application names, what it is for, and its digest where the file was at hand."""
    uses: dict[str, list[str]] = {}
    digests = dict(subject.digests)
    labels = {key: one.label for key, one in subject.fields.by_id.items()}
    for file, place, digest in named_files(subject.case, subject.file_fields):
        use = labels.get(place, place)
        uses.setdefault(file, [])
        if use not in uses[file]:
            uses[file].append(use)
        if digest:
            digests.setdefault(file, digest)
    if not uses:
        return [Paragraph("申报文件没有写明佐证材料。")]
    heads = (Column("序号", 8, "center"), Column("材料", 29), Column("用于", 20), Column("SHA-256 摘要", 43))
    rows = [
        (str(number), file, "、".join(uses[file]), _halved(digests.get(file, "")) or "文件未提供")
        for number, file in enumerate(uses, 1)
    ]
    return [Table("佐证材料清单", heads, tuple(rows))]


def _halved(digest: str) -> str:
    """A digest in two lines: nothing breaks a word of 64 characters well."""
    return f"{digest[:32]}\n{digest[32:]}" if digest else ""


def law(subject: Subject) -> list[Block]:
    """Which editions were used, and how many of their facts still wait for a confirmation."""
    evaluation = subject.evaluation
    rows = (
        (f"政策 {evaluation.policy.id}", _halved(evaluation.policy_hash)),
        (f"规则包 {evaluation.pack.id}", _halved(evaluation.pack_hash)),
        ("申报文件", _halved(subject.case.sha256) or NONE),
    )
    blocks: list[Block] = [KeyTable("所用规则文件和申报文件的 SHA-256 摘要", rows)]
    if not evaluation.unconfirmed:
        return blocks
    counted = Counter((fact.id.partition("/")[0], fact.mark) for fact in evaluation.unconfirmed)
    heads = (Column("规则文件", 50), Column("状态", 30, "center"), Column("条数", 20, "right"))
    table = tuple((owner, MARKS[mark], str(count)) for (owner, mark), count in sorted(counted.items()))
    total = len(evaluation.unconfirmed)
    blocks.append(Paragraph(f"本结果用到 {total} 条尚未核定或空缺的规则，因此是试评，核定之前不作正式依据。"))
    return [*blocks, Table("待核定的规则", heads, table)]


def advice(subject: Subject) -> list[Block]:
    """What is in the way, what the checks found, and the way out of each."""
    evaluation = subject.evaluation
    rows = [(said(say(f"documents.verdict_{evaluation.verdict.value}")), said(reason), NONE)
            for reason in evaluation.verdict_reasons]  # fmt: skip
    rows += [
        (f"{SEVERITIES[one.severity]}（{one.check}）", said(one.message), said(one.way_out) or NONE)
        for one in evaluation.findings
    ]
    rows += [("读取", problem, NONE) for problem in evaluation.problems]
    if not rows:
        return [Paragraph("程序核对没有发现问题。")]
    heads = (Column("类别", 18, "center"), Column("问题", 50), Column("建议", 40))
    return [Table("问题与建议", heads, tuple(rows))]


def date_words(subject: Subject) -> str:
    """The date on the cover: of the application, an empty place where it states none."""
    on = subject.case.applied_on
    return day(on) if on else "　　年　　月　　日"
