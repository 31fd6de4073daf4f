"""Posted notices as everybody reads them. Nobody need sign in; drafts are not known here."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import override
from django.views.decorators.http import require_safe

from greenlist.applications.models import Blob, Kind
from greenlist.notices.names import NAMES, names_file
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
    asked = _asked(request)
    lists = _narrowed(notice, asked)
    context = {
        "notice": notice, "lists": lists, "versions": public.versions(pk), "kinds": Kind.choices,
        "kind": asked["kind"], "place": asked["place"], "text": asked["q"], "filtered": any(asked.values()),
        "shown": sum(len(one.units) for one in lists), "query": urlencode(asked) if any(asked.values()) else "",
    }  # fmt: skip
    return render(request, "notices/public/notice.html", context)


def _asked(request: Request) -> dict[str, str]:
    """What narrows the list of units: a kind, a place, a text in the name; '' for no."""
    return {name: request.GET.get(name, "").strip()[:60] for name in ("kind", "place", "q")}


def _narrowed(notice: public.PublicNotice, asked: dict[str, str]) -> list[public.KindList]:
    kind = asked["kind"] if asked["kind"] in Kind.values else ""
    return notice.narrowed(kind=kind, place=asked["place"], text=asked["q"])


@require_safe
def names(request: Request, pk: int, number: int, form: str) -> HttpResponse:
    """The units of one version as XLSX or CSV: what the page shows of them, narrowed alike, and nothing else."""
    notice = public.posted(pk, number)
    if notice is None or form not in NAMES:
        raise Http404
    units = [unit for one in _narrowed(notice, _asked(request)) for unit in one.units]
    with override("zh-hans"):  # kept on the way for everybody, so in one language
        answer = HttpResponse(names_file(units, form), content_type=NAMES[form])
    answer["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"notice-{pk}-v{number}-units.{form}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = FOR_A_DAY
    return answer


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
