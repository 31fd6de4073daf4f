"""The ledger: where it closes, where not, how a printed total ties; the published figures entered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from greenlist.engine.messages import render as say
from greenlist.listings.domain.keeping import FIGURES, set_counts
from greenlist.listings.files import language
from greenlist.listings.forms import CountsForm, TieForm
from greenlist.listings.ledger import after, explain
from greenlist.listings.models import GreenList, Kind
from greenlist.listings.queries.ledger import Ledger, ledger_of
from greenlist.listings.rules import counts, green_lists, keeps, reads
from greenlist.parties.access import require
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Jurisdiction
from greenlist.parties.queries import province_of

INVALID = 422


def _province(request: Request) -> Jurisdiction | None:
    """Whose ledger a hat reads: its own province's, or that of the province its city lies in."""
    place = wearer(request).jurisdiction
    return province_of(place) if place else None


@login_required
@require_safe
def green_ledger(request: Request) -> HttpResponse:
    """One level's ledger by kind and batch."""
    require(reads(request.hat))
    place = _province(request)
    level = request.GET.get("level", "")
    if level not in GreenList.Level.values:
        level = _first_level(request)
    ledger = ledger_of(place.pk if place else 0, level)
    form = TieForm(request.GET if "total" in request.GET else None)
    context = {
        "ledger": ledger, "level": level, "levels": GreenList.Level.choices, "tables": _tables(ledger), "form": form,
        "tie": _tie(ledger, form) if form.is_bound and form.is_valid() else None, "may_keep": keeps(request.hat),
        "open": [_told(one) for one in ledger.open], "at": "ledger",
        "closed": sum(1 for one in ledger.checks if one.closes),
    }  # fmt: skip
    return render(request, "listings/ledger.html", context, status=INVALID if form.is_bound and form.errors else 200)


def _first_level(request: Request) -> str:
    """The level of which there are figures or lists; the national one first."""
    there = set(green_lists.visible(request.hat).values_list("level", flat=True).distinct())
    there |= set(counts.visible(request.hat).values_list("level", flat=True).distinct())
    return next((level for level in GreenList.Level.values if level in there), GreenList.Level.NATIONAL.value)


def _told(check: Any) -> dict[str, Any]:
    word = {"listed": _("列入"), "removed": _("移出"), "renamed": _("更名"), "draft": _("公示")}[check.what]
    kind = Kind(check.kind).label if check.kind else _("不分类型")
    return {"batch": check.label, "kind": kind, "what": word, "reason": say(check.reason, language())}


def _tables(ledger: Ledger) -> list[dict[str, Any]]:
    """A table per kind that has figures: a row per batch with each figure and whether it closes."""
    tables = []
    for kind, label in Kind.choices:
        rows = []
        for batch in ledger.batches:
            cell = next(one for one in batch.cells if one.kind == kind)
            if cell.line is None and not cell.checks:
                continue
            checks = {one.what: one for one in cell.checks}
            boxes = [(checks.get(what), say(checks[what].reason, language()) if what in checks else "")
                     for what in FIGURES]  # fmt: skip
            rows.append({"batch": batch, "line": cell.line, "boxes": boxes})
        if rows:
            tables.append({"kind": kind, "label": label, "rows": rows})
    return tables


def _tie(ledger: Ledger, form: TieForm) -> dict[str, Any]:
    asked = form.cleaned_data
    line = after(ledger.lines, asked["kind"], asked["batch"])
    if line is None:
        return {"ties": None, "reason": _("这一类到这一批还没有数字。")}
    tie = explain(asked["total"], ledger.lines, line)
    return {"ties": tie.ties, "reason": say(tie.reason, language()), "line": line}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_counts(request: Request) -> HttpResponse:
    """Enter the totals printed with a batch."""
    require(keeps(request.hat))
    hat = wearer(request)
    form = CountsForm(request.POST or None, initial=_known(request))
    if request.method == "POST" and form.is_valid() and hat.jurisdiction is not None:
        told = form.cleaned_data
        shared = {name: told[name] for name in ("level", "batch", "label", "announced_on", "document", "mark")}
        changed = set_counts(authority=hat.jurisdiction, figures=form.figures(), by=hat, **shared)
        said = _("已登记公布的数字。") if changed else _("数字没有改动。")
        messages.success(request, said)
        return redirect(f"{reverse('green_ledger')}?level={told['level']}")
    context = {"form": form, "at": "ledger"}
    return render(request, "listings/counts.html", context, status=INVALID if form.errors else 200)


def _known(request: Request) -> dict[str, Any]:
    """What was entered for the batch asked about before."""
    level, batch = str(request.GET.get("level", "")), str(request.GET.get("batch", ""))
    initial: dict[str, Any] = {"level": level or "national", "batch": batch}
    if not (batch.isdecimal() and len(batch) < 4):
        return initial
    rows = counts.visible(request.hat).filter(level=level, batch=int(batch))
    for row in rows:
        initial |= {"label": row.label, "announced_on": row.announced_on, "document": row.document, "mark": row.mark}
        initial |= {f"{row.kind or 'all'}-{name}": getattr(row, name) for name in FIGURES}
    if "label" not in initial:
        heads = green_lists.visible(request.hat).filter(level=level, batch=int(batch), withdrawn_at=None)
        for one in heads.order_by("stage"):
            initial |= {"label": one.label, "announced_on": one.announced_on, "document": one.document}
    return initial
