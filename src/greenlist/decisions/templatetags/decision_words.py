"""Words and pills of lists of decisions."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from greenlist.decisions.models import Batch
from greenlist.engine.decimals import brief
from greenlist.screenings.words import OUTCOMES as SCREENED

register = template.Library()

OUTCOMES = {
    "selection": {"yes": ("tag-ok", _("列入推荐")), "no": ("tag-bad", _("不列入")), "": ("tag-open", _("待定"))},
    "meeting": {"yes": ("tag-ok", _("通过")), "no": ("tag-bad", _("不通过")), "back": ("tag-warn", _("退回市（州）")),
                "": ("tag-open", _("待定"))},
}  # fmt: skip
VERDICTS = {
    "eligible": ("tag-ok", _("符合")), "undetermined": ("tag-warn", _("未定")),
    "not_eligible": ("tag-bad", _("不符合")),
}  # fmt: skip
TIERS = {
    "priority": ("tag-ok", _("优先")), "ordinary": ("tag-mute", _("一般")), "unknown": ("tag-warn", _("优先与否未定")),
}  # fmt: skip
STATES = {"preparing": "tag-info", "proposed": "tag-warn", "released": "tag-ok", "dropped": "tag-mute"}


@register.filter
def outcome_tag(outcome: str, stage: str) -> SafeString:
    """What is decided of a line, as a word in a pill."""
    return _pill(*OUTCOMES[stage].get(outcome, ("tag-mute", outcome)))


@register.filter
def verdict_tag(verdict: str) -> SafeString:
    """The result of the evaluation."""
    return _pill(*VERDICTS.get(verdict, ("tag-mute", verdict)))


@register.filter
def tier_tag(tier: str) -> SafeString:
    """Priority or not."""
    return _pill(*TIERS.get(tier, ("tag-mute", tier)))


@register.filter
def screened_tag(outcome: str) -> SafeString:
    """What screening found; '' was never asked."""
    return _pill(*SCREENED.get(outcome, ("tag-warn", _("未筛查"))))


@register.filter
def list_state(batch: Batch) -> SafeString:
    """How far a list is."""
    return _pill(STATES.get(batch.state, "tag-mute"), batch.get_state_display())


@register.filter
def short(number: Decimal | None) -> str:
    """A figure without the zeros of the database; a dash where it is not known."""
    return "—" if number is None else brief(number)


def _pill(style: str, word: object) -> SafeString:
    return format_html('<span class="tag {}">{}</span>', style, word)
