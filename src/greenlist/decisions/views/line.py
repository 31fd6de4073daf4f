"""One line: why it stands there, what its keys are, notes; put elsewhere with a reason."""

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
from greenlist.decisions.models import Line, Stage
from greenlist.decisions.queries.law import tie_breaks
from greenlist.decisions.queries.lines import shown
from greenlist.decisions.rules.batches import batches
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer

from .common import batch_of_page, done, line_of_page


@login_required
@require_safe
def selection_line(request: Request, pk: int, line: int) -> HttpResponse:
    """One line of a list."""
    require(batches.may_work(request.hat, Stage.SELECTION))
    return _page(request, line_of_page(request, batch_of_page(request, pk, Stage.SELECTION), line))


def _page(request: Request, row: Line, faulty: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    hat, batch = wearer(request), row.batch
    first = {"version": batch.version, "to": row.position, "reason": row.moved_reason}
    forms = {
        "move": MoveForm(initial=first, auto_id="id_move_%s", label_suffix=""),
        "note": NoteForm(auto_id="id_note_%s", label_suffix=""),
    } | (faulty or {})  # fmt: skip
    one = shown(batch, [row])[0]
    office = hat.jurisdiction is not None and hat.jurisdiction.pk == batch.place_id
    context = {
        "batch": batch, "one": one, "line": row, "forms": forms, "office": office,
        "breaks": zip((name for _number, name in tie_breaks(batch.round, row.kind)), one.keys, strict=True),
        "may_edit": batches.ruling(hat, "edit", batch), "may_note": batches.ruling(hat, "note", batch),
        "notes": list(row.notes.select_related("by")) if office else [],
    }  # fmt: skip
    return render(request, "decisions/line.html", context, status=status)


@login_required
@require_POST
def selection_move(request: Request, pk: int, line: int) -> HttpResponse:
    """Put a line elsewhere."""
    row = line_of_page(request, batch_of_page(request, pk, Stage.SELECTION), line)
    require(batches.may(request.hat, "edit", row.batch))
    form = MoveForm(request.POST, auto_id="id_move_%s", label_suffix="")
    status = done(form, lambda: move(line=row, by=wearer(request), **form.cleaned_data))
    if status:
        return _page(request, line_of_page(request, batch_of_page(request, pk, Stage.SELECTION), line),
                     {"move": form}, status)  # fmt: skip
    messages.success(request, _("次序已调整，理由已记录。"))
    return redirect("selection-line", pk=pk, line=line)


@login_required
@require_POST
def selection_note(request: Request, pk: int, line: int) -> HttpResponse:
    """Write a note beside a line."""
    row = line_of_page(request, batch_of_page(request, pk, Stage.SELECTION), line)
    require(batches.may(request.hat, "note", row.batch))
    form = NoteForm(request.POST, auto_id="id_note_%s", label_suffix="")
    status = done(form, lambda: note(line=row, text=form.cleaned_data["text"], by=wearer(request)))
    if status:
        return _page(request, row, {"note": form}, status)
    messages.success(request, _("备注已写下。"))
    return redirect("selection-line", pk=pk, line=line)
