"""What is missing before each step of an evaluation can be called done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from greenlist.agencies.models import DocumentCheck, Engagement, SiteVisit, StaffMember, TeamMember
from greenlist.applications.models import Nonconformity

from .work import Lack, Work

_TITLES = (StaffMember.Title.NONE, StaffMember.Title.JUNIOR, StaffMember.Title.MIDDLE, StaffMember.Title.SENIOR)
_ASKED = ("purpose", "scope", "criteria", "starts_on", "ends_on", "schedule")


def _page(work: Work, name: str, *more: object) -> str:
    return reverse(name, args=[work.engagement.pk, *more])


def of_request(work: Work) -> Iterator[Lack]:
    """From the request to the contract."""
    here, state = _page(work, "engagement"), work.engagement.state
    if state == Engagement.State.ASKED:
        yield Lack(_("机构还没有答复：先确认申报符合基本要求、评价可行，再接受委托。"), here)
    elif state == Engagement.State.ACCEPTED:
        yield Lack(_("合同还没有签：上传合同后由申报单位负责人确认。"), here)
    elif state != Engagement.State.CONTRACTED:
        yield Lack(_("这项委托没有达成或已经结束。"), here)


def of_plan(work: Work) -> Iterator[Lack]:
    """Plan and team."""
    here, plan = _page(work, "engagement-plan"), work.plan
    left = [name for name in _ASKED if plan is None or not getattr(plan, name)]
    if left:
        names = "、".join(str(_plan_label(name)) for name in left)
        yield Lack(_("评价计划还没有写：%(fields)s。") % {"fields": names}, f"{here}#plan")
    if work.leader is None:
        yield Lack(_("评价组还没有组长。"), f"{here}#team")
    yield from _of_minimums(work, f"{here}#team")


def _plan_label(name: str) -> str:
    from greenlist.agencies.models import EvaluationPlan  # noqa: PLC0415 - kept beside its only use

    return str(EvaluationPlan._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - Django's way


def _of_minimums(work: Work, here: str) -> Iterator[Lack]:
    """What the policy asks of a team at least; where it says nothing, nothing is asked."""
    least, count = work.procedure.min_team.value, len(work.team)
    if least is not None and count < least:
        yield Lack(_("评价组至少 %(least)d 人，现在 %(count)d 人。") % {"least": least, "count": count}, here)
    title, leader = work.procedure.leader_title.value, work.leader
    if title is not None and leader is not None and _TITLES.index(_title(leader)) < _TITLES.index(_asked(title)):
        named = {"title": _asked(title).label, "name": leader.staff.name}
        yield Lack(_("组长须有%(title)s以上职称，%(name)s没有。") % named, here)


def _title(member: TeamMember) -> StaffMember.Title:
    return StaffMember.Title(member.staff.title)


def _asked(title: str) -> StaffMember.Title:
    return StaffMember.Title(title)


def of_documents(work: Work) -> Iterator[Lack]:
    """Document review."""
    here = _page(work, "engagement-documents")
    if not work.checks:
        yield Lack(_("还没有评审记录：至少记录一份文件和评审结论。"), here)
    open_ones = [one for one in work.checks if not one.finding]
    if open_ones:
        yield Lack(_("有 %(count)d 份文件没有评审结论。") % {"count": len(open_ones)}, here)


def of_site(work: Work) -> Iterator[Lack]:
    """Site evaluation."""
    here = _page(work, "engagement-site")
    if not work.visits:
        yield Lack(_("还没有现场记录：写明日期、到场人员、访谈对象和看到的情况。"), here)
    for visit in work.visits:
        left = _left_in(visit)
        if left:
            named = {"on": visit.from_on.isoformat(), "fields": "、".join(left)}
            url = _page(work, "engagement-visit", visit.pk)
            yield Lack(_("%(on)s 的现场记录还没有写：%(fields)s。") % named, url)
    least, days = work.procedure.min_site_days.value, sum(_days(one) for one in work.visits)
    if least is not None and days < least:
        yield Lack(_("现场评价至少 %(least)d 天，现在 %(days)d 天。") % {"least": least, "days": days}, here)


def _left_in(visit: SiteVisit) -> list[str]:
    found = [] if list(visit.visitors.all()) else [_("到场人员")]
    return found + ([] if visit.met else [_("访谈人员")]) + ([] if visit.seen else [_("看到的情况")])


def _days(visit: SiteVisit) -> int:
    return (visit.to_on - visit.from_on).days + 1


def of_report(work: Work) -> Iterator[Lack]:
    """The draft as a whole: texts, values, nonconformities, documents that were to be seen on site."""
    for one in work.chapters:
        url = _page(work, "engagement-chapter", one.spec.key)
        if one.spec.required and not one.text:
            yield Lack(_("“%(title)s”还没有写。") % {"title": one.spec.title}, url)
        elif one.too_long:
            told = {"title": one.spec.title, "most": one.spec.most, "count": one.characters}
            yield Lack(_("“%(title)s”最多 %(most)s 字，现在 %(count)s 字。") % told, url)
    yield from _of_findings(work)


def _of_findings(work: Work) -> Iterator[Lack]:
    grave = [one for one in work.issues if one.grade == Nonconformity.Grade.MAJOR and _open(one)]
    if grave:
        text = _("有 %(count)d 个严重不符合项没有关闭。") % {"count": len(grave)}
        yield Lack(text, _page(work, "engagement-nonconformities"))
    if work.unverified.count:
        told = {"count": work.unverified.count, "first": work.unverified.first}
        text = _("有 %(count)d 个数值没有核查（如“%(first)s”）：填写核查值，或确认与申报值一致。") % told
        yield Lack(text, _page(work, "engagement-values"))
    waiting = [one for one in work.checks if one.finding == DocumentCheck.Finding.TO_SEE]
    if waiting:
        told = {"count": len(waiting), "first": waiting[0].document}
        text = _("有 %(count)d 份文件标为“需现场核实”（如“%(first)s”），还没有给出结论。") % told
        yield Lack(text, _page(work, "engagement-documents"))


def _open(one: Nonconformity) -> bool:
    return one.state != Nonconformity.State.CLOSED


def of_review(work: Work) -> Iterator[Lack]:
    """Technical review and signature."""
    here = _page(work, "engagement-review")
    newest = next(iter(work.reviews), None)
    if newest is None:
        yield Lack(_("报告写完后，由评价组以外的人做内部技术复核。"), here)
    elif not newest.passed:
        yield Lack(_("上次复核退回修改；改好后请复核人再看。"), here)
    else:
        yield Lack(_("复核通过后，由机构负责人签章。报告改过的要重新复核。"), here)


OF: dict[str, Callable[[Work], Iterator[Lack]]] = {
    "request": of_request, "plan": of_plan, "documents": of_documents, "site": of_site, "report": of_report,
    "review": of_review,
}  # fmt: skip
