"""A list file uploaded, looked at, taken in."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from greenlist.engine.messages import render as say
from greenlist.listings.domain import ListRefused
from greenlist.listings.domain.importing import PlanChanged, apply_upload, keep_upload, plan_of
from greenlist.listings.files import language, take_file
from greenlist.listings.forms import UploadForm
from greenlist.listings.models import GreenList, Kind, Upload
from greenlist.listings.plan import Plan
from greenlist.listings.rows import Reading, from_data
from greenlist.listings.rules import keeps, uploads
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

INVALID, STALE = 422, 409
SHOWN = 200  # lines of each part of a preview
HISTORY = 10


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_list_upload(request: Request) -> HttpResponse:
    """Choose a file and say what it is; reading it changes nothing."""
    require(keeps(request.hat))
    hat = wearer(request)
    form = UploadForm(request.POST or None, request.FILES or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid() and hat.jurisdiction is not None:
        try:
            taken = take_file(form.cleaned_data["sheet"])
        except ListRefused as refused:
            form.add_error("sheet", str(refused))
        else:
            kept = keep_upload(
                authority=hat.jurisdiction, what=form.cleaned_data["what"], about=form.about(), reading=taken.reading,
                name=taken.name, sha256=taken.sha256, by=hat,
            )  # fmt: skip
            return redirect("green_list_apply", pk=kept.pk)
    history = uploads.visible(hat).exclude(applied_at=None).select_related("by", "green_list")[:HISTORY]
    context = {"form": form, "history": history, "at": "import"}
    return render(request, "listings/upload.html", context, status=INVALID if form.errors else 200)


def _initial(request: Request) -> dict[str, str]:
    return {name: request.GET[name] for name in ("what", "level", "stage") if name in request.GET}


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the file as the preview asks about it."""

    number: int
    title: str
    header: list[tuple[str, str]]  # as printed, as understood
    count: int
    kind: str
    doubts: list[str]
    own: bool  # every row says its kind itself


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def green_list_apply(request: Request, pk: int) -> HttpResponse:
    """What a file would add and change under the kinds chosen; a post does exactly that."""
    upload = find(uploads.visible(request.hat).select_related("by", "green_list"), pk=pk)
    require(uploads.may(request.hat, "change", upload))
    reading = from_data(upload.content)
    posted = request.method == "POST"
    kinds = _kinds(request, reading, posted=posted)
    if not posted:
        return _preview(request, upload, reading, kinds, plan_of(upload, kinds))
    try:
        plan = apply_upload(upload=upload, kinds=kinds, digest=str(request.POST.get("digest", "")), by=wearer(request))
    except PlanChanged as changed:
        return _preview(request, upload, reading, kinds, changed.plan, str(changed), STALE)
    except ListRefused as refused:
        return _preview(request, upload, reading, kinds, plan_of(upload, kinds), str(refused), INVALID)
    upload.refresh_from_db()
    if plan is not None:
        done = {"new": len(plan.new), "changed": len(plan.changed)}
        messages.success(request, _("已导入：新增 %(new)d 行，改动 %(changed)d 行。") % done)
    if upload.green_list_id:
        return redirect("green_list", pk=upload.green_list_id)
    return redirect("green_changes")


def _kinds(request: Request, reading: Reading, *, posted: bool) -> dict[int, str]:
    """The kinds chosen; before anything is chosen, those suggested without a doubt."""
    given = request.POST if posted else request.GET
    chosen = {}
    for number, section in enumerate(reading.sections):
        kind = str(given.get(f"k{number}", "")) if f"k{number}" in given or posted else _sure(section.kind, section)
        if kind in Kind.values:
            chosen[number] = kind
    return chosen


def _sure(kind: str, section: object) -> str:
    return "" if getattr(section, "doubts", None) else kind


def _preview(
    request: Request, upload: Upload, reading: Reading, kinds: dict[int, str], plan: Plan, trouble: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    faults = [(one, say(one.reason, language())) for one in reading.faults]
    context = {
        "upload": upload, "plan": plan, "trouble": trouble, "parts": _parts(reading, kinds), "kinds": Kind.choices,
        "words": dict(Kind.choices), "faults": faults[:SHOWN], "more_faults": max(len(faults) - SHOWN, 0),
        "refused": sum(1 for one in reading.faults if not one.taken), "shown": SHOWN,
        "level": GreenList.Level(upload.about["level"]).label, "stage": GreenList.Stage(upload.about["stage"]).label,
        "entries": upload.what == Upload.What.ENTRIES, "at": "import",
    }  # fmt: skip
    return render(request, "listings/apply.html", context, status=status)


def _parts(reading: Reading, kinds: dict[int, str]) -> list[Part]:
    named = {
        "seq": _("序号"), "region": _("地区"), "name": _("名称"), "new_name": _("更名后名称"), "industry": _("行业"),
        "agency": _("第三方机构"), "uscc": _("统一社会信用代码"), "kind": _("类型"), "batch": _("批次"),
    }  # fmt: skip
    found = []
    for number, section in enumerate(reading.sections):
        meant = {place: named[column] for column, place in section.columns.items()}
        header = [(text, meant.get(place, "")) for place, text in enumerate(section.header) if text]
        doubts = [say(one, language()) for one in section.doubts]
        own = all(row.kind for row in section.rows)
        title = section.title or section.sheet
        found.append(Part(number, title, header, len(section.rows), kinds.get(number, ""), doubts, own))
    return found
