"""How a filing stands today: its state, and what follows from dates, bars and the cap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.agencies.models import Filing, Sanction
from greenlist.agency.facts import CapStanding

WORDS: dict[str, tuple[str, str | Promise]] = {  # code -> tone of its pill, word
    "draft": ("tag-mute", _("填写中")),
    "filed": ("tag-info", _("已报送，待核对")),
    "returned": ("tag-warn", _("已退回，待补正")),
    "active": ("tag-ok", _("已备案")),
    "expired": ("tag-mute", _("备案已到期")),
    "suspended": ("tag-bad", _("暂停：评价结果不予采信")),
    "capped": ("tag-warn", _("已备案，名额已满")),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a filing stands, as a code and as a pill."""

    code: str

    @property
    def tone(self) -> str:
        """The class of its pill."""
        return WORDS[self.code][0]

    @property
    def word(self) -> str:
        """Its word in the language of the page."""
        return str(WORDS[self.code][1])


def standing(filing: Filing, on: date, *, bar: Sanction | None = None, cap: CapStanding | None = None) -> Standing:
    """The standing on a day. `bar`: the one in force that day in the filing's province; `cap`: its places left."""
    if filing.state != Filing.State.ACTIVE:
        return Standing(filing.state)
    if filing.valid_until is not None and filing.valid_until < on:
        return Standing("expired")
    if bar is not None:
        return Standing("suspended")
    return Standing("capped" if cap is not None and cap.full else "active")
