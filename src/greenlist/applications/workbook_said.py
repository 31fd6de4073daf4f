"""What a cell of an uploaded workbook would state: a figure, an answer, a judgement, with the files it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from .data import Data, counted_in_row_unit
from .domain.stating import Said
from .forms.plain import plain_condition, plain_judged, plain_score
from .forms.reading import plain_unit
from .models import Application, Evidence, Statement
from .sections import Box, Question
from .sections.shapes import ConditionQuestion, JudgedQuestion, ScoreQuestion
from .workbook import Sheet

PAGE = 40  # characters of a page reference


class Sayings:
    """What the cells of an upload would state, beside what stands there now."""

    def __init__(self, application: Application, upload: Sheet, now: Sheet) -> None:
        self.application = application
        self.upload = upload
        self.now = now

    @cached_property
    def files(self) -> dict[str, Evidence]:
        """Files of the application by name, the longest names first."""
        kept = self.application.evidence.filter(removed_at=None, replaced_by=None)
        return {one.name: one for one in sorted(kept, key=lambda one: -len(one.name))}

    def said(self, question: Question, place: str, current: Statement | None, notes: list[str]) -> Said:
        """What the cells of a place would state; `notes` gets what must be told beside it."""
        new, now = self.upload.block(place), self.now.block(place)
        if place.startswith("not_applicable."):
            return Said(new)
        if isinstance(question, ConditionQuestion):
            return Said(_answer(new, now or {}, current, self.files))
        if isinstance(question, JudgedQuestion):
            return self._judged(new, now or {}, current, notes)
        if isinstance(question, ScoreQuestion):
            return _score(new, current)
        boxes = [box for box in getattr(question, "boxes", ()) if box.place == place]
        return self._value(boxes[0], new, now or {}, current, notes) if boxes else Said(True)

    def _value(self, box: Box, new: Data, now: Data, current: Statement | None, notes: list[str]) -> Said:
        content, unit = _content(box, new.get("value")), _unit(box, new)
        same = (new.get("value"), new.get("unit")) == (now.get("value"), now.get("unit"))
        if current is not None and current.content is not None and same:
            content, unit = current.content, current.unit  # as it was typed
        reason = new.get("reason") or self.upload.source(box.place)
        if current is not None and reason in ("", now.get("reason", "")):
            reason = current.reason
        file, page = self._file(new.get("evidence") or "", now.get("evidence") or "", current, notes)
        return Said(content, unit, reason, file, page)

    def _judged(self, new: Data, now: Data, current: Statement | None, notes: list[str]) -> Said:
        before = current.content if current and isinstance(current.content, dict) else {}
        file, page = self._file(new.get("evidence") or "", now.get("evidence") or "", current, notes)
        return Said(plain_judged({**before, **new}), evidence=file, page=page)

    def _file(self, text: str, before: str, current: Statement | None, notes: list[str]) -> tuple[Evidence | None, str]:
        """The file that a cell names with its page; the one that is there where the cell is empty or as it was."""
        own = (current.evidence, current.page) if current is not None else (None, "")
        if not text or text == before:
            return own
        for name, file in self.files.items():
            if text.startswith(name):
                return file, text.removeprefix(name).strip()[:PAGE]
        notes.append(_("凭证“%(file)s”还没有上传；请到“证明材料”上传后再关联。") % {"file": text})
        return own


def standing_said(question: Question, current: Statement | None) -> Said | None:
    """What stands there, in the one plain form of its kind."""
    if current is None or not isinstance(current.content, dict):
        return None
    if isinstance(question, ConditionQuestion):
        return Said(plain_condition(current.content))
    shape = plain_judged if isinstance(question, JudgedQuestion) else plain_score
    return Said(shape(current.content), evidence=current.evidence, page=current.page)


def _content(box: Box, value: Any) -> Any:
    if isinstance(value, list):
        return value if box.field.values else "\n".join(value)
    return value


def _unit(box: Box, block: Data) -> str:
    if box.field.table and counted_in_row_unit(box.field):
        return ""
    return plain_unit(str(block.get("unit") or ""), box.field)


def _answer(new: Data, now: Data, current: Statement | None, files: Mapping[str, Evidence]) -> Data | None:
    """The answer with what the form does not hold kept, and what it holds overlaid."""
    before = plain_condition(current.content if current else None) or {}
    merged = before | {key: new[key] for key in ("answer", "sub", "reason") if new.get(key)}
    if new.get("proof", []) != now.get("proof", []):
        merged["proof"] = _proofs(new.get("proof", []), now.get("proof", []), before.get("proof", []), files)
    if new.get("events", []) != now.get("events", []) and len(new.get("events", [])) >= len(now.get("events", [])):
        merged["events"] = new["events"]
    return plain_condition(merged)


def _proofs(new: list[Data], now: list[Data], before: list[Data], files: Mapping[str, Evidence]) -> list[Data]:
    """New proofs, each with its file where that was handed in; of the old ones those whose source has no new one."""
    sources = {one.get("source", "") for one in new}
    old = dict(zip((_key(one) for one in now), before, strict=False))
    taken = [old.get(_key(one)) or _proof(one, files) for one in new]
    left = [kept for one, kept in zip(now, before, strict=False) if one.get("source", "") not in sources]
    return taken + left


def _key(proof: Data) -> tuple[Any, ...]:
    return tuple(proof.get(part, "") for part in ("file", "source", "queried_on"))


def _proof(one: Data, files: Mapping[str, Evidence]) -> Data:
    file = files.get(str(one.get("file", "")))
    named = {"evidence": file.pk} if file else {"file": one.get("file", "")}
    return named | {key: one[key] for key in ("source", "queried_on") if one.get(key)}


def _score(new: Data, current: Statement | None) -> Said:
    before = plain_score(current.content if current else None)
    years = before.get("by_year", {}) | new.get("by_year", {})
    content = plain_score(before | new | {"by_year": years})
    return Said(content, evidence=current.evidence if current else None)
