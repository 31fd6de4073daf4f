"""What a draft begins with: words in the manner of such notices, and what the policy says."""

from __future__ import annotations

from typing import Any

from greenlist.documents.letters.recommending import notice_of
from greenlist.parties.access import Hat
from greenlist.rounds.models import Round

from .law import policy_of


def initial_of(round_: Round, hat: Hat) -> dict[str, Any]:
    """Title, text and the facts of the policy; what the policy leaves open stays empty."""
    policy = policy_of(round_)
    said = policy.publicity
    year, name = policy.identity.year.value, policy.identity.list_name.value or "绿色制造名单"
    office = hat.organisation.name if hat.organisation is not None else ""
    asked, _known = notice_of(policy)
    listed = f"{year}年度{name}" if year else name
    first = said.first_day_counts.value
    return {
        "title": f"{office}\n关于{listed}\n拟推荐单位的公示",
        "days": said.days.value,
        "day_kind": said.day_kind.value,
        "first_day_counts": None if first is None else ("yes" if first else "no"),
        "anonymous": said.anonymous.value,
        "text": f"根据{asked}要求，经单位申报、市（州）推荐和省级评审，现将{listed}拟推荐单位予以公示。",
        "contact": f"受理部门：{office}\n地址：\n电话：\n邮箱：",
    }
