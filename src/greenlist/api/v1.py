"""The interface for programs, version 1: applications and screenings, read only, as the hat worn may see them.

The public register of agencies (`v1_agencies`) is for everybody.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Path, Query
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie

from greenlist.applications.queries.lists import Listing, Wish
from greenlist.applications.rules import applications
from greenlist.parties.access import Hat, find
from greenlist.parties.http import Request

from .queries import detail_of, page_of
from .schemas import ApplicationDetailOut, ApplicationsOut, InvalidOut, KindName, ProblemOut

BIG = 2**63 - 1  # of a database id
LAST_PAGE = 10_000


class SignedIn(APIKeyCookie):
    """The session of the browser: the same sign-in, the same hat as on the pages."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Hat | None:  # noqa: ARG002 - the session was read
        """The hat worn, None for nobody signed in."""
        return getattr(request, "hat", None)


api = NinjaAPI(
    title="greenlist",
    version="1",
    description="绿色制造名单推荐：申报、筛查、机构名录（只读）。 Applications, screenings, agencies, read only.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=SignedIn(),
)

Id = Annotated[int, Path(ge=1, le=BIG)]
RoundId = Annotated[int | None, Query(ge=1, le=BIG, description="id of a round")]
State = Annotated[
    str | None, Query(pattern="^[a-z_]{1,30}$", description="id of a state of the process: draft, submitted ...")
]
Page = Annotated[int, Query(ge=1, le=LAST_PAGE)]
Sort = Literal["newest", "oldest"]
PROBLEMS = {401: ProblemOut, 422: InvalidOut}


@api.get(
    "/applications",
    response={200: ApplicationsOut, **PROBLEMS},
    url_name="applications",
    operation_id="list_applications",
    summary="申报列表 / applications",
)
def list_applications(
    request: Request,
    round: RoundId = None,  # noqa: A002 - the name of the parameter
    kind: Annotated[KindName | None, Query()] = None,
    state: State = None,
    sort: Sort = "newest",
    page: Page = 1,
) -> ApplicationsOut:
    """The applications that the hat worn may see: those of the unit, of the city's desk, of the province."""
    wish = Wish(round=str(round or ""), kind=kind or "", state=state or "", sort=sort, page=page)
    return page_of(Listing(hat_of(request), wish))


@api.get(
    "/applications/{id}",
    response={200: ApplicationDetailOut, **PROBLEMS, 404: ProblemOut},
    url_name="application",
    operation_id="get_application",
    summary="一份申报 / one application",
)
def get_application(request: Request, id: Id) -> ApplicationDetailOut:  # noqa: A002 - the name of the parameter
    """Head, state, timeline and newest result. What may not be seen is not there (404)."""
    hat = hat_of(request)
    rows = applications.visible(hat).select_related("unit", "city", "round", "draft_evaluation")
    return detail_of(find(rows, pk=id), hat)


def hat_of(request: Request) -> Hat:
    """The hat that `SignedIn` found."""
    hat: Hat = request.auth  # type: ignore[attr-defined] # set by ninja
    return hat


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, fault: Any) -> HttpResponse:  # noqa: ARG001 - ninja's signature
    """401 as JSON; a program is not sent to a page."""
    return api.create_response(request, {"detail": _("请先登录。")}, status=401)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, fault: Any) -> HttpResponse:
    """404 as JSON, without saying whether it exists."""
    return api.create_response(request, {"detail": str(fault) or _("没有这份申报，或者您不能查看。")}, status=404)
