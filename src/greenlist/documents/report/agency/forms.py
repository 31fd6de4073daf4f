"""Forms of agency reports: what those of a kind and generation say, as cited data (YAML beside this file)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from greenlist.documents.report.template import BasicForm, Commitment, CoverForm, NoTemplate
from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact, Mark
from greenlist.engine.lawbook.schema.base import Cited, Source, Strict, as_fact
from greenlist.engine.messages import say
from greenlist.engine.yamlfile import load_yaml

FOLDER = Path(__file__).parent / "templates"
HIGHLIGHTS = "highlights"
NUMBER = re.compile(r"（.+?）|\d+|附[件表]\d*")
AgencyShow = Literal[
    "summary", "energy", "exclusion", "prerequisites", "basic", "score", "years", "advice",
    "computations", "energy_lines", "evidence", "law",
    "plan", "team", "documents", "visits", "reviews", "issues", "differences", "general_table", "year_tables",
    "qualification", "references", "version",
]  # fmt: skip


class Text(Strict):
    """A text of the evaluators: its key, what to write, the most characters it may hold."""

    key: str = ""
    title: str
    ask: str = ""
    most: int | None = None
    required: bool = False


class AgencyPart(Cited, Text):
    """A section: a text of the evaluators (where it has a key), indicators of named groups, and what it shows."""

    blocks: list[str] = Field(default_factory=list)
    rest: bool = False
    show: list[AgencyShow] = Field(default_factory=list)


class AgencyChapter(AgencyPart):
    """A chapter with its sections."""

    parts: list[AgencyPart] = Field(default_factory=list)


class AgencyForm(Strict):
    """The form of one kind and generation. `fits`: that it is the form of the round at hand."""

    greenlist: int
    template: str
    template_status: Literal["known", "unverified"]
    kind: Kind
    title: str
    generation: str
    source: str
    sources: dict[str, Source]
    used_from: Fact[int]
    fits: Fact[bool]
    cover: CoverForm
    tables: list[BasicForm]  # basic information: the unit, the agency, the result
    highlights: Text | None = None
    statement: Commitment
    chapters: list[AgencyChapter]

    def doubts(self) -> list[str]:
        """What in the form is not known from a published text or confirmed, in words, each once."""
        found = [] if self.fits.settled else [self.fits.note]
        if self.template_status == "unverified":  # all of it; the note says so
            return found
        found += [] if _known(self.statement) else ["声明文字"]
        found += [] if _known(self.cover) else ["封面"]
        found += [one.caption for one in self.tables if not _known(one)]
        return found + [doubt for chapter in self.chapters if (doubt := _doubt(chapter))]


def _doubt(chapter: AgencyChapter) -> str:
    if not _known(chapter):
        return f"“{chapter.title}”"
    unknown = [NUMBER.match(part.title) for part in chapter.parts if not _known(part)]
    return f"“{chapter.title}”的{'、'.join(one[0] for one in unknown if one)}" if unknown else ""


def _known(entry: Cited) -> bool:
    return entry.mark is Mark.PUBLISHED or entry.confirmed is not None


def agency_form(kind: Kind, year: int | None) -> AgencyForm:
    """The newest form of a kind that was in use in the year of the policy, else the oldest there is.

    Raises:
        NoTemplate: there is none of the kind.
    """
    forms = sorted((one for one in agency_forms() if one.kind is kind), key=lambda one: one.used_from.value or 0)
    if not forms:
        raise NoTemplate(say("papers.no_template", kind=say(f"documents.kind_{kind.value}"), year=str(year)))
    fitting = [one for one in forms if (one.used_from.value or 0) <= (year or 9999)]
    return fitting[-1] if fitting else forms[0]


@lru_cache(maxsize=1)
def agency_forms() -> tuple[AgencyForm, ...]:
    """All forms that are shipped."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.yaml")))


def _read(path: Path) -> AgencyForm:
    data, _ = load_yaml(path.read_text(encoding="utf-8"))
    cited = {"source": data["source"]}
    for name in ("used_from", "fits"):
        data[name] = as_fact(data[name], cited)
    for entry in _entries(data):
        entry.setdefault("source", data["source"])
    return AgencyForm.model_validate(data)


def _entries(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every cited entry of the file; those that name no source cite the file's own."""
    yield from (data["cover"], data["statement"], *data["tables"])
    for chapter in data["chapters"]:
        yield from (chapter, *chapter.get("parts", []))
