"""Posted notices as everybody reads them. Nobody need sign in; drafts are not known here."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from greenlist.applications.models import Blob, Kind
from greenlist.notices.queries import public
from greenlist.parties.http import Request

from .common import PAGE, sent

FOR_A_DAY = "public, max-age=86400, immutable"  # a version never changes


@require_safe
def public_notices(request: Request) -> HttpResponse:
    """The notices under which objections are taken today, and those of before."""
    page = Paginator(public.past_notices(), PAGE).get_page(request.GET.get("page"))
    context = {
        "open": public.open_notices(), "page": page, "past": [public.public(one) for one in page.object_list],
    }  # fmt: skip
    return render(request, "notices/public/list.html", context)


@require_safe
def public_notice(request: Request, pk: int) -> HttpResponse:
    """One notice: from when to when, who, the document with its versions, how to object."""
    notice = public.posted(pk)
    if notice is None:
        raise Http404
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("kind", "place", "q")}
    kind = asked["kind"] if asked["kind"] in Kind.values else ""
    lists = notice.narrowed(kind=kind, place=asked["place"], text=asked["q"])
    context = {
        "notice": notice, "lists": lists, "versions": public.versions(pk), "kinds": Kind.choices, "kind": kind,
        "place": asked["place"], "text": asked["q"], "filtered": any(asked.values()),
        "shown": sum(len(one.units) for one in lists),
    }  # fmt: skip
    return render(request, "notices/public/notice.html", context)


@require_safe
def document(request: Request, pk: int, number: int) -> FileResponse:  # noqa: ARG001 - Django's way to call a view
    """The PDF of one version, earlier ones too. Made by the program itself: it does not wait for the scanner."""
    version = public.version(pk, number)
    if version is None or version.pdf.scan == Blob.Scan.INFECTED:
        raise Http404
    answer = sent(version.pdf, f"notice-{pk}-v{number}.pdf", attachment=False)
    answer["Cache-Control"] = FOR_A_DAY
    answer["ETag"] = f'"{version.pdf_id}"'
    return answer
