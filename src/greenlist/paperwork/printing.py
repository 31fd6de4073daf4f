"""A document's content as a file: found where it was made before, else made - in the uploaded template in force.

Every room that hands out documents asks here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings

from greenlist.applications.files import open_blob
from greenlist.documents.filling.fill import fill
from greenlist.documents.filling.kinds import Content
from greenlist.documents.filling.problems import unfit
from greenlist.documents.filling.writers import own_docx, own_pdf
from greenlist.documents.papers import FontSet, Paper, Unprintable
from greenlist.documents.papers.pdf import typeset_all
from greenlist.rounds.models import Round

from . import made
from .models import DocumentTemplate
from .queries.templates import in_force

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
log = logging.getLogger(__name__)


def printed(content: Content, form: str, *, kind: str, round_: Round) -> bytes:
    """A document of a kind in one of `FORMS`; the DOCX in the template its round's province has put in force.

    The same content gives the same bytes. One query for a DOCX, none for a PDF, which is always our own layout.

    Raises:
        MissingGlyph: the way out is the setting.
        Unfit, UnusableFont: the template in force does not take this content; a font of the setting is unusable.
    """
    return printed_for(content, form, kind=kind, place=round_.jurisdiction_id, policy=round_.policy_id)


def printed_for(content: Content, form: str, *, kind: str, place: int, policy: str = "") -> bytes:
    """The same for a document of no round."""
    template = in_force(kind, place, policy) if form == "docx" else None
    key = made.key_of(content, form, fonts(), template.blob_id if template else "")
    found = made.find(key)
    if found is None:
        found = _made(content, form, template)
        made.keep(key, found)
    return found


def print_ahead(papers: Iterable[Paper]) -> None:
    """Make the PDFs of several papers on every processor and keep them, for `printed` to find.

    What cannot be printed is passed over: `printed` tells whoever asks for it.
    """
    wanted = {made.key_of(paper, "pdf", fonts()): paper for paper in papers if _printable(paper)}
    lacking = {key: paper for key, paper in wanted.items() if not made.there(key)}
    for key, one in zip(lacking, typeset_all(list(lacking.values()), fonts()), strict=True):
        made.keep(key, one.content)


def _printable(paper: Paper) -> bool:
    try:
        fonts().check(paper.texts())
    except Unprintable:
        return False
    return True


def check(content: Content) -> None:
    """Whether every character of a content can be printed. Raises MissingGlyph, UnusableFont."""
    fonts().check(content.texts())


def _made(content: Content, form: str, template: DocumentTemplate | None) -> bytes:
    if form == "pdf":
        return own_pdf(content, fonts())
    return own_docx(content, fonts()) if template is None else fill(_read(template), content, fonts())


def _read(template: DocumentTemplate) -> bytes:
    try:
        with open_blob(template.blob_id) as stream:
            return stream.read()
    except FileNotFoundError:
        log.exception("template %s is not in the store", template)
        raise unfit("filling.failed", reason=template.name) from None


def fonts() -> FontSet:
    """The bundled face with those of the setting."""
    return _fonts(tuple(settings.FONTS))


@lru_cache(maxsize=4)
def _fonts(extra: tuple[object, ...]) -> FontSet:
    return FontSet(extra, of_site=True)  # type: ignore[arg-type]  # paths, as `env.folders` gives them
