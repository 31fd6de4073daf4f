"""`greenlist report`: one application in, two files out; what is at fault is told and nothing is left behind."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents.paper_texts import docx_text, pdf_text
from door import FOOD, SAMPLES, contents, greenlist

POLICY = ("--policy", "jilin-2024")


@pytest.mark.requirement("REQ-42")
def test_a_unit_gets_its_self_evaluation_report(tmp_path: Path) -> None:
    said = greenlist("report", FOOD, *POLICY, "--out", tmp_path / "out")
    assert (said.code, said.err) == (0, "")
    assert "试评稿" in said.out
    assert "尚未核对原文" in said.out
    assert "Noto Serif SC" in said.out
    files = contents(tmp_path / "out")
    assert sorted(files) == ["自评价报告.docx", "自评价报告.pdf"]
    for text in (pdf_text(files["自评价报告.pdf"]), docx_text(files["自评价报告.docx"])):
        assert "示例食品有限公司" in text
    again = greenlist("report", FOOD, *POLICY, "--out", tmp_path / "again")
    assert again.code == 0
    assert contents(tmp_path / "again") == files


def test_files_beside_the_application_are_listed_with_their_digest(tmp_path: Path) -> None:
    (tmp_path / "unit.yaml").write_bytes(FOOD.read_bytes())
    (tmp_path / "自评价报告.pdf").write_bytes(b"abc")  # the report the score was claimed with
    (tmp_path / "佐证").mkdir()
    (tmp_path / "佐证/公示系统-登记状态.png").write_bytes(b"abc")
    assert greenlist("report", tmp_path / "unit.yaml", *POLICY, "--out", tmp_path / "out").code == 0
    text = pdf_text((tmp_path / "out/自评价报告.pdf").read_bytes())
    assert "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" in text


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    assert greenlist("report", FOOD, *POLICY, "--out", tmp_path).code == 0
    before = contents(tmp_path)
    said = greenlist("report", SAMPLES / "factory-05-missing.yaml", *POLICY, "--out", tmp_path)
    assert said.code == 2
    assert "自评价报告.docx" in said.err
    assert contents(tmp_path) == before
    assert greenlist("report", SAMPLES / "factory-05-missing.yaml", *POLICY, "--out", tmp_path, "--force").code == 0
    assert contents(tmp_path) != before


def test_a_unit_of_an_agency_is_told_which_report_counts(tmp_path: Path) -> None:
    said = greenlist("report", SAMPLES / "park-01-good.yaml", *POLICY, "--out", tmp_path)
    assert said.code == 0
    assert "第三方评价报告为准" in said.err


def test_the_default_folder_is_named_after_policy_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert greenlist("report", FOOD, *POLICY).code == 0
    assert sorted(path.name for path in (tmp_path / "out-jilin-2024" / FOOD.stem).iterdir()) == [
        "自评价报告.docx", "自评价报告.pdf"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: 示例食品有限公司", "name: 示例\U00020005公司", "U+20005"),
        ("kind: factory", "kind: nothing", "kind"),
        ("uscc: 91220702A000010306", "uscc: [", "YAML"),
    ],
)
def test_what_is_at_fault_is_told_and_nothing_is_written(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = FOOD.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "unit.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    said = greenlist("report", path, *POLICY, "--out", tmp_path / "out")
    assert said.code == 2
    assert words in said.err
    assert not (tmp_path / "out").exists()


def test_a_missing_glyph_in_english(tmp_path: Path) -> None:
    path = tmp_path / "unit.yaml"
    path.write_text(
        FOOD.read_text(encoding="utf-8").replace("示例食品有限公司", "示例\U00020005公司"), encoding="utf-8"
    )
    said = greenlist("report", path, *POLICY, "--out", tmp_path / "out", "--lang", "en")
    assert said.code == 2
    assert "--font" in said.err
    assert "the font lacks" in said.err


@pytest.mark.parametrize(
    "arguments", [("--policy", "nowhere-2024"), (*POLICY, "--font", "none.ttf")], ids=["policy", "font"]
)
def test_an_option_at_fault(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = greenlist("report", FOOD, *arguments, "--out", tmp_path / "out")
    assert said.code == 2
    assert said.err
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    said = greenlist("report", tmp_path / "none.yaml", *POLICY)
    assert said.code == 2
    assert "none.yaml" in said.err


def test_a_problem_of_the_file_is_told_and_stands_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "unit.yaml"
    text = FOOD.read_text(encoding="utf-8")
    path.write_text(text.replace("output_value_total: 21000", "output_value_total: 很多"), encoding="utf-8")
    assert "很多" in path.read_text(encoding="utf-8")
    said = greenlist("report", path, *POLICY, "--out", tmp_path / "out")
    assert said.code == 0
    assert "很多" in said.err
    pages = PdfReader(io.BytesIO((tmp_path / "out/自评价报告.pdf").read_bytes())).pages
    assert "很多" in "".join(page.extract_text() for page in pages)
