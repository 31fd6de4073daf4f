"""The ministry's list: handed in, looked at, applied, taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.engine.messages import render as say
from greenlist.listings.domain import ListRefused
from greenlist.listings.files import language, take_file
from greenlist.listings.models import Kind as ListedKind
from greenlist.notices.domain.results import choose_kinds, drop_result, fallback_of, keep_result
from greenlist.notices.domain.results_applying import ResultChanged, apply_result
from greenlist.notices.forms.results import CopiesForm, DropForm, ImportForm
from greenlist.notices.models import ResultImport
from greenlist.notices.queries.results import PARTS, counts_of, digest_of, lines_of, open_sections, reading_of
from greenlist.notices.rules.results import results
from greenlist.paperwork.forms.feet import typed
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.rounds.rules import rounds

PAGE = 50
INVALID, STALE = 422, 409
SHOWN = 50  # rows with faults
TABS: dict[str, Promise] = {
    "unclear": gettext_lazy("待人工认定"),
    "listed": gettext_lazy("在名单上"),
    "missing": gettext_lazy("不在名单上"),
    "others": gettext_lazy("本省其他行"),
}
AROUND = ("round__law", "round__jurisdiction", "place", "by", "applied_by", "green_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def results_page(request: Request, pk: int) -> HttpResponse:
    """The lists of a round taken in so far; a post hands one in, which moves nothing."""
    round_ = find(rounds.visible(request.hat).select_related("law", "jurisdiction"), pk=pk)
    require(results.may_import(request.hat, round_))
    initial = {"label": _("%(year)d年度") % {"year": round_.year}}
    form = ImportForm(
        request.POST if request.method == "POST" else None, request.FILES or None, initial=initial, label_suffix=""
    )
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_file(form.upload())
            name = taken.name if form.cleaned_data["sheet"] else ""
            made = keep_result(
                round=round_, stage=form.cleaned_data["stage"], announced=form.announced(), reading=taken.reading,
                name=name, sha256=taken.sha256, by=wearer(request),
            )  # fmt: skip
        except ListRefused as refused:
            form.add_error("sheet" if form.cleaned_data["sheet"] else "pasted", str(refused))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return redirect("result-import", pk=made.pk)
    found = results.visible(request.hat).filter(round=round_).select_related("by", "applied_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"round": round_, "form": form, "page": page, "fallback": fallback_of(round_)}
    return render(request, "notices/results.html", context, status=INVALID if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the list as the page asks about it."""

    number: int
    title: str
    count: int
    kind: str
    doubts: list[str]
    own: bool  # every row says its kind itself


@login_required
@require_safe
def result_page(request: Request, pk: int) -> HttpResponse:
    """What the list says about each application, what applying it would do, or what it did."""
    return shown(request, find(results.visible(request.hat).select_related(*AROUND), pk=pk))


def shown(
    request: Request, result: ResultImport, *, trouble: str = "", drop: DropForm | None = None,
    copies: CopiesForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of an import, with what a verb refused."""
    reading, counts = reading_of(result), counts_of(result)
    asked = request.GET.get("part", "")
    part = asked if asked in PARTS else next((one for one in TABS if counts[one]), "listed")
    page = Paginator(lines_of(result, part), PAGE).get_page(request.GET.get("page"))
    matching = result.state == ResultImport.State.MATCHING
    faults = [(one, say(one.reason, language())) for one in reading.faults]
    parts = [
        Part(
            number, section.title or section.sheet, len(section.rows), str(result.kinds.get(str(number), section.kind)),
            [say(doubt, language()) for doubt in section.doubts], all(row.kind for row in section.rows),
        )
        for number, section in enumerate(reading.sections)
    ]  # fmt: skip
    opened = open_sections(reading, result.kinds)
    blocking = counts["unclear"] or (result.stage == ResultImport.Stage.FINAL and counts["reasonless"])
    context = {
        "result": result, "counts": counts, "part": part, "page": page, "parts": parts, "kinds": ListedKind.choices,
        "tabs": [(name, word, counts[name]) for name, word in TABS.items()], "matching": matching, "rows": reading.rows,
        "faults": faults[:SHOWN], "opened": opened, "ready": matching and not opened and not blocking,
        "digest": digest_of(result) if matching else "", "trouble": trouble, "drop": drop or DropForm(label_suffix=""),
        "copies": copies or CopiesForm(initial={"copies": typed(result.copies)}, label_suffix=""),
        "final": result.stage == ResultImport.Stage.FINAL, "fallback": fallback_of(result.round),
    }  # fmt: skip
    return render(request, "notices/result.html", context, status=status)


@login_required
@require_POST
def result_kinds(request: Request, pk: int) -> HttpResponse:
    """Say what the sections hold; the list is matched anew."""
    result = find(results.visible(request.hat).select_related(*AROUND), pk=pk)
    require(results.may(request.hat, "change", result))
    given = {
        str(place): str(request.POST.get(f"k{place}", ""))
        for place, _section in enumerate(reading_of(result).sections)
        if request.POST.get(f"k{place}")
    }
    try:
        choose_kinds(result=result, kinds=given, by=wearer(request))
    except Refused as refused:
        return shown(request, result, trouble=str(refused), status=INVALID)
    messages.success(request, _("已按所选类型重新比对。"))
    return redirect("result-import", pk=pk)


@login_required
@require_POST
def result_apply(request: Request, pk: int) -> HttpResponse:
    """Do what the page showed."""
    result = find(results.visible(request.hat).select_related(*AROUND), pk=pk)
    if result.state != ResultImport.State.APPLIED:
        require(results.may(request.hat, "apply", result))
    try:
        done = apply_result(result=result, digest=str(request.POST.get("digest", "")), by=wearer(request))
    except ResultChanged as changed:
        return shown(request, result, trouble=str(changed), status=STALE)
    except Refused as refused:
        return shown(request, result, trouble=str(refused), status=INVALID)
    if done is not None:
        messages.success(
            request, _("已入册，办理了 %(count)d 份申报，并已通知单位和市（州）。") % {"count": done.moved.total()}
        )
    return redirect("result-import", pk=pk)


@login_required
@require_POST
def result_drop(request: Request, pk: int) -> HttpResponse:
    """Take a list back that was handed in by mistake."""
    result = find(results.visible(request.hat).select_related(*AROUND), pk=pk)
    require(results.may(request.hat, "drop", result))
    form = DropForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            drop_result(result=result, reason=form.cleaned_data["reason"], by=wearer(request))
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("已撤销，没有办理任何申报。"))
            return redirect("results", pk=result.round_id)
    return shown(request, result, drop=form, status=INVALID)
