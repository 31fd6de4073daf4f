"""The watch of a round: pictures, tables, tables as files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from greenlist.applications.evaluating import user_language
from greenlist.documents.exports import csv_lines, workbook
from greenlist.documents.papers import Unprintable
from greenlist.documents.tables import FORMS as PAPERS
from greenlist.documents.tables import table_file
from greenlist.engine.messages import render as say
from greenlist.parties import roles
from greenlist.parties.access import Hat, NotAllowed, find, no
from greenlist.parties.http import Request, wearer
from greenlist.rounds.models import Round
from greenlist.rounds.queries import listed
from greenlist.rounds.rules import rounds

from .funnel import Group
from .homes import ACTORS
from .watching import Watch, watch, watches
from .watching_export import TABLES, table_paper
from .watching_map import tile_map
from .watching_pictures import dates_picture, funnel_picture

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
} | PAPERS  # fmt: skip
MILESTONES = frozenset({"formally_checked", "recommended", "sent_to_ministry", "listed"})  # columns on the page
FEW = 3  # late things on the home page


@login_required
@require_safe
def round_watch(request: Request, pk: int) -> HttpResponse:
    """How a round goes, for the city or the province that works on it."""
    round_, hat = _found(request, pk)
    seen = watch(round_, hat)
    most = max((one.longest for one in seen.ages), default=0)
    chosen = [place for place, one in enumerate(seen.steps.ids) if one in MILESTONES]
    context = {
        "watch": seen, "round": round_, "picture": funnel_picture(seen.funnel), "whole": hat.among(roles.PROVINCE),
        "map": tile_map(round_.jurisdiction.name, seen.cities), "line": dates_picture(seen.dates, seen.today),
        "milestones": [seen.steps.labels[seen.steps.ids[place]] for place in chosen], "most": most,
        "ages": [(one, ACTORS.get(one.actor, "")) for one in seen.ages],
        "cities": _lines(seen.cities, chosen),
        "parts": [
            ("kinds", _("按类型"), _("类型"), _lines(seen.kinds, chosen)),
            ("industries", _("按行业（大类）"), _("行业"), _lines(seen.industries, chosen)),
        ],
    }  # fmt: skip
    return render(request, "portal/watch.html", context)


@login_required
@require_safe
def round_watch_table(request: Request, pk: int, table: str, form: str) -> HttpResponse | StreamingHttpResponse:
    """A table of the watch as a file."""
    round_, hat = _found(request, pk)
    if table not in TABLES or form not in FORMS:
        raise Http404
    answer: HttpResponse | StreamingHttpResponse
    try:
        if form in PAPERS:
            answer = HttpResponse(_on_paper(round_, hat, table, form), content_type=FORMS[form])
        else:
            answer = _as_rows(round_, hat, table, form)
    except Unprintable as missing:
        messages.error(request, say(missing.message, user_language()))
        return redirect("round-watch", pk=pk)
    name = f"{round_.title}-{table}.{form}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _as_rows(round_: Round, hat: Hat, table: str, form: str) -> HttpResponse | StreamingHttpResponse:
    titles, rows, numeric = TABLES[table](watch(round_, hat))
    if form == "csv":
        return StreamingHttpResponse(csv_lines(titles, rows), content_type=FORMS[form])
    return HttpResponse(workbook(titles, rows, numeric), content_type=FORMS[form])


def _on_paper(round_: Round, hat: Hat, table: str, form: str) -> bytes:
    """In Chinese whatever the language of the page. Raises Unprintable."""
    with override("zh-hans"):
        place = _("全省") if hat.among(roles.PROVINCE) or hat.jurisdiction is None else hat.jurisdiction.name
        return table_file(table_paper(watch(round_, hat), table, place), form)


def _lines(groups: list[Group], chosen: list[int]) -> list[tuple[Group, list[int]]]:
    """Each group with how many came to the steps that the page shows; the file has all steps."""
    return [(one, [one.reached[place] for place in chosen]) for one in groups]


def _found(request: Request, pk: int) -> tuple[Round, Hat]:
    """A round the hat sees, for offices that work on it. Raises Http404, NotAllowed."""
    round_ = find(listed(rounds.visible(request.hat)).select_related("law", "jurisdiction"), pk=pk)
    hat = wearer(request)
    if not hat.among(roles.CITY | roles.PROVINCE):
        raise NotAllowed(no(_("轮次的进展供省、市（州）主管部门查看。")))
    return round_, hat


def summaries(hat: Hat, open_rounds: list[Round]) -> list[dict[str, Any]]:
    """The rounds of a home page: the funnel, what is late first, the map of a province."""
    return [_summary(one, hat) for one in watches(open_rounds, hat)]


def _summary(seen: Watch, hat: Hat) -> dict[str, Any]:
    province = hat.among(roles.PROVINCE)
    return {
        "watch": seen, "picture": funnel_picture(seen.funnel), "late": seen.late[:FEW],
        "map": tile_map(seen.round.jurisdiction.name, seen.cities) if province else None,
    }  # fmt: skip
