"""Lists of the province: sources and their state, taking a file in, what became of its rows, withdrawing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.filechecks import FileRefused
from greenlist.applications.files import receive
from greenlist.applications.filetypes import clean_name
from greenlist.engine import clock
from greenlist.engine.lawbook.schema.lists import ListSource
from greenlist.parties.access import Hat, find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.parties.models import Jurisdiction
from greenlist.screening.importing import date_in_name
from greenlist.screenings import domain, queries
from greenlist.screenings.catalogue import condition_names, feeds_of, source_names
from greenlist.screenings.files import MB, refused_of
from greenlist.screenings.forms import ReasonForm, UploadForm
from greenlist.screenings.models import ListFile
from greenlist.screenings.rules import list_files
from greenlist.screenings.sources import sources_of

from .finding import INVALID, place_of

PAGE = 30
SHOWN = 200  # refused rows on the page; all of them stand in the CSV
UNREAD = frozenset({ListFile.State.WAITING, ListFile.State.READING})


@login_required
@require_safe
def lists(request: Request) -> HttpResponse:
    """Which source is how old, what it answers, what is missing; a form for a new file; every file so far."""
    require(list_files.may_import(request.hat))
    return _page(request)


def _page(request: Request, form: UploadForm | None = None, trouble: str = "", status: int = 200) -> HttpResponse:
    authority = place_of(wearer(request))
    cards = queries.source_cards(authority)
    names = source_names({one.source.id: one.source for one in cards})
    conditions = condition_names(authority)
    asked = request.GET.get("source", "")
    rows = queries.history(list_files.visible(request.hat), source=asked)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "cards": [(one, names[one.source.id], _told(one.source, conditions)) for one in cards],
        "missing": [names[one.source.id] for one in cards if one.newest is None],
        "form": form or UploadForm(sources=names.items(), label_suffix=""),
        "page": page,
        "rows": [(one, names.get(one.source, one.source)) for one in page.object_list],
        "asked": asked, "asked_name": names.get(asked, asked), "today": clock.today(), "trouble": trouble,
    }  # fmt: skip
    return render(request, "screenings/lists.html", context, status=status)


def _told(source: ListSource, conditions: Mapping[str, str]) -> list[str]:
    """The conditions a source answers, by id and name."""
    return [f"{one} {conditions.get(one, '')}".strip() for one in feeds_of(source)]


@login_required
@require_POST
def list_upload(request: Request) -> HttpResponse:
    """Take a file in; it is read afterwards."""
    require(list_files.may_import(request.hat))
    hat = wearer(request)
    authority = place_of(hat)
    form = UploadForm(request.POST, request.FILES, sources=source_names(sources_of(authority)).items(), label_suffix="")
    if not form.is_valid():
        return _page(request, form, status=INVALID)
    try:
        taken = _taken(authority, form.cleaned_data, hat)
    except (Refused, FileRefused) as refused:
        field = getattr(refused, "field", "file")
        form.add_error(field if field in form.fields else None, str(refused))
        return _page(request, form, status=INVALID)
    messages.success(request, _("已收下“%(name)s”，正在读入；读完会在这里列出收下和拒收的行。") % {"name": taken.name})
    return redirect("list-file", pk=taken.pk)


def _taken(authority: Jurisdiction, given: dict[str, Any], hat: Hat) -> ListFile:
    """The file, or the word that there is nobody on the list. Raises Refused, FileRefused."""
    nil = domain.Nil(given["nil_where"]) if given["nil"] else None
    if nil is not None and not given["file"]:
        return domain.state_nil(authority=authority, source=given["source"], nil=nil, as_of=given["as_of"], by=hat)
    name = clean_name(given["file"].name)
    with _on_disk(given["file"]) as path:
        return domain.take_list(
            authority=authority, source=given["source"], path=path, name=name,
            as_of=given["as_of"] or date_in_name(name), by=hat, nil=nil,
        )  # fmt: skip


@contextmanager
def _on_disk(upload: UploadedFile[Any]) -> Iterator[Path]:
    """Where the file lies while it is taken in: a large one is on the disk already. Raises FileRefused."""
    if isinstance(upload, TemporaryUploadedFile):
        yield Path(upload.temporary_file_path())
        return
    with receive(upload.chunks(), most=settings.LIST_MAX_MB * MB) as kept:
        yield kept.path


def _file(request: Request, pk: int) -> ListFile:
    return find(list_files.visible(request.hat).select_related("by", "withdrawn_by", "authority"), pk=pk)


@login_required
@require_safe
def list_file(request: Request, pk: int) -> HttpResponse:
    """One file: what it is, what became of its rows."""
    return _file_page(request, _file(request, pk))


def _file_page(request: Request, one: ListFile, form: ReasonForm | None = None) -> HttpResponse:
    source = sources_of(one.authority).get(one.source)
    context = {
        "file": one,
        "name": source_names({one.source: source})[one.source] if source else one.source,
        "feeds": _told(source, condition_names(one.authority)) if source else (),
        "unchanged": max(one.rows - one.added - one.changed, 0),
        "kept_csv": refused_of(one).is_file(),
        "shown": min(len(one.refusals), SHOWN),
        "noted": min(len(one.notes), SHOWN),
        "unread": one.state in UNREAD and one.withdrawn_at is None,
        "may_withdraw": list_files.may(request.hat, "withdraw", one),
        "form": form or ReasonForm(label_suffix=""),
    }
    return render(request, "screenings/list_file.html", context, status=INVALID if form else 200)


@login_required
@require_safe
def list_refused(request: Request, pk: int) -> FileResponse:
    """Every refused row as CSV: line, reason, the row."""
    one = _file(request, pk)
    path = refused_of(one)
    if not path.is_file():
        raise Http404
    name = _("拒收的行_%(name)s.csv") % {"name": one.name.rsplit(".", 1)[0]}
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


@login_required
@require_POST
def list_withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a file out of use; it stays in the history."""
    one = _file(request, pk)
    require(list_files.may(request.hat, "withdraw", one))
    form = ReasonForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _file_page(request, one, form)
    try:
        domain.withdraw_list(list_file=one, reason=form.cleaned_data["reason"], by=wearer(request))
    except Refused as refused:
        form.add_error("reason" if refused.field == "reason" else None, str(refused))
        return _file_page(request, one, form)
    messages.success(request, _("已撤回“%(name)s”，筛查不再使用它。") % {"name": one.name})
    return redirect("list-file", pk=pk)


@login_required
@require_POST
def list_open(request: Request, source: str) -> HttpResponse:
    """Let applicants check themselves against a source."""
    require(list_files.may_import(request.hat))
    hat = wearer(request)
    try:
        domain.open_source(authority=place_of(hat), source=source, by=hat)
    except Refused as refused:
        return _page(request, trouble=str(refused), status=INVALID)
    messages.success(request, _("已开放：申报单位提交前可以用这份名单自查。"))
    return redirect("lists")


@login_required
@require_POST
def list_close(request: Request, source: str) -> HttpResponse:
    """Applicants may not use a source any more."""
    require(list_files.may_import(request.hat))
    hat = wearer(request)
    domain.close_source(authority=place_of(hat), source=source, by=hat)
    messages.success(request, _("已停止开放。以前的自查结果保留。"))
    return redirect("lists")
