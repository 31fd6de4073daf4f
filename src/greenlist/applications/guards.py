"""What the guards of the process table ask, and what else must stand before an application is handed in."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from greenlist.engine import clock
from greenlist.parties.models import Organisation
from greenlist.rounds.models import Round

from .evaluating import told
from .models import WitnessKind
from .process import GUARDS, Matter, Objection

BASIC = frozenset({"basic", "eligibility", "prerequisite"})
ON_PROVINCE_LIST = "on_province_list"  # G-PROV asks for it, before the city recommends
DATA = "DATA"


def exclusions_clear(matter: Matter) -> list[Objection]:
    """RS-1: every exclusion condition is answered with proof, and none applies (196号 一.2; parks with tenants)."""
    return _unmet(matter, "RS-1", frozenset({"exclusion"}), every=True)


def basics_met(matter: Matter) -> list[Objection]:
    """G-BASIC: every basic requirement and rule of eligibility that decides is met (196号 一.1)."""
    return _unmet(matter, "G-BASIC", BASIC)


GUARDS.update({"RS-1": exclusions_clear, "G-BASIC": basics_met})


def _unmet(matter: Matter, guard: str, groups: frozenset[str], *, every: bool = False) -> list[Objection]:
    result = matter.evaluated.result
    if result is None:
        return _without_result(matter, guard)
    against = []
    for one in result["conditions"]:
        if one["group"] not in groups or one["answer"] == "met" or one["id"] == ON_PROVINCE_LIST:
            continue
        if one["gate"] or every:
            against.append(Objection(guard, f"{condition_name(one)}：{_why(matter, one)}", place_of(one)))
    return against


def _why(matter: Matter, condition: dict[str, str]) -> str:
    """The engine's reason; it tells the writer of a file what to do where nobody has answered, the page says it so."""
    answer = matter.data.get("conditions", {}).get(condition["id"], {})
    known = isinstance(answer, dict) and answer.get("answer") in {"met", "not_met"}
    if known or condition["answer"] == "not_met":
        return condition["reason"]
    return _("还没有查清并回答。")


def _without_result(matter: Matter, guard: str) -> list[Objection]:
    return [Objection(guard, told(problem, matter.language), problem.place) for problem in matter.evaluated.problems]


def condition_name(condition: dict[str, str]) -> str:
    """A condition by its number in the text, where it has one, and its name."""
    return condition["name"] if condition["id"].islower() else f"{condition['id']} {condition['name']}"


def place_of(condition: dict[str, str]) -> str:
    """Where a condition is answered."""
    return f"conditions.{condition['id']}"


def ready_to_submit(matter: Matter) -> list[Objection]:
    """What the table does not ask: unit confirmed, round open, in time, a route with its report, data readable, signed.

    Ordered as people meet it: what they cannot mend themselves first.
    """
    return [*_round_and_unit(matter), *route_chosen(matter), *_readable(matter), *_files_clean(matter),
            *commitment_signed(matter)]  # fmt: skip


def _round_and_unit(matter: Matter) -> Iterator[Objection]:
    application = matter.application
    if application.round.state != Round.State.OPEN:
        yield Objection("ROUND", _("“%(round)s”已经结束，不再接受提交。") % {"round": application.round.title})
    deadline = matter.around.deadline
    if deadline is not None and deadline < clock.today():
        on = deadline.isoformat()
        yield Objection("DEADLINE", _("申报截止日期 %(on)s 已过；需要延期请联系省厅。") % {"on": on})
    if application.unit.status != Organisation.Status.CONFIRMED:
        who = application.city.name
        yield Objection("UNIT", _("单位登记还没有经%(city)s确认，确认后才能提交。") % {"city": who}, "unit")


def route_chosen(matter: Matter) -> list[Objection]:
    """A route is chosen; the agency's with its name, score and signed report (196号 三(一))."""
    route = matter.application.route
    if route == "agency":
        return agency_report_there(matter)
    return [] if route == "self" else [Objection("ROUTE", _("还没有选择评价方式。"), "route")]


def agency_report_there(matter: Matter) -> list[Objection]:
    """Who evaluated, the score the signed report states, and the report itself; of an engaged agency its own."""
    if matter.application.agency_id is not None:
        return [] if _signed_here(matter) else [Objection("REPORT", _("评价机构还没有出具签章的评价报告。"), "agency")]
    against = []
    if not matter.data["unit"].get("agency"):
        against.append(Objection("REPORT", _("还没有填写第三方机构名称。"), "unit.agency"))
    claimed = matter.data.get("claimed_score")
    if not (isinstance(claimed, dict) and claimed.get("total") not in (None, "")):
        against.append(Objection("REPORT", _("还没有填写第三方评价报告载明的得分。"), "claimed_score"))
    if not _report_file(matter):
        against.append(
            Objection("REPORT", _("还没有上传签章的第三方评价报告，或没有注明它证明“报告得分”。"), "evidence")
        )
    return against


def _signed_here(matter: Matter) -> bool:
    signed = matter.stated_at("claimed_score")
    return signed is not None and signed.witness == WitnessKind.VERIFIED and _report_file(matter)


def _report_file(matter: Matter) -> bool:
    stated = matter.stated_at("claimed_score")
    cited = stated.evidence_id if stated else None
    return any(
        one.evidence.pk == cited or any(place == "claimed_score" for place, _page in one.uses) for one in matter.files
    )


def _readable(matter: Matter) -> list[Objection]:
    """Nothing that was typed is left unread: what the program cannot read, nobody can check."""
    if matter.evaluated.result is None:
        return []  # the guards of the table say so
    return [Objection(DATA, told(problem, matter.language), problem.place) for problem in matter.evaluated.problems]


def _files_clean(matter: Matter) -> Iterator[Objection]:
    for one in (file.evidence for file in matter.files):
        if one.blob.scan == "infected":
            words = _("“%(file)s”查出病毒，已隔离，请换一份文件。")
        elif one.blob.scan == "pending":
            words = _("“%(file)s”还没有查完病毒，请稍后再提交。")
        else:
            continue
        yield Objection("EVIDENCE", words % {"file": one.name}, "evidence")


def commitment_signed(matter: Matter) -> list[Objection]:
    """The commitment is signed, after the last time the application was handed in."""
    signed, last = matter.stated_at("commitment"), matter.around.last
    if signed is None or (last is not None and signed.at <= last.at):
        again = last is not None
        words = _("修改后要由单位负责人重新签署承诺书。") if again else _("单位负责人还没有签署承诺书。")
        return [Objection("COMMITMENT", words, "commitment")]
    return []
