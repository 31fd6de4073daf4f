"""What was mailed to whom and what became of it; in a demo, the mails themselves."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.parties.access import require
from greenlist.parties.forms.people import MailsFilter
from greenlist.parties.http import Request
from greenlist.parties.models import SunkMail
from greenlist.parties.queries import mails_by
from greenlist.parties.rules import mails

PAGE = 50


@login_required
@require_safe
def mails_page(request: Request) -> HttpResponse:
    """Every mail: when, to whom, how many notices, what became of it. What they said is not kept."""
    require(mails.reads_all(request.hat))
    asked = MailsFilter(request.GET or None, label_suffix="")
    given = asked.asked() if asked.is_bound else {"text": "", "outcome": ""}
    page = Paginator(mails_by(mails.visible(request.hat), **given), PAGE).get_page(request.GET.get("page"))
    return render(request, "parties/mails.html", {"page": page, "asked": asked})


@require_safe
def demo_mail(request: Request) -> HttpResponse:
    """The mails of the demo, for whoever tries it. Http404 anywhere else."""
    if not settings.DEMO:
        raise Http404
    page = Paginator(SunkMail.objects.all(), PAGE).get_page(request.GET.get("page"))
    return render(request, "parties/demo_mail.html", {"page": page})
