"""The pages of the journal."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from greenlist.engine import clock

from .checking import check_chain, last_check, where_to_begin
from .domain import record
from .forms import Sieve
from .models import Entry, Head
from .queries import as_csv, page
from .rules import Wearer, journal
from .verify import Fault


def _reader(request: HttpRequest, act: str) -> Wearer:
    hat: Wearer | None = getattr(request, "hat", None)
    if hat is None or not journal.may(hat, act):
        raise Http404
    return hat


def _asked(request: HttpRequest, hat: Wearer) -> tuple[Sieve, QuerySet[Entry]]:
    sieve = Sieve(request.GET)
    return sieve, sieve.of(journal.visible(hat))


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


@login_required
@require_GET
def journal_list(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    hat = _reader(request, "see")
    sieve, entries = _asked(request, hat)
    shown = page(entries, before=_number(request, "before"), after=_number(request, "after"))
    asked = request.GET.copy()
    for name in ("before", "after"):
        asked.pop(name, None)
    check = last_check()
    found = [Fault(**one) for one in (check.after or {})["faults"]] if check else []
    context = {"form": sieve, "page": shown, "asked": asked.urlencode(), "check": check, "faults": found,
               "end": Head.objects.filter(pk=1).first()}  # fmt: skip
    return render(request, "journal/journal.html", context, status=200 if sieve.is_valid() else 422)


@login_required
@require_GET
def journal_export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """What is seen, as a table; that it was taken away is itself an entry."""
    hat = _reader(request, "export")
    sieve, entries = _asked(request, hat)
    if not sieve.is_valid():
        return redirect(f"/journal/?{request.GET.urlencode()}")
    last = Head.objects.filter(pk=1).values_list("seq", flat=True).first() or 0
    with transaction.atomic():
        record("journal.exported", Head(pk=1), by=hat.actor, after={"asked": request.GET.dict(), "until": last})
    answer = StreamingHttpResponse(as_csv(entries.filter(seq__lte=last)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="journal-{clock.today().isoformat()}.csv"'
    return answer


@login_required
@require_POST
def journal_verify(request: HttpRequest) -> HttpResponse:
    """Verify now, and say what was found."""
    hat = _reader(request, "verify")
    since = where_to_begin()
    verdict = check_chain(by=hat.actor, since=since)
    if verdict.sound:
        told = _("已核对第 %(since)d 条至第 %(seq)d 条，链条完整。") % {"since": since, "seq": verdict.end.seq}
        messages.success(request, told)
    else:
        told = _("发现 %(count)d 处问题，见下方清单。请保留现场并报告安全管理员。")
        messages.error(request, told % {"count": len(verdict.faults) + verdict.more})
    return redirect("journal")
