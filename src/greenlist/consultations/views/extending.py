"""The last day of a batch moved."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenlist.consultations.domain.extending import Extended, extend_due
from greenlist.consultations.forms.preparing import ExtendForm
from greenlist.consultations.rules.consultations import consultations
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer

from .batches import sent_page
from .common import consultation_of_page, done


@login_required
@require_POST
def extend(request: Request, pk: int) -> HttpResponse:
    """Give every department that has not answered more time."""
    row, hat = consultation_of_page(request, pk), wearer(request)
    require(consultations.ruling(hat, "extend", row))
    form, made = ExtendForm(request.POST, label_suffix="", auto_id="id_extend_%s"), list[Extended]()
    if not done(form, lambda: made.append(extend_due(consultation=row, by=hat, **form.cleaned_data))):
        return sent_page(request, row, extend=form)
    messages.success(request, _("答复期限已延长到 %(to)s，并已告知还没有答复的部门。") % {"to": made[0].extension.to})
    if made[0].links_ending:
        words = _("有 %(count)d 个个人链接在新期限以前失效，需要的请另发链接。")
        messages.warning(request, words % {"count": made[0].links_ending})
    return redirect("consultation", pk=pk)
