"""Which texts of the report the evaluators write."""

from __future__ import annotations

from dataclasses import dataclass

from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema import Policy

from .forms import HIGHLIGHTS, agency_form


@dataclass(frozen=True, slots=True)
class ChapterSpec:
    """One text to write: its key (stable), title with its chapter, most characters (None: any), and what to write."""

    key: str
    title: str
    most: int | None
    required: bool
    hint: str


def chapters_for(kind: Kind | str, policy: Policy) -> tuple[ChapterSpec, ...]:
    """The texts of the form of a kind under a policy, in the order of the report, the highlights first.

    Raises:
        NoTemplate: there is no form of the kind.
    """
    form = agency_form(Kind(kind), policy.identity.year.value)
    most = policy.third_party.procedure.highlights_most.value
    texts = [(chapter, part) for chapter in form.chapters for part in (chapter, *chapter.parts) if part.key]
    specs = [
        ChapterSpec(
            part.key, part.title if part is chapter else f"{chapter.title}　{part.title}", part.most,
            part.required, part.ask,
        )
        for chapter, part in texts
    ]  # fmt: skip
    if form.highlights:  # the line of the basic information table; a chapter of highlights (parks) has no limit
        one = form.highlights
        specs.insert(0, ChapterSpec(HIGHLIGHTS, one.title, most or one.most, one.required, one.ask))
    return tuple(specs)
