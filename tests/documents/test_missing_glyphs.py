"""A character that no font has: named with its field and the way out by every writer, and the way out leads out."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from pypdf import PdfReader

from documents.test_letter import letter
from documents.test_papers import PAPER, font_with
from documents.test_report import paper
from door import SAMPLES
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.documents.papers import FontSet, MissingGlyph
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.glyphs import use_fonts
from greenlist.documents.papers.pdf import pdf
from greenlist.ops.apps import OpsConfig
from greenlist.paperwork.printing import fonts as site_fonts

RARE = "\U00020005"
DOCUMENTS: dict[str, tuple[Any, tuple[Callable[..., bytes], ...]]] = {
    "paper": (PAPER, (pdf, docx)),
    "report of a factory": (paper("factory-01-machinery"), (pdf, docx)),
    "report of a park": (paper("park-01-good"), (pdf, docx)),
    "letter": (letter(), (letter_pdf, letter_docx)),
}


@pytest.fixture
def rare_font(tmp_path: Path) -> Path:
    return font_with(RARE, tmp_path / "rare.ttf")


@pytest.fixture(autouse=True)
def no_site_fonts() -> Iterator[None]:
    yield
    use_fonts(())


def with_rare(document: Any) -> Any:
    """The same document with the character at the end of its title."""
    name = "title" if "title" in {one.name for one in fields(document)} else "subject"
    return replace(document, **{name: getattr(document, name) + RARE})


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_writer_names_character_field_and_way_out(kind: str) -> None:
    document, writers = DOCUMENTS[kind]
    assert is_dataclass(document)
    for write in writers:
        with pytest.raises(MissingGlyph) as fault:
            write(with_rare(document))
        said = str(fault.value)
        assert RARE in said
        assert "U+20005" in said
        assert fault.value.message.params["field"]
        assert str(fault.value.message.params["field"]) in said
        assert "--font" in said


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_font_of_the_site_lets_every_writer_go_on(kind: str, rare_font: Path) -> None:
    document, writers = DOCUMENTS[kind]
    use_fonts([rare_font])
    assert FontSet().families == ["Noto Serif SC", "Example Rare"]
    made = [write(with_rare(document)) for write in writers]
    names = {
        str(font["/BaseFont"]).rpartition("+")[2]
        for page in PdfReader(io.BytesIO(made[0])).pages
        for font in (page["/Resources"].get("/Font") or {}).values()
    }
    if kind == "letter":  # the title of a paper is what the file says of itself, that of a letter is printed
        assert any("Rare" in name for name in names), names


def test_the_setting_of_a_site_reaches_every_document(rare_font: Path) -> None:
    with override_settings(FONTS=[rare_font]):
        OpsConfig("greenlist.ops", sys.modules["greenlist.ops"]).ready()
        assert FontSet() == site_fonts()
    assert FontSet().extra == (rare_font,)


@pytest.mark.parametrize("form", ["pdf", pytest.param("docx", marks=pytest.mark.long)])
def test_the_option_of_the_command_leads_out(form: str, rare_font: Path, tmp_path: Path) -> None:
    text = (SAMPLES / "factory-01-machinery.yaml").read_text(encoding="utf-8")
    unit = tmp_path / "unit.yaml"
    unit.write_text(re.sub(r"(\n  name: *)(\S+)", rf"\g<1>\g<2>{RARE}", text, count=1), encoding="utf-8")
    out = tmp_path / f"report.{form}"
    command = [sys.executable, "-m", "greenlist", "report", str(unit), "--policy", "jilin-2024", "--out", str(out)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    refused = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)
    assert refused.returncode != 0
    said = refused.stdout + refused.stderr
    assert "U+20005" in said.replace("\n", "")
    assert not out.exists()
    subprocess.run([*command, "--font", str(rare_font)], check=True, capture_output=True, env=environment)
    assert out.stat().st_size > 1000
