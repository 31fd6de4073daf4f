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

from documents.every import Source, names, sources
from documents.summary_rows import clean
from documents.test_papers import font_with
from door import SAMPLES
from greenlist.documents.letters import Letter
from greenlist.documents.letters.docx import letter_docx
from greenlist.documents.letters.noticing import PublicNotice, notice_docx, notice_pdf
from greenlist.documents.letters.pdf import letter_pdf
from greenlist.documents.papers import FontSet, MissingGlyph, Paper, Paragraph
from greenlist.documents.papers.docx import docx
from greenlist.documents.papers.glyphs import use_fonts
from greenlist.documents.papers.pdf import pdf
from greenlist.documents.summary import lint_table
from greenlist.documents.tables import TablePaper, table_docx, table_pdf
from greenlist.engine.case import Kind
from greenlist.engine.lawbook import LawBook
from greenlist.ops.apps import OpsConfig
from greenlist.paperwork.printing import fonts as site_fonts

RARE = "\U00020005"
FILLED = "张\U00020005"
ONE_OF_EACH = (
    "自评价报告-factory-01-machinery", "第三方评价报告-park-agency-2018", "公文-recommendation", "公文-consulting",
    "公文-circular", "公文-outcome", "公示", "动态管理表-factory", "推荐汇总表-park", "评价机构年度工作情况",
    "提交回执", "异议回执",
)  # fmt: skip
WORDS_OF_LAYOUT = {"body", "note", "todo", "left", "center", "right", "official", "correspondence"}


def writers(source: Source) -> tuple[Callable[..., bytes], Callable[..., bytes]]:
    """Of the PDF and of the DOCX."""
    if isinstance(source, Letter):
        return letter_pdf, letter_docx
    if isinstance(source, PublicNotice):
        return notice_pdf, notice_docx
    return (table_pdf, table_docx) if isinstance(source, TablePaper) else (pdf, docx)


@pytest.fixture
def rare_font(tmp_path: Path) -> Path:
    return font_with(RARE, tmp_path / "rare.ttf")


def with_rare(document: Any) -> Any:
    """The same document with the character where it is printed: in a last paragraph of a paper, else in the title."""
    if isinstance(document, Paper):
        return replace(document, blocks=(*document.blocks, Paragraph(FILLED)))
    return replace(document, title=document.title + RARE)


@pytest.mark.parametrize("name", names())
def test_every_writer_names_character_field_and_way_out(name: str) -> None:
    source = sources()[name]
    for write in writers(source):
        with pytest.raises(MissingGlyph) as fault:
            write(with_rare(source))
        said = str(fault.value)
        assert RARE in said
        assert "U+20005" in said
        assert fault.value.message.params["field"]
        assert str(fault.value.message.params["field"]) in said
        assert "--font" in said


@pytest.mark.parametrize("name", names())
def test_on_a_site_the_way_out_is_its_setting(name: str) -> None:
    use_fonts(())
    source = sources()[name]
    for write in writers(source):
        with pytest.raises(MissingGlyph, match="GREENLIST_FONTS") as fault:
            write(with_rare(source))
        assert "--font" not in str(fault.value)
    with pytest.raises(MissingGlyph, match="--font"):
        writers(source)[0](with_rare(source), FontSet.of_option(()))  # a command names its option on a site too


@pytest.mark.parametrize("name", names())
def test_every_text_of_a_document_is_looked_at(name: str) -> None:
    """A field that `texts` forgets would be printed with a blank where the character should stand."""
    source = sources()[name]
    walked = {text for _where, text in source.texts()}
    assert {text for text in _held(_printed(source)) if text} - walked - WORDS_OF_LAYOUT == set()


def _printed(source: Source) -> Source:
    """Without what a letter of its form does not show."""
    if isinstance(source, Letter) and source.form == "correspondence":
        return replace(source, signer="", printed="")
    return source


def _held(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _held(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _held(getattr(value, field.name))


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_font_of_the_site_lets_every_writer_go_on(name: str, rare_font: Path) -> None:
    use_fonts([rare_font])
    assert FontSet().families == ["Noto Serif SC", "Example Rare"]
    source = with_rare(sources()[name])
    made = [write(source) for write in writers(source)]
    assert all(len(content) > 1000 for content in made)
    fonts = {
        str(font["/BaseFont"]).rpartition("+")[2]
        for page in PdfReader(io.BytesIO(made[0])).pages
        for font in (page["/Resources"].get("/Font") or {}).values()
    }
    assert any("Rare" in font for font in fonts), fonts  # the glyph itself, not an empty box


def test_the_setting_of_a_site_reaches_every_document(rare_font: Path) -> None:
    with override_settings(FONTS=[rare_font]):
        OpsConfig("greenlist.ops", sys.modules["greenlist.ops"]).ready()
        assert FontSet() == site_fonts()
    assert FontSet().extra == (rare_font,)


def test_the_check_of_a_table_looks_into_the_font_of_the_option(rare_font: Path) -> None:
    policy, rows = LawBook().policy("jilin-2024"), {Kind.FACTORY: [clean(contact=f"张{RARE}")]}
    (flaw,) = lint_table(policy, rows, fonts=FontSet.of_option(()))
    assert (flaw.column, flaw.message.code) == ("联系人", "papers.missing_glyph")
    assert lint_table(policy, rows, fonts=FontSet.of_option([rare_font])) == []


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
