"""The public notice with its objections, and the lists of the ministry."""

from __future__ import annotations

from datetime import timedelta

from door import uscc
from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.listings.reading import read_list
from greenlist.notices.domain.deciding import decide_objection
from greenlist.notices.domain.drafting import Terms, draft_notice
from greenlist.notices.domain.ending import end_notices
from greenlist.notices.domain.handling import accept_objection, hear_unit, propose_outcome
from greenlist.notices.domain.hearing import answer_objection
from greenlist.notices.domain.objecting import Given, hand_in
from greenlist.notices.domain.posting import post_notice
from greenlist.notices.domain.results import Announced, keep_result
from greenlist.notices.domain.results_applying import apply_result
from greenlist.notices.domain.results_settling import explain_line, settle_line
from greenlist.notices.models import Notice, Objection, ResultImport
from greenlist.notices.queries.preview import preview
from greenlist.notices.queries.results import digest_of

from .ground import FORMER, Played, cast

DAYS = 5
REASON = "未列入工业和信息化部公布的名单。"
TITLES = {"factory": "绿色工厂", "park": "绿色工业园区", "supply_chain": "绿色供应链管理企业"}


def post(played: Played) -> Notice:
    """The notice of all that passed, for five working days: the policy writes none."""
    terms = Terms(
        title="2024年度吉林省推荐国家级绿色制造名单公示", days=DAYS, day_kind="working", first_day_counts=False,
        anonymous="record", text="", contact="受理部门：省工信厅资源节约综合利用处", days_reason="按厅内公示规定执行。",
    )  # fmt: skip
    rows = Application.objects.filter(round=played.round, state="province_reviewed")
    notice = draft_notice(round=played.round, applications=list(rows), terms=terms, by=played.world.hat("province"))
    post_notice(notice=notice, digest=preview(notice).digest, by=played.world.hat("provinceapprover"))
    notice.refresh_from_db()
    return notice


def object_(played: Played, notice: Notice) -> dict[str, Objection]:
    """Three objections: one that holds, one that does not, one without a name."""
    made = {}
    for number, story in enumerate(("notice_upheld", "notice_rejected", "anonymous")):
        unit = notice.units.get(application=played.of(story)[0])
        ground = "该单位2023年曾因环境违法被处罚，情况属实请核查。"
        given = Given(ground, anonymous=True) if story == "anonymous" else Given(
            ground, name="示例举报单位", identity=uscc(900 + number), phone="0431-00000000"
        )  # fmt: skip
        made[story], _secret = hand_in(unit=unit, given=given, source=f"192.0.2.{number + 1}")
    return made


def handle(played: Played, objections: dict[str, Objection]) -> None:
    """The province hears the units; an approver decides."""
    handler = played.world.hat("province")
    for story in ("notice_upheld", "notice_rejected"):
        one = objections[story]
        accept_objection(objection=one, by=handler, due_on=clock.today() + timedelta(days=10))
        until = clock.today() + timedelta(days=1)
        hear_unit(objection=one, told_unit="有反映称贵单位2023年受过环境处罚，请说明。", until=until, by=handler)
        no = next(no for no, made in played.applications.items() if made.pk == one.unit.application_id)
        answer_objection(objection=one, text="情况说明见附件。", by=played.world.hat(f"u{no}.signatory"))


def decide(played: Played, objections: dict[str, Objection]) -> None:
    """What was found, and what becomes of it."""
    for story, outcome, findings in (
        ("notice_upheld", "upheld", "经核查，受过环境处罚，未如实填报。"),
        ("notice_rejected", "rejected", "经核查，处罚对象为同名企业，异议不成立。"),
    ):
        one = objections[story]
        propose_outcome(objection=one, outcome=outcome, findings=findings, by=played.world.hat("province"))
        decide_objection(objection=one, by=played.world.hat("provinceapprover"))


def end() -> int:
    """The last day is past."""
    return end_notices()


def result(played: Played, stage: str, document_no: str) -> ResultImport:
    """A list of the ministry: everybody sent up but who is not listed, two of them under other names."""
    announced = Announced(document_no, clock.today(), "2024年度", "2024年度绿色制造名单", 9)
    reading = read_list([_Sheet(kind, played) for kind in TITLES])
    by = played.world.hat("province")
    made = keep_result(
        round=played.round, stage=stage, announced=announced, reading=reading, name="名单.xlsx", sha256="0" * 64, by=by
    )
    for line in made.lines.select_related("application").filter(application__isnull=False):
        if line.listed is None:
            row = line.row if line.row is not None else None
            settle_line(line=line, row=row, note="名称仅差一字，统一社会信用代码一致。", by=by)
        elif line.listed is False:
            explain_line(line=line, reason=REASON, province_list=False, by=by)
    made.refresh_from_db()
    apply_result(result=made, digest=digest_of(made), by=by)
    made.refresh_from_db()
    return made


class _Sheet:
    """A sheet of the list, as the ministry prints it: number, region, name."""

    def __init__(self, kind: str, played: Played) -> None:
        self.name = TITLES[kind]
        there = set(
            Application.objects.filter(
                round=played.round, kind=kind, state__in=("sent_to_ministry", "national_noticed")
            ).values_list("pk", flat=True)
        )
        listed = [one for one in cast() if played.applications[one.no].pk in there and one.story != "not_listed"]
        self.rows: list[list[object]] = [["序号", "地区", "单位名称"]]
        self.rows += [[number, "吉林", _printed(one.name, one.story)] for number, one in enumerate(listed, 1)]


def _printed(name: str, story: str) -> str:
    """How the ministry writes the name."""
    if story == "former_name":
        return FORMER
    return name.replace("医药", "医药科技") if story == "near_name" else name
