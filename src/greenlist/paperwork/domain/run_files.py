"""The files of a batch, unit by unit: papers are put together one after another and printed several at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from greenlist.applications.evidence_rules import may_open_blob
from greenlist.applications.files import open_blob
from greenlist.applications.models import Application, Blob, Route, Submission
from greenlist.documents.papers import Paper, Unprintable
from greenlist.engine.messages import render
from greenlist.paperwork.printing import print_ahead, printed
from greenlist.paperwork.queries.reports import signed_files
from greenlist.paperwork.selfreport import of_version, report_of
from greenlist.parties.access import NotAllowed, require
from greenlist.parties.domain import Refused

log = logging.getLogger(__name__)
AHEAD = 16  # units whose papers are held in memory


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a unit, name and content; `reason` says why there are none."""

    unit: str
    files: tuple[tuple[str, bytes], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What a unit's files are made from: the agency's signed ones, or its paper; the fault that kept it from either."""

    application: Application
    signed: tuple[tuple[str, bytes], ...] = ()
    paper: Paper | None = None
    fault: Exception | None = None


def made_of(applications: Iterable[Application], forms: tuple[str, ...]) -> Iterator[Made]:
    """The files of each application: the agency's signed report where an agency evaluated, else the unit's own.

    A unit at fault is told with the reason and does not stop the others.
    """
    for some in _by(AHEAD, applications):
        prepared = [_prepare(one) for one in some]
        if "pdf" in forms:
            print_ahead([one.paper for one in prepared if one.paper])
        yield from (_made(one, forms) for one in prepared)


def _by(size: int, applications: Iterable[Application]) -> Iterator[list[Application]]:
    rest = iter(applications)
    while some := list(islice(rest, size)):
        yield some


def _prepare(one: Application) -> _Prepared:
    version = one.submissions.all()[0]
    try:
        if signed := tuple(_signed(one, version)):
            return _Prepared(one, signed)
        return _Prepared(one, paper=report_of(one, of_version(version)))
    except Exception as fault:  # noqa: BLE001 - told in the file of what is lacking
        return _Prepared(one, fault=fault)


def _signed(one: Application, version: Submission) -> Iterator[tuple[str, bytes]]:
    """Raises NotAllowed: a signed report that no scanner has cleared."""
    for file in signed_files(version) if one.route == Route.AGENCY else []:
        require(may_open_blob(Blob.objects.get(pk=file["sha256"])))
        with open_blob(str(file["sha256"])) as stream:
            yield str(file["name"]), stream.read()


def _made(one: _Prepared, forms: tuple[str, ...]) -> Made:
    fault, files = one.fault, one.signed
    if one.paper:
        try:
            files = tuple(_printed(one.paper, form, one.application) for form in forms)
        except Exception as found:  # noqa: BLE001 - as above
            fault = found
    unit, kind = one.application.unit.name, one.application.get_kind_display()
    if fault:
        return Made(unit, reason=_reason(one.application, fault))
    return Made(unit, tuple((_safe(f"{unit}-{kind}-{name}"), content) for name, content in files))


def _printed(paper: Paper, form: str, application: Application) -> tuple[str, bytes]:
    return f"自评价报告.{form}", printed(paper, form, kind="self_report", round_=application.round)


def _reason(application: Application, fault: Exception) -> str:
    """In words for people; a fault of the program goes to the log and is told by its kind."""
    if isinstance(fault, Unprintable):
        return render(fault.message, "zh")
    if isinstance(fault, Refused | NotAllowed) and str(fault):
        return str(fault)
    log.error("report of application %s", application.pk, exc_info=fault)
    return type(fault).__name__


def _safe(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_.（）()" else "_" for letter in name)
