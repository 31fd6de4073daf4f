"""What was answered, as the offices handle it: typed in from paper, an objection decided, a file opened."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.consultations.domain.replying import Paper, enter_paper
from greenlist.consultations.domain.ruling import rule_objection
from greenlist.consultations.forms.answering import PaperForm
from greenlist.consultations.forms.preparing import RulingForm
from greenlist.consultations.law import conditions_of
from greenlist.consultations.models import Reply
from greenlist.consultations.queries.candidates import read_shown
from greenlist.consultations.rules.consultations import consultations
from greenlist.consultations.rules.letters import letters, replies
from greenlist.engine import clock
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

from .answering import put, sheet_of
from .common import INVALID, done, download, law_of, letter_of_page

AROUND = (
    "letter__consultation__round__law", "letter__consultation__city", "letter__consultation__round__jurisdiction",
    "unit__application__unit", "by", "ruling__by", "blob",
)  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Request, pk: int) -> HttpResponse:
    """Type in a reply that came on paper, with its scan."""
    require(consultations.may_work(request.hat))
    row, hat = letter_of_page(request, pk), wearer(request)
    require(letters.ruling(hat, "paper", row))
    sheet = sheet_of(request, row, hat.person)
    form = PaperForm(
        request.POST if request.method == "POST" else None, request.FILES or None,
        initial={"replied_on": clock.today()}, label_suffix="",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = Paper(given["scan"], given["signed_by"], given["replied_on"])
        if put(sheet, lambda answers: enter_paper(letter=row, answers=answers, paper=told, by=hat), form):
            messages.success(request, _("复函已录入。"))
            return redirect("consult-letter", pk=pk)
    wrong = bool(form.errors or sheet.wrong or sheet.trouble)
    context = {"letter": row, "batch": row.consultation, "sheet": sheet, "form": form}
    return render(
        request, "consultations/paper.html", context | law_of(row.consultation.round), status=INVALID if wrong else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Request, pk: int) -> HttpResponse:
    """One answer with its facts; POST decides about an objection."""
    require(consultations.may_work(request.hat))
    row: Reply = find(replies.visible(request.hat).select_related(*AROUND), pk=pk)
    hat = wearer(request)
    ruling = replies.ruling(hat, "rule", row)
    form = RulingForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST":
        require(ruling)
        if done(form, lambda: rule_objection(reply=row, by=hat, **form.cleaned_data)):
            stands = form.cleaned_data["stands"]
            messages.success(request, _("已认定异议成立，不予推荐。") if stands else _("已认定异议不成立。"))
            return redirect("consultation", pk=row.letter.consultation_id)
    round_ = row.letter.consultation.round
    named = next((one for one in conditions_of(round_) if one.id == row.condition), None)
    context = {
        "reply": row, "letter": row.letter, "batch": row.letter.consultation, "form": form, "ruling": ruling,
        "shown": read_shown(row.unit.shown), "condition": named, "decided": getattr(row, "ruling", None),
        "application": row.unit.application,
    }  # fmt: skip
    return render(request, "consultations/reply.html", context, status=INVALID if form.errors else 200)


@login_required
@require_safe
def file(request: Request, pk: int) -> FileResponse:
    """What came with an answer: for the offices and for the department that gave it."""
    row: Reply = find(replies.visible(request.hat).select_related("blob"), pk=pk)
    if row.blob is None:
        raise Http404
    return download(row.blob, row.blob_name)
