"""What a report would state in an application: by the path in an application file, with where it stood."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from greenlist.documents.form.layout import UNIT_FIELDS
from greenlist.engine.codes import normalise_uscc, uscc_problem
from greenlist.engine.decimals import parse_decimal, show
from greenlist.engine.fields import Field
from greenlist.engine.messages import say

from .data_tables.rows import take_rows
from .indicators import take_figures
from .labels import plain
from .shape import Answered, Found, Report
from .taken import Asked, Draft, Path, Taken
from .texts import take_texts
from .typed import NotTaken, industry_codes, value_of

_UNIT_KEY = {field_id: key for key, field_id in UNIT_FIELDS.items()}
_RESULT = ("basic_answer", "result.highlights")
_YEARS = 3
_ANSWERS = {"met": "符合", "not_met": "不符合"}


def draft_of(report: Report, asked: Asked, file: str) -> Draft:
    """What a report would state in an application of a pack. `file` is the name of the report."""
    draft = Draft(left=list(report.unread), tables=list(report.tables))
    for found in report.basic.values():
        _line(found, asked, draft)
    _score(report, asked, file, draft)
    for one in report.answers:
        _answer(one, asked, draft)
    take_figures(report.figures, asked, draft)
    take_rows(report.records, asked, draft)
    take_texts(report, asked, draft)
    return draft


def _line(found: Found, asked: Asked, draft: Draft) -> None:
    words = f"{found.label}：{found.text}"
    if found.key == "agency.name":
        draft.put(Taken(("unit", "agency"), found.text, found.label, found.text, found.at))
    elif found.key.startswith("agency."):
        draft.leave(found.at, words, say("reading.agency_line"))
    elif found.key in _RESULT and not _asks(found, asked):
        known = found.key == "basic_answer"
        draft.leave(found.at, words, say("reading.result_line") if known else say("reading.no_place"))
    elif found.key in {"industry", "industry4"}:
        _industry(found, draft)
    elif found.key == "uscc":
        _code(found, draft)
    elif found.key == "name":
        draft.put(Taken(("unit", "name"), found.text, found.label, found.text, found.at))
    elif found.key == "result.highlights":
        _field(replace(found, key="highlights"), asked, draft)
    elif found.key not in {"score", "region"} and not found.key.startswith("result."):
        _field(found, asked, draft)


def _asks(found: Found, asked: Asked) -> bool:
    """Whether the form has a text for the highlights."""
    one = asked.fields.by_id.get("highlights")
    return found.key == "result.highlights" and one is not None and asked.pack.kind in one.kinds


def _field(found: Found, asked: Asked, draft: Draft) -> None:
    one = asked.fields.by_id.get(found.key)
    if one is None or asked.pack.kind not in one.kinds:
        return draft.leave(found.at, f"{found.label}：{found.text}", say("reading.no_place"))
    try:
        value = value_of(found.text, one)
    except NotTaken as not_taken:
        return draft.leave(found.at, f"{found.label}：{found.text}", not_taken.why)
    if value is None:
        return None
    path = _path(one, asked)
    most = asked.limits.get(one.id)
    if most is not None and _length(found.text) > most:
        why = say("reading.text_too_long", length=_length(found.text), label=one.label, most=most)
        return draft.leave(found.at, f"{found.label}：{found.text}", why)
    return draft.put(Taken(path, value, found.label, found.text, found.at))


def _path(one: Field, asked: Asked) -> Path:
    if one.id in asked.limits:
        return "narrative", one.id
    return "unit", _UNIT_KEY.get(one.id, one.id)


def _length(text: str) -> int:
    return len(re.sub(r"\s+", "", text))


def _industry(found: Found, draft: Draft) -> None:
    codes = industry_codes(found.text)
    if not codes:
        return draft.leave(found.at, f"{found.label}：{found.text}", say("reading.no_industry_code"))
    notes = (say("reading.more_industries", codes=codes[1:]),) if len(codes) > 1 else ()
    return draft.put(Taken(("unit", "industry4"), codes[0], found.label, found.text, found.at, notes=notes))


def _code(found: Found, draft: Draft) -> None:
    code = normalise_uscc(found.text)
    if uscc_problem(code) is not None:
        return draft.leave(found.at, f"{found.label}：{found.text}", say("reading.code_bad", uscc=code[:40]))
    return draft.put(Taken(("unit", "uscc"), code, found.label, found.text, found.at))


def _score(report: Report, asked: Asked, file: str, draft: Draft) -> None:
    """The score of the report, with those of the years before where it prints three."""
    by_year: dict[str, str] = {}
    total: tuple[Found, Decimal] | None = None
    for key, found in report.basic.items():
        if key != "score" and not key.startswith("result.year"):
            continue
        number = _number(found.text)
        if number is None:
            draft.leave(found.at, f"{found.label}：{found.text}", say("reading.score_bad", text=found.text[:40]))
            continue
        year = asked.year if key == "score" else asked.year - _YEARS + int(key[-1])
        if year == asked.year:
            total = total if total is not None and key != "score" else (found, number)
        if key != "score":
            by_year[str(year)] = show(number)
    if total is not None:
        content = {"total": show(total[1]), "report": file} | ({"by_year": by_year} if by_year else {})
        draft.put(Taken(("claimed_score",), content, total[0].label, total[0].text, total[0].at))


def _number(text: str) -> Decimal | None:
    found = re.match(r"\s*([\d.]+)\s*(?:分|$|[（(/])", text)
    return parse_decimal(found[1]) if found else None


def _answer(one: Answered, asked: Asked, draft: Draft) -> None:
    names = {plain(name): key for key, name in asked.conditions.items()}
    number = one.number.strip()
    key = number if number in names.values() else names.get(plain(one.name), "")
    if not key:
        return draft.leave(one.at, f"{one.name}：{_ANSWERS[one.answer]}", say("reading.answer_unknown"))
    content = {"answer": one.answer} | ({"reason": one.note[:1000]} if one.note else {})
    return draft.put(Taken(("conditions", key), content, one.name, _ANSWERS[one.answer], one.at))
