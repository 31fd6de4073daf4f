"""Words of the pages about office templates."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.documents.filling import TemplateKind

register = template.Library()

# What a kind of document is called on a page; on the document itself it is always Chinese.
KIND_NAMES: dict[str, Promise] = {
    "self_report": _("自评价报告"),
    "agency_report": _("第三方评价报告"),
    "recommendation_letter": _("推荐文"),
    "consultation_letter": _("征求意见函"),
    "circular": _("通报"),
    "outcome_letter": _("致申报单位的通知"),
    "notice": _("公示"),
    "minutes": _("会议纪要"),
    "record": _("遴选、审定排序记录"),
}


@register.filter
def kind_name(kind: TemplateKind) -> Promise:
    """The name of a kind in the reader's language."""
    return KIND_NAMES[kind.id]
