"""What somebody was told."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from greenlist.parties.domain import mark_all_read
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Notification
from greenlist.parties.notifications import sentence

PAGE = 50


@login_required
def notifications(request: Request) -> HttpResponse:
    """GET: one's notices, the latest first. POST: all of them are read."""
    person = wearer(request).person
    if request.method == "POST":
        mark_all_read(person=person)
        return redirect("notifications")
    page = Paginator(Notification.objects.filter(person=person).select_related("mail"), PAGE).get_page(
        request.GET.get("page")
    )
    notices = [{"text": sentence(one.code, one.params), "notice": one} for one in page]
    return render(request, "parties/notifications.html", {"page": page, "notices": notices})
