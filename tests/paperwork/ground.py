"""What the tests of this room share: uploads, a template in force, a round's application handed in."""

from __future__ import annotations

import io
from typing import Any

import docx as python_docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from greenlist.documents.filling.kinds import KINDS
from greenlist.documents.filling.trial import Tried, examined
from greenlist.paperwork.domain.templates import activate_template, upload_template
from greenlist.paperwork.models import DocumentTemplate
from world import World


def template(*lines: str) -> bytes:
    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(*lines: str, name: str = "模板.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, template(*lines or ("本省版式 {{ title }}", "{{p body }}")))


def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are tried in this process: its own has a test of its own (documents/test_filling)."""
    from greenlist.documents.filling.problems import Problem, Unfit
    from greenlist.documents.filling.reading import look_over
    from greenlist.engine.messages import Message

    def tried(content: bytes, kind: Any) -> Tried:
        look_over(content)
        found = examined(content, kind)
        if found["problems"]:
            faults = found["problems"]
            raise Unfit(tuple(Problem(Message(one["code"], one["params"]), one["place"]) for one in faults))
        return Tried(tuple(found["used"]), tuple(found["missing"]), tuple(found["says"]), found["seconds"])

    monkeypatch.setattr("greenlist.paperwork.domain.templates.tried", tried)


def uploaded(
    world: World, kind: str = "self_report", *lines: str, policy: str = "", by: str = "province"
) -> DocumentTemplate:
    assert kind in KINDS
    return upload_template(kind=kind, policy=policy, upload=upload(*lines), note="", by=world.hat(by))


def in_force(world: World, kind: str = "self_report", *lines: str, policy: str = "") -> DocumentTemplate:
    row = uploaded(world, kind, *lines, policy=policy)
    return activate_template(template=row, by=world.hat("provinceapprover"))


def words_of(content: bytes) -> str:
    return "\n".join(one.text for one in python_docx.Document(io.BytesIO(content)).paragraphs)
