"""Removals and renamings: listed, entered, linked to a line, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.listings.domain import ListRefused
from greenlist.listings.domain.changes import link_change, record_change, unlink_change, withdraw_change
from greenlist.listings.facts import as_event, as_listed
from greenlist.listings.forms import ChangeForm, ReasonForm
from greenlist.listings.linking import Suggestion, suggest
from greenlist.listings.models import Change, Entry
from greenlist.listings.queries.lists import Sieve, listed_changes, open_changes, same_pairs
from greenlist.listings.rules import changes, entries, keeps, reads
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

PAGE = 50
FOUND = 20
INVALID = 422
HOW = {
    "uscc": gettext_lazy("信用代码相同"),
    "name": gettext_lazy("名称相同"),
    "former_name": gettext_lazy("曾用名相同"),
    "renamed": gettext_lazy("公告过的更名"),
    "pair": gettext_lazy("已判断为同一家的写法"),
    "near": gettext_lazy("名称相近"),
    "chosen": gettext_lazy("人工选定"),
}


@login_required
@require_safe
def green_changes(request: Request) -> HttpResponse:
    """Removals and renamings, newest first."""
    require(reads(request.hat))
    asked = {name: str(request.GET.get(name, "")).strip()[:80] for name in ("what", "state")}
    text = str(request.GET.get("q", "")).strip()[:80]
    rows = listed_changes(changes.visible(request.hat), **asked, text=text)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "asked": asked, "text": text, "may_keep": keeps(request.hat), "at": "changes",
        "whats": Change.What.choices,
    }  # fmt: skip
    return render(request, "listings/changes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_change_new(request: Request) -> HttpResponse:
    """Enter one by hand."""
    require(keeps(request.hat))
    hat = wearer(request)
    form = ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and hat.jurisdiction is not None:
        try:
            made = record_change(authority=hat.jurisdiction, by=hat, **form.cleaned_data)
        except ListRefused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("已登记。请确认它说的是名单里的哪一行。"))
            return redirect("green_change", pk=made.pk)
    context = {"form": form, "at": "changes"}
    return render(request, "listings/change_new.html", context, status=INVALID if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_change(request: Request, pk: int) -> HttpResponse:
    """One change and the lines it may be about; a post says which."""
    change = find(changes.visible(request.hat).select_related("entry__green_list", "by", "linked_by"), pk=pk)
    if request.method != "POST":
        return _page(request, change)
    require(changes.may(request.hat, "change", change))
    line = entries.visible(request.hat).filter(pk=_number(request.POST.get("entry"))).first()
    if line is None:
        return _page(request, change, _("请选择名单里的一行。"), INVALID)
    found = {one.entry: one.how for one in _suggestions(change)}
    try:
        link_change(change=change, entry=line, how=found.get(line.pk, "chosen"), by=wearer(request))
    except ListRefused as refused:
        return _page(request, change, str(refused), INVALID)
    messages.success(request, _("已对应到名单，那一行的状态随之更新。"))
    return redirect("green_change", pk=pk)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 15 else 0


def _suggestions(change: Change) -> list[Suggestion]:
    """Five queries at most."""
    lines = Entry.objects.filter(
        green_list__authority=change.authority_id, green_list__level=change.level, green_list__stage="final",
        green_list__withdrawn_at=None,
    ).defer("original").prefetch_related("green_list")  # fmt: skip
    if change.kind:
        lines = lines.filter(kind=change.kind)
    events = map(as_event, open_changes(change.authority_id, change.level))
    return suggest(as_event(change), change.uscc, [*map(as_listed, lines)], events, same_pairs(change.authority_id))


def _page(request: Request, change: Change, trouble: str = "", status: int = 200) -> HttpResponse:
    may = changes.may(request.hat, "change", change)
    ask = bool(may) and change.entry is None and change.withdrawn_at is None
    text = str(request.GET.get("q", "")).strip()[:80]
    suggestions = _suggestions(change) if ask else []
    lines = Entry.objects.select_related("green_list").in_bulk([one.entry for one in suggestions])
    context = {
        "change": change, "may": may, "ask": ask, "trouble": trouble, "text": text, "at": "changes",
        "suggestions": [(lines[one.entry], HOW[one.how], one) for one in suggestions],
        "found": _search(request, change, text) if ask and text else [],
        "how": HOW.get(change.linked_how, ""), "form": ReasonForm(),
    }  # fmt: skip
    return render(request, "listings/change.html", context, status=status)


def _search(request: Request, change: Change, text: str) -> list[Entry]:
    rows = entries.visible(request.hat).filter(
        green_list__level=change.level, green_list__stage="final", green_list__withdrawn_at=None
    )
    return list(Sieve(kind=change.kind, text=text).of(rows).select_related("green_list")[:FOUND])


@login_required
@require_POST
def green_change_unlink(request: Request, pk: int) -> HttpResponse:
    """Take the link back."""
    change = find(changes.visible(request.hat).select_related("entry__green_list", "by", "linked_by"), pk=pk)
    require(changes.may(request.hat, "change", change))
    try:
        unlink_change(change=change, by=wearer(request))
    except ListRefused as refused:
        return _page(request, change, str(refused), INVALID)
    messages.success(request, _("已解除对应。"))
    return redirect("green_change", pk=pk)


@login_required
@require_POST
def green_change_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take an entry back that was a mistake."""
    change = find(changes.visible(request.hat).select_related("entry__green_list", "by", "linked_by"), pk=pk)
    require(changes.may(request.hat, "change", change))
    try:
        withdraw_change(change=change, reason=str(request.POST.get("reason", "")), by=wearer(request))
    except ListRefused as refused:
        return _page(request, change, str(refused), INVALID)
    messages.success(request, _("已撤回，不再计入。"))
    return redirect("green_changes")
