"""A form sent twice acts once: the idempotency key of a POST, the one transaction around its view, its kept answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext as _

from greenlist.engine import clock

from .models import SpentKey

HEADER, FIELD = "Idempotency-Key", "idempotency_key"
LONGEST_KEY = 64
LONGEST_BODY = 256 * 1024  # bytes of an answer that is kept
NOT_HASHED = frozenset({FIELD, "csrfmiddlewaretoken", "password", "password_again"})  # a bare hash can be guessed
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def answer(request: HttpRequest, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What the view says to this request, or said to it before.

    The view runs in one transaction together with the key. Another request with the same key waits for its end and
    then gets the same answer. An answer that refuses (400 and above) takes back everything and frees the key, save
    409 and what a view marks with `stands`: there a verb has already settled what stays, and that stands.
    """
    key = _key_of(request)
    if not 0 < len(key) <= LONGEST_KEY:
        return _told(request, 400, _("这个页面缺少操作编号，没有执行。请返回上一页刷新后再试；已填的内容请先复制。"))
    with transaction.atomic():
        spent = _spend(request, key)
        if spent is None:
            return _again(request, key)
        response = view()
        if isinstance(response, SimpleTemplateResponse):
            response = response.render()  # here, inside of the transaction
        if response.status_code >= 400 and response.status_code != 409 and not getattr(response, "stands", False):
            transaction.set_rollback(True)
            return response
        _keep(request, spent, response)
    return response


def _key_of(request: HttpRequest) -> str:
    return str(request.headers.get(HEADER) or request.POST.get(FIELD, "")).strip()


def _person(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else ""


def _spend(request: HttpRequest, key: str) -> SpentKey | None:
    """The key as ours from now on; None where somebody spent it before. Waits for who is just spending it."""
    spent = SpentKey(
        key=key, person=_person(request), path=request.path[:300], request_sha256=digest(request), at=clock.now()
    )
    try:
        with transaction.atomic():
            spent.save(force_insert=True)
    except IntegrityError:
        return None
    return spent


def digest(request: HttpRequest) -> str:
    """sha256 of what is asked for: path and fields; of files their names and sizes, they are not read for it."""
    parts: list[Any] = [request.get_full_path()]
    if request.content_type in _FORMS:
        parts += [[name, values] for name, values in sorted(request.POST.lists()) if name not in NOT_HASHED]
        parts += [[name, [[one.name, one.size] for one in files]] for name, files in sorted(request.FILES.lists())]
    else:
        parts.append(hashlib.sha256(request.body).hexdigest())
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _keep(request: HttpRequest, spent: SpentKey, response: HttpResponseBase) -> None:
    body = None if response.streaming else getattr(response, "content", b"")
    spent.status = response.status_code
    spent.headers = {
        name: value
        for name, value in response.items()
        if name.lower() in {"location", "content-type"} or name.lower().startswith("hx-")
    }
    spent.messages = [[one.level, str(one.message), one.extra_tags] for one in _queued(request)]
    spent.body = body if body is not None and len(body) <= LONGEST_BODY else None
    spent.save(update_fields=["status", "headers", "messages", "body"])


def _queued(request: HttpRequest) -> list[Any]:
    """The messages this request leaves for the next page (Django has no public way to look without taking them)."""
    return list(getattr(messages.get_messages(request), "_queued_messages", ()))


def _again(request: HttpRequest, key: str) -> HttpResponseBase:
    spent = SpentKey.objects.get(key=key, person=_person(request))
    if spent.request_sha256 != digest(request):
        return _told(
            request, 422, _("同一操作编号已用于另一次提交，这次没有执行。请刷新页面后再试；已填的内容请先复制。")
        )
    for level, text, tags in spent.messages:
        messages.add_message(request, level, text, extra_tags=tags or "")
    if spent.body is None:
        return _told(request, 200, _("这次操作已经完成，没有重复执行。请刷新页面查看结果。"))
    response = HttpResponse(bytes(spent.body), status=spent.status)
    for name, value in spent.headers.items():
        response[name] = value
    return response


def _told(request: HttpRequest, status: int, text: str) -> HttpResponse:
    return render(request, "journal/once.html", {"text": text}, status=status)
