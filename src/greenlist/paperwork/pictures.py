"""Pictures of the pages of a template's trial: kept beside other made files, found again or made again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from greenlist.applications.files import open_blob
from greenlist.documents.filling.fill import fill
from greenlist.documents.filling.kinds import KINDS
from greenlist.documents.filling.picturing import Pictures, pictured
from greenlist.documents.filling.samples import sample
from greenlist.documents.papers import Unprintable

from . import made
from .models import DocumentTemplate
from .office import soffice
from .printing import fonts

NO_OFFICE, NOT_FILLED, NOT_LAID_OUT = "no_office", "not_filled", "not_laid_out"


@dataclass(frozen=True, slots=True)
class Kept:
    """How many pages there are pictures of, of how many; `fault` says why there are none."""

    shown: int
    total: int
    fault: str = ""


def key_of(template: DocumentTemplate) -> str:
    """Where the pictures of a version are kept."""
    return made.key_of(sample(KINDS[template.kind]), "pictures", fonts(), template.blob_id)


def kept(template: DocumentTemplate) -> Kept | None:
    """What there is of a version, None where nothing was made or it was swept."""
    found = made.find(key_of(template))
    if found is None:
        return None
    told = json.loads(found)
    return Kept(told["shown"], told["total"], told["fault"])


def page(template: DocumentTemplate, number: int) -> bytes | None:
    """The picture of a page (PNG), None where there is none."""
    return made.find(_page_key(key_of(template), number))


def make(template: DocumentTemplate) -> Kept:
    """Fill a version with its sample, have its pages drawn and keep them. It takes seconds: the worker's part."""
    key = key_of(template)
    found = _drawn(template)
    told = Kept(0, 0, found) if isinstance(found, str) else Kept(len(found.pages), found.total)
    for number, picture in enumerate(() if isinstance(found, str) else found.pages, 1):
        made.keep(_page_key(key, number), picture)
    made.keep(key, json.dumps({"shown": told.shown, "total": told.total, "fault": told.fault}).encode())
    return told


def _drawn(template: DocumentTemplate) -> Pictures | str:
    """The pictures, or why there are none."""
    office = soffice()
    if office is None:
        return NO_OFFICE
    try:
        with open_blob(template.blob_id) as stream:
            filled = fill(stream.read(), sample(KINDS[template.kind]), fonts())
    except (Unprintable, FileNotFoundError):
        return NOT_FILLED
    return pictured(filled, office) or NOT_LAID_OUT


def _page_key(key: str, number: int) -> str:
    return hashlib.sha256(f"{key} page {number}".encode()).hexdigest()
