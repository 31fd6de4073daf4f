"""Pages of the offices: the inbox, an application handed in, accepting it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.queries.panel import panel_of
from greenlist.applications.models import Application, Kind
from greenlist.applications.process import StaleApplication, TransitionRefused, process_of
from greenlist.applications.timeline import timeline
from greenlist.parties.access import find, require
from greenlist.parties.http import Request
from greenlist.screenings.queries import newest_result

from . import domain, queries
from .faults import NoteForm
from .rules import reviews

PAGE = 50
INVALID, STALE = 422, 409
ALL = "all"


@login_required
@require_safe
def inbox(request: Request) -> HttpResponse:
    """What was handed in, those that wait longest first."""
    require(reviews.may_work(request.hat))
    visible = reviews.visible(request.hat)
    state = request.GET.get("state", queries.WAITING)
    asked = {"round_id": request.GET.get("round", ""), "kind": request.GET.get("kind", "")}
    rows = queries.inbox(visible, **asked, state="" if state == ALL else state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    found_rounds = list(queries.rounds_of(visible))
    labels = {one.id: _(one.labels.office) for round_ in found_rounds[:1] for one in process_of(round_).states}
    for row in page.object_list:
        row.days = queries.days_waiting(row)
        row.state_label = labels.get(row.state, row.state)
    context = {"page": page, "rounds": found_rounds, "kinds": Kind.choices, "asked": asked, "state": state,
               "states": _states(labels)}  # fmt: skip
    return render(request, "reviews/inbox.html", context)


def _states(labels: dict[str, str]) -> list[tuple[str, str]]:
    """The states an office looks for: waiting, accepted, sent back."""
    wanted = ("submitted", "formally_checked", "draft")
    return [(one, _("已退回，等待补正") if one == "draft" else labels[one]) for one in wanted if one in labels]


def application_of(request: Request, pk: int) -> Application:
    """An application on this desk. Raises Http404."""
    around = ("round__jurisdiction", "unit__jurisdiction", "city", "created_by")
    return find(reviews.visible(request.hat).select_related(*around), pk=pk)


def dossier_of(application: Application) -> queries.Dossier:
    """Its newest version. Raises Http404."""
    submission = queries.newest(application)
    if submission is None:
        raise Http404
    submission.application = application
    return queries.Dossier(application, submission)


@login_required
@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    """An application as it was handed in."""
    return _page(request, application_of(request, pk))


def _page(request: Request, application: Application, trouble: str = "", status: int = 200) -> HttpResponse:
    dossier = dossier_of(application)
    context = {
        "application": application,
        "dossier": dossier,
        "agency_panel": panel_of(application, str(dossier.submission.data.get("unit", {}).get("agency") or "")),
        "may_decide": reviews.may(request.hat, "decide", application),
        "timeline": timeline(application, request.hat),
        "days": queries.days_waiting(application),
        "screening": newest_result(application),
        "form": NoteForm(initial={"version": application.version}),
        "trouble": trouble,
    }
    return render(request, "reviews/review.html", context, status=status)


@login_required
@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """Accept for review."""
    application = application_of(request, pk)
    require(reviews.may(request.hat, "decide", application))
    form = NoteForm(request.POST)
    if not form.is_valid() or request.hat is None:
        return _page(request, application, _("说明太长，或页面不完整，请再试一次。"), INVALID)
    try:
        domain.accept(application=application, by=request.hat, version=form.cleaned_data["version"],
                      note=form.cleaned_data["note"].strip())  # fmt: skip
    except TransitionRefused as refused:
        stale = isinstance(refused, StaleApplication)
        return _page(request, application_of(request, pk), str(refused), STALE if stale else INVALID)
    messages.success(request, _("已受理，已通知申报单位。"))
    return redirect("inbox")
