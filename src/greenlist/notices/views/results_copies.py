"""To whom the letters to the units are sent besides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenlist.notices.domain.results_copies import copy_letters
from greenlist.notices.forms.results import CopiesForm
from greenlist.notices.rules.results import results
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .results import AROUND, INVALID, shown


@login_required
@require_POST
def result_copies(request: Request, pk: int) -> HttpResponse:
    """Keep them with the list."""
    result = find(results.visible(request.hat).select_related(*AROUND), pk=pk)
    require(results.may(request.hat, "copy", result))
    form = CopiesForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            copy_letters(result=result, copies=form.cleaned_data["copies"], by=wearer(request))
        except Refused as refused:
            form.add_error("copies", str(refused))
        else:
            messages.success(request, _("抄送机关已保存，印在给各单位的通知上。"))
            return redirect("result-import", pk=pk)
    return shown(request, result, copies=form, status=INVALID)
