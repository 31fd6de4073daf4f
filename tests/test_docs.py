"""The documents keep up: commands, options, keys, examples, links (a habit learnt from datasette)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from pydantic import BaseModel
from typer.testing import CliRunner

from greenlist.cli import app
from greenlist.documents.round import read_case
from greenlist.engine.application import ApplicationFile
from greenlist.engine.lawbook import LawBook
from greenlist.engine.schemas import RankingFile, ResultFile, ScreeningFile

CHECKOUT = Path(__file__).resolve().parents[1]
DOCS = CHECKOUT / "docs"
PAGES = sorted([*CHECKOUT.glob("*.md"), *DOCS.glob("*.md")])
READMES = ("README.md", "README.zh-CN.md")


def page(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


# -- commands and options -----------------------------------------------------------------------------


def commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for key, one in inner.items():
        yield from commands(one, f"{name} {key}")


COMMANDS = dict(commands(typer.main.get_command(app), "greenlist"))


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next heading of its level or above."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,3}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/command.md has no section {title}"
    return found[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_stands_in_the_section_of_its_command(name: str) -> None:
    text = section(page("docs/command.md"), name)
    options = {opt for param in COMMANDS[name].params for opt in param.opts if opt.startswith("--")}
    assert [opt for opt in sorted(options - {"--help"}) if f"`{opt}" not in text] == []


def test_no_page_names_an_option_that_does_not_exist() -> None:
    known = {opt for one in COMMANDS.values() for param in one.params for opt in param.opts} | {"--help"}
    for path in PAGES:
        if path.name == "architecture.md":
            continue
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", path.read_text(encoding="utf-8")))
        assert named <= known, path.name


# -- keys ---------------------------------------------------------------------------------------------


def keys(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """Every key of a model and of the models inside it."""
    if model in seen:
        return set()
    seen.add(model)
    found: set[str] = set()
    for name, info in model.model_fields.items():
        found.add(info.alias or name)
        for inner in models_in(info.annotation):
            found |= keys(inner, seen)
    return found


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from models_in(inner)


def in_backticks(text: str) -> set[str]:
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return {word for quoted in re.findall(r"`([^`]+)`", prose) for word in re.findall(r"\w+", quoted)}


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("result.md", ResultFile),
        ("result.md", RankingFile),
        ("application.md", ApplicationFile),
        ("screening.md", ScreeningFile),
    ],
    ids=["result", "ranking", "application", "screening"],
)
def test_every_key_is_described(name: str, model: type[BaseModel]) -> None:
    assert keys(model, set()) - in_backticks(page(f"docs/{name}")) == set()


def test_every_key_at_the_top_of_a_result_has_a_row_of_its_own() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", page("docs/result.md"), re.MULTILINE))
    assert set(ResultFile.model_fields) <= rows
    assert set(RankingFile.model_fields) <= rows


def test_every_source_of_the_shipped_law_has_a_row_of_its_own(book: LawBook) -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", page("docs/screening.md"), re.MULTILINE))
    assert set(book.list_sources()) <= rows
    assert set(ScreeningFile.model_fields) <= rows


# -- examples -----------------------------------------------------------------------------------------


def test_the_example_of_an_application_file_reads_without_a_fault(tmp_path: Path, book: LawBook) -> None:
    example = re.search(r"```yaml\n(greenlist: 1\n.*?)```", page("docs/application.md"), re.DOTALL)
    assert example
    path = tmp_path / "example.yaml"
    path.write_text(example[1], encoding="utf-8")
    case, problems = read_case(path, book)
    assert [problem.text() for problem in problems] == []
    assert case is not None
    assert [given.witness.value for given in case.values["water_intake"]] == ["claimed", "verified"]


def code_lines(text: str) -> list[str]:
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def greenlist_lines() -> list[str]:
    return [line for line in code_lines(page("README.md")) if line.startswith("greenlist ")]


@pytest.mark.long
def test_what_the_readme_shows_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(CHECKOUT / "samples")
    monkeypatch.chdir(tmp_path)
    lines = greenlist_lines()
    assert len(lines) >= 10
    for line in lines:
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        # The points table is still empty when the README's last line reads it: refused, not imported.
        expected = 2 if "import-points" in line and "--document" in line else 0
        assert result.exit_code == expected, f"{line}\n{result.output}"
    assert (tmp_path / "out" / "demo" / "推荐汇总表.xlsx").is_file()


# -- the two languages, the links ---------------------------------------------------------------------


def test_both_readmes_show_the_same_commands_and_sections() -> None:
    english, chinese = (page(name) for name in READMES)
    assert code_lines(english) == code_lines(chinese)
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))
    links = [
        {link for link in re.findall(r"\]\(([^)]+)\)", text) if "README" not in link} for text in (english, chinese)
    ]
    assert links[0] == links[1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_folders_that_the_architecture_names_exist() -> None:
    picture = re.search(r"```\n(src/greenlist/.*?)```", page("docs/architecture.md"), re.DOTALL)
    assert picture
    named = re.findall(r"(?<![\w/])([a-z_]+)/(?=[\s,]|$)", picture[1], re.MULTILINE)
    rooms = [CHECKOUT / "src" / "greenlist", CHECKOUT / "src" / "greenlist" / "engine", CHECKOUT]
    inside = ("documents", "law", "applications", "agencies", "agency", "screening")
    rooms += [rooms[0] / inner for inner in inside] + [CHECKOUT / "tests"]
    rooms.append(CHECKOUT / "src" / "greenlist" / "engine" / "lawbook")
    assert [name for name in named if not any((room / name).is_dir() for room in rooms)] == []
