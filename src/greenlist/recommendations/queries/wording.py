"""First words of a letter from what the program knows; the office changes them. Documents are in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from greenlist.applications.models import Application, Passage, Submission
from greenlist.consultations.queries.standing import Standing, standings
from greenlist.parties.models import Jurisdiction
from greenlist.recommendations.models import IntakeCheck, Recommendation, RecommendedUnit
from greenlist.rounds.models import Round

NOT_SELECTED = ("B03", "B04", "B09")


def process_words(round_: Round, place: Jurisdiction, level: str) -> str:
    """How many applied, were accepted, were chosen; '' where nothing is known. Three queries."""
    if level == Recommendation.Level.PROVINCE:
        return _of_province(round_, place)
    rows = Application.objects.filter(round=round_, city=place)
    handed = Submission.objects.filter(application__in=rows).values("application").distinct().count()
    if not handed:
        return ""
    accepted = Passage.objects.filter(application__in=rows, transition="T12").values("application").distinct().count()
    left = (
        Passage.objects.filter(application__in=rows, transition__in=NOT_SELECTED)
        .values("application")
        .distinct()
        .count()
    )
    words = f"本次共收到{handed}份申报" + (f"，经形式审查受理{accepted}份" if accepted else "")
    words += f"，其中{left}份未获推荐" if left else ""
    return f"{words}。在评价结果的基础上，按照优中选优、宁缺毋滥的原则进行了遴选。"


def _of_province(round_: Round, place: Jurisdiction) -> str:
    rows = RecommendedUnit.objects.filter(
        recommendation__round=round_, recommendation__level=Recommendation.Level.CITY, went=True,
        recommendation__state=Recommendation.State.SENT, recommendation__place__path__startswith=place.path,
    ).exclude(intake__outcome=IntakeCheck.Outcome.RETURNED)  # fmt: skip
    places = rows.values("recommendation__place").distinct().count()
    units = rows.values("application").distinct().count()
    return f"{places}个市（州）共推荐{units}家单位，经受理核对、专家评审和公示，形成推荐意见。" if places else ""


def consulted_words(recommendation: Recommendation, applications: Sequence[Application]) -> str:
    """Whom the city asked and what came of it; '' where nobody was asked, and for the province."""
    if recommendation.level == Recommendation.Level.PROVINCE or not applications:
        return ""
    found = standings(applications)
    asked = list(dict.fromkeys(row.letter.addressee for one in found.values() for row in one.replies))
    if not asked:
        return ""
    words = f"已就推荐单位书面征求{'、'.join(asked)}等部门的意见。"
    return words + _outcome(list(found.values()))


def _outcome(found: list[Standing]) -> str:
    waiting = list(dict.fromkeys(name for one in found for name in one.waiting_for))
    if waiting:
        return f"截至目前，{'、'.join(waiting)}尚未答复。"
    if any(row.state in {"objection", "stands", "dismissed"} for one in found for row in one.replies):
        return "有部门提出异议，核实情况见推荐汇总表。"
    return "各部门均无异议。"
