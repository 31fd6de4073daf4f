"""One selection: the ranked table, lines decided one by one or many at once, and the list handed on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.models import Kind
from greenlist.decisions import domain
from greenlist.decisions.forms.deciding import DecideForm, QuotaForm, ReasonForm, VersionForm
from greenlist.decisions.models import Batch, Stage
from greenlist.decisions.queries.law import four_eyes_of, key_names, policy_of, tie_breaks
from greenlist.decisions.queries.lines import AROUND, NEVER, counts_of, lines_asked, shown
from greenlist.decisions.quotas import limited, limits_of
from greenlist.decisions.rules.batches import WHEN, batches
from greenlist.parties.access import Hat, require
from greenlist.parties.http import Request, wearer
from greenlist.screening.outcomes import Outcome

from .common import asked_of, batch_of_page, done

PAGE = 50
SCREENED = [*(str(one) for one in Outcome), NEVER]


@login_required
@require_safe
def selection(request: Request, pk: int) -> HttpResponse:
    """The ranked table of a list."""
    require(batches.may_work(request.hat, Stage.SELECTION))
    return page_of(request, batch_of_page(request, pk, Stage.SELECTION))


def page_of(request: Request, batch: Batch, faulty: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    """The table as it is asked for, with the forms of what may be done now. The same queries at every length."""
    context = table_of(request, batch) | law_of(batch)
    context |= {"forms": forms_of(wearer(request), batch) | (faulty or {}), "faulty": faulty}
    return render(request, "decisions/selection.html", context, status=status)


def table_of(request: Request, batch: Batch) -> dict[str, Any]:
    """The lines that are asked for, and what they can be filtered by."""
    counts = counts_of(batch)
    kinds = [one for one in Kind.values if one in counts]
    asked = asked_of(request, kinds)
    page = Paginator(lines_asked(batch, asked).select_related(*AROUND[:3]), PAGE).get_page(request.GET.get("page"))
    return {
        "batch": batch, "asked": asked, "page": page, "rows": shown(batch, list(page.object_list)),
        "kinds": [(one, Kind(one).label, counts[one]) for one in kinds], "counts": counts.get(asked.kind, {}),
        "breaks": tie_breaks(batch.round, asked.kind) if asked.kind else [],
        "key_names": key_names(batch.round, asked.kind) if asked.kind else [], "screened": SCREENED,
        "rulings": {act: batches.ruling(wearer(request), act, batch) for act in WHEN},
        "query": request.GET.urlencode(),
    }  # fmt: skip


def law_of(batch: Batch) -> dict[str, Any]:
    """What the policy says: places, a second person."""
    policy = policy_of(batch.round)
    return {
        "policy": policy, "limited": limited(policy), "limits": limits_of(batch) if batch.open else [],
        "four_eyes": four_eyes_of(batch.round),
    }  # fmt: skip


def forms_of(hat: Hat, batch: Batch) -> dict[str, Form]:
    """The forms of the acts that are open to a hat now."""
    version = {"version": batch.version}
    found: dict[str, Form] = {}
    if batches.ruling(hat, "edit", batch):
        found["decide"] = DecideForm(initial=version, stage=batch.stage, auto_id="id_decide_%s", label_suffix="")
        found["version"] = VersionForm(initial=version, auto_id=False)
        found["quota"] = QuotaForm(initial=version, auto_id="id_quota_%s", label_suffix="")
    for act in ("send_back", "drop"):
        if batches.ruling(hat, act, batch):
            found[act] = ReasonForm(auto_id=f"id_{act}_%s", label_suffix="")
    return found


@login_required
@require_POST
def selection_decide(request: Request, pk: int) -> HttpResponse:
    """Decide the lines that are ticked, or all that the filters in the address show."""
    batch = batch_of_page(request, pk, Stage.SELECTION)
    require(batches.may(request.hat, "edit", batch))
    form = DecideForm(request.POST, stage=batch.stage, auto_id="id_decide_%s", label_suffix="")
    decided: list[int] = []
    status = done(form, lambda: decided.append(decide_as_asked(request, batch, form)))
    if status:
        return page_of(request, batch_of_page(request, pk, Stage.SELECTION), {"decide": form}, status)
    messages.success(request, _("已拟定 %(count)d 家，发布前不通知任何人。") % {"count": decided[0]})
    query = request.GET.urlencode()
    return redirect(f"{reverse('selection', args=[pk])}{'?' + query if query else ''}")


def decide_as_asked(request: Request, batch: Batch, form: DecideForm) -> int:
    """The verb with what was ticked. Raises Refused, Changed."""
    lines = [int(one) for one in request.POST.getlist("lines") if one.isdecimal()]
    if request.POST.get("scope") == "all":
        kinds = [one for one in Kind.values if one in counts_of(batch)]
        lines = list(lines_asked(batch, asked_of(request, kinds)).values_list("pk", flat=True))
    return domain.decide(
        batch=batch, lines=lines, outcome=form.cleaned_data["outcome"], reason=form.reason(), by=wearer(request),
        version=form.cleaned_data["version"],
    )  # fmt: skip


@login_required
@require_POST
def selection_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Refresh, propose, hand back, give up, enter a number of places."""
    batch, hat = batch_of_page(request, pk, Stage.SELECTION), wearer(request)
    if act not in ACTS:
        raise Http404
    require(batches.may(hat, ACTS[act][0], batch))
    form = ACTS[act][1](request.POST, auto_id=f"id_{act}_%s", label_suffix="")
    words: list[str] = []
    status = done(form, lambda: words.append(run(act, batch, form, hat)))
    if status:
        name = act if act in {"send_back", "drop", "quota"} else "version"
        return page_of(request, batch_of_page(request, pk, Stage.SELECTION), {name: form}, status)
    messages.success(request, words[0])
    return redirect("selection", pk=pk)


ACTS: dict[str, tuple[str, type[Form]]] = {  # act -> what the rules call it, its form
    "refresh": ("edit", VersionForm),
    "propose": ("propose", VersionForm),
    "quota": ("edit", QuotaForm),
    "send_back": ("send_back", ReasonForm),
    "drop": ("drop", ReasonForm),
}


def run(act: str, batch: Batch, form: Form, hat: Hat) -> str:
    """The verb of an act; what is said of it. Raises Refused, Changed."""
    given = form.cleaned_data
    if act == "refresh":
        done_ = domain.refresh(batch=batch, by=hat, version=given["version"])
        told = _("名单已刷新：新增 %(added)d 家，移出 %(removed)d 家。")
        return told % {"added": len(done_.added), "removed": len(done_.removed)}
    if act == "propose":
        domain.propose(batch=batch, by=hat, version=given["version"])
        return _("已报审批人，发布或退回以前不能再改。")
    if act == "quota":
        domain.state_quota(batch=batch, by=hat, **given)
        return _("名额已录入。")
    verb = domain.send_back if act == "send_back" else domain.drop
    verb(batch=batch, reason=given["reason"], by=hat)
    return _("已退回，可以继续修改。") if act == "send_back" else _("名单已撤销，各申报停在原来的环节。")
