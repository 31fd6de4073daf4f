"""One meeting: the ranking with all witnesses side by side, lines decided, the list handed on."""

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
from greenlist.decisions.forms.deciding import DecideForm
from greenlist.decisions.models import Batch, Line, Stage
from greenlist.decisions.queries.lines import counts_of
from greenlist.decisions.queries.meeting import Asked, asked_lines, cities_of, own_cases, rows_of
from greenlist.decisions.rules.batches import WHEN, batches
from greenlist.decisions.rules.meeting import meetings
from greenlist.panels.models import ScoreSheet
from greenlist.panels.templatetags.scoring_words import STATES
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import batch_of_page, done
from .selection import ACTS, forms_of, run

PAGE = 50
AROUND = ("application__unit", "application__city", "application__agency")


def meeting_of(request: Request, pk: int) -> Batch:
    """A meeting this hat may see. Raises NotAllowed, Http404."""
    require(batches.may_work(request.hat, Stage.MEETING))
    return batch_of_page(request, pk, Stage.MEETING)


@login_required
@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """The ranked table of a meeting."""
    return page_of(request, meeting_of(request, pk))


def page_of(request: Request, batch: Batch, faulty: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    """The table as it is asked for, with the forms of what may be done now. The same queries at every length."""
    hat, counts = wearer(request), counts_of(batch)
    kinds = [one for one in Kind.values if one in counts]
    asked = asked_of(request, kinds)
    found = asked_lines(batch, asked)
    page = Paginator(found.lines.select_related(*AROUND), PAGE).get_page(request.GET.get("page"))
    lines = list(page.object_list)
    forms = forms_of(hat, batch)
    forms.pop("quota", None)  # places are the city's
    context = {
        "batch": batch, "asked": asked, "page": page, "rows": rows_of(batch, lines, hat.person),
        "kinds": [(one, Kind(one).label, counts[one]) for one in kinds], "cities": cities_of(batch),
        "states": [(one, label, found.reviews.get(one, 0)) for one, label in STATES.items() if found.reviews.get(one)],
        "advices": ScoreSheet.Advice.choices, "rulings": {act: batches.ruling(hat, act, batch) for act in WHEN},
        "may_record": meetings.ruling(hat, "record", batch), "query": request.GET.urlencode(),
        "forms": forms | (faulty or {}), "faulty": faulty,
    }  # fmt: skip
    return render(request, "decisions/meeting.html", context, status=status)


def asked_of(request: Request, kinds: list[str]) -> Asked:
    """The filters in the address; without a kind the first that the list has."""
    named = ("city", "review", "advice", "industry", "outcome", "text")
    given = {name: request.GET.get(name, "").strip()[:60] for name in named}
    kind = request.GET.get("kind", "")
    return Asked(kind=kind if kind in kinds else (kinds[0] if kinds else ""), **given)


@login_required
@require_POST
def meeting_decide(request: Request, pk: int) -> HttpResponse:
    """Decide the lines that are ticked, or all that the filters in the address show - never cases of one's own."""
    batch = meeting_of(request, pk)
    require(batches.may(request.hat, "edit", batch))
    form = DecideForm(request.POST, stage=batch.stage, auto_id="id_decide_%s", label_suffix="")
    decided: list[int] = []
    status = done(form, lambda: decided.append(_decide(request, batch, form)))
    if status:
        return page_of(request, meeting_of(request, pk), {"decide": form}, status)
    words = _("已拟定 %(count)d 家，发布前不通知任何人。")
    messages.success(request, words % {"count": decided[0]})
    query = request.GET.urlencode()
    return redirect(f"{reverse('meeting', args=[pk])}{'?' + query if query else ''}")


def _decide(request: Request, batch: Batch, form: Any) -> int:
    """The verb with what was ticked. Raises Refused: a case of one's own among it; Changed."""
    hat = wearer(request)
    rows = _chosen(request, batch)
    ruling = meetings.not_own(hat, rows)
    if not ruling:
        raise Refused(str(ruling.reason), "lines")
    return domain.decide(
        batch=batch, lines=[one.pk for one in rows], outcome=form.cleaned_data["outcome"], reason=form.reason(), by=hat,
        version=form.cleaned_data["version"],
    )  # fmt: skip


def _chosen(request: Request, batch: Batch) -> list[Line]:
    """The lines that are ticked; of all that the filters show those that are nobody's own case."""
    if request.POST.get("scope") != "all":
        ticked = [int(one) for one in request.POST.getlist("lines") if one.isdecimal()]
        return list(batch.lines.filter(pk__in=ticked).select_related("application"))
    kinds = [one for one in Kind.values if one in counts_of(batch)]
    rows = list(asked_lines(batch, asked_of(request, kinds)).lines.select_related("application"))
    own = own_cases(wearer(request).person, [one.application for one in rows])
    return [one for one in rows if one.application_id not in own]


@login_required
@require_POST
def meeting_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Refresh, propose, hand back, give up."""
    batch, hat = meeting_of(request, pk), wearer(request)
    if act not in ACTS or act == "quota":
        raise Http404
    require(batches.may(hat, ACTS[act][0], batch))
    form = ACTS[act][1](request.POST, auto_id=f"id_{act}_%s", label_suffix="")
    words: list[str] = []
    status = done(form, lambda: words.append(run(act, batch, form, hat)))
    if status:
        name = act if act in {"send_back", "drop"} else "version"
        return page_of(request, meeting_of(request, pk), {name: form}, status)
    messages.success(request, words[0])
    return redirect("meeting", pk=pk)
