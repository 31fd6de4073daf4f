"""Every list and document of the round as people download it, as plain text."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from python_calamine import CalamineWorkbook

from greenlist.applications.models import Application, Passage
from greenlist.consultations.models import Consultation
from greenlist.decisions.models import Batch, Stage
from greenlist.notices.models import Notice, ResultImport
from greenlist.panels.models import Panel
from greenlist.recommendations.models import Recommendation

from .ground import Played, cast

EXPECTED = Path(__file__).resolve().parent / "expected"
WRITE = "GREENLIST_WRITE_EXPECTED"  # in the environment: write what is printed as what is expected, to be read after


def of_city(played: Played) -> Iterator[tuple[str, str]]:
    """Letters to departments, their answers, ranked records."""
    for one in Consultation.objects.filter(round=played.round).order_by("pk"):
        city, who = one.city.name, _handler(one.city.code)
        for letter in one.letters.order_by("pk"):
            yield f"征求意见函-{city}-{letter.field}", _text(played, who, "consult-document", letter.pk, "docx")
        yield f"征求意见汇总-{city}", _text(played, who, "consult-table", one.pk)
    for batch in Batch.objects.filter(round=played.round, stage=Stage.SELECTION).order_by("pk"):
        yield (
            f"遴选排序记录-{batch.place.name}",
            _text(played, _handler(batch.place.code), "selection-record", batch.pk, "xlsx"),
        )


def of_recommending(played: Played, level: str) -> Iterator[tuple[str, str]]:
    """Letters with their tables."""
    for one in Recommendation.objects.filter(round=played.round, level=level).order_by("pk"):
        who = _handler(one.place.code) if level == "city" else "province"
        yield f"推荐文-{one.place.name}", _text(played, who, "recommendation-file", one.pk, "docx")
        yield f"推荐汇总表-{one.place.name}", _text(played, who, "recommendation-file", one.pk, "xlsx")


def of_experts(played: Played) -> Iterator[tuple[str, str]]:
    """Who reviewed what, and what came out; the minutes of the meeting."""
    for panel in Panel.objects.filter(round=played.round).order_by("pk"):
        yield f"评审分工-{panel.name}", _text(played, "province", "panel-export", panel.pk)
        yield f"评审结果-{panel.name}", _text(played, "province", "panel-results-file", panel.pk)
    for batch in Batch.objects.filter(round=played.round, stage=Stage.MEETING):
        yield "审定会议纪要", _text(played, "province", "meeting-minutes", batch.pk, "docx")


def of_notice(played: Played) -> Iterator[tuple[str, str]]:
    """The public notice."""
    for notice in Notice.objects.filter(round=played.round):
        yield "公示", _text(played, "province", "notice-document", notice.pk, "docx")


def of_results(played: Played) -> Iterator[tuple[str, str]]:
    """How the ministry's lists were matched."""
    for one in ResultImport.objects.filter(round=played.round).order_by("pk"):
        yield f"结果核对-{one.get_stage_display()}", _text(played, "province", "result-export", one.pk, "xlsx")


def the_units(played: Played) -> str:
    """Where every unit ended, and the way it went."""
    ways: dict[int, list[str]] = {}
    for passage in Passage.objects.filter(application__round=played.round).order_by("pk"):
        ways.setdefault(passage.application_id, []).append(passage.transition)
    states = dict(Application.objects.filter(round=played.round).values_list("pk", "state"))
    lines = []
    for one in cast():
        pk = played.applications[one.no].pk
        lines.append(f"{one.no:>2} {one.name} {one.city} {one.story or '-'}: {states[pk]}  {' '.join(ways[pk])}")
    return "\n".join(lines)


def differing(name: str, found: str) -> str:
    """'' where a text is what is expected, else the first line that is not. Digests differ from run to run."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "（摘要）", found)
    file = EXPECTED / f"{name}.txt"
    if WRITE in os.environ:
        EXPECTED.mkdir(exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")
        return ""
    if not file.exists():
        return f"{name}: nothing is expected yet"
    expected = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    lines = text.rstrip("\n").split("\n")
    for number, (one, other) in enumerate(zip(expected, lines, strict=False), 1):
        if one != other:
            return f"{name}:{number}: expected {one!r}, found {other!r}"
    return "" if len(expected) == len(lines) else f"{name}: {len(lines)} lines instead of {len(expected)}"


def _handler(city: str) -> str:
    return f"{city}.handler"


def _text(played: Played, who: str, address: str, *args: Any) -> str:
    answer = played.world.client(who).get(reverse(address, args=args))
    assert answer.status_code == 200, (address, args, answer.status_code)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers["Content-Type"]
    if "spreadsheet" in kind:
        return "\n".join(_sheets(content))
    if "word" in kind:
        return "\n".join(_words(content))
    return content.decode("utf-8-sig")


def _sheets(content: bytes) -> Iterator[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        yield f"== {name}"
        for row in book.get_sheet_by_name(name).to_python():
            cells = [_cell(cell) for cell in row]
            if any(cells):
                yield " | ".join(cells).rstrip(" |")


def _cell(cell: object) -> str:
    text = f"{cell:g}" if isinstance(cell, float) else str(cell)
    return re.sub(r"\s*\n\s*", " / ", text)


def _words(content: bytes) -> Iterator[str]:
    document = Document(io.BytesIO(content))
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block.text.strip()
        elif isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(_cell(cell.text) for cell in row.cells)
    for box in document.element.body.iter(qn("w:txbxContent")):  # the foot of a letter
        for row in box.iter(qn("w:tr")):
            parts = [part for run in row.iter(qn("w:r")) for part in run]
            yield "".join("\t" if one.tag == qn("w:tab") else one.text or "" for one in parts)
