"""The reports that the benchmarks print: those of the samples, with figures of their own each time."""

from __future__ import annotations

import dataclasses
import io
import random
import re
from collections import Counter
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from greenlist.documents.papers import Paper
from greenlist.documents.report import Subject, industry_names, self_report
from greenlist.documents.round import read_case
from greenlist.engine.evaluate import evaluate
from greenlist.engine.fields import fields_of
from greenlist.engine.lawbook import LawBook

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "jilin-2024"
DIGITS = "0123456789"
UNPRINTED = {"作者", "主题", "题名"}
WHOLE = frozenset({"block", "style", "level", "depth", "width", "align", "share", "values", "on"})


@cache
def subjects() -> tuple[Subject, ...]:
    """The samples, evaluated."""
    book = LawBook()
    found = []
    for path in sorted(SAMPLES.glob("*.yaml")):
        case, _ = read_case(path, book)
        assert case is not None
        evaluation = evaluate(case, book.policy("jilin-2024"), book)
        found.append(Subject(evaluation, fields_of(book), industry_names(book)))
    return tuple(found)


def reports(count: int, turn: int) -> list[Paper]:
    """So many reports with figures of their own: the digits are shuffled, in each report and turn differently.

    What two samples have in common is the form's and the law's and stays as it is, as it does in a round.
    """
    common = _common()
    made = []
    for number, one in enumerate(islice(cycle(subjects()), count)):
        shuffled = random.Random(f"{turn} {number}").sample(DIGITS, len(DIGITS))  # noqa: S311 - figures to print
        made.append(_changed(self_report(one), str.maketrans(DIGITS, "".join(shuffled)), common))
    return made


@cache
def _common() -> frozenset[str]:
    """The texts that stand in more than one report."""
    counted = Counter(text for one in subjects() for text in {text for _, text in self_report(one).texts()})
    return frozenset(text for text, number in counted.items() if number > 1)


def _changed(value: Any, table: dict[int, int], common: frozenset[str]) -> Any:
    if isinstance(value, str):
        return value if value in common else value.translate(table)
    if isinstance(value, tuple):
        return tuple(_changed(one, table, common) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in dataclasses.fields(value) if one.name not in WHOLE]
        return dataclasses.replace(value, **{name: _changed(getattr(value, name), table, common) for name in names})
    return value


def squeezed(text: str) -> str:
    """Without white space: where lines end is up to each typesetter."""
    return re.sub(r"\s+", "", text)


def read(content: bytes, paper: Paper) -> tuple[str, int]:
    """The text of a PDF without what stands on every page, and its pages."""
    pages = [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    for said in (paper.trial, paper.remark):
        pages = [page.replace(squeezed(said), "") for page in pages] if said else pages
    return "".join(re.sub(r"—\d+—", "", page) for page in pages), len(pages)


def assert_says(content: bytes, paper: Paper, who: str) -> int:
    """Every text of the paper stands in the PDF; its pages."""
    text, pages = read(content, paper)
    printed = {
        squeezed(part) for where, said in paper.texts() if where not in UNPRINTED for part in said.split("\n")
    } - {squeezed(paper.trial), squeezed(paper.remark)}
    lacking = [part for part in printed if part not in text]
    assert not lacking, f"{who} lacks {lacking[:5]} of {paper.title}"
    return pages
