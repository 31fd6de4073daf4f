"""The department's side: the letters it got, one letter to answer."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.consultations.domain.replying import answer_letter
from greenlist.consultations.forms.answering import WholeForm
from greenlist.consultations.law import conditions_of
from greenlist.consultations.queries.letters import asked_of, mine, speaks_of
from greenlist.consultations.queries.offices import office_of
from greenlist.consultations.rules.letters import letters
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer

from .answering import put, sheet_of
from .common import INVALID, PAGE, law_of, letter_of_page
from .in_parts import LONGEST, address

MANY = 10  # units from which on a letter has a search box


@login_required
@require_safe
def letter_list(request: Request) -> HttpResponse:
    """The letters to one's department, open ones first."""
    require(letters.may_answer_at_all(request.hat))
    page = Paginator(mine(letters.visible(request.hat)), PAGE).get_page(request.GET.get("page"))
    return render(request, "consultations/letters.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, pk: int) -> HttpResponse:
    """One letter, searched by unit; POST answers: about each unit chosen, or no objection to all that wait."""
    require(letters.may_answer_at_all(request.hat))
    row, hat = letter_of_page(request, pk), wearer(request)
    ruling = letters.ruling(hat, "answer", row)
    whole = request.POST.get("whole") == "none"
    every = asked_of(row)
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = [one for one in every if not text or speaks_of(one, text)]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    sheet = sheet_of(request, row, hat.person, asked=list(page), each=not whole)
    agreed = WholeForm(request.POST if whole else None, label_suffix="")
    if request.method == "POST":
        require(ruling)
        target = sheet_of(request, row, hat.person, asked=every, each=False) if whole else sheet
        if (not whole or agreed.is_valid()) and put(
            target, lambda answers: answer_letter(letter=row, answers=answers, by=hat), whole=whole
        ):
            messages.success(request, _("已答复，发函单位已收到。结束前还可以更改。"))
            return redirect(request.path + address(q=text, page=str(page.number) if page.number > 1 else ""))
        sheet.trouble = sheet.trouble or target.trouble
    all_units = sheet if len(every) == len(sheet.forms) else sheet_of(request, row, hat.person, asked=every, each=False)
    context = {
        "letter": row, "batch": row.consultation, "sheet": sheet, "page": page, "ruling": ruling, "agreed": agreed,
        "waiting": len(all_units.waiting), "conditions": conditions_of(row.consultation.round),
        "office": office_of(row.consultation.city), "total": len(every), "text": text,
        "searched": bool(text) or len(every) > MANY,
    }  # fmt: skip
    wrong = bool(sheet.wrong or sheet.trouble or agreed.errors)
    return render(
        request, "consultations/answer.html", context | law_of(row.consultation.round), status=INVALID if wrong else 200
    )
