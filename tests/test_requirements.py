"""docs/requirements.md is current, and its generator finds every way of marking a test."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
TOOL = CHECKOUT / "tools" / "requirements.py"

EXAMPLE = """
    import pytest

    def case(req, value):
        return pytest.param(value, marks=pytest.mark.requirement(req))

    CASES = [case("REQ-01", 1), case("REQ-02", 2), pytest.param(3, marks=pytest.mark.requirement("REQ-03"))]
    OTHER = [case("REQ-09", 1)]

    @pytest.mark.parametrize("value", CASES)
    def test_list(value): ...

    @pytest.mark.requirement("REQ-04", "REQ-05")
    def test_decorator(): ...

    @pytest.mark.requirement("REQ-06")
    class TestGroup:
        def test_inside(self): ...

    def test_nothing(): ...
"""


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOL.parent))
    import requirements

    return requirements


def test_the_document_is_current() -> None:
    result = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_marks_are_found_however_they_are_put(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "CHECKOUT", tmp_path)
    path = tmp_path / "test_example.py"
    path.write_text(textwrap.dedent(EXAMPLE), encoding="utf-8")
    assert dict(tool.TestFile(path).tests()) == {
        "test_example.py::test_list": {"REQ-01", "REQ-02", "REQ-03"},
        "test_example.py::test_decorator": {"REQ-04", "REQ-05"},
        "test_example.py::TestGroup::test_inside": {"REQ-06"},
        "test_example.py::test_nothing": set(),
    }


def test_golden_cases_name_their_clauses(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "CHECKOUT", tmp_path)
    path = tmp_path / "cases.yaml"
    path.write_text("案例:\n  - {案例: 甲, 条款: [REQ-10, REQ-12]}\n  - {案例: 乙}\n", encoding="utf-8")
    assert dict(tool.golden(path)) == {"cases.yaml::甲": {"REQ-10", "REQ-12"}}


@pytest.mark.parametrize(
    ("tests", "state"),
    [
        (set(), "尚无测试"),
        ({"tests/law/test_a.py::x"}, "规则在册"),
        ({"tests/law/test_a.py::x", "tests/cli/test_b.py::y"}, "有测试"),
    ],
)
def test_a_law_file_that_says_it_is_not_a_program_that_does_it(tool: ModuleType, tests: set[str], state: str) -> None:
    assert tool.state_of(tests) == state
