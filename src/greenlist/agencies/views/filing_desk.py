"""The province: which filings wait, one filing condition by condition, sent back or accepted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.agencies.domain import filings as domain
from greenlist.agencies.forms.filing import OpinionForm, RulingForm
from greenlist.agencies.models import Filing, FilingPaper
from greenlist.agencies.queries.filing_page import Item, shown
from greenlist.agencies.queries.register import bars_on
from greenlist.agencies.queries.standing import standing
from greenlist.agencies.rules.filings import filings
from greenlist.agencies.rules.registrations import registrations
from greenlist.applications.files import open_blob
from greenlist.applications.models import Blob
from greenlist.engine import clock
from greenlist.parties.access import find, no, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .filings import AROUND, INVALID

PAGE = 50
S = Filing.State
STATES = (S.FILED, S.RETURNED, S.ACTIVE)


@login_required
@require_safe
def filing_desk(request: Request) -> HttpResponse:
    """The filings of the province; those that wait first, the longest waiting on top."""
    require(filings.may_handle(request.hat))
    visible = filings.visible(request.hat)
    state, text = request.GET.get("state", S.FILED), request.GET.get("q", "").strip()[:60]
    rows = visible.filter(state=state) if state in STATES else visible
    if text:
        rows = rows.filter(Q(agency__name__icontains=text) | Q(number__iexact=text) | Q(agency__uscc__iexact=text))
    order = ("filed_at", "pk") if state == S.FILED else ("-filed_at", "-pk")
    page = Paginator(rows.select_related("agency", "jurisdiction").order_by(*order), PAGE).get_page(
        request.GET.get("page")
    )
    today = clock.today()
    barred = {one.agency_id: one for one in bars_on(today).filter(province=wearer(request).jurisdiction)}
    context = {
        "page": page, "state": state, "text": text, "states": [(one.value, one.label) for one in STATES],
        "rows": [(one, standing(one, today, bar=barred.get(one.agency_id)), _age(one)) for one in page],
        "waiting": visible.filter(state=S.FILED).count(),
        "unconfirmed": registrations.visible(request.hat).filter(status="pending").count(),
    }  # fmt: skip
    return render(request, "agencies/filing/desk.html", context)


def _age(filing: Filing) -> int | None:
    """Days since it was handed in, by the date in Shanghai."""
    if filing.filed_at is None:
        return None
    return (clock.today() - filing.filed_at.astimezone(clock.SHANGHAI).date()).days


def _filing(request: Request, pk: int) -> Filing:
    require(filings.may_handle(request.hat))
    return find(filings.visible(request.hat).select_related(*AROUND), pk=pk)


@login_required
@require_safe
def filing_review(request: Request, pk: int) -> HttpResponse:
    """A filing condition by condition, with the people and papers counted."""
    return _page(request, _filing(request, pk))


def _page(
    request: Request, filing: Filing, ruling: RulingForm | None = None, opinion: OpinionForm | None = None
) -> HttpResponse:
    seen = shown(filing)
    may_rule = filings.may(request.hat, "rule", filing)
    context = {
        "filing": filing, "shown": seen, "may_rule": may_rule, "age": _age(filing),
        "rows": [(one, _ruling_form(one, ruling) if may_rule else None) for one in seen.items],
        "may_return": filings.may(request.hat, "return", filing),
        "may_accept": filings.may(request.hat, "accept", filing), "opinion": opinion or OpinionForm(label_suffix=""),
    }  # fmt: skip
    faulty = ruling is not None or opinion is not None
    return render(request, "agencies/filing/review.html", context, status=INVALID if faulty else 200)


def _ruling_form(item: Item, sent: RulingForm | None) -> RulingForm:
    """The form of one condition: as it was sent where it was at fault, else with what was said."""
    prefix = f"id_{item.found.id}_%s"
    if sent is not None and sent.data.get("item") == item.found.id:
        sent.auto_id = prefix
        return sent
    said = {"item": item.found.id}
    if item.ruling is not None:
        said |= {"verdict": item.ruling.verdict, "reason": item.ruling.reason}
    return RulingForm(initial=said, auto_id=prefix, label_suffix="")


@login_required
@require_POST
def filing_rule(request: Request, pk: int) -> HttpResponse:
    """Accept or return one condition."""
    filing = _filing(request, pk)
    require(filings.may(request.hat, "rule", filing))
    form = RulingForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            domain.rule_item(filing=filing, by=wearer(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return redirect(f"{reverse('filing-review', args=[pk])}#item-{form.cleaned_data['item']}")
    return _page(request, filing, ruling=form)


@login_required
@require_POST
def filing_return(request: Request, pk: int) -> HttpResponse:
    """Send the filing back."""
    filing = _filing(request, pk)
    require(filings.may(request.hat, "return", filing))
    form = OpinionForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            domain.return_filing(filing=filing, opinion=form.cleaned_data["opinion"], by=wearer(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已退回“%(name)s”的备案，并已通知。") % {"name": filing.agency.name})
            return redirect("filing-desk")
    return _page(request, filing, opinion=form)


@login_required
@require_POST
def filing_accept(request: Request, pk: int) -> HttpResponse:
    """Accept the filing."""
    filing = _filing(request, pk)
    require(filings.may(request.hat, "accept", filing))
    form = OpinionForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            accepted = domain.accept_filing(filing=filing, opinion=form.cleaned_data["opinion"], by=wearer(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已备案，备案号 %(number)s，并已通知机构。") % {"number": accepted.number})
            return redirect("filing-review", pk=pk)
    return _page(request, filing, opinion=form)


@login_required
@require_safe
def filing_paper(request: Request, pk: int) -> FileResponse:
    """A paper of a filing, as a download: for its agency and its province alone."""
    papers = FilingPaper.objects.filter(filing__in=filings.visible(request.hat)).select_related("blob")
    paper = find(papers, pk=pk)
    if paper.blob.scan not in {Blob.Scan.CLEAN, Blob.Scan.NOT_ASKED}:
        pending = paper.blob.scan == Blob.Scan.PENDING
        require(
            no(_("文件正在等候查毒，查完才能查看；请稍后刷新。") if pending else _("文件有病毒，已隔离，不能查看。"))
        )
    try:
        content = open_blob(paper.blob_id)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=paper.name, content_type=paper.blob.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
