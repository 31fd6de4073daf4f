"""A template filled with a document's content."""

from __future__ import annotations

from docx.document import Document
from jinja2 import TemplateError
from lxml.etree import LxmlError

from greenlist.documents.papers import FontSet, Paper
from greenlist.documents.papers.docx_pack import packed

from .data import data_of
from .ending import drop_last_section, ends_with_words
from .kinds import Content
from .problems import unfit
from .reading import opened, shortened
from .sandbox import Budget, Sandbox, TooMuch


def fill(template: bytes, content: Content, fonts: FontSet | None = None) -> bytes:
    """The DOCX of a content in an uploaded template, which `trial.tried` has passed; the same bytes every time.

    Raises:
        MissingGlyph, UnusableFont: see `FontSet.check`.
        Unfit: the template asks for something this content does not have, or makes too much of it.
    """
    (fonts or FontSet()).check(content.texts())
    made = opened(template)
    budget = Budget()
    document: Document = made.docx
    closing = ends_with_words(document)
    try:
        made.render(data_of(content, document, budget), Sandbox(budget), autoescape=True)
    except TooMuch as fault:
        raise unfit("filling.too_much") from fault
    except (TemplateError, LxmlError, RecursionError, ValueError, TypeError, AttributeError, IndexError) as fault:
        raise unfit("filling.failed", reason=shortened(str(fault), 120)) from fault
    if closing and not ends_with_words(document):
        drop_last_section(document)
    title = content.title if isinstance(content, Paper) else content.meta.subject
    return packed(made.docx, content.meta, title)
