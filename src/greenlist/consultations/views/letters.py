"""A letter on the desk of the city: addressee, number, links, reminders, answers on paper."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.evaluating import user_language
from greenlist.consultations.domain.addressing import add_letter, change_letter, number_letter, remove_letter
from greenlist.consultations.domain.linking import standing_of
from greenlist.consultations.domain.reminding import remind_by_hand
from greenlist.consultations.forms.preparing import AddresseeForm, LetterForm, NumberForm
from greenlist.consultations.models import Consultation, Letter
from greenlist.consultations.paper import FORMS, letter_of, printed
from greenlist.consultations.queries.candidates import departments_in, read_shown, shown_of
from greenlist.consultations.queries.letters import asked_of
from greenlist.consultations.rules.consultations import consultations
from greenlist.consultations.rules.letters import letters
from greenlist.documents.papers import Unprintable
from greenlist.engine import clock
from greenlist.engine.messages import render as say
from greenlist.paperwork.forms.feet import typed
from greenlist.parties.access import require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, PAGE, attachment, consultation_of_page, done, law_of, letter_of_page

ACTS = ("number", "link", "remind", "paper", "change")


def _of_office(request: Request, pk: int) -> Letter:
    """A letter on a desk of the offices. Raises NotAllowed, Http404."""
    require(consultations.may_work(request.hat))
    return letter_of_page(request, pk)


@login_required
@require_safe
def letter(request: Request, pk: int) -> HttpResponse:
    """One letter: what was answered about each unit, who has links, when it was reminded."""
    return _page(request, _of_office(request, pk))


def _page(request: Request, row: Letter, form: Form | None = None, trouble: str = "") -> HttpResponse:
    hat = wearer(request)
    sent = row.consultation.state != Consultation.State.DRAFT
    page = Paginator(asked_of(row) if sent else [], PAGE).get_page(request.GET.get("page"))
    for link in (links := list(row.links.select_related("issued_by"))):
        link.letter = row
    context = {
        "letter": row, "batch": row.consultation, "sent": sent, "page": page, "trouble": trouble,
        "links": [(one, standing_of(one)) for one in links], "reminders": list(row.reminders.select_related("by")),
        "may": {act: letters.ruling(hat, act, row) for act in ACTS}, "today": clock.today(),
        "number": form or _number_form(row),
    }  # fmt: skip
    status = INVALID if trouble or form else 200
    return render(request, "consultations/letter.html", context | law_of(row.consultation.round), status=status)


def _number_form(row: Letter) -> NumberForm:
    first = {"number": row.number, "issued_on": row.issued_on, "copies": typed(row.copies)}
    return NumberForm(initial=first, label_suffix="")


@login_required
@require_POST
def number(request: Request, pk: int) -> HttpResponse:
    """Number and date of the paper, to whom else it goes."""
    row, hat = _of_office(request, pk), wearer(request)
    require(letters.ruling(hat, "number", row))
    form = NumberForm(request.POST, label_suffix="")
    if not done(form, lambda: number_letter(letter=row, by=hat, **form.cleaned_data)):
        return _page(request, row, form)
    messages.success(request, _("已登记。"))
    return redirect("consult-letter", pk=pk)


@login_required
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind the department now."""
    row, hat = _of_office(request, pk), wearer(request)
    require(letters.ruling(hat, "remind", row))
    try:
        made = remind_by_hand(letter=row, by=hat)
    except Refused as refused:
        return _page(request, row, trouble=str(refused))
    messages.success(request, _("已提醒：%(names)s。") % {"names": _("、").join(made.told)})
    return redirect("consult-letter", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    """Ask one more department."""
    batch, hat = consultation_of_page(request, pk), wearer(request)
    require(consultations.ruling(hat, "edit", batch))
    form = LetterForm(
        request.POST if request.method == "POST" else None, departments=departments_in(batch.city), label_suffix=""
    )
    if request.method == "POST" and done(form, lambda: add_letter(consultation=batch, by=hat, **form.given())):
        messages.success(request, _("已增列。"))
        return redirect("consultation", pk=pk)
    context = {"batch": batch, "form": form, "letter": None}
    return render(request, "consultations/addressee.html", context, status=INVALID if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    """Another addressee for a letter that is not sent yet."""
    row, hat = _of_office(request, pk), wearer(request)
    require(letters.ruling(hat, "change", row))
    batch = row.consultation
    first = {"addressee": row.addressee, "department": str(row.department_id or "")}
    form = AddresseeForm(
        request.POST if request.method == "POST" else None,
        departments=departments_in(batch.city),
        initial=first,
        label_suffix="",
    )
    if request.method == "POST" and done(form, lambda: change_letter(letter=row, by=hat, **form.given())):
        messages.success(request, _("主送单位已改。"))
        return redirect("consultation", pk=batch.pk)
    context = {"batch": batch, "form": form, "letter": row}
    return render(request, "consultations/addressee.html", context, status=INVALID if form.errors else 200)


@login_required
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Not ask a department after all."""
    row, hat = _of_office(request, pk), wearer(request)
    require(letters.ruling(hat, "change", row))
    try:
        remove_letter(letter=row, by=hat)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已去掉。"))
    return redirect("consultation", pk=row.consultation_id)


@login_required
@require_safe
def document(request: Request, pk: int, form: str) -> HttpResponse:
    """The letter as PDF or DOCX, for the offices and for its department."""
    row = letter_of_page(request, pk)
    if form not in FORMS:
        raise Http404
    units = list(row.consultation.units.select_related("application__unit"))
    if row.consultation.state == Consultation.State.DRAFT:
        known = shown_of([one.application for one in units])
        shown = [known[one.application_id][0] for one in units]
    else:
        shown = [read_shown(one.shown) for one in units]
    try:
        content = printed(letter_of(row, shown), form, row.consultation.round)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("home")
    return attachment(content, FORMS[form], f"consultation-letter-{pk}.{form}")
