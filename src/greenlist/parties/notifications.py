"""What people are told, by code. A notice keeps its code and values; the sentence is made in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from .models import Role

log = logging.getLogger(__name__)

SENTENCES: dict[str, str | Promise] = {
    "submitted": _("%(unit)s提交了%(kind)s申报，请受理或退回。"),
    "returned": _("%(unit)s的%(kind)s申报被退回，请按意见修改后重新提交。%(reason)s"),
    "moved": _("%(unit)s的%(kind)s申报有新的办理进展。%(reason)s"),
    "rejected": _("%(unit)s的%(kind)s申报未获推荐。%(reason)s"),
    "not_listed": _("%(unit)s的%(kind)s申报未列入名单。%(reason)s"),
    "listed": _("%(unit)s已列入%(kind)s名单。%(reason)s"),
    "blocked": _("%(unit)s的%(kind)s申报因否决情形中止，等待书面认定。%(reason)s"),
    "unit_registered": _("%(unit)s登记了单位信息，请核对后确认。"),
    "unit_confirmed": _("%(unit)s已由所在市（州）确认，可以提交申报。"),
    "unit_refused": _("%(unit)s未予确认。理由：%(reason)s"),
    "unit_renamed": _("单位名称已由“%(before)s”变更为“%(unit)s”，今后的材料请用新名称。"),
    "invited": _("%(organisation)s邀请您担任%(role)s，请打开收到的链接接受。"),
    "invitation_accepted": _("%(name)s已接受邀请，成为%(organisation)s的%(role)s。"),
    "membership_ended": _("您在%(organisation)s的“%(role)s”身份已停用。%(reason)s"),
    "reset_issued": _("%(by)s为您的账号生成了重置密码的链接。不是您本人要求的，请马上联系审计管理员。"),
    "password_reset": _(
        "您的账号刚用重置链接设置了新密码，其他浏览器上的登录已退出。不是您本人办的，请马上联系安全管理员。"
    ),
    "deadline_extended": _("%(round)s：%(deadline)s的截止日期延至%(on)s。"),
    "deadline_near": _("%(round)s：%(deadline)s将于%(on)s截止，请尽快办理。"),
    "round_opened": _("%(round)s开始申报。"),
    "round_closed": _("%(round)s已结束，不再接受提交。"),
    "screened_anew": _(
        "%(round)s：名单“%(list)s”变动后重新筛查，%(place)s有%(units)s家单位出现新的记录"
        "（命中%(hits)s条，疑似%(candidates)s条），请查看并认定。"
    ),
    "evidence_infected": _("您上传的“%(name)s”查出病毒（%(virus)s），已隔离；请移除后换一个干净的文件。"),
    "agency_asked": _("%(unit)s询问贵机构能否评价其%(kind)s申报，请答复。"),
    "agency_request_withdrawn": _("%(unit)s撤回了对%(kind)s申报的询问。"),
    "agency_accepted": _("%(agency)s接受了%(unit)s的%(kind)s评价委托，请上传合同并签约。"),
    "agency_declined": _("%(agency)s不接受%(unit)s的%(kind)s评价委托，请另选机构。%(reason)s"),
    "agency_contract_kept": _("%(unit)s与%(agency)s的委托合同已上传，请核对。"),
    "agency_contracted": _("%(unit)s已与贵机构签约，可以开始评价其%(kind)s申报。"),
    "agency_ended": _("%(unit)s解除了%(kind)s评价委托。%(reason)s"),
    "agency_asks_to_end": _("%(agency)s请求解除%(unit)s的%(kind)s评价委托，由单位负责人决定。%(reason)s"),
    "please_submit": _("%(by)s已填好%(unit)s的%(kind)s申报，请核对、签署承诺书并提交。"),
    "evaluation_planned": _("%(agency)s已安排评价：组长%(leader)s，%(starts_on)s开始。"),
    "draft_to_review": _("%(by)s已写完%(unit)s的评价报告，请做内部技术复核。"),
    "draft_passed": _("%(unit)s的评价报告通过了内部技术复核（%(by)s），可以签章。"),
    "draft_to_rework": _("%(unit)s的评价报告被技术复核退回修改（%(by)s），请按意见修改后再送复核。"),
    "agency_filed": _("%(agency)s报送了%(year)s年度备案，请逐项核对。"),
    "agency_filing_returned": _("%(province)s退回了贵机构%(year)s年度备案，请按各项理由补正后重新报送。%(reason)s"),
    "agency_filing_accepted": _("%(province)s已接受贵机构%(year)s年度备案，备案号%(number)s。"),
    "agency_registered": _("%(agency)s登记了第三方评价机构，请核对后确认。"),
    "agency_confirmed": _("%(unit)s的机构登记已由省厅确认，可以报送备案。"),
    "nonconformity_raised": _("%(agency)s对“%(item)s”提出了不符合项，请修改或答复。%(reason)s"),
    "nonconformity_answered": _("%(unit)s答复了“%(item)s”的不符合项，请确认。"),
    "nonconformity_closed": _("%(agency)s关闭了“%(item)s”的不符合项。"),
    "yearly_confirmed": _("%(agency)s已确认%(year)s年度工作情况，可以查看。"),
    "agency_report_signed": _("%(agency)s签发了评价报告第%(number)s版，得分%(score)s。"),
    "revision_opened": _("%(agency)s开始修改%(unit)s的评价报告。原因：%(reason)s"),
    "revision_dropped": _("%(agency)s放弃修改%(unit)s的评价报告，已签章的一版不变。"),
    "conduct_hearing": _("%(province)s就反映贵机构的问题听取意见，请在%(until)s前答复。"),
    "conduct_answered": _("%(agency)s答复了核查，请看其意见。"),
    "conduct_proposed": _("对%(agency)s的处理意见已拟定（%(finding)s），请另一位审批人决定。"),
    "conduct_sent_back": _("对%(agency)s的处理意见被退回，请重新拟定。%(reason)s"),
    "conduct_dropped": _("%(province)s不再核查反映贵机构的问题。%(reason)s"),
    "conduct_decided": _("%(province)s对贵机构作出了认定：%(finding)s。"),
    "conduct_circular": _("%(province)s通报：%(agency)s弄虚作假或故意隐瞒问题（%(number)s），请按通报办理。"),
    "agency_barred": _("%(agency)s的评价结果自%(since)s至%(until)s不予采信（%(number)s）。贵单位的申报：%(effect)s。"),
    "sanction_lifted": _("%(province)s解除了对%(agency)s评价结果的不予采信。%(reason)s"),
    "decision_proposed": _("%(by)s报来“%(title)s”，请预览后发布或退回。"),
    "decision_sent_back": _("“%(title)s”被%(by)s退回。%(reason)s"),
    "decision_released": _("“%(title)s”已发布：办理 %(moved)s 家，未通过条件 %(stopped)s 家。"),
    "result_applied": _(
        "%(round)s：%(stage)s（%(document)s）已入册，%(place)s在名单上%(listed)s家，未列入%(others)s家，单位已分别通知。"
    ),
    "consult_began": _("正在就%(units)s的申报征求有关部门意见。"),
    "consult_asked": _("%(city)s就%(count)s家申报单位征求意见，请于%(due)s前答复。"),
    "consult_reminded": _("%(city)s征求意见的函还有%(count)s家单位没有答复，请于%(due)s前答复。"),
    "consult_overdue": _("%(city)s征求意见的函已过答复期限（%(due)s），还有%(count)s家单位没有答复，请尽快答复。"),
    "consult_late": _("%(department)s逾期未答复：期限%(due)s，还有%(count)s家单位。"),
    "consult_replied": _("%(department)s答复了%(count)s家单位，都没有异议或需要延长时间。"),
    "consult_objected": _("%(department)s答复了%(count)s家单位，其中%(objections)s家有异议，请认定是否成立。"),
    "consult_silent": _("%(department)s逾期未复，%(count)s家单位按政策视为无异议。"),
    "consult_stands": _("%(city)s认定贵单位对%(unit)s的异议成立，不予推荐。%(reason)s"),
    "consult_dismissed": _("%(city)s认定贵单位对%(unit)s的异议不成立。%(reason)s"),
    "notice_posted": _("%(unit)s的%(kind)s申报已列入公示（%(starts_on)s至%(ends_on)s，含当日）。"),
    "notice_posted_city": _("%(title)s已发布（%(starts_on)s至%(ends_on)s），本市（州）有%(count)s家单位。"),
    "notice_correction": _("“%(title)s”的更正已拟好，请另一位审批人发布。原因：%(reason)s"),
    "notice_ended": _("“%(title)s”公示期满：%(ready)s家可以报部，%(waiting)s家等待异议办结。"),
    "objection_received": _("收到对%(unit)s的异议（%(number)s），请决定是否受理。"),
    "objection_hearing": _("公示期间收到反映%(unit)s的问题，请在%(until)s前（含当日）答复。"),
    "objection_answered": _("%(unit)s答复了异议，请看其意见。"),
    "objection_proposed": _("对%(unit)s的异议处理意见已拟定（%(outcome)s），请另一位审批人决定。"),
    "objection_sent_back": _("对%(unit)s的异议处理意见被退回，请重新拟定。%(reason)s"),
    "objection_decided": _("对%(unit)s的异议已办结：%(outcome)s。"),
    "objection_due": _("异议%(number)s应在%(due_on)s前（含当日）办结，请尽快办理。"),
    "scoring_done": _("评审组“%(panel)s”的评分表已全部签字，可以看结果。"),
    "scoring_named": _("评审组“%(panel)s”转为公开阶段，可以看到同一份申报其他专家已签字的评分表。"),
    "scoring_stepped_back": _("%(expert)s声明回避%(unit)s的评审，请另请专家。%(reason)s"),
    "expert_profile_saved": _("%(expert)s填写或修改了专家信息，请查看。"),
    "expert_out": _("您已移出评审专家库。%(reason)s"),
    "expert_in": _("您已重新列入评审专家库。%(reason)s"),
    "panel_started": _("“%(panel)s”开始评审，分给您 %(count)s 份，请打分。"),
    "panel_more": _("“%(panel)s”又分给您 %(count)s 份评审任务，请打分。"),
    "panel_closed": _("“%(panel)s”已结束评审，没有签字的评分表不再收。"),
    "panel_conflicted": _("%(expert)s有 %(count)s 份评审任务因须回避而终止，请补足专家。"),
    "recommend_proposed": _("%(round)s：%(by)s提交了推荐（%(units)s家），请核对预览后报出或退回。"),
    "recommend_sent_back": _("%(round)s：%(by)s退回了推荐，请修改后重新提交。%(reason)s"),
    "recommend_sent": _("%(city)s报来推荐（%(number)s），共%(units)s家，请核对受理。"),
    "recommend_returned": _("省厅退回了%(unit)s的推荐，请按意见办理。%(reason)s"),
    "recommend_packages_ready": _("%(units)s家单位的合订材料已生成，其中%(failed)s家没有生成。"),
    "consult_extended": _("%(city)s征求意见的函，答复期限由%(before)s延长到%(due)s。%(reason)s"),
    "objection_recorded": _("收到涉及%(unit)s的匿名反映（%(number)s），已作线索记录，不作为异议办理。"),
    "notice_withdrawal": _("“%(title)s”拟撤回，请另一位审批人办理。原因：%(reason)s"),
    "notice_withdrawn": _("%(title)s已撤回，%(unit)s退回到公示以前。原因：%(reason)s"),
    "notice_withdrawn_city": _("%(title)s已撤回，本市（州）涉及%(count)s家单位。原因：%(reason)s"),
    # bundles
    "bundle_imported": _("%(sender)s的数据包已导入“%(round)s”，收下 %(count)s 份申报。"),
    "bundle_made": _("“%(round)s”的数据包已生成，可以下载。"),
    "bundle_not_made": _("“%(round)s”的数据包没有生成：%(reason)s"),
    "paperwork_reports_ready": _("%(round)s：%(units)s份报告已打包，其中%(failed)s份没有生成。"),
}
KINDS: dict[str, str | Promise] = {
    "factory": _("绿色工厂"), "park": _("绿色工业园区"), "supply_chain": _("绿色供应链管理企业"),
}  # fmt: skip
DEADLINES: dict[str, str | Promise] = {
    "apply": _("单位申报"), "city": _("市（州）推荐"), "province": _("省级评审"), "ministry": _("报部"),
}  # fmt: skip
FINDINGS: dict[str, str | Promise] = {
    "none": _("不成立"), "misconduct": _("有不当行为，未构成弄虚作假"), "fraud": _("弄虚作假或故意隐瞒问题，查实"),
}  # fmt: skip
EFFECTS: dict[str, str | Promise] = {
    "stand": _("不受影响"), "mark": _("已标明，由办理人员决定"), "reopen": _("已退回，请重新评价"),
}  # fmt: skip
STAGES: dict[str, str | Promise] = {"notice": _("部公示名单"), "final": _("部公布名单")}
OUTCOMES: dict[str, str | Promise] = {
    "upheld": _("异议成立"), "partly": _("部分成立，不影响结果"), "rejected": _("异议不成立"),
}  # fmt: skip
WORDS: dict[str, Mapping[str, str | Promise]] = {
    "kind": KINDS,
    "role": {str(role.value): role.label for role in Role},
    "deadline": DEADLINES,
    "finding": FINDINGS,
    "effect": EFFECTS,
    "outcome": OUTCOMES,
    "stage": STAGES,
}


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """The sentence of a notice in the language active now. A missing value leaves a gap, not an error."""
    template = SENTENCES.get(code)
    if template is None:
        log.error("notification without a sentence: %s", code)
        return _g("有一条新消息，请打开查看。")
    values = _Values({key: str(WORDS.get(key, {}).get(str(value), value)) for key, value in params.items()})
    return (str(template) % values).strip()
