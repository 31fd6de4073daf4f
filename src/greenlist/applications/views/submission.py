"""Pages from check-your-answers to receipt."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.commitments import commitment_for
from greenlist.applications.domain import submitting
from greenlist.applications.forms.commitment import CommitmentForm, VersionForm
from greenlist.applications.models import Application, Statement
from greenlist.applications.process import StaleApplication, TransitionRefused
from greenlist.applications.queries.locking import locked_row
from greenlist.applications.queries.submission import Readiness, deadline_to_apply, returned_items, versions_of
from greenlist.applications.rules import EDITABLE, WORKING, applications
from greenlist.parties import roles
from greenlist.parties.access import Hat, find, require
from greenlist.parties.http import Request

INVALID, STALE = 422, 409
ACTS = {
    "screen": submitting.confirm_self_screening,
    "evaluate": submitting.confirm_self_evaluation,
    "report": submitting.hand_in_agency_report,
}
DONE = {
    "screen": gettext_lazy("已确认完成否决情形自查。"),
    "evaluate": gettext_lazy("已确认完成自评价。"),
    "report": gettext_lazy("已交来第三方评价报告。"),
}


def _application(request: Request, pk: int) -> Application:
    around = ("round__jurisdiction", "unit__jurisdiction", "city", "created_by")
    return find(applications.visible(request.hat).select_related(*around), pk=pk)


@login_required
@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    """All that is stated, what stands in the way, and the next step."""
    application = _application(request, pk)
    last = versions_of(application).first()
    if application.state not in WORKING and last is not None:
        return redirect("receipt", pk=pk, number=last.number)
    require(applications.may(request.hat, "prepare", application))
    return _check_page(request, application)


def _check_page(request: Request, application: Application, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {
        "application": application,
        "ready": Readiness(application),
        "may_sign": applications.may(request.hat, "sign", application),
        "editable": bool(applications.may(request.hat, "edit", application)),
        "deadline": deadline_to_apply(application),
        "returned": returned_items(application),
        "trouble": trouble,
    }
    return render(request, "applications/submission/check.html", context, status=status)


def _refused(request: Request, pk: int, refused: TransitionRefused) -> HttpResponse:
    """The page again with why it did not go on; what was moved by somebody else answers 409."""
    status = STALE if isinstance(refused, StaleApplication) else INVALID
    return _check_page(request, _application(request, pk), str(refused), status)


@login_required
@require_POST
def proceed(request: Request, pk: int) -> HttpResponse:
    """One step before the submission: the self-check, the self-evaluation, the agency's report."""
    application = _application(request, pk)
    require(applications.may(request.hat, "prepare", application))
    act, form = request.POST.get("act", ""), VersionForm(request.POST)
    if act not in ACTS or not form.is_valid() or request.hat is None:
        return _check_page(request, application, _("没有这一步，请从下面重新选择。"), INVALID)
    try:
        ACTS[act](application=application, by=request.hat, version=form.cleaned_data["version"])
    except TransitionRefused as refused:
        return _refused(request, pk, refused)
    messages.success(request, DONE[act])
    return redirect("check", pk=pk)


@login_required
@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    """Tell whoever signs that the application waits for them."""
    application = _application(request, pk)
    require(applications.may(request.hat, "prepare", application))
    if request.hat is None:
        return redirect("check", pk=pk)
    try:
        told = submitting.ask_to_submit(application=application, by=request.hat)
    except TransitionRefused as refused:
        return _refused(request, pk, refused)
    messages.success(request, _("已通知 %(count)d 位单位负责人。") % {"count": told})
    return redirect("check", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: Request, pk: int) -> HttpResponse:
    """Read the commitment; the signatory signs it."""
    application = _application(request, pk)
    may_sign = applications.may(request.hat, "sign", application)
    promised = commitment_for(application.kind)
    data = request.POST if request.method == "POST" else None
    form = CommitmentForm(promised, data, initial={"version": application.version})
    trouble, status = "", 200
    if request.method == "POST" and request.hat is not None:
        require(may_sign)
        try:
            if form.is_valid():
                return _sign(request, request.hat, application, form.cleaned_data["version"])
            status = INVALID
        except TransitionRefused as refused:
            trouble, status = str(refused), STALE if isinstance(refused, StaleApplication) else INVALID
    signed = _signed(request.hat, application)
    context = {"application": application, "commitment": promised, "form": form, "may_sign": may_sign,
               "signed": signed, "trouble": trouble, "editable": application.state in EDITABLE}  # fmt: skip
    return render(request, "applications/submission/commitment.html", context, status=status)


def _signed(hat: Hat | None, application: Application) -> Statement | None:
    """The commitment as it stands; offices read that of a version handed in on its receipt, never a draft's."""
    if hat is None or not hat.among(roles.APPLICANT):
        return None
    return application.statements.filter(place="commitment", current=True).select_related("by").first()


def _sign(request: Request, by: Hat, application: Application, version: int) -> HttpResponse:
    submitting.sign_commitment(application=application, by=by, version=version)
    submitting.carry_on(application=application, by=by)
    messages.success(request, _("承诺书已签署。"))
    return redirect("check", pk=application.pk)


def _locked(request: Request, pk: int) -> Application:
    """The row, locked until the transaction of the request ends. Raises Http404 where the hat may not see it."""
    try:
        held = locked_row(pk)
    except Application.DoesNotExist:
        raise Http404 from None
    if not applications.may(request.hat, "see", held):
        raise Http404
    return held


@login_required
@require_POST
def submit(request: Request, pk: int) -> HttpResponseBase:
    """Hand in. The row is locked before anybody is asked, so that what is read of it holds."""
    application = _locked(request, pk)
    require(applications.may(request.hat, "sign", application))
    form = VersionForm(request.POST)
    if not form.is_valid() or request.hat is None:
        return _check_page(request, _application(request, pk), _("页面不完整，请再核对一遍后提交。"), INVALID)
    try:
        made = submitting.submit_application(
            application=application, by=request.hat, version=form.cleaned_data["version"], lock=False
        )
    except TransitionRefused as refused:
        return _refused(request, pk, refused)
    messages.success(request, _("已提交，这是您的回执。"))
    return redirect("receipt", pk=pk, number=made.number)
