"""The lists, one list, one line, the list as a file, a list taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.documents.papers import Unprintable
from greenlist.documents.tables import FORMS as PAPERS
from greenlist.engine.messages import render as say
from greenlist.listings.domain import ListRefused
from greenlist.listings.domain.keeping import identify_entry, withdraw_list
from greenlist.listings.exporting import FORMATS, MOST_PRINTED, changes_of, exported, name_now
from greenlist.listings.forms import CodeForm, ReasonForm
from greenlist.listings.models import Entry, GreenList, Kind
from greenlist.listings.queries import standing
from greenlist.listings.queries.lists import Sieve, against_draft, counted, regions_in, statuses_in, with_changes
from greenlist.listings.rules import entries, green_lists, keeps, reads
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

PAGE = 50
INVALID = 422


@login_required
@require_safe
def green_lists_page(request: Request) -> HttpResponse:
    """Every list of the province, newest first."""
    require(reads(request.hat))
    level = request.GET.get("level", "")
    visible = green_lists.visible(request.hat)
    if level:
        visible = visible.filter(level=level)
    page = Paginator(counted(visible), PAGE).get_page(request.GET.get("page"))
    rows = [(row, [(label, n) for kind, label in Kind.choices if (n := getattr(row, f"n_{kind}"))]) for row in page]
    context = {
        "page": page, "rows": rows, "level": level, "levels": GreenList.Level.choices,
        "may_keep": keeps(request.hat), "at": "lists",
    }  # fmt: skip
    return render(request, "listings/lists.html", context)


@login_required
@require_safe
def green_list_page(request: Request, pk: int) -> HttpResponse:
    """One list, filtered, by the page."""
    green_list = find(green_lists.visible(request.hat).select_related("by", "withdrawn_by"), pk=pk)
    sieve = _sieve(request)
    page = Paginator(_filtered(green_list, sieve), PAGE).get_page(request.GET.get("page"))
    draft = against_draft(green_list) if green_list.stage == "final" and not green_list.withdrawn_at else None
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "green_list": green_list, "page": page, "kinds": Kind.choices, "sieve": sieve,
        "rows": [(row, changes_of(row), name_now(row)) for row in page],
        "statuses": Entry.Status.choices, "regions": regions_in(green_list), "states": _states(green_list),
        "draft": draft, "query": query.urlencode(), "may": green_lists.may(request.hat, "change", green_list),
    }  # fmt: skip
    return render(request, "listings/list.html", context)


def _sieve(request: Request) -> Sieve:
    asked = {name: str(request.GET.get(name, "")).strip()[:80] for name in ("kind", "region", "status")}
    return Sieve(**asked, text=str(request.GET.get("q", "")).strip()[:80])


def _filtered(green_list: GreenList, sieve: Sieve) -> list[Entry]:
    rows: list[Entry] = with_changes(sieve.of(green_list.entries.all())).order_by("kind", "seq")  # type: ignore[assignment]
    return rows


def _states(green_list: GreenList) -> list[tuple[str, int]]:
    found = statuses_in(green_list)
    return [(str(label), found[status]) for status, label in Entry.Status.choices if status in found]


@login_required
@require_safe
def green_list_export(request: Request, pk: int, form: str) -> HttpResponseBase:
    """What the filter shows, all of it, as a file."""
    green_list = find(green_lists.visible(request.hat), pk=pk)
    if form not in FORMATS:
        raise Http404
    rows = list(_filtered(green_list, _sieve(request)))
    if form in PAPERS and len(rows) > MOST_PRINTED:
        words = _("一次最多打印 %(most)d 条，现在有 %(count)d 条：请先按类型、地区筛选，或导出 Excel。")
        messages.error(request, words % {"most": MOST_PRINTED, "count": len(rows)})
        return redirect("green_list", pk=pk)
    try:
        pieces = [*exported(green_list, rows, form)] if form in PAPERS else exported(green_list, rows, form)
    except Unprintable as missing:
        messages.error(request, say(missing.message, "en" if get_language() == "en" else "zh"))
        return redirect("green_list", pk=pk)
    answer = StreamingHttpResponse(pieces, content_type=FORMATS[form])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{green_list}.{form}")
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_list_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a list back."""
    green_list = find(green_lists.visible(request.hat), pk=pk)
    require(green_lists.may(request.hat, "change", green_list))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_list(green_list=green_list, reason=form.cleaned_data["reason"], by=wearer(request))
        except ListRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已撤回，这份名单不再计入任何统计。"))
            return redirect("green_lists")
    context = {"green_list": green_list, "form": form, "count": green_list.entries.count()}
    return render(request, "listings/withdraw.html", context, status=INVALID if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_entry(request: Request, pk: int) -> HttpResponse:
    """One line: what became of it, the same unit elsewhere; a post says by its code which unit it is."""
    rows = with_changes(entries.visible(request.hat)).select_related("green_list__authority")
    entry = find(rows, pk=pk)
    may = entries.may(request.hat, "change", entry)
    form = CodeForm(request.POST or None, initial={"uscc": entry.uscc})
    if request.method == "POST":
        require(may)
        if form.is_valid():
            try:
                identify_entry(entry=entry, by=wearer(request), **form.cleaned_data)
            except ListRefused as refused:
                form.add_error(refused.field or None, str(refused))
            else:
                messages.success(request, _("已登记。"))
                return redirect("green_entry", pk=pk)
    happened = changes_of(entry)
    former = [one.new_name for one in happened if one.new_name]
    found = standing(entry.green_list.authority, name=entry.name, uscc=entry.uscc, former_names=former)
    context = {
        "entry": entry, "green_list": entry.green_list, "happened": happened, "name_now": name_now(entry),
        "others": [one for one in found if one.entry.pk != entry.pk], "form": form, "may": may,
    }  # fmt: skip
    return render(request, "listings/entry.html", context, status=INVALID if form.errors else 200)
