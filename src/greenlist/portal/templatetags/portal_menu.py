"""The main menu: the places each hat goes to."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.parties import roles
from greenlist.parties.access import Hat
from greenlist.parties.models import Role

register = template.Library()

HOME = ("home", _("首页"))
APPLICATIONS = ("applications", _("申报"))
ROUNDS = ("rounds", _("轮次"))
PEOPLE = ("people", _("人员"))
GREEN_LISTS = ("green_lists", _("绿色名单"))
MAILS = ("mails", _("邮件记录"))
SCREENING = ("screenings", _("筛查"))
BUNDLES = ("bundles", _("数据包"))
BEFORE_ALL_ROLES = (HOME, ROUNDS)
MENUS: tuple[tuple[frozenset[Role], tuple[tuple[str, Promise], ...]], ...] = (
    (roles.APPLICANT, (HOME, ("applications", _("我的申报")), ("green_mine", _("名单记录")), ROUNDS, PEOPLE)),
    (
        roles.AGENCY,
        (
            HOME,
            ("agency-filings", _("备案")),
            ("engagements", _("评价委托")),
            APPLICATIONS,
            ("yearly-reports", _("年度工作情况")),
            ROUNDS,
            PEOPLE,
        ),
    ),
    (
        roles.CITY,
        (
            HOME,
            ("inbox", _("待办")),
            ("consultations", _("征求意见")),
            ("selections", _("遴选")),
            ("recommendations", _("推荐")),
            APPLICATIONS,
            SCREENING,
            ("units_pending", _("待确认单位")),
            GREEN_LISTS,
            ROUNDS,
            BUNDLES,
            PEOPLE,
        ),
    ),
    (
        roles.PROVINCE,
        (
            HOME,
            ("intake", _("受理核对")),
            ("panels", _("专家评审")),
            ("meetings", _("审定会")),
            ("notices", _("公示")),
            ("objections", _("异议")),
            ("recommendations", _("报部")),
            APPLICATIONS,
            SCREENING,
            ("lists", _("信用名单")),
            GREEN_LISTS,
            ("agencies", _("评价机构")),
            ("document-templates", _("文件模板")),
            ROUNDS,
            BUNDLES,
            PEOPLE,
        ),
    ),
    (frozenset({Role.DEPARTMENT}), (HOME, ("letters", _("征求意见")), ROUNDS)),
    (frozenset({Role.EXPERT}), (HOME, ("scoring-desk", _("我的评审")), ("expert-profile", _("专家信息")), ROUNDS)),
    (frozenset({Role.AUDIT_ADMIN}), (HOME, ("journal", _("操作记录")), MAILS)),
    (frozenset({Role.SECURITY_ADMIN}), (HOME, PEOPLE)),
    (frozenset({Role.SYSTEM_ADMIN}), (HOME, ROUNDS, MAILS)),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the menu."""

    label: str
    url: str
    here: bool


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[Place]:
    """The links for the hat worn; nobody signed in gets none."""
    hat: Hat | None = context.get("hat")
    if hat is None:
        return []
    path = context["request"].path if "request" in context else ""
    return [_place(name, str(label), path) for name, label in menu_of(hat) if _address(name)]


def menu_of(hat: Hat) -> tuple[tuple[str, Promise], ...]:
    """Names of addresses and their labels for a hat."""
    return next((menu for group, menu in MENUS if hat.among(group)), BEFORE_ALL_ROLES)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _place(name: str, label: str, path: str) -> Place:
    url = _address(name)
    return Place(label, url, path == url or (url != "/" and path.startswith(url)))
