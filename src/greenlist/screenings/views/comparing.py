"""Two runs of a round side by side, and a run as a file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenlist.applications.evaluating import user_language
from greenlist.documents.screening_table import SCREENING_NAME, write_screening
from greenlist.parties.access import find
from greenlist.parties.http import Request
from greenlist.screenings.catalogue import Catalogue, catalogue_of
from greenlist.screenings.comparing import UnitComparison, compare
from greenlist.screenings.exporting import run_data
from greenlist.screenings.models import Finding, Run
from greenlist.screenings.page_queries import whole_runs
from greenlist.screenings.rules import runs, unit_results

from .finding import round_to_screen, run_to_open

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHOICES = 50
JSON_NAME = "screening.json"


@login_required
@require_safe
def screening_compare(request: Request, pk: int) -> HttpResponse:
    """What changed between two runs: units whose answer moved, records that came, went or changed."""
    round_ = round_to_screen(request, pk)
    rows = whole_runs(runs.visible(request.hat), round_).filter(state=Run.State.DONE)
    choices = list(rows[:CHOICES])
    earlier, later = (_asked(request, rows, name) for name in ("earlier", "later"))
    if earlier is None and later is None and len(choices) > 1:
        later, earlier = choices[0], next((one for one in choices[1:] if _alike(one, choices[0])), choices[1])
    context: dict[str, Any] = {"round": round_, "choices": choices, "earlier": earlier, "later": later}
    if earlier is not None and later is not None and earlier.pk != later.pk:
        if earlier.at > later.at:
            earlier, later = later, earlier
        comparison = compare(earlier, later)
        names = catalogue_of(round_)
        context |= {
            "earlier": earlier, "later": later, "comparison": comparison,
            "units": [(one, _lines(one, names)) for one in comparison.differing],
            "alone": ((_("只在后来一次里"), comparison.only_later), (_("只在先前一次里"), comparison.only_earlier)),
        }  # fmt: skip
    return render(request, "screenings/compare.html", context)


def _asked(request: Request, rows: Any, name: str) -> Run | None:
    """The run that `?earlier=` or `?later=` names. Raises Http404 for one that is not there."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    found: Run = find(rows, pk=int(asked))
    return found


def _alike(one: Run, other: Run) -> bool:
    return one.authority_id == other.authority_id


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one record between two runs."""

    sign: str  # new, gone, changed
    finding: Finding  # as it is later, or was before it went
    before: Finding | None
    condition: str
    source: str


def _lines(unit: UnitComparison, names: Catalogue) -> list[Line]:
    """What came, went and changed about one unit."""
    found: list[tuple[str, Finding, Finding | None]] = [("new", one, None) for one in unit.new]
    found += [("gone", one, None) for one in unit.gone]
    found += [("changed", one.after, one.before) for one in unit.changed]
    return [
        Line(sign, one, before, names.condition(one.condition), names.source(one.source)) for sign, one, before in found
    ]


@login_required
@require_safe
def screening_export(request: Request, pk: int, form: str) -> FileResponse | HttpResponse:
    """A run as 筛查结果.xlsx or screening.json; of a self-check only its own unit's."""
    run = run_to_open(request, pk)
    if form not in {"xlsx", "json"}:
        raise Http404
    data = run_data(run, unit_results.visible(request.hat).filter(run=run))
    if form == "json":
        answer = HttpResponse(orjson.dumps(data, option=orjson.OPT_INDENT_2), content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="{JSON_NAME}"'
        return answer
    names = catalogue_of(run.round)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "screening.xlsx"
        write_screening(path, data, words={**names.conditions, **names.sources}, language=user_language())
        stream = path.open("rb")  # stays readable after the folder is gone
    return FileResponse(stream, as_attachment=True, filename=SCREENING_NAME, content_type=XLSX)
