"""The public register of agencies for programs: the one part of the interface that needs no sign-in."""

from __future__ import annotations

from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query

from greenlist.agencies.queries.register import Registered, one, registered
from greenlist.engine import clock
from greenlist.parties.models import Jurisdiction

from .schemas import InvalidOut, KindName, ProblemOut
from .schemas_agencies import AgenciesOut, AgencyOut, BarOut
from .v1 import BIG, Page, api

PAGE = 50
Id = Annotated[int, Path(ge=1, le=BIG)]
Province = Annotated[
    str | None, Query(pattern="^[A-Za-z0-9_-]{1,30}$", description="code of a province, as in GB/T 2260")
]
Text = Annotated[
    str | None,
    Query(min_length=1, max_length=100, pattern=r"^[^\u0000]+$", description="part of the name, code or filing number"),
]


@api.get(
    "/agencies",
    response={200: AgenciesOut, 422: InvalidOut},
    url_name="agencies",
    operation_id="list_agencies",
    summary="已备案的第三方评价机构 / agencies that filed",
    auth=None,
)
def list_agencies(
    request: HttpRequest,  # noqa: ARG001 - anybody may ask
    province: Province = None,
    kind: Annotated[KindName | None, Query()] = None,
    q: Text = None,
    page: Page = 1,
) -> AgenciesOut:
    """The filings in force today, with bars in force. No sign-in."""
    place = Jurisdiction.objects.filter(code=province).first() if province else None
    found = [] if province and place is None else registered(place, kind=kind or "", text=q or "")
    first = (page - 1) * PAGE
    more = len(found) > first + PAGE
    return AgenciesOut(
        items=[_agency(row) for row in found[first : first + PAGE]], page=page, page_size=PAGE, total=len(found),
        next_page=page + 1 if more else None,
    )  # fmt: skip


@api.get(
    "/agencies/{id}",
    response={200: AgencyOut, 404: ProblemOut, 422: InvalidOut},
    url_name="agency",
    operation_id="get_agency",
    summary="一家已备案的机构 / one agency of the register",
    auth=None,
)
def get_agency(request: HttpRequest, id: Id) -> AgencyOut:  # noqa: A002, ARG001 - name of the parameter; anybody may ask
    """One accepted filing, also after its end. No sign-in."""
    row = one(id)
    if row is None:
        raise Http404(_("没有这家机构。"))
    return _agency(row)


def _agency(row: Registered) -> AgencyOut:
    plain = ("id", "name", "uscc", "province", "number", "accepted_on", "valid_until", "projects", "suspended")
    until = row.valid_until
    values: dict[str, Any] = {name: getattr(row, name) for name in plain}
    bars = [BarOut(bar_from=bar.bar_from, bar_until=bar.bar_until, circular=bar.circular_no) for bar in row.sanctions]
    return AgencyOut(
        **values, in_force=until is None or until >= clock.today(), kinds=cast("list[KindName]", list(row.kinds)),
        sanctions=bars,
    )  # fmt: skip
