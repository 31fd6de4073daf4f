"""What must not be opened is refused, each with its reason, quickly; what may be is read all the same."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from documents.hostile import OFFICE, RELATIONS, Hostile, hostile_files
from documents.report_docs import factory_2024, put, saved, with_parts
from greenlist.documents.guard import UnreadableFile
from greenlist.documents.report_reader import read_report
from greenlist.engine.messages import CATALOGUE, render

SECONDS = 2.0


@pytest.mark.parametrize("one", hostile_files(), ids=lambda one: one.name)
def test_a_hostile_file_is_refused_with_its_reason(one: Hostile, tmp_path: Path) -> None:
    path = put(tmp_path, one.content)
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_report(path)
    assert refused.value.message.code == one.code
    assert time.monotonic() - started < SECONDS
    assert set(CATALOGUE[one.code]) == {CATALOGUE[one.code][0], CATALOGUE[one.code][1]}
    assert "；" in render(refused.value.message)  # what to do about it


def test_a_plain_hyperlink_may_lead_outside(tmp_path: Path) -> None:
    link = f'<Relationship Id="rId98" Type="{OFFICE}/hyperlink" Target="https://example.com" TargetMode="External"/>'

    def change(parts: dict[str, bytes]) -> None:
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", f"{link}</Relationships>".encode())

    report = read_report(put(tmp_path, with_parts(saved(factory_2024()), change)))
    assert report.text("name") == "示例机械制造有限公司"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_report(tmp_path / "没有.docx")
    assert refused.value.message.code == "documents.cannot_open"
