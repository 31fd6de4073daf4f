"""The list of applications, its export, and the page on which one is started."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from greenlist.applications.domain.starting import ApplicationRefused, start_application
from greenlist.applications.models import Kind
from greenlist.applications.queries.columns import COLUMNS
from greenlist.applications.queries.lists import SORTS, Listing, Wish
from greenlist.applications.queries.starting import offers_for
from greenlist.documents.exports import csv_lines, workbook
from greenlist.engine import clock
from greenlist.parties import roles
from greenlist.parties.access import Hat, NotAllowed, no
from greenlist.parties.http import Request
from greenlist.parties.models import Organisation

from .finding import worn

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def applications(request: Request) -> HttpResponseBase:
    """The applications this hat may see, filtered, sorted, by the page; `export` gives all of them as a file."""
    hat = worn(request)
    listing = Listing(hat, _wish(request))
    export = request.GET.get("export", "")
    if export in {"csv", "xlsx"}:
        return _exported(listing, export)
    address = "/applications/"
    context = {
        "listing": listing,
        "rows": [(f"{address}{row.pk}/", listing.cells(row)) for row in listing.page],
        "kinds": Kind.choices,
        "all_columns": [(one.key, one.title, one in listing.columns) for one in COLUMNS],
        "heads": [(one, _query(request, sort=one.sort, page="") if one.sort else "") for one in listing.columns],
        "before": _query(request, page=str(listing.wish.page - 1)) if listing.wish.page > 1 else "",
        "after": _query(request, page=str(listing.wish.page + 1)) if listing.has_next else "",
        "as_csv": _query(request, export="csv"),
        "as_xlsx": _query(request, export="xlsx"),
        "may_start": hat.among(roles.APPLICANT),
    }
    return render(request, "applications/list/list.html", context)


def _wish(request: Request) -> Wish:
    given = {key: str(request.GET.get(key, "")).strip()[:100] for key in ("round", "kind", "state", "text", "sort")}
    number = str(request.GET.get("page", ""))
    page = min(max(int(number), 1), 100_000) if number.isdecimal() and len(number) < 9 else 1
    sort = given.pop("sort")
    return Wish(
        **given, sort=sort if sort in SORTS else "newest", page=page, columns=tuple(request.GET.getlist("column"))
    )


def _query(request: Request, **changes: str) -> str:
    """The present address with some of its parts changed; '' takes a part away."""
    kept = [(key, value) for key, values in request.GET.lists() for value in values if key not in changes]
    return "?" + urlencode([*kept, *((key, value) for key, value in changes.items() if value)])


def _exported(listing: Listing, export: str) -> HttpResponseBase:
    titles = [str(column.title) for column in listing.columns]
    name = f"applications-{clock.today().isoformat()}.{export}"
    rows: Iterator[list[str]] = (listing.cells(row) for row in listing.rows.iterator(chunk_size=1000))
    response: HttpResponseBase
    if export == "csv":
        response = StreamingHttpResponse(csv_lines(titles, rows), content_type="text/csv; charset=utf-8")
    else:
        content = workbook(titles, rows, [column.numeric for column in listing.columns])
        response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Choose round and kind; each choice says which standard it would be evaluated by, and why."""
    hat = worn(request)
    if hat.organisation is None or not hat.among(roles.APPLICANT):
        raise NotAllowed(no(_("只有申报单位可以开始申报。")))
    if request.method != "POST":
        return render(request, "applications/list/start.html", {"offers": offers_for(hat.organisation)})
    return _start(request, hat, hat.organisation)


def _start(request: Request, hat: Hat, unit: Organisation) -> HttpResponse:
    offers = offers_for(unit)
    offer = next((one for one in offers if one.value == request.POST.get("offer")), None)
    if offer is None:
        context = {"offers": offers, "refusal": _("请选择轮次和类别。")}
        return render(request, "applications/list/start.html", context, status=422)
    if offer.started is not None:
        return redirect("application", pk=offer.started.pk)
    try:
        made = start_application(round=offer.round, unit=unit, kind=offer.kind, by=hat)
    except ApplicationRefused as refusal:
        context = {"offers": offers, "refusal": str(refusal)}
        return render(request, "applications/list/start.html", context, status=422)
    messages.success(request, _("已开始申报。填的内容随时自动保存。"))
    return redirect("application", pk=made.pk)
