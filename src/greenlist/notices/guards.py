"""What the process table asks about the public notice: G-NOTICE, before an application is sent up."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.process import GUARDS, Matter
from greenlist.applications.process import Objection as Against
from greenlist.engine import clock

from .queries.noticed import open_objections, posted_notice


def notice_over(matter: Matter) -> list[Against]:
    """G-NOTICE: the last day of the notice is past (Asia/Shanghai), no objection to the unit is open. Two queries."""
    notice = posted_notice(matter.application)
    if notice is None or notice.ends_on is None:
        return [Against("G-NOTICE", _("还没有公示。"))]
    found: list[Against] = []
    if notice.ends_on >= clock.today():
        words = _("公示到%(day)s（含当日）期满，之后才能报部。")
        found.append(Against("G-NOTICE", words % {"day": notice.ends_on.isoformat()}))
    if count := open_objections(matter.application):
        found.append(Against("G-NOTICE", _("还有 %(count)d 件异议没有办结。") % {"count": count}))
    return found


GUARDS["G-NOTICE"] = notice_over
