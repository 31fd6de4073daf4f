"""Templates of documents: which kinds there are, the versions of one, a version looked at and put in force."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenlist.applications.evidence_rules import may_open_blob
from greenlist.applications.files import open_blob
from greenlist.documents.filling.fields import listed
from greenlist.documents.filling.fill import fill
from greenlist.documents.filling.kinds import KINDS, TemplateKind
from greenlist.documents.filling.samples import sample
from greenlist.documents.filling.starting import starting
from greenlist.documents.papers import Unprintable
from greenlist.paperwork.domain.pictures import ask_pictures
from greenlist.paperwork.domain.templates import activate_template, retire_template, upload_template
from greenlist.paperwork.forms.templates import RetireForm, UploadForm
from greenlist.paperwork.models import DocumentTemplate
from greenlist.paperwork.printing import fonts
from greenlist.paperwork.queries.pictures import standing_of
from greenlist.paperwork.queries.templates import overview, policies_of, versions_of
from greenlist.paperwork.rules.templates import templates
from greenlist.parties.access import find, require
from greenlist.parties.http import Request, wearer

from .common import DOCX, INVALID, attachment, done, private, why


@login_required
@require_safe
def template_list(request: Request) -> HttpResponse:
    """Every kind of document: made by the program, or in an uploaded template."""
    require(templates.may_open(request.hat))
    kinds = overview(templates.visible(request.hat))
    return render(request, "paperwork/templates.html", {"kinds": kinds})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template_kind(request: Request, kind: str) -> HttpResponse:
    """The versions for a kind, what a template may name; POST uploads a version."""
    hat, shape = wearer(request), _kind(request, kind)
    policies = policies_of(hat.jurisdiction) if hat.jurisdiction else []
    form = UploadForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), policies=policies, label_suffix=""
    )
    made: list[DocumentTemplate] = []
    if request.method == "POST" and done(
        form, lambda: made.append(_upload(request, kind, form.cleaned_data)), file="file"
    ):
        told = _("已收存为第 %(number)d 版，还没有启用；请看过预览再启用。") % {"number": made[0].number}
        messages.success(request, told)
        if templates.ruling(hat, "picture", made[0]):
            ask_pictures(template=made[0], by=hat)
        return redirect("document-template", pk=made[0].pk)
    context = {
        "kind": shape, "form": form, "versions": versions_of(templates.visible(hat), kind),
        "placeholders": listed(shape.shape), "policies": dict(policies),
    }  # fmt: skip
    return render(request, "paperwork/template_kind.html", context, status=INVALID if form.errors else 200)


def _upload(request: Request, kind: str, given: dict[str, Any]) -> DocumentTemplate:
    named = {"policy": given["policy"], "upload": given["file"], "note": given["note"]}
    return upload_template(kind=kind, by=wearer(request), **named)


def _kind(request: Request, kind: str) -> TemplateKind:
    require(templates.may_open(request.hat))
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


@login_required
@require_safe
def template_start(request: Request, kind: str) -> HttpResponse:
    """The template to begin with."""
    one = _kind(request, kind)
    return attachment(starting(one), f"{one.name}-起始模板.docx")


@login_required
@require_safe
def template_page(request: Request, pk: int) -> HttpResponse:
    """One version: how it looks, what it leaves out, what it names; put in force, out of force."""
    return _page(request, found(request, pk))


def found(request: Request, pk: int) -> DocumentTemplate:
    """A version this hat may see. Raises NotAllowed, Http404."""
    require(templates.may_open(request.hat))
    return find(templates.visible(request.hat).select_related("by", "activated_by", "blob", "place"), pk=pk)


def _page(request: Request, row: DocumentTemplate, form: RetireForm | None = None) -> HttpResponse:
    hat = wearer(request)
    policies = dict(policies_of(hat.jurisdiction)) if hat.jurisdiction else {}
    context = {
        "row": row, "kind": KINDS[row.kind], "form": form or RetireForm(label_suffix=""),
        "policy": policies.get(row.policy, row.policy), "opens": may_open_blob(row.blob),
        "may": {act: templates.ruling(hat, act, row) for act in ("activate", "retire")},
        "pictures": standing_of(row),
    }  # fmt: skip
    return render(request, "paperwork/template.html", context, status=INVALID if form else 200)


@login_required
@require_safe
def template_file(request: Request, pk: int) -> FileResponse:
    """The file as it was uploaded."""
    row = found(request, pk)
    require(may_open_blob(row.blob))
    answer = FileResponse(_opened(row), as_attachment=True, filename=row.name, content_type=DOCX)
    private(answer)
    return answer


@login_required
@require_safe
def template_sample(request: Request, pk: int) -> HttpResponse:
    """The template filled with made-up content."""
    row = found(request, pk)
    require(may_open_blob(row.blob))
    with _opened(row) as stream:
        content = stream.read()
    try:
        made = fill(content, sample(KINDS[row.kind]), fonts())
    except Unprintable as fault:
        messages.error(request, why(fault))
        return redirect("document-template", pk=pk)
    return attachment(made, f"{KINDS[row.kind].name}-第{row.number}版-预览.docx")


def _opened(row: DocumentTemplate) -> BinaryIO:
    try:
        return open_blob(row.blob_id)
    except FileNotFoundError:
        raise Http404 from None


@login_required
@require_POST
def template_activate(request: Request, pk: int) -> HttpResponse:
    """Put a version in force."""
    row = activate_template(template=found(request, pk), by=wearer(request))
    messages.success(
        request, _("已启用第 %(number)d 版；以后下载的 Word 文件按它排版，PDF 不变。") % {"number": row.number}
    )
    return redirect("document-template", pk=pk)


@login_required
@require_POST
def template_retire(request: Request, pk: int) -> HttpResponse:
    """Take a version out of force."""
    row = found(request, pk)
    require(templates.ruling(wearer(request), "retire", row))
    form = RetireForm(request.POST, label_suffix="")
    if not done(form, lambda: retire_template(template=row, by=wearer(request), reason=form.cleaned_data["reason"])):
        return _page(request, row, form)
    messages.success(request, _("已停用；以后下载的 Word 文件用系统自带的版式。"))
    return redirect("document-template", pk=pk)
