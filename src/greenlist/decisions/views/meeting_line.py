"""One line of a meeting: all witnesses, the experts' sheets, notes; put elsewhere with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.decisions.domain import move, note
from greenlist.decisions.forms.deciding import MoveForm, NoteForm
from greenlist.decisions.models import Line
from greenlist.decisions.queries.meeting import rows_of
from greenlist.decisions.rules.batches import batches
from greenlist.decisions.rules.meeting import meetings
from greenlist.panels.queries.results_case import sheets_of_case
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer
from greenlist.reviews.rules import reviews

from .common import done, line_of_page
from .meeting import meeting_of


@login_required
@require_safe
def meeting_line(request: Request, pk: int, line: int) -> HttpResponse:
    """One line of a meeting."""
    return _page(request, line_of_page(request, meeting_of(request, pk), line))


def _page(request: Request, row: Line, faulty: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    hat, batch = wearer(request), row.batch
    first = {"version": batch.version, "to": row.position, "reason": row.moved_reason}
    forms = {
        "move": MoveForm(initial=first, auto_id="id_move_%s", label_suffix=""),
        "note": NoteForm(auto_id="id_note_%s", label_suffix=""),
    } | (faulty or {})  # fmt: skip
    one = rows_of(batch, [row], hat.person)[0]
    context = {
        "batch": batch, "one": one, "line": row, "forms": forms, "sheets": sheets_of_case(row.application),
        "may_edit": not one.own and batches.ruling(hat, "edit", batch), "may_note": batches.ruling(hat, "note", batch),
        "may_decide_values": reviews.may(hat, "correct", row.application),
        "notes": list(row.notes.select_related("by")),
    }  # fmt: skip
    return render(request, "decisions/meeting_line.html", context, status=status)


@login_required
@require_POST
def meeting_move(request: Request, pk: int, line: int) -> HttpResponse:
    """Put a line elsewhere."""
    row = line_of_page(request, meeting_of(request, pk), line)
    require(batches.may(request.hat, "edit", row.batch))
    require(meetings.not_own(wearer(request), [row]))
    form = MoveForm(request.POST, auto_id="id_move_%s", label_suffix="")
    status = done(form, lambda: move(line=row, by=wearer(request), **form.cleaned_data))
    if status:
        return _page(request, line_of_page(request, meeting_of(request, pk), line), {"move": form}, status)
    messages.success(request, _("次序已调整，理由已记录。"))
    return redirect("meeting-line", pk=pk, line=line)


@login_required
@require_POST
def meeting_note(request: Request, pk: int, line: int) -> HttpResponse:
    """Write a note beside a line."""
    row = line_of_page(request, meeting_of(request, pk), line)
    require(batches.may(request.hat, "note", row.batch))
    form = NoteForm(request.POST, auto_id="id_note_%s", label_suffix="")
    status = done(form, lambda: note(line=row, text=form.cleaned_data["text"], by=wearer(request)))
    if status:
        return _page(request, row, {"note": form}, status)
    messages.success(request, _("备注已写下。"))
    return redirect("meeting-line", pk=pk, line=line)
