"""The condition on experience: what was done within the last years (近五年主持或参与 ...)."""

from __future__ import annotations

from datetime import date

from greenlist.engine.conditions.windows import years_before

from .answers import Known, answer, every
from .facts import Answer, Filed, Project
from .proofs import Proofs

_NAMED = 3


def experience(filed: Filed, on: date, years: int | None) -> tuple[Answer, str, str, tuple[int, ...]]:
    """Answer, what was found, why, and the papers. One project that counts is enough."""
    if not filed.projects:
        return "undetermined", "未填业绩", "没有填写业绩，未填不等于没有。", ()
    proofs = Proofs(filed, on)
    since = None if years is None else years_before(on, years)
    known = {one.id: every(_of_a_sort(one), _in_time(one, since, on), _proven(one, proofs)) for one in filed.projects}
    counting = [one for one in filed.projects if known[one.id]]
    open_ = [one for one in filed.projects if known[one.id] is None]
    papers = tuple(dict.fromkeys(paper.id for one in counting for paper in proofs.of_project(one)))
    found = f"{len(counting)}项" + (f"；另有{len(open_)}项待核" if open_ else "")
    if counting:
        because = "计入：" + "、".join(one.name for one in counting[:_NAMED]) + ("等。" if counting[_NAMED:] else "。")
        return answer(True), found, because, papers
    if open_:
        doubts = "；".join(f"{one.name}（{'、'.join(_doubts(one, on, proofs))}）" for one in open_[:_NAMED])
        return "undetermined", found, f"待核：{doubts}。", ()
    return "not_met", found, _none_counts(since), ()


def _of_a_sort(project: Project) -> Known:
    """Evaluations, reviews and policies of any level; research from the province up; national and industry standards.

    A standard filed as neither national nor provincial may be an industry's: not known.
    """
    if project.sort == "research":
        return project.level in {"national", "provincial"}
    if project.sort == "standard":
        return {"national": True, "provincial": False}.get(project.level)
    return project.sort in {"evaluation", "review", "policy"}


def _in_time(project: Project, since: date | None, on: date) -> Known:
    """Finished within the window, both days included; work that is not finished may have been done in part."""
    if project.finished_on is None or project.finished_on > on:
        return None
    return since is None or project.finished_on >= since


def _proven(project: Project, proofs: Proofs) -> Known:
    return True if proofs.of_project(project) else None


def _doubts(project: Project, on: date, proofs: Proofs) -> list[str]:
    doubts = []
    if _of_a_sort(project) is None:
        doubts.append("是否行业标准未填明")
    if project.finished_on is None:
        doubts.append("完成日期未填")
    elif project.finished_on > on:
        doubts.append(f"完成日期{project.finished_on}未到")
    if not _proven(project, proofs):
        doubts.append("业绩证明未提供或已过期")
    return doubts


def _none_counts(since: date | None) -> str:
    after = "" if since is None else f"{since}以来的"
    return f"所填业绩都不是{after}绿色制造评价评审、省级以上课题、国家或行业标准、政策制定。"
