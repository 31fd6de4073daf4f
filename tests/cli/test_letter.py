"""`greenlist letter`: from an evaluated round to the letter of one city."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.paper_texts import docx_text, pdf_text
from door import SAMPLES, contents, greenlist

POLICY = ("--policy", "jilin-2024")
CITY = ("--recommender", "长春市工信局", "--office", "长春市工业和信息化局")
WRITTEN = ("--number", "长工信示例〔2024〕5号", "--date", "2024-07-26")


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("round") / "out"
    files = [
        SAMPLES / f"{name}.yaml"
        for name in ("factory-01-machinery", "factory-02-cement", "park-01-good", "park-03-half")
    ]
    assert greenlist("evaluate", *files, *POLICY, "--out", out).code == 0
    return out


@pytest.mark.requirement("REQ-46")
def test_a_city_gets_its_letter_with_the_summary(evaluated: Path, tmp_path: Path) -> None:
    said = greenlist("letter", evaluated, *POLICY, *CITY, *WRITTEN, "--out", tmp_path / "a")
    assert (said.code, said.err) == (0, "")
    assert "试评" in said.out
    assert "〔待填〕" in said.out
    files = contents(tmp_path / "a")
    assert sorted(files) == ["推荐文.docx", "推荐文.pdf"]
    for text in (pdf_text(files["推荐文.pdf"]), docx_text(files["推荐文.docx"])):
        assert "示例机械制造有限公司" in text
        assert "示例经济开发区" in text
        assert "示例水泥有限公司" not in text  # of another city
        assert "示例工业集中区" not in text  # not eligible
        assert "试评稿" in text
    assert greenlist("letter", evaluated, *POLICY, *CITY, *WRITTEN, "--out", tmp_path / "b").code == 0
    assert contents(tmp_path / "b") == files


def test_several_cities_are_not_mixed(evaluated: Path, tmp_path: Path) -> None:
    said = greenlist("letter", evaluated, *POLICY, *CITY[2:], *WRITTEN, "--out", tmp_path / "out")
    assert said.code == 2
    assert "--recommender" in said.err
    assert "吉林市工信局" in said.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*POLICY, "--recommender", "无此局", *CITY[2:], *WRITTEN), "无此局"),
        ((*POLICY, *CITY, "--number", "长工信[2024]5号", "--date", "2024-07-26"), "〔〕"),
        ((*POLICY, *CITY, "--number", WRITTEN[1], "--date", "7月26日"), "--date"),
        (("--policy", "cn-2024", *CITY, *WRITTEN), "jilin-2024"),
        ((*POLICY, *CITY, *WRITTEN, "--signer", "\U00020005"), "U+20005"),
    ],
    ids=["recommender", "number", "date", "policy", "glyph"],
)
def test_what_is_at_fault_is_told_and_nothing_written(
    evaluated: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    said = greenlist("letter", evaluated, *arguments, "--out", tmp_path / "out")
    assert said.code == 2
    assert words in said.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_round(tmp_path: Path) -> None:
    said = greenlist("letter", tmp_path, *POLICY, *CITY, *WRITTEN, "--out", tmp_path / "out")
    assert said.code == 2
    assert "greenlist evaluate" in said.err
    (tmp_path / "ranking.json").write_text('{"policy": {"id": "jilin-2024"}, "kinds": {}}')
    (tmp_path / "推荐汇总表.xlsx").write_bytes(b"no workbook")
    said = greenlist("letter", tmp_path, *POLICY, *CITY, *WRITTEN, "--out", tmp_path / "out")
    assert said.code == 2
    assert "推荐汇总表.xlsx" in said.err


def test_nothing_is_overwritten_without_force(evaluated: Path, tmp_path: Path) -> None:
    command = ("letter", evaluated, *POLICY, *CITY, "--date", "2024-07-26", "--out", tmp_path)
    assert greenlist(*command, "--number", "长工信示例〔2024〕5号").code == 0
    before = contents(tmp_path)
    said = greenlist(*command, "--number", "长工信示例〔2024〕6号")
    assert said.code == 2
    assert contents(tmp_path) == before
    assert greenlist(*command, "--number", "长工信示例〔2024〕6号", "--force").code == 0
    assert contents(tmp_path) != before


def test_copies_as_people_type_them_and_the_form_of_correspondence(evaluated: Path, tmp_path: Path) -> None:
    command = (
        "letter",
        evaluated,
        *POLICY,
        *CITY,
        *WRITTEN,
        "--copy",
        "甲厅，乙厅",
        "--copy",
        "丙局",
        "--signer",
        "陈某",
    )
    assert greenlist(*command, "--out", tmp_path / "a").code == 0
    assert greenlist(*command, "--form", "correspondence", "--out", tmp_path / "b").code == 0
    for name, read in (("推荐文.pdf", pdf_text), ("推荐文.docx", docx_text)):
        formal, letter = (read((tmp_path / folder / name).read_bytes()) for folder in ("a", "b"))
        for text in (formal, letter):
            assert "抄送：甲厅，乙厅，丙局。" in text
        for words in ("长春市工业和信息化局文件", "签发人：陈某", "2024年7月26日印发"):
            assert words in formal
            assert words not in letter
    said = greenlist(*command, "--form", "poem", "--out", tmp_path / "c")
    assert said.code == 2
    assert "--form" in said.err
    assert not (tmp_path / "c").exists()


def test_who_printed_it_when_stands_in_the_foot(evaluated: Path, tmp_path: Path) -> None:
    command = ("letter", evaluated, *POLICY, *CITY, *WRITTEN)
    office = "长春市工业和信息化局办公室"
    for folder, given, foot in (
        ("both", ("--printed-by", office, "--printed-on", "2024-07-29"), f"{office}2024年7月29日印发"),
        ("by", ("--printed-by", office), f"{office}2024年7月26日印发"),
        ("on", ("--printed-on", "2024-07-29"), "长春市工业和信息化局2024年7月29日印发"),
    ):
        said = greenlist(*command, *given, "--out", tmp_path / folder)
        assert (said.code, said.err) == (0, "")
        files = contents(tmp_path / folder)
        for text in (pdf_text(files["推荐文.pdf"]), docx_text(files["推荐文.docx"])):
            assert foot in text
            assert "2024年7月26日" in text  # the date of the letter stays
    said = greenlist(*command, "--printed-on", "7月29日", "--out", tmp_path / "wrong")
    assert said.code == 2
    assert "--printed-on" in said.err
    assert not (tmp_path / "wrong").exists()
