"""Words that several pages and guards of the room share."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.screening.outcomes import Outcome


def found_words(outcome: str) -> str:
    """What screening found, in words."""
    return {
        Outcome.HIT.value: _("筛查命中否决情形"),
        Outcome.CANDIDATE.value: _("筛查有疑似记录没有认定"),
        Outcome.UNDETERMINED.value: _("筛查没有定论"),
        Outcome.CLEAR.value: _("筛查没有发现否决情形"),
    }.get(outcome, _("还没有筛查"))
