"""A filled evaluation report as what it would state in an application, to be looked at before anything is stated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from greenlist.documents.report_reader import Draft, Taken, asked_by, draft_of, read_report
from greenlist.engine.decimals import parse_decimal
from greenlist.engine.messages import Language, render, say
from greenlist.rounds.law import book_of

from .data import Data
from .models import Application
from .report_about import about_report, told
from .report_rows import place_rows
from .sheet_files import NotThisForm, plain
from .workbook import Sheet, claims_by_place, present

REGISTERED = ("name", "uscc")  # known from the register of units, compared and never stated


def read_report_file(application: Application, path: Path, name: str, language: Language) -> tuple[Sheet, Data]:
    """Read a report for an application: what it would state, and for the page what it says besides.

    Raises:
        NotThisForm: the report of another unit or kind.
        UnreadableFile: no report, not a .docx, or a file that must not be opened.
    """
    report = read_report(path, name)
    if report.kind is not None and report.kind.value != application.kind:
        kinds = {"theirs": say(f"documents.kind_{report.kind}"), "own": say(f"documents.kind_{application.kind}")}
        raise NotThisForm(render(say("reading.other_kind", **kinds), language))
    round_ = application.round
    asked = asked_by(book_of(round_), round_.policy_id, application.pack_id, application.evaluation_year)
    draft = draft_of(report, asked, name)
    _refuse_other(application, draft)
    now = present(application)
    sheet, same = _sheet(application, draft, now, name, language)
    placed = place_rows(draft.rows, now, asked.fields, sheet, lambda one: _source(one, name, language))
    about = about_report(report, draft, [*same, *(told(one) for one in placed.same)], placed, language)
    return sheet, about


def _refuse_other(application: Application, draft: Draft) -> None:
    code = next((one.value for one in draft.taken if one.path == ("unit", "uscc")), "")
    if code and application.unit.uscc and code != application.unit.uscc:
        raise NotThisForm(
            _("报告里的统一社会信用代码 %(code)s 不是本单位的，请核对是不是拿错了文件。") % {"code": code}
        )


def _sheet(
    application: Application, draft: Draft, standing: Sheet, file: str, language: Language
) -> tuple[Sheet, list[Data]]:
    """The cells that differ from what stands in the application, and those that say the same."""
    sheet = Sheet()
    same: list[Data] = []
    now = _now(application, standing, draft.taken)
    for one in draft.taken:
        place = ".".join(one.path)
        if one.path[0] == "unit" and one.path[1] in REGISTERED:
            _compare_registered(application, one, sheet, same)
        elif one.path == ("unit", "agency") and application.agency is not None:
            same += [told(one)] if _equal(application.agency.name, one.value) else []
            if not same or same[-1] != told(one):
                sheet.problems.append(_agency_differs(application.agency.name, one))
        elif _says_the_same(now.get(place), one):
            same.append(told(one))
        elif place not in sheet.cells:
            sheet.cells[place] = {"block": _block(one, file), "cell": one.at, "source": _source(one, file, language)}
    return sheet, same


def _now(application: Application, standing: Sheet, taken: Iterable[Taken]) -> dict[str, Any]:
    """What stands at each place: as the form would print it, and texts that the form leaves out."""
    cells = {place: one["block"] for place, one in standing.cells.items()}
    claims = claims_by_place(application)
    for one in taken:
        place = ".".join(one.path)
        claim = claims.get(place)
        if place not in cells and claim is not None and claim.content is not None:
            cells[place] = {"value": claim.content}
    return cells


def _compare_registered(application: Application, one: Taken, sheet: Sheet, same: list[Data]) -> None:
    registered = application.unit.name if one.path[1] == "name" else application.unit.uscc
    if not registered or _equal(registered, one.value):
        same.append(told(one))
        return
    sheet.problems.append(
        _("%(at)s：报告的名称是“%(theirs)s”，登记的是“%(own)s”；没有采用。更过名的请请所在市（州）更正登记。")
        % {"at": one.at, "theirs": one.value, "own": registered}
    )


def _agency_differs(own: str, one: Taken) -> str:
    return _("%(at)s：报告的机构是“%(theirs)s”，本申报委托的是“%(own)s”；请核对。") % {
        "at": one.at, "theirs": one.value, "own": own
    }  # fmt: skip


def _says_the_same(now: Any, one: Taken) -> bool:
    if not isinstance(now, dict):
        return False
    if one.path[0] == "conditions":
        return bool(now.get("answer") == one.value["answer"])
    if one.path[0] == "claimed_score":
        years = one.value.get("by_year") or {}
        return _equal(now.get("total"), one.value["total"]) and all(
            _equal((now.get("by_year") or {}).get(year), score) for year, score in years.items()
        )
    return _equal(now.get("value"), one.value) and (not one.unit or now.get("unit", one.unit) == one.unit)


def _equal(now: Any, new: Any) -> bool:
    if isinstance(new, list) or isinstance(now, list):
        return _parts(now) == _parts(new)
    before, after = parse_decimal(str(now)), parse_decimal(str(new))
    if before is not None and after is not None:
        return before == after
    return re.sub(r"\s+", "", str(now or "")) == re.sub(r"\s+", "", str(new))


def _parts(value: Any) -> list[str]:
    return [str(one).strip() for one in value] if isinstance(value, list) else re.split(r"[;；、\n]", str(value or ""))


def _block(one: Taken, file: str) -> Any:
    """What is stated. An answer keeps the place in the report among its words, a value as its reason."""
    if one.path[0] == "claimed_score":
        return plain(one.value)
    if one.path[0] == "conditions":
        words = [one.value.get("reason", ""), _place(one, file)]
        return plain(one.value | {"reason": "\n".join(word for word in words if word)})
    return {"value": plain(one.value)} | ({"unit": one.unit} if one.unit else {})


def _source(one: Taken, file: str, language: Language) -> str:
    notes = "；".join(render(note, language) for note in one.notes)
    return f"{_place(one, file)}。{notes}" if notes else _place(one, file)


def _place(one: Taken, file: str) -> str:
    return _("取自《%(file)s》%(at)s") % {"file": file, "at": one.at}
