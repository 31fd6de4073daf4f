"""What sorts of conflicts are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenlist.panel.facts import Sort

SORTS: dict[Sort, Promise] = {
    Sort.DECLARED: _("申明回避"),
    Sort.MEMBER: _("自己的申报"),
    Sort.EMPLOYER: _("工作单位"),
    Sort.FORMER: _("原工作单位"),
    Sort.STAFF: _("评价机构的报备人员"),
    Sort.SHARED: _("合作"),
    Sort.LEGAL_REP: _("与法定代表人同名（存疑）"),
    Sort.EMPLOYER_REP: _("工作单位的法定代表人同名（存疑）"),
}
