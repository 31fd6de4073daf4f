"""Cases about agencies on the desk of the province: opened, one case with what may be done now, its acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.agencies.domain import conduct as domain
from greenlist.agencies.domain.leads import note_lead
from greenlist.agencies.forms import conduct as forms
from greenlist.agencies.models import CasePaper, ConductCase, Engagement
from greenlist.agencies.queries.consequences import consequences_of
from greenlist.agencies.queries.leads import lead_of
from greenlist.agencies.queries.resting import resting_on
from greenlist.agencies.rules.conduct import case_papers, conduct
from greenlist.paperwork.forms.feet import first_foot, take_foot
from greenlist.parties.access import Hat, find, require
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

from .conduct_finding import INVALID, done, download, province_of_page

Verb = Callable[[ConductCase, dict[str, Any], Hat], object]
PROPOSED, FRAUD = ConductCase.State.PROPOSED, ConductCase.Finding.FRAUD
AROUND = ("agency", "province", "opened_by", "heard_by", "proposed_by", "decided_by",
          "engagement__application__unit", "engagement__application__round__law")  # fmt: skip
ACTS: dict[str, tuple[type[Form], Verb, str | Promise]] = {
    "paper": (
        forms.PaperForm, lambda case, given, by: domain.add_case_paper(case=case, upload=given["file"], by=by),
        gettext_lazy("材料已收存。"),
    ),
    "hearing": (
        forms.HearingForm, lambda case, given, by: domain.ask_hearing(case=case, until=given["until"], by=by),
        gettext_lazy("已请机构答复，并已通知。"),
    ),
    "propose": (
        forms.ProposeForm, lambda case, given, by: domain.propose(case=case, by=by, **take_foot(given)),
        gettext_lazy("处理意见已拟定，由另一位审批人决定。"),
    ),
    "send_back": (
        forms.ReasonForm, lambda case, given, by: domain.send_back(case=case, reason=given["reason"], by=by),
        gettext_lazy("已退回重新拟定。"),
    ),
    "decide": (
        Form, lambda case, _given, by: domain.decide_case(case=case, by=by), gettext_lazy("已决定，并已通知有关各方。"),
    ),
    "drop": (
        forms.ReasonForm, lambda case, given, by: domain.drop_case(case=case, reason=given["reason"], by=by),
        gettext_lazy("已撤销，不再核查。"),
    ),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_open(request: Request) -> HttpResponse:
    """Open a case; `agency` and `lead` in the address say about whom, and what it came from."""
    require(conduct.may_open(request.hat))
    hat = wearer(request)
    asked = request.POST.get("agency") or request.GET.get("agency", "")
    agencies = Organisation.objects.filter(kind=Organisation.Kind.AGENCY).order_by("name")
    agency = next((one for one in agencies if str(one.pk) == asked), None)
    shown = lead_of(province_of_page(hat), agency, request.GET.get("lead", "")) if agency is not None else None
    first = {"agency": agency.pk} if agency is not None else {}
    told = {"source": "lead", "ground": shown.lead.message} if shown is not None else {}
    form = forms.OpenForm(
        request.POST if request.method == "POST" else None, request.FILES or None,
        agencies=[(one.pk, one.name) for one in agencies],
        engagements=_evaluations(agency, hat), initial=first | told, label_suffix="",
    )  # fmt: skip
    made: list[ConductCase] = []
    if request.method == "POST" and done(form, lambda: made.append(_opened(form, hat)), file="paper"):
        if shown is not None:
            note_lead(agency=made[0].agency, lead=shown.lead.key, note=_("已立案核查。"), by=hat, case=made[0])
        messages.success(request, _("已立案；机构还不知道，听取意见时才通知。"))
        return redirect("conduct-case", pk=made[0].pk)
    status = INVALID if form.errors else 200
    return render(request, "agencies/conduct/open.html", {"form": form, "shown": shown}, status=status)


def _opened(form: forms.OpenForm, hat: Hat) -> ConductCase:
    given = form.cleaned_data
    engagement = Engagement.objects.get(pk=given["engagement"]) if given.get("engagement") else None
    return domain.open_case(
        agency=Organisation.objects.get(pk=given["agency"]), source=given["source"], ground=given["ground"], by=hat,
        engagement=engagement, papers=[given["paper"]] if given["paper"] else (),
    )  # fmt: skip


def _evaluations(agency: Organisation | None, hat: Hat) -> list[tuple[int, str]]:
    """The evaluations of an agency in the province, ended ones too."""
    if agency is None:
        return []
    rows = Engagement.objects.filter(
        agency=agency, contracted_at__isnull=False, application__city__path__startswith=province_of_page(hat).path
    ).select_related("application__unit", "application__round")
    return [(one.pk, f"{one.application.unit.name}（{one.application.round.title}）") for one in rows]


def case_of_page(request: Request, pk: int) -> ConductCase:
    """A case on the desk of its province. Raises NotAllowed, Http404."""
    require(conduct.may_open(request.hat))
    return find(conduct.visible(request.hat).select_related(*AROUND), pk=pk)


@login_required
@require_safe
def case(request: Request, pk: int) -> HttpResponse:
    """One case: what is said, what the agency answers, what follows by the law, what may be done now."""
    return _page(request, case_of_page(request, pk))


def _page(request: Request, row: ConductCase, faulty: tuple[str, Form] | None = None) -> HttpResponse:
    hat = wearer(request)
    rulings = {act: conduct.ruling(hat, act, row) for act in ACTS}
    sent = dict([faulty] if faulty else [])
    shown = {act: sent.get(act) or _form(act, row) for act, ruling in rulings.items() if ruling}
    law = consequences_of(row)
    context = {
        "case": row, "forms": shown, "rulings": rulings, "law": law, "bar": law.bar(row.circular_on) if law else None,
        "papers": list(row.papers.select_related("by")), "sanction": getattr(row, "sanction", None),
        "leads": list(row.leads.select_related("by")),
        "resting": resting_on(row.agency, row.province) if row.state == PROPOSED and row.finding == FRAUD else (),
    }  # fmt: skip
    return render(request, "agencies/conduct/case.html", context, status=INVALID if faulty else 200)


def _form(act: str, row: ConductCase) -> Form:
    names = ("finding", "reasons", "circular_no", "circular_on")
    first = {name: getattr(row, name) for name in names} | first_foot(row) if act == "propose" else None
    return ACTS[act][0](initial=first, auto_id=f"id_{act}_%s", label_suffix="")


@login_required
@require_POST
def case_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Do one of the acts of a case."""
    if act not in ACTS:
        raise Http404
    row = case_of_page(request, pk)
    hat = wearer(request)
    require(conduct.ruling(hat, act, row))
    kind, verb, said = ACTS[act]
    form = kind(request.POST, request.FILES, auto_id=f"id_{act}_%s", label_suffix="")
    if not done(form, lambda: verb(row, form.cleaned_data, hat), file="file"):
        return _page(request, row, (act, form))
    messages.success(request, str(said))
    return redirect(f"{reverse('conduct-case', args=[pk])}{'#papers' if act == 'paper' else ''}")


@login_required
@require_safe
def case_paper(request: Request, pk: int) -> FileResponse:
    """A paper of a case: the province opens all, the agency its own."""
    paper: CasePaper = find(case_papers.visible(request.hat).select_related("blob"), pk=pk)
    return download(paper.blob, paper.name)
