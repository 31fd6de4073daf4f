"""The public notice of the demo: open from today on, an objection under a real name waits, and a lead without one."""

from __future__ import annotations

from greenlist.notices.domain.drafting import Terms, draft_notice
from greenlist.notices.domain.objecting import Given, hand_in
from greenlist.notices.domain.posting import post_notice
from greenlist.notices.models import Notice
from greenlist.notices.queries.preview import preview
from greenlist.ops.demo.pages import Page
from greenlist.ops.demo.seeding import hat
from greenlist.rounds.models import Round

from .units import NOTICED, application_of, code_of

DAYS = 10
OBJECTOR = 900  # number of the made-up body that objects
SOURCES = ("192.0.2.1", "192.0.2.2")  # addresses for documentation (RFC 5737)


def post(round_: Round) -> None:
    """Posted today, for ten days of the calendar: working days of a year are known only once they are announced."""
    terms = Terms(
        title=f"{round_.title}公示（第一批）", days=DAYS, day_kind="calendar", first_day_counts=True,
        anonymous="record", text="", contact="受理部门：省工信厅资源节约综合利用处\n电话：0431-00000000",
        days_reason="演示用：按厅内公示规定执行。",
    )  # fmt: skip
    applications = [application_of(login) for login in NOTICED]
    notice = draft_notice(round=round_, applications=applications, terms=terms, by=hat("province"))
    post_notice(notice=notice, digest=preview(notice).digest, by=hat("provinceapprover"))


def object_(round_: Round) -> None:
    """An objection under a real name to one unit, a lead without a name about the other."""
    notice = Notice.objects.get(round=round_)
    named, lead = (notice.units.get(application=application_of(login)) for login in NOTICED)
    given = Given(
        "该单位今年夏天夜间噪声扰民，多次反映未见整改，请核查是否符合推荐条件。", name="示例举报单位",
        identity=code_of("220302", OBJECTOR), phone="0434-00000000",
    )  # fmt: skip
    hand_in(unit=named, given=given, source=SOURCES[0], files=[Page("现场记录.pdf", "演示用材料：现场记录")])
    hand_in(unit=lead, given=Given("听说该单位污水处理设施经常停运。", anonymous=True), source=SOURCES[1])
