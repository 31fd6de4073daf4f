"""A site of a few views, to try the idempotency key on."""

from __future__ import annotations

import io
import time
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import include, path

from greenlist.parties.models import Jurisdiction


def act(request: HttpRequest) -> HttpResponse:
    """Makes a place, then answers as it is asked to."""
    number = Jurisdiction.objects.count()
    Jurisdiction.objects.create(code=f"c{number}", name=request.POST.get("name", ""), level="city", path=f"/{number}/")
    transaction.on_commit(lambda: SEEN.append(number))
    time.sleep(float(request.POST.get("seconds", "0")))
    return ANSWERS[request.POST.get("answer", "moved")](request)


def moved(request: HttpRequest) -> HttpResponse:
    messages.success(request, "办好了")
    answer = HttpResponseRedirect("/there/")
    answer["HX-Trigger"] = "done"
    answer["X-Other"] = "not kept"
    answer.set_cookie("taste", "sweet")
    return answer


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("不行")


def nowhere(request: HttpRequest) -> HttpResponse:
    raise Http404


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


ANSWERS: dict[str, Any] = {
    "moved": moved,
    "refused": refused,
    "nowhere": nowhere,
    "broken": broken,
    "page": lambda _request: HttpResponse(f"有 {Jurisdiction.objects.count()} 个地方"),
    "faulty": lambda _request: HttpResponse("请改正", status=422),
    "conflict": lambda _request: HttpResponse("别人先改了", status=409),
    "down": lambda _request: HttpResponse("稍后", status=503),
    "long": lambda _request: HttpResponse("长" * 100_000),
    "file": lambda _request: FileResponse(io.BytesIO(b"bytes")),
    "template": lambda request: TemplateResponse(request, "journal/once.html", {"text": Jurisdiction.objects.count()}),
}
SEEN: list[int] = []
urlpatterns = [
    path("act/", act),
    path("other/", act),
    path("accounts/act/", act),
    path("", include("greenlist.ops.urls")),
]
