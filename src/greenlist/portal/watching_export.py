"""The tables of the watch as files: what a workbook or a CSV holds, and the same as a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenlist.documents.papers import Meta
from greenlist.documents.tables import TablePaper
from greenlist.documents.tables.listing import listed_paper

from .funnel import Group, Steps
from .homes import ACTORS
from .watching import Watch

Table = tuple[list[str], list[list[str]], list[bool]]  # titles, rows, which columns are numbers


def _funnel(watch: Watch) -> Table:
    rows = [[_(one.label), str(one.reached), str(one.now)] for one in watch.funnel.stages]
    rows += [[_(label), "", str(count)] for _state, label, count in watch.funnel.apart]
    rows.append([_("已退回，等待补正"), "", str(watch.funnel.returned)])
    return [_("步骤"), _("到过"), _("现在")], rows, [False, True, True]


def _groups(first: str, groups: Iterable[Group], steps: Steps) -> Table:
    labels = [_(steps.labels[one]) for one in steps.ids]
    rows = [
        [one.name, str(one.total), *(str(count) for count in one.reached), str(one.apart), str(one.open)]
        for one in groups
    ]
    titles = [first, _("收到"), *labels, _("终止"), _("在办")]
    return titles, rows, [False] + [True] * (len(titles) - 1)


def _late(watch: Watch) -> Table:
    rows = [
        [one.what, one.who, str(one.count), one.due.isoformat() if one.due else "", str(one.days)] for one in watch.late
    ]
    return [_("事项"), _("在谁手上"), _("件数"), _("期限"), _("天数")], rows, [False, False, True, False, True]


def _ages(watch: Watch) -> Table:
    rows = [
        [_(one.label), str(ACTORS.get(one.actor, "")), str(one.count), f"{one.median:g}", str(one.longest)]
        for one in watch.ages
    ]
    titles = [_("状态"), _("下一步由谁办"), _("份数"), _("停留天数的中位数"), _("最长天数")]
    return titles, rows, [False, False, True, True, True]


def _dates(watch: Watch) -> Table:
    rows = [
        [str(one.get_kind_display()), one.on.isoformat() if one.on else "",
         str((one.on - watch.today).days) if one.on else ""]
        for one in watch.dates
    ]  # fmt: skip
    return [_("期限"), _("日期"), _("还有几天")], rows, [False, False, True]


TABLES: dict[str, Callable[[Watch], Table]] = {
    "funnel": _funnel,
    "cities": lambda watch: _groups(_("市（州）"), watch.cities, watch.steps),
    "kinds": lambda watch: _groups(_("类型"), watch.kinds, watch.steps),
    "industries": lambda watch: _groups(_("行业（大类）"), watch.industries, watch.steps),
    "late": _late,
    "ages": _ages,
    "dates": _dates,
}

NAMES = {
    "funnel": gettext_lazy("走到哪一步"), "cities": gettext_lazy("按市（州）"), "kinds": gettext_lazy("按类型"),
    "industries": gettext_lazy("按行业（大类）"), "late": gettext_lazy("逾期和在等的事"),
    "ages": gettext_lazy("停留天数"), "dates": gettext_lazy("期限"),
}  # fmt: skip


def table_paper(watch: Watch, table: str, place: str) -> TablePaper:
    """A table of the watch across landscape pages, as it stands today, in the language that is active."""
    titles, rows, numeric = TABLES[table](watch)
    above = _("%(place)s　截至 %(on)s") % {"place": place, "on": watch.today.isoformat()}
    meta = Meta(watch.round.jurisdiction.name, f"{watch.round.title} {NAMES[table]}", watch.today)
    figures = [title for title, number in zip(titles, numeric, strict=True) if number]
    return listed_paper(
        watch.round.title, meta, titles, rows, caption=str(NAMES[table]), above=[above], numeric=figures
    )  # fmt: skip
