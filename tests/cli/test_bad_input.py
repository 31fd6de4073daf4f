"""Files as they come in real life: each fault is told with file and place, and the good units are evaluated."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from door import FOOD, Said, factory, greenlist, read_json, uscc

HEAD = "greenlist: 1\nkind: factory\nevaluation_year: 2023\n"
NAMED = HEAD + "unit: {name: 示例坏厂}\n"
MEGABYTE = 1024 * 1024

UNREADABLE = {
    "text-renamed.xlsx": (b"hello", "不是 Excel 工作簿"),
    "damaged.xlsx": (b"PK\x03\x04 and then nothing", "已损坏或不完整"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "另存为 .xlsx"),
    "notes.txt": ("说明", "不认识的文件类型"),
    "empty.yaml": ("", "这不是申报数据文件"),
    "empty.json": ("", "第 1 行: JSON 写法有误"),
    "empty.xlsx": ("", "不是 Excel 工作簿"),
    "list.yaml": ("- 一\n- 二\n", "第 1 行: 这不是申报数据文件"),
    "list.json": ("[1, 2]", "这不是申报数据文件"),
    "word.yaml": ("你好\n", "这不是申报数据文件"),
    "utf16.yaml": (NAMED.encode("utf-16"), "既不是 UTF-8 也不是 GB18030"),
    "utf16-bare.yaml": (NAMED.encode("utf-16-le"), "既不是 UTF-8 也不是 GB18030"),
    "nul.yaml": ("greenlist: 1\0\n", "既不是 UTF-8 也不是 GB18030"),
    "laughs.yaml": ("a: &a [哈, 哈]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", "第 1 行: YAML 写法有误"),
    "deep.yaml": ("a: " + "[" * 100_000 + "]" * 100_000, "第 1 行: YAML 写法有误"),
    "deep.json": ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "JSON 写法有误：嵌套层数过多"),
    "key-twice.yaml": (NAMED + "kind: park\n", "第 5 行: YAML 写法有误"),
    "key-twice.json": ('{"greenlist": 1, "kind": "factory", "kind": "park"}', "键 kind 写了两次"),
    "nan.json": ('{"greenlist": 1, "values": {"water_intake": NaN}}', "NaN 不是数"),
    "infinity.json": ('{"greenlist": 1, "values": {"water_intake": -Infinity}}', "-Infinity 不是数"),
    "half-character.json": ('{"unit": {"name": "\\ud800"}}', "键 name 的文字含有不完整的字符"),
    "comma.json": ('{"greenlist": 1,\n"kind":,}', "第 2 行: JSON 写法有误：第 8 列"),
    "no-name.yaml": (HEAD + "unit: {uscc: 1}\n", "unit.name"),
    "no-kind.yaml": ("greenlist: 1\nevaluation_year: 2023\nunit: {name: 示例}\n", "缺少必填项 kind"),
    "wrong-kind.yaml": (NAMED.replace("factory", "fabrik"), "第 2 行 kind"),
    "wrong-key.yaml": (NAMED + "valuse: {}\n", "第 5 行 valuse: 不认识的键 valuse"),
    "wrong-shape.yaml": (HEAD + "unit: [1]\n", "第 4 行 unit"),
    "wrong-year.yaml": (NAMED.replace("2023", "20230"), "第 3 行 evaluation_year"),
    "unknown-pack.yaml": (NAMED + "pack: factory-2099\n", "pack: 没有编号为 factory-2099 的规则包"),
    "pack-path.yaml": (NAMED + "pack: ../policies/cn-2024\n", "pack: 没有编号为 ../policies/cn-2024 的规则包"),
    "park-pack.yaml": (NAMED + "pack: park-2023\n", "pack: 规则包 park-2023 用于绿色工业园区，不用于绿色工厂"),
    "long-name.yaml": (HEAD + f"unit: {{name: {'厂' * (10 * MEGABYTE // 3)}}}\n", "第 4 行 unit.name"),
    "huge.yaml": ("#" * (33 * MEGABYTE), "文件超过 32 MB"),
}  # fmt: skip


def beside(folder: Path, *arguments: str | Path) -> Said:
    """Evaluate what lies in the folder together with one good unit, and see that the good one is judged."""
    out = folder.parent / f"{folder.name}-out"
    said = greenlist("evaluate", folder, FOOD, *arguments, "--policy", "jilin-2024", "--out", out)
    assert "Traceback" not in said.out + said.err
    ranking = read_json(out / "ranking.json")
    assert "示例食品有限公司" in [place["name"] for place in ranking["kinds"]["factory"] if place["place"]]
    assert (out / "units" / FOOD.stem / "result.json").is_file()
    return said


def failed(folder: Path) -> dict[str, str]:
    """What ranking.json says of the files that gave no unit."""
    ranking = read_json(folder.parent / f"{folder.name}-out" / "ranking.json")
    assert ranking["counts"]["failed"] == len(ranking["failed"])
    return {Path(one["file"]).name: " ".join(one["problems"]) for one in ranking["failed"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    return path


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.long
def test_a_file_that_gives_no_unit(folder: Path, name: str) -> None:
    content, words = UNREADABLE[name]
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    said = beside(folder, path)
    assert said.code == 2
    assert str(path) in said.err
    assert words in said.err
    assert words in failed(folder)[name]


FAULTS = {
    "text in a number": ("energy_total: 很多", "综合能源消费量：应为数字（单位 tce），现为“很多”"),
    "unknown field": ("water_intak: 3", "是否想写 water_intake"),
    "unit of another kind": ("water_intake: {value: 3, unit: 公斤}", "不能换算成 m3"),
    "number of hundreds of digits": ("water_intake: '" + "9" * 400 + "'", "数字过大、过小或位数过多"),
    "10 MB in one cell": (f"water_intake: {'好' * (10 * MEGABYTE // 3)}", "文字超过 10000 字"),
    "unknown witness": ("water_intake: {value: 3, witness: 邻居}", "不认识的提供者 邻居"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_value_that_cannot_be_taken_counts_as_missing(folder: Path, fault: str) -> None:
    line, words = FAULTS[fault]
    (folder / "bad.yaml").write_text(f"{NAMED}values:\n  output_value_total: 100\n  {line}\n", encoding="utf-8")
    said = beside(folder)
    assert said.code == 2
    assert f"bad.yaml 第 7 行 values.{line.partition(':')[0]}: " in said.err
    assert words in said.err
    assert failed(folder) == {}
    result = read_json(folder.parent / "in-out" / "units" / "bad" / "result.json")
    assert result["verdict"] == "undetermined"
    assert words in " ".join(result["problems"])


@pytest.mark.parametrize(
    ("number", "words"),
    [("1e99999999", "数字过大"), ("9" * 5000, "数字过大")],
)
def test_a_json_number_without_measure(folder: Path, number: str, words: str) -> None:
    data = '{"greenlist":1,"kind":"factory","evaluation_year":2023,"unit":{"name":"示例"},"values":{"water_intake":%s}}'
    (folder / "bad.json").write_text(data % number, encoding="utf-8")
    said = beside(folder)
    assert said.code == 2
    assert "bad.json values.water_intake" in said.err
    assert words in said.err


class TestReadAllTheSame:
    """What Chinese offices really hand in is read; where it matters, it is remarked on."""

    def test_gb18030(self, folder: Path) -> None:
        path = factory(folder, "示例国标厂", 1)
        path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
        said = beside(folder)
        assert said.code == 0
        assert "按 GB18030 编码读取" in said.err
        assert "示例国标厂" in said.out

    def test_byte_order_mark(self, folder: Path) -> None:
        path = factory(folder, "示例有标记", 1)
        path.write_bytes(path.read_text(encoding="utf-8").encode("utf-8-sig"))
        said = beside(folder)
        assert (said.code, said.err) == (0, "")
        assert "示例有标记" in said.out

    def test_full_width_digits(self, folder: Path) -> None:
        path = factory(folder, "示例全角", 1)
        text = path.read_text(encoding="utf-8")
        code = "".join(chr(ord(character) + 0xFEE0) for character in uscc(1))
        text = text.replace("output_value_total: 21000", "output_value_total: ２１，０００．０").replace(uscc(1), code)
        path.write_text(text, encoding="utf-8")
        said = beside(folder)
        assert (said.code, said.err) == (0, "")
        result = read_json(folder.parent / "in-out" / "units" / path.stem / "result.json")
        assert result["unit"]["uscc"] == uscc(1)
        good = read_json(folder.parent / "in-out" / "units" / FOOD.stem / "result.json")
        assert _values(result) == _values(good)

    def test_a_file_name_in_another_encoding(self, folder: Path) -> None:
        path = factory(folder, "示例旧文件名", 1)
        try:
            path.rename(folder / b"\xb3\xa7.yaml".decode("utf-8", "surrogateescape"))
        except OSError:
            pytest.skip("this file system takes UTF-8 names only")
        assert beside(folder).code == 0


def _values(result: dict[str, list[dict[str, object]]]) -> dict[object, object]:
    return {one["id"]: one["value"] for one in result["indicators"]}


class TestTwoFilesForOneCode:
    def test_both_are_set_aside_and_named(self, folder: Path) -> None:
        first, second = factory(folder, "示例甲", 1), folder / "again.yaml"
        second.write_bytes(first.read_bytes())
        said = beside(folder)
        assert said.code == 2
        told = failed(folder)
        assert set(told) == {first.name, second.name}
        assert all(str(path) in words for path in (first, second) for words in told.values())
        assert uscc(1) in said.err
        assert {path.name for path in (folder.parent / "in-out" / "units").iterdir()} == {FOOD.stem}

    def test_however_the_code_is_written(self, folder: Path) -> None:
        first = factory(folder, "示例甲", 1)
        text = first.read_text(encoding="utf-8")
        (folder / "again.yaml").write_text(text.replace(uscc(1), f"'{uscc(1).lower()} '"), encoding="utf-8")
        assert beside(folder).code == 2
        assert len(failed(folder)) == 2


class TestWorkbooks:
    def test_another_workbook(self, folder: Path) -> None:
        book = openpyxl.Workbook()
        book.active.title = "通讯录"
        book.save(folder / "other.xlsx")
        said = beside(folder)
        assert said.code == 2
        assert "现有工作表：通讯录" in failed(folder)["other.xlsx"]
        assert "greenlist form" in failed(folder)["other.xlsx"]

    def test_a_bomb(self, folder: Path) -> None:
        _bomb(folder / "bomb.xlsx", MEGABYTE * 1024)
        assert (folder / "bomb.xlsx").stat().st_size < 16 * MEGABYTE
        said = beside(folder)
        assert said.code == 2
        assert "未打开" in failed(folder)["bomb.xlsx"]

    def test_a_cell_of_10_mb(self, folder: Path) -> None:
        _with_text(_form(folder), "示例" * (10 * MEGABYTE // 6))
        said = beside(folder)
        assert said.code == 2
        assert "form.xlsx" in said.err

    def test_text_in_a_number_cell_names_sheet_and_cell(self, folder: Path) -> None:
        where = _fill(_form(folder), {("values", "energy_total", "year0"): "很多"})
        said = beside(folder)
        assert said.code == 2
        assert f"form.xlsx {where}" in said.err
        assert "现为“很多”" in said.err


def _form(folder: Path) -> Path:
    path = folder / "form.xlsx"
    assert greenlist("form", "factory", "--pack", "factory-2025", "--out", path).code == 0
    _fill(path, {("unit", "unit.name", "value"): "示例表格厂", ("unit", "evaluation_year", "value"): 2023})
    return path


def _fill(path: Path, cells: dict[tuple[str, str, str], object]) -> str:
    """Write cells by section, row id and column; the place of the last one."""
    from documents.form_filler import Filler

    filler = Filler(path)
    where = ""
    for (section, row, column), value in cells.items():
        where = filler.set(section, row, column, value)
    filler.save()
    return where


def _with_text(path: Path, text: str) -> None:
    """Put a text longer than Excel allows where the name of the unit stands."""
    unit = "示例表格厂"
    written = (unit.encode(), unit.encode("ascii", "xmlcharrefreplace"))  # by one XML library or another
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert any(one in content for one in written for content in parts.values())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(written[0], text.encode()).replace(written[1], text.encode()))


def _bomb(path: Path, size: int) -> None:
    """A workbook of one sheet with as many bytes of empty rows, packed to a hundredth or less."""
    row = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    block = row * (MEGABYTE // len(row))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(size // len(block)):
                part.write(block)


class TestPlaces:
    def test_a_path_that_is_not_there(self, folder: Path) -> None:
        said = beside(folder, folder / "nowhere.yaml")
        assert said.code == 2
        assert f"{folder / 'nowhere.yaml'}: 没有这个文件或文件夹" in said.err
        assert "没有这个文件或文件夹" in failed(folder)["nowhere.yaml"]

    def test_nothing_but_paths_that_are_not_there(self, tmp_path: Path) -> None:
        said = greenlist("evaluate", tmp_path / "nowhere", "--policy", "jilin-2024", "--out", tmp_path / "out")
        assert (said.code, said.out) == (2, "")
        assert said.err.strip() == f"{tmp_path / 'nowhere'}: 没有这个文件或文件夹"

    def test_a_folder_without_applications(self, folder: Path) -> None:
        (folder / "读我.txt").write_text("", encoding="utf-8")
        said = greenlist("evaluate", folder, "--policy", "jilin-2024", "--out", folder / "out")
        assert said.code == 2
        assert f"{folder} 里没有申报文件" in said.err
        assert not (folder / "out").exists()

    def test_excel_is_holding_the_file_open(self, folder: Path) -> None:
        (folder / "~$form.xlsx").write_bytes(b"\5user")
        assert beside(folder).code == 0


@pytest.mark.requirement("REQ-03")
def test_a_kind_that_is_not_in_the_round(folder: Path) -> None:
    text = NAMED.replace("factory", "supply_chain")
    (folder / "chain.yaml").write_text(text, encoding="utf-8")
    said = greenlist("evaluate", folder, FOOD, "--policy", "cn-2025", "--out", folder / "out")
    assert said.code == 2
    ranking = read_json(folder / "out" / "ranking.json")
    assert list(ranking["kinds"]) == ["factory"]
    (told,) = ranking["failed"][0]["problems"]
    assert told.endswith("kind: 本政策的推荐范围不含绿色供应链管理企业，只有：绿色工厂、绿色工业园区")


class TestLaw:
    def test_an_unknown_policy(self, tmp_path: Path) -> None:
        said = greenlist("evaluate", FOOD, "--policy", "jilin-2042", "--out", tmp_path / "out")
        assert said.code == 2
        assert "jilin-2042" in said.err
        assert "jilin-2024" in said.err
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("policy: my\npolicy: my\n", "my.yaml:2"),
            ("greenlist: 1\n", "my.yaml:1"),
            ("greenlist: 1\npolicy: my\nextends: nobody\n", "my.yaml:3 extends"),
        ],
    )
    def test_a_broken_overlay(self, tmp_path: Path, overlay: Callable[..., Path], text: str, words: str) -> None:
        law = overlay({"policies/my.yaml": text})
        said = greenlist("evaluate", FOOD, "--policy", "my", "--law", law, "--out", tmp_path / "out")
        assert said.code == 2
        assert words in said.err
        assert "Traceback" not in said.err
        assert not (tmp_path / "out").exists()

    def test_an_overlay_that_is_not_there(self, tmp_path: Path) -> None:
        said = greenlist("evaluate", FOOD, "--policy", "jilin-2024", "--law", tmp_path / "nowhere")
        assert said.code == 2
        assert "nowhere" in said.err
