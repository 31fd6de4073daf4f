"""What both sides do to an engagement: the contract, its paper, relations."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain import engagements as verbs
from greenlist.agencies.domain.contracting import Contract
from greenlist.agencies.domain.relating import Said
from greenlist.agencies.forms.engagements import ContractForm, RelationForm
from greenlist.agencies.models import Engagement
from greenlist.agencies.queries.engagements import choices
from greenlist.agencies.rules.engagements import engagements
from greenlist.agencies.rules.relations import declared_relations
from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.parties import roles
from greenlist.parties.access import YES, Hat, Ruling, find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Organisation

from . import asking, requests
from .common import INVALID, engagement_of_page, put


def _back(hat: Hat, engagement: Engagement) -> str:
    """The page of one's own side."""
    if hat.among(roles.AGENCY):
        return reverse("engagement-request", args=[engagement.pk])
    return reverse("application-agency", args=[engagement.application_id])


def _again(request: Request, engagement: Engagement, form: ContractForm | RelationForm) -> HttpResponse:
    """The page of one's own side with the form that was refused."""
    name = "contract_form" if isinstance(form, ContractForm) else "relation_form"
    if wearer(request).among(roles.AGENCY):
        return requests.page(request, engagement, status=INVALID, **{name: form})
    return asking.page(request, engagement.application, status=INVALID, **{name: form})


@login_required
@require_POST
def engagement_contract(request: Request, pk: int) -> HttpResponse:
    """Keep the contract."""
    engagement = engagement_of_page(request, pk)
    require(engagements.may(request.hat, "contract", engagement))
    form = ContractForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        given = form.cleaned_data
        contract = Contract(given["number"], given["signed_on"], given["starts_on"])
        try:
            verbs.keep_contract(engagement=engagement, contract=contract, by=wearer(request), paper=given["paper"])
        except FileRefused as refused:
            form.add_error("paper", str(refused))
        except Refused as refused:
            put(form, refused)
        else:
            messages.success(request, _("已保存合同，已通知对方。"))
            return redirect(_back(wearer(request), engagement))
    return _again(request, engagement, form)


@login_required
@require_POST
def engagement_relation(request: Request, pk: int) -> HttpResponse:
    """Declare a relation with the other side of an engagement."""
    engagement = engagement_of_page(request, pk)
    require(engagements.may(request.hat, "relate", engagement))
    form = RelationForm(request.POST, label_suffix="")
    if form.is_valid() and _declared(request, form, engagement.agency, engagement.application.unit):
        return redirect(_back(wearer(request), engagement))
    return _again(request, engagement, form)


def _declared(request: Request, form: RelationForm, agency: Organisation, unit: Organisation) -> bool:
    given = form.cleaned_data
    said = Said(given["sort"], given["detail"], given["until"])
    try:
        verbs.declare_relation(agency=agency, unit=unit, said=said, by=wearer(request))
    except Refused as refused:
        put(form, refused)
        return False
    messages.success(request, _("已申报，对方和办理人员都会看到。"))
    return True


@login_required
@require_POST
def agency_relation(request: Request, pk: int) -> HttpResponse:
    """Declare a relation with an agency before it is asked."""
    application = asking.found(request, pk)
    require(engagements.may_ask(request.hat, application))
    every = {str(one.agency.pk): one.agency for one in choices(application)}
    named = [(key, one.name) for key, one in every.items()]
    form = RelationForm(request.POST, agencies=named, label_suffix="")
    if form.is_valid() and _declared(request, form, every[form.cleaned_data["agency"]], application.unit):
        return redirect("application-agency", pk=pk)
    return asking.page(request, application, status=INVALID, relation_form=form)


@login_required
@require_POST
def relation_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back what one's own side declared; back to where that was done."""
    hat = wearer(request)
    relation = find(declared_relations.visible(hat).select_related("hat"), pk=pk)
    verbs.withdraw_relation(relation=relation, by=hat)
    messages.success(request, _("已撤回申报。"))
    rows = engagements.visible(hat).filter(agency=relation.agency_id, application__unit=relation.unit_id)
    one = rows.first()
    if one is not None:
        return redirect(_back(hat, one))
    number = request.POST.get("application", "")
    return redirect("application-agency", pk=int(number)) if number.isdecimal() else redirect("home")


def _opens(paper: Blob) -> Ruling:
    if paper.scan in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        return YES
    if paper.scan == Blob.Scan.PENDING:
        return no(_("文件正在等候查毒，查完才能查看；请稍后刷新。"))
    return no(_("文件有病毒，已隔离，不能查看。"))


@login_required
@require_safe
def contract_file(request: Request, pk: int) -> FileResponse:
    """The contract as a download."""
    engagement = engagement_of_page(request, pk)
    if engagement.contract is None:
        raise Http404
    require(_opens(engagement.contract))
    try:
        content = open_blob(engagement.contract.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content, as_attachment=True, filename=engagement.contract_name, content_type=engagement.contract.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
