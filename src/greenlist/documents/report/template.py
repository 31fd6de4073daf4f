"""Templates of reports: what the forms of a generation say, as cited data (YAML beside this file)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from greenlist.engine.case import Kind
from greenlist.engine.facts import Fact, Mark
from greenlist.engine.lawbook.schema.base import Cited, Source, Strict, as_fact
from greenlist.engine.messages import Message, say
from greenlist.engine.yamlfile import load_yaml

FOLDER = Path(__file__).parent / "templates"
Show = Literal[
    "intro", "summary", "energy", "exclusion", "prerequisites", "basic", "score", "years", "witnesses", "advice",
    "computations", "energy_lines", "evidence", "law",
]  # fmt: skip


class Label(Strict):
    """One line of a form: its exact label, the field that fills it, and the most characters it may hold."""

    label: str
    value: str
    limit: int | None = None


class CoverForm(Cited):
    """The front page."""

    maker: str
    lines: list[Label]


class BasicForm(Cited):
    """The basic information table, its labels in their order."""

    caption: str
    rows: list[Label]


class Commitment(Cited):
    """What is promised, and the places for signature and seal."""

    title: str
    text: list[str]
    places: list[str]


class Part(Cited):
    """A section of a chapter: indicators of named first-level groups (`rest`: of all others), and what it shows.

    `ask` is what the unit has to write there itself.
    """

    title: str
    ask: str = ""
    blocks: list[str] = Field(default_factory=list)
    rest: bool = False
    show: list[Show] = Field(default_factory=list)


class Chapter(Part):
    """A chapter with its sections."""

    parts: list[Part] = Field(default_factory=list)


class Template(Strict):
    """The form of one kind and generation. `fits`: that it is the form of the round at hand."""

    greenlist: int
    template: str
    kind: Kind
    title: str
    generation: str
    source: str
    sources: dict[str, Source]
    used_from: Fact[int]
    fits: Fact[bool]
    cover: CoverForm
    basic: BasicForm
    commitment: Commitment
    chapters: list[Chapter]

    def doubts(self) -> list[str]:
        """What in the form is not known from a published text or confirmed, in words, each once."""
        found = ["承诺文字"] if not _known(self.commitment) else []
        found += ["封面"] if not _known(self.cover) else []
        found += ["基本信息表"] if not _known(self.basic) else []
        found += [f"“{chapter.title}”" for chapter in self.chapters if not _known(chapter)]
        return ([] if self.fits.settled else [self.fits.note]) + found


def _known(entry: Cited) -> bool:
    return entry.mark is Mark.PUBLISHED or entry.confirmed is not None


class NoTemplate(LookupError):
    """No form of a kind is in use in the year of a round; `message` says so."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def template_for(kind: Kind, year: int | None) -> Template:
    """The newest form of a kind that was in use in the year of the policy; one without a year fits any.

    Raises:
        NoTemplate: there is none.
    """
    fitting = [one for one in templates() if one.kind is kind and (one.used_from.value or 0) <= (year or 9999)]
    if not fitting:
        raise NoTemplate(say("papers.no_template", kind=say(f"documents.kind_{kind.value}"), year=str(year)))
    return max(fitting, key=lambda one: one.used_from.value or 0)


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """All forms that are shipped."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.yaml")))


def _read(path: Path) -> Template:
    data, _ = load_yaml(path.read_text(encoding="utf-8"))
    cited = {"source": data["source"]}
    for name in ("used_from", "fits"):
        data[name] = as_fact(data[name], cited)
    for entry in _entries(data):
        entry.setdefault("source", data["source"])
    return Template.model_validate(data)


def _entries(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every cited entry of the file; those that name no source cite the file's own."""
    for name in ("cover", "basic", "commitment", "chapters"):
        part = data[name]
        for entry in part if isinstance(part, list) else [part]:
            yield entry
            yield from entry.get("parts", [])
