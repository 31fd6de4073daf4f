"""The columns of the list of applications: what each is called and what stands in it, on the page and in an export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.parties import roles
from greenlist.parties.access import Hat, Text

if TYPE_CHECKING:
    from .lists import Listing

Cell = str
Show = Callable[[Application, "Listing"], str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `sort`: the order its heading gives, '' for none. `numeric`: right-aligned, a number in sheets."""

    key: str
    title: Text
    show: Show
    sort: str = ""
    numeric: bool = False

    def cell(self, row: Application, listing: Listing) -> Cell:
        """What stands in it for a row."""
        return self.show(row, listing)


def _state(row: Application, listing: Listing) -> str:
    label = listing.states.get(row.state, row.state)
    return f"{label}（{_('退回')}）" if row.returned else label


def _day(row: Application, _listing: Listing) -> str:
    return row.state_since.astimezone(clock.SHANGHAI).date().isoformat()


def _score(row: Application, _listing: Listing) -> str:
    return str(getattr(row, "score", None) or "")


COLUMNS = (
    Column("unit", _("单位"), lambda row, _all: row.unit.name, "unit"),
    Column("uscc", _("统一社会信用代码"), lambda row, _all: row.unit.uscc),
    Column("kind", _("类别"), lambda row, _all: str(row.get_kind_display()), "kind"),
    Column("round", _("轮次"), lambda row, listing: listing.round_named(row)),
    Column("city", _("市（州）"), lambda row, _all: row.city.name, "city"),
    Column("industry", _("行业代码"), lambda row, _all: row.unit.industry4),
    Column("state", _("状态"), _state, "state"),
    Column("since", _("状态日期"), _day, "newest"),
    Column("route", _("评价方式"), lambda row, _all: str(row.get_route_display()) if row.route else ""),
    Column("pack", _("评价标准"), lambda row, _all: row.pack_id),
    Column("version", _("版次"), lambda row, _all: str(getattr(row, "version_number", None) or ""), numeric=True),
    Column("score", _("得分"), _score, numeric=True),
)
_BY_KEY = {column.key: column for column in COLUMNS}
_USUAL = {
    "applicant": ("kind", "round", "state", "since", "route", "pack"),
    "city": ("unit", "kind", "round", "state", "since", "version"),
    "province": ("unit", "city", "kind", "round", "state", "since", "version"),
}


def column_named(key: str) -> Column:
    """A column by its key."""
    return _BY_KEY[key]


def columns_for(hat: Hat, wished: tuple[str, ...]) -> list[str]:
    """The keys of the columns shown: those wished, in the table's order, else the usual ones of the role."""
    chosen = [column.key for column in COLUMNS if column.key in wished]
    if chosen:
        return chosen
    role = "applicant" if hat.among(roles.APPLICANT) else "province" if hat.among(roles.PROVINCE) else "city"
    return list(_USUAL[role])
