"""What the process table asks before an office passes a unit on: G-PROV, RS-2, RS-3; and who keeps out of a case.

Asked for hundreds of applications in one release: nothing is evaluated here, and no guard asks more than three queries.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.process import GUARDS, HINDRANCES, Guard, Matter, Objection
from greenlist.screening.outcomes import Outcome

from .models import ScreeningRuling
from .own_case import hindered
from .queries.province_list import standing_of
from .rescreening import Screened, digest_of, ruling_for, screened
from .words import found_words

POINTS = ScreeningRuling.Point
PLACE = "screening"  # the page of the ruling, not a place of the form


def on_province_list(matter: Matter) -> list[Objection]:
    """G-PROV: the unit is one of the province's green units, where the policy asks for it (196号 一.1, REQ-09)."""
    standing = standing_of(matter.application)
    return [] if standing.passes else [Objection("G-PROV", standing.reason, "conditions.on_province_list")]


def clear_before(point: str) -> Guard:
    """RS-2 before the recommendation, RS-3 before sending up (办法 第十五条; workflow 4.1).

    The newest answer is from a run on or after the submission (RS-3: the recommendation) and clear; anything else
    stops, unless it was decided in writing about exactly what is found now.
    """

    def guard(matter: Matter) -> list[Objection]:
        found = screened(matter.application)
        against = "" if found is not None and found.fresh(point) else stale(found, point)
        if not against and found is not None and found.outcome != Outcome.CLEAR:
            against = _unsettled(matter, found, point)
        return [Objection(point, against, PLACE)] if against else []

    return guard


def stale(found: Screened | None, point: str) -> str:
    """Why an answer is no answer before a point."""
    if found is None:
        return _("还没有筛查否决情形，请先筛查。")
    if point == POINTS.RS_3 and found.recommended is not None:
        return _("筛查结果是推荐以前的（%(day)s），报部前要重新筛查。") % {"day": found.as_of.isoformat()}
    return _("筛查结果是这次提交以前的（%(day)s），推荐前要重新筛查。") % {"day": found.as_of.isoformat()}


def _unsettled(matter: Matter, found: Screened, point: str) -> str:
    ruling = ruling_for(matter.application, point)
    if ruling is not None and ruling.findings == digest_of(found):
        return ""
    words = {"what": found_words(found.outcome), "day": found.as_of.isoformat()}
    if ruling is not None:
        return _("%(what)s（%(day)s），与原来的书面认定不同，原认定不再适用，请重新认定。") % words
    return _("%(what)s（%(day)s），没有书面认定，不能继续。") % words


GUARDS.update({"G-PROV": on_province_list, "RS-2": clear_before(POINTS.RS_2), "RS-3": clear_before(POINTS.RS_3)})
if hindered not in HINDRANCES:
    HINDRANCES.append(hindered)
