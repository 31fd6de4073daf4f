"""The package of a DOCX: its properties, and bytes that repeat."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time

from docx.document import Document

from .content import Meta

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


def packed(document: Document, meta: Meta, title: str) -> bytes:
    """The file; its times are the date of the data, its parts carry none."""
    _describe(document, meta, title)
    _drop_thumbnail(document)
    return repacked(document)


def repacked(document: Document) -> bytes:
    """The file as it stands, without the times of its parts: the same document gives the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():  # in the order they were written: content types first
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(name))
    return out.getvalue()


def _describe(document: Document, meta: Meta, title: str) -> None:
    properties = document.core_properties
    on = datetime.combine(meta.on, time(), UTC).replace(tzinfo=None)
    properties.title, properties.author, properties.subject = title[:255], meta.author[:255], meta.subject[:255]
    properties.created = properties.modified = on
    properties.last_modified_by, properties.revision, properties.language = meta.author[:255], 1, "zh-CN"
    properties.comments = properties.keywords = ""


def _drop_thumbnail(document: Document) -> None:
    """The blank document of python-docx brings a picture of another one."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]
