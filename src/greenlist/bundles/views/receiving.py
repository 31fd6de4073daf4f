"""Bundles an office was sent: uploaded, looked at beside what is here, imported."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.files import open_blob
from greenlist.bundles.comparing import Comparison, compare
from greenlist.bundles.domain.importing import Outcome, import_bundle
from greenlist.bundles.domain.receiving import receive_bundle
from greenlist.bundles.domain.trusting import ASKED
from greenlist.bundles.forms import KeyForm, ReceiveForm
from greenlist.bundles.matching import keys_for, letters_for, round_for
from greenlist.bundles.models import Received
from greenlist.bundles.queries import imports_of, received_of, trusted_key
from greenlist.bundles.reading import open_bundle
from greenlist.bundles.rules import bundles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer

from .common import INVALID, done, download, office_of_page, received_of_page

PAGE = 50


@login_required
@require_safe
def bundle_list(request: Request) -> HttpResponse:
    """What the office was sent, the newest first; upload another."""
    return _list(request, ReceiveForm(label_suffix=""))


def _list(request: Request, form: Form, status: int = 200) -> HttpResponse:
    office = office_of_page(request)
    page = Paginator(received_of(office), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "may": bundles.may_act(request.hat), "office": office}
    return render(request, "bundles/received.html", context, status=status)


@login_required
@require_POST
def bundle_receive(request: Request) -> HttpResponse:
    """Take a bundle in, once it is found genuine."""
    require(bundles.may_act(request.hat))
    form = ReceiveForm(request.POST, request.FILES, label_suffix="")
    if getattr(request, "upload_stopped", False):
        form.errors.clear()
        form.add_error(
            "file", _("文件超过服务器允许的大小；请系统管理员调高 GREENLIST_BUNDLE_MAX_MB，或用命令行导入。")
        )
        return _list(request, form, INVALID)
    kept: list[Received] = []

    def act() -> None:
        kept.append(receive_bundle(upload=form.cleaned_data["file"], by=wearer(request)))

    if status := done(form, act, "file"):
        return _list(request, form, status)
    messages.success(request, _("核对通过：数据包完整，签名有效。请看是谁签的名，再看下面的比较。"))
    return redirect("bundle", pk=kept[0].pk)


@login_required
@require_safe
def bundle(request: Request, pk: int) -> HttpResponse:
    """Who signed it, and what importing it would do."""
    return bundle_page(request, received_of_page(request, pk))


def bundle_page(request: Request, row: Received, form: Form | None = None, status: int = 200) -> HttpResponse:
    """The page of a bundle; `form`: of its key, with what was wrong."""
    office, key = office_of_page(request), trusted_key(row)
    keys = keys_for(office, row.sender)
    comparison, refused = _compared(row, keys, request.hat) if row.fingerprint in keys else (None, "")
    lines = comparison.lines if comparison else ()
    context = {
        "row": row, "key": key, "known": row.fingerprint in keys, "comparison": comparison, "refused": refused,
        "start": row.fingerprint[:-ASKED], "asked": ASKED, "form": form or KeyForm(label_suffix=""),
        "may": bundles.may_act(request.hat), "imports": imports_of(row),
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "groups": [(one, len(comparison.of(one))) for one in ("take", "keep", "stop")] if comparison else [],
    }  # fmt: skip
    return render(request, "bundles/bundle.html", context, status=status)


def _compared(row: Received, keys: set[str], hat: Hat | None) -> tuple[Comparison | None, str]:
    """The comparison, or why there is none: the round was closed since."""
    with open_blob(row.blob_id) as stream:
        read = open_bundle(stream)
        try:
            return compare(read, round_for(read), row.sender, keys, letters_for(read, hat)), ""
        except Refused as refused:
            return None, str(refused)


@login_required
@require_POST
def bundle_import(request: Request, pk: int) -> HttpResponse:
    """Write what the comparison that was looked at takes."""
    row = received_of_page(request, pk)
    require(bundles.may_act(request.hat))
    form, told = Form({}), list[Outcome]()

    def act() -> None:
        told.append(import_bundle(received=row, by=wearer(request), seen=request.POST.get("seen", "")))

    if status := done(form, act):
        for one in form.non_field_errors():
            messages.error(request, str(one))
        return bundle_page(request, row, status=status)
    count = len(told[0].written)
    if count:
        words = ngettext("已收下 %(count)d 份申报。", "已收下 %(count)d 份申报。", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("没有新的内容，什么也没有改动。"))
    return redirect("bundle", pk=pk)


@login_required
@require_safe
def bundle_file(request: Request, pk: int, part: str) -> FileResponse:
    """The bundle as it came (`zip`), or the sender's segment of the journal (`journal`)."""
    row = received_of_page(request, pk)
    if part == "zip":
        return download(row.blob, row.name)
    if part == "journal" and row.journal is not None:
        return download(row.journal, f"{row.sender.name}-journal.jsonl")
    raise Http404
